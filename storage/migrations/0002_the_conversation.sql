-- The conversation: everything the owner does in the chat, and what follows from it.
-- Tables whose CHECKs or NULLs change are made anew; foreign keys are off while migrations run and checked at their end.

UPDATE settings SET key = 'feed.likes.interval' WHERE key = 'likes.interval';

ALTER TABLE destinations ADD COLUMN kind TEXT NOT NULL DEFAULT 'channel'
    CHECK (kind IN ('channel', 'supergroup', 'group', 'private'));
ALTER TABLE destinations ADD COLUMN username TEXT;            -- of a public chat
ALTER TABLE destinations ADD COLUMN checked_at REAL;          -- the last proof that we may write there (a test post); NULL: not proven

ALTER TABLE feeds ADD COLUMN catch_up TEXT CHECK (catch_up IN ('all', 'digest', 'skip')); -- for the next look, after a pause

ALTER TABLE snapshot ADD COLUMN since REAL;                   -- a subscription's own time; NULL elsewhere
ALTER TABLE snapshot ADD COLUMN missing_since REAL;           -- a subscription that was not in the list at this look; NULL: it was
ALTER TABLE snapshot ADD COLUMN place INTEGER;                -- where the history's page shows it, the newest first; NULL elsewhere

CREATE TABLE channels (               -- what is known of YouTube channels, stored when first seen
    id TEXT PRIMARY KEY,
    title TEXT,
    handle TEXT,
    description TEXT,
    subscribers INTEGER,
    videos INTEGER,
    picture TEXT,                     -- address
    seen_at REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries_new (         -- the outbox: one message owed to one destination
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES events (id),
    digest TEXT CHECK (digest IS NULL OR json_valid(digest)), -- ids of all events that this one message tells; event_id is the last of them
    destination_id INTEGER NOT NULL REFERENCES destinations (id),
    random_id INTEGER NOT NULL UNIQUE, -- derived from what it is (core/identity.py): a repeat is harmless
    silent INTEGER NOT NULL DEFAULT 0 CHECK (silent IN (0, 1)),
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
    message_id INTEGER,
    status_wanted TEXT CHECK (status_wanted IS NULL OR json_valid(status_wanted)), -- the post's status line as it should be
    status_shown TEXT CHECK (status_shown IS NULL OR json_valid(status_shown)),    -- and as it stands there
    gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)), -- the owner deleted the post: nothing to edit
    tries INTEGER NOT NULL DEFAULT 0,
    not_before REAL NOT NULL DEFAULT 0,
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)),
    sent_at REAL,
    CHECK ((state = 'sent') = (message_id IS NOT NULL))
) STRICT;
INSERT INTO deliveries_new (id, event_id, destination_id, random_id, state, message_id, status_wanted, status_shown, gone, tries,
    not_before, trouble, sent_at)
    SELECT id, event_id, destination_id, random_id, state, message_id, status_wanted, status_shown, gone, tries, not_before, trouble,
    sent_at FROM deliveries;
DROP TABLE deliveries;
ALTER TABLE deliveries_new RENAME TO deliveries;
CREATE INDEX deliveries_owed ON deliveries (destination_id, id) WHERE state = 'waiting';
CREATE INDEX deliveries_stale ON deliveries (id) WHERE state = 'sent' AND gone = 0 AND status_shown IS NOT status_wanted;
CREATE INDEX deliveries_place ON deliveries (destination_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX deliveries_failed ON deliveries (id) WHERE state = 'failed';
CREATE INDEX deliveries_event ON deliveries (event_id);
CREATE INDEX events_seen ON events (seen_at, kind);
CREATE INDEX events_kind ON events (kind, id);

CREATE TABLE downloads_new (          -- one video owed to one destination: a durable job
    id INTEGER PRIMARY KEY,
    event_id INTEGER REFERENCES events (id),
    delivery_id INTEGER REFERENCES deliveries (id), -- the post that it answers
    destination_id INTEGER NOT NULL REFERENCES destinations (id),
    video_id TEXT NOT NULL REFERENCES videos (id),
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('offered', 'queued', 'fetching', 'fetched', 'uploading', 'sent', 'done',
        'skipped', 'failed', 'cancelled')),
    asked INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1)), -- by the owner in person: goes first, and no pause or cap holds it
    quality TEXT CHECK (quality IN ('best', '1080', '720', '480', 'audio')), -- NULL: as the settings say when it is fetched
    height INTEGER,                   -- a height that was picked from the video's own; goes before quality
    subtitles TEXT,                   -- language of subtitles to send along; NULL: none
    card INTEGER,                     -- message in the owner's chat that shows how far it is
    card_shown TEXT,                  -- what the card says, so that it is edited only when that changes
    again INTEGER NOT NULL DEFAULT 0, -- how often it was deliberately sent once more: another random id each time
    rank REAL NOT NULL DEFAULT 0,     -- less goes first; 0 until the owner reorders
    tries INTEGER NOT NULL DEFAULT 0, -- faults of its own
    not_before REAL NOT NULL DEFAULT 0,
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)),
    created_at REAL NOT NULL,
    changed_at REAL NOT NULL
) STRICT;
INSERT INTO downloads_new (id, event_id, delivery_id, destination_id, video_id, state, tries, not_before, trouble, created_at,
    changed_at) SELECT id, event_id, delivery_id, destination_id, video_id, state, tries, not_before, trouble, created_at, changed_at
    FROM downloads;
DROP TABLE downloads;
ALTER TABLE downloads_new RENAME TO downloads;
CREATE INDEX downloads_open ON downloads (id) WHERE state NOT IN ('offered', 'done', 'skipped', 'failed', 'cancelled');
CREATE INDEX downloads_delivery ON downloads (delivery_id);
CREATE INDEX downloads_video ON downloads (video_id);
CREATE INDEX downloads_card ON downloads (card) WHERE card IS NOT NULL;
CREATE INDEX downloads_state ON downloads (state, changed_at);

ALTER TABLE parts ADD COLUMN kind TEXT NOT NULL DEFAULT 'video' CHECK (kind IN ('video', 'audio', 'subtitles'));

CREATE TABLE pauses_new (             -- what a whole scope waits for (core/errors.py): an outage counts against no job
    scope TEXT PRIMARY KEY CHECK (scope IN ('youtube', 'google', 'telegram', 'upload', 'disk', 'ytdlp')),
    until REAL NOT NULL,              -- then it is tried again, with care
    condition TEXT CHECK (condition IN ('google_consent', 'google_client', 'telegram_session', 'telegram_access',
        'channel_lost', 'quota_out', 'bot_check', 'cookies_dead', 'disk_full', 'ytdlp_broken', 'ffmpeg_missing')), -- what only the owner mends
    trouble TEXT NOT NULL CHECK (json_valid(trouble)),
    since REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
INSERT INTO pauses_new SELECT scope, until, condition, trouble, since, tries FROM pauses;
DROP TABLE pauses;
ALTER TABLE pauses_new RENAME TO pauses;

CREATE TABLE traffic (                -- bytes by day (UTC) and purpose, both directions, for the caps and /stats
    day TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('download', 'upload', 'look')),
    received INTEGER NOT NULL DEFAULT 0,
    sent INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE seen_updates (           -- updates whose changes are written: one that comes again changes nothing
    update_id INTEGER PRIMARY KEY,
    at REAL NOT NULL
) STRICT;

CREATE TABLE panel (                  -- the one living panel in the owner's chat
    one INTEGER PRIMARY KEY CHECK (one = 1),
    message_id INTEGER NOT NULL,
    place TEXT NOT NULL,              -- which screen it shows, with what (the callback data that leads there)
    drawn TEXT NOT NULL,              -- digest of what it shows, so that it is edited only when that changes
    photo INTEGER NOT NULL DEFAULT 0 CHECK (photo IN (0, 1))
) STRICT;

CREATE TABLE question (               -- what the owner's next message answers
    one INTEGER PRIMARY KEY CHECK (one = 1),
    place TEXT NOT NULL,              -- the screen that asked
    prompt INTEGER,                   -- message that holds a reply keyboard; it goes with the answer
    until REAL NOT NULL
) STRICT;

CREATE TABLE errands (                -- what the owner asked for and takes longer than an answer (bot/errands.py)
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,               -- no CHECK: the name under which a function is known; one that is not is dropped with a log line
    subject TEXT NOT NULL DEFAULT '', -- at most one open errand of a kind and subject
    args TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(args)), -- no secret: those lie in the vault
    not_before REAL NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)), -- how it ended, if badly; shown until the owner tries again
    created_at REAL NOT NULL,
    ended_at REAL
) STRICT;
CREATE UNIQUE INDEX errands_open ON errands (kind, subject) WHERE ended_at IS NULL;
CREATE INDEX errands_last ON errands (kind, subject, id);
CREATE INDEX errands_card ON errands (json_extract(args, '$.card')) WHERE json_extract(args, '$.card') IS NOT NULL;

CREATE TABLE alerts (                 -- a condition the owner must know: told once when it begins, once when it ends
    id INTEGER PRIMARY KEY,
    condition TEXT NOT NULL CHECK (condition IN ('google_consent', 'google_client', 'telegram_session', 'telegram_access',
        'channel_lost', 'quota_out', 'bot_check', 'cookies_dead', 'disk_full', 'ytdlp_broken', 'ffmpeg_missing')),
    subject TEXT NOT NULL DEFAULT '', -- which one, where there are several (a destination's id)
    trouble TEXT NOT NULL CHECK (json_valid(trouble)),
    began_at REAL NOT NULL,
    message_id INTEGER,               -- in the owner's chat; NULL: not told yet
    muted_until REAL NOT NULL DEFAULT 0,
    ended_at REAL,
    events INTEGER NOT NULL DEFAULT 0, -- how many were caught up with after it ended
    end_told INTEGER NOT NULL DEFAULT 0 CHECK (end_told IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX alerts_open ON alerts (condition, subject) WHERE ended_at IS NULL;
