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

-- A night's check that finds the file damaged is told.
CREATE TABLE pauses_new (             -- what a whole scope waits for (core/errors.py): an outage counts against no job
    scope TEXT PRIMARY KEY CHECK (scope IN ('youtube', 'google', 'telegram', 'upload', 'disk', 'ytdlp')),
    until REAL NOT NULL,              -- then it is tried again, with care
    condition TEXT CHECK (condition IN ('google_consent', 'google_client', 'telegram_session', 'telegram_access',
        'channel_lost', 'quota_out', 'bot_check', 'cookies_dead', 'disk_full', 'database_damaged', 'ytdlp_broken', 'ffmpeg_missing',
        'mass_change', 'history_paused', 'history_cleared', 'slowed_down')), -- what only the owner mends
    trouble TEXT NOT NULL CHECK (json_valid(trouble)),
    since REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
INSERT INTO pauses_new SELECT scope, until, condition, trouble, since, tries FROM pauses;
DROP TABLE pauses;
ALTER TABLE pauses_new RENAME TO pauses;
CREATE TABLE alerts_new (             -- a condition the owner must know: told once when it begins, once when it ends
    id INTEGER PRIMARY KEY,
    condition TEXT NOT NULL CHECK (condition IN ('google_consent', 'google_client', 'telegram_session', 'telegram_access',
        'channel_lost', 'quota_out', 'bot_check', 'cookies_dead', 'disk_full', 'database_damaged', 'ytdlp_broken', 'ffmpeg_missing',
        'mass_change', 'history_paused', 'history_cleared', 'slowed_down')),
    subject TEXT NOT NULL DEFAULT '', -- which one, where there are several (a destination's id, a feed)
    trouble TEXT NOT NULL CHECK (json_valid(trouble)),
    began_at REAL NOT NULL,
    message_id INTEGER,               -- in the owner's chat; NULL: not told yet
    muted_until REAL NOT NULL DEFAULT 0,
    ended_at REAL,
    events INTEGER NOT NULL DEFAULT 0, -- how many were caught up with after it ended
    end_told INTEGER NOT NULL DEFAULT 0 CHECK (end_told IN (0, 1))
) STRICT;
INSERT INTO alerts_new SELECT id, condition, subject, trouble, began_at, message_id, muted_until, ended_at, events, end_told FROM alerts;
DROP TABLE alerts;
ALTER TABLE alerts_new RENAME TO alerts;
CREATE UNIQUE INDEX alerts_open ON alerts (condition, subject) WHERE ended_at IS NULL;
