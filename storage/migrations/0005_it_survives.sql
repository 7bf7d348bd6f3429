-- It survives, and it ships.

-- What the owner wants forgotten after a time (storage/retention.py).
CREATE TABLE forgotten (              -- that something was told, when its event is no more: a number that names nothing
    mark INTEGER PRIMARY KEY,         -- 64 bits of a hash of what it is (storage/forgotten.py)
    times INTEGER NOT NULL            -- of an act: whether it had been told; of a count: how many there were
) STRICT;
CREATE INDEX deliveries_digest ON deliveries (event_id) WHERE digest IS NOT NULL; -- the few that tell many

-- What would have to be counted, or sought, in a million rows.
CREATE INDEX deliveries_sent ON deliveries (sent_at) WHERE sent_at IS NOT NULL; -- how many were sent since a time
CREATE TABLE events_recorded (        -- how many there ever were of each kind, for monitors
    kind TEXT PRIMARY KEY,
    n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO events_recorded (kind, n) SELECT kind, count(*) FROM events GROUP BY kind;
CREATE TRIGGER event_recorded AFTER INSERT ON events BEGIN
    INSERT INTO events_recorded (kind, n) VALUES (new.kind, 1) ON CONFLICT (kind) DO UPDATE SET n = n + 1;
END;
