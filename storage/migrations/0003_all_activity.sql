-- All of YouTube's activity: what a post says beside its subject; likes that are taken back or whose videos vanish;
-- mass changes that wait for the owner; private times; likes of long ago that are posted on request.

ALTER TABLE events ADD COLUMN detail TEXT CHECK (detail IS NULL OR json_valid(detail)); -- core/model.py, Event.detail

-- Likes of long ago that are posted on request (core/poll/backfill.py).
CREATE TABLE backfills (
    id INTEGER PRIMARY KEY,
    amount INTEGER,                   -- the newest so many likes, or
    since REAL,                       -- all since then
    videos INTEGER NOT NULL DEFAULT 1 CHECK (videos IN (0, 1)), -- with their videos; else each post has a button
    pace REAL NOT NULL,               -- seconds between two of them, as it was shown before it was confirmed
    state TEXT NOT NULL DEFAULT 'listing'
        CHECK (state IN ('listing', 'proposed', 'running', 'paused', 'done', 'stopped', 'dropped')),
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)), -- why it is paused; NULL: the owner said so
    cursor TEXT,                      -- the page of the list to be read next
    truncated INTEGER NOT NULL DEFAULT 0 CHECK (truncated IN (0, 1)), -- there are more likes than one backfill takes
    created_at REAL NOT NULL,
    began_at REAL,                    -- confirmed
    released_at REAL,                 -- when the last like was let go
    ended_at REAL,
    CHECK ((amount IS NULL) <> (since IS NULL)),
    CHECK ((ended_at IS NULL) = (state IN ('listing', 'proposed', 'running', 'paused')))
) STRICT;
CREATE UNIQUE INDEX backfills_open ON backfills (ended_at IS NULL) WHERE ended_at IS NULL; -- one at a time

CREATE TABLE backfill_items (         -- the likes of one
    backfill_id INTEGER NOT NULL REFERENCES backfills (id),
    place INTEGER NOT NULL,           -- as YouTube lists them, the newest first
    turn INTEGER,                     -- in which they are told, the oldest first; NULL while the list is read
    video_id TEXT NOT NULL,           -- gone ones are in no other table
    liked_at REAL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'released', 'known', 'gone', 'unliked', 'left')),
    event_id INTEGER REFERENCES events (id), -- released, and known
    PRIMARY KEY (backfill_id, place),
    UNIQUE (backfill_id, video_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX backfill_items_event ON backfill_items (event_id) WHERE event_id IS NOT NULL;

-- A mass change waits for the owner's word (core/poll/poll.py).
ALTER TABLE feeds ADD COLUMN held TEXT CHECK (held IS NULL OR json_valid(held)); -- what was put to the owner: {"new", "gone", "known"}
ALTER TABLE feeds ADD COLUMN believe TEXT CHECK (believe IN ('all', 'digest', 'skip')); -- the owner's word; the next look uses it up

CREATE TABLE pauses_new (             -- what a whole scope waits for (core/errors.py): an outage counts against no job
    scope TEXT PRIMARY KEY CHECK (scope IN ('youtube', 'google', 'telegram', 'upload', 'disk', 'ytdlp')),
    until REAL NOT NULL,              -- then it is tried again, with care
    condition TEXT CHECK (condition IN ('google_consent', 'google_client', 'telegram_session', 'telegram_access',
        'channel_lost', 'quota_out', 'bot_check', 'cookies_dead', 'disk_full', 'ytdlp_broken', 'ffmpeg_missing',
        'mass_change', 'history_paused', 'history_cleared')),              -- what only the owner mends
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
        'channel_lost', 'quota_out', 'bot_check', 'cookies_dead', 'disk_full', 'ytdlp_broken', 'ffmpeg_missing',
        'mass_change', 'history_paused', 'history_cleared')),
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

-- What a post says beside its event (core/notify/digest.py).
ALTER TABLE deliveries ADD COLUMN since REAL; -- of a digest: until when everything had been told

-- How often a feed is looked at: a floor and a ceiling. One figure was both; where it was the old default, the feed becomes automatic.
INSERT INTO settings (key, value)
    SELECT replace(key, '.interval', bound.name), value FROM settings, (SELECT '.fastest' AS name UNION ALL SELECT '.slowest') AS bound
    WHERE key IN ('feed.likes.interval', 'feed.subscriptions.interval', 'feed.history.interval')
    AND CAST(value AS REAL) <> CASE key WHEN 'feed.likes.interval' THEN 120.0 WHEN 'feed.history.interval' THEN 300.0 ELSE 900.0 END;
DELETE FROM settings WHERE key IN ('feed.likes.interval', 'feed.subscriptions.interval', 'feed.history.interval');

-- All traffic has a purpose: downloads and uploads of videos, looks at links, reads of the feeds, the chat, updates, backups.
CREATE TABLE traffic_new (            -- bytes by day (UTC) and purpose, both directions, for the caps and /stats
    day TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('download', 'upload', 'look', 'poll', 'chat', 'update', 'backup')),
    received INTEGER NOT NULL DEFAULT 0,
    sent INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, purpose)
) STRICT, WITHOUT ROWID;
INSERT INTO traffic_new SELECT day, purpose, received, sent FROM traffic;
DROP TABLE traffic;
ALTER TABLE traffic_new RENAME TO traffic;

-- Likes: their order, what is doubted, what was asked about one by one (core/poll/reconcile.py). `place` is higher the later the
-- like; NULL: not known. `since` is the like's time as YouTube says it.
ALTER TABLE snapshot ADD COLUMN asked_at REAL;   -- when YouTube was asked about it last; NULL: never
ALTER TABLE snapshot ADD COLUMN ask_after REAL;  -- it is asked about as soon as this time has come; NULL: in its turn
ALTER TABLE snapshot ADD COLUMN vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)); -- told, or so from the beginning
ALTER TABLE snapshot ADD COLUMN unrated_since REAL; -- since then it is there and not rated, and that is not believed yet
CREATE INDEX snapshot_place ON snapshot (feed, place) WHERE place IS NOT NULL;
CREATE INDEX snapshot_ask ON snapshot (ask_after) WHERE ask_after IS NOT NULL;
CREATE INDEX snapshot_asked ON snapshot (feed, asked_at);

CREATE INDEX downloads_event ON downloads (event_id); -- of a like that is taken back

CREATE TABLE removals (               -- videos that are to be taken out of their chat again: the like was taken back
    download_id INTEGER PRIMARY KEY REFERENCES downloads (id),
    not_before REAL NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Private times: what is watched in one is not told and not recorded, now or later (core/poll/history.py).
CREATE TABLE private_times (
    id INTEGER PRIMARY KEY,
    began_at REAL NOT NULL,
    until REAL,                       -- it ends by itself then; NULL: when the owner says so
    ended_at REAL                     -- when it did; NULL: it lasts, unless `until` has passed
) STRICT;
CREATE UNIQUE INDEX private_times_open ON private_times (ended_at IS NULL) WHERE ended_at IS NULL; -- one at a time

-- Cookies that were dead make a gap, however short (core/poll/poll.py).
ALTER TABLE feeds ADD COLUMN gap INTEGER NOT NULL DEFAULT 0 CHECK (gap IN (0, 1)); -- they were, since the last good look
