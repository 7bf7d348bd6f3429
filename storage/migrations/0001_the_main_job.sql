-- The main job: a like becomes a post, and a playable video in reply to it.
-- Times are Unix seconds (UTC). Every state's words equal an enum in core/model.py (a test compares them).

CREATE TABLE settings (               -- what the owner chose, and the few facts the app must keep (JSON values)
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE secrets (                -- the vault: AES-256-GCM, the name is authenticated with the value
    name TEXT PRIMARY KEY,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE destinations (           -- where events are told
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,         -- the Bot API's form
    topic_id INTEGER,
    title TEXT NOT NULL DEFAULT '',
    not_before REAL NOT NULL DEFAULT 0, -- what Telegram asked this chat to wait
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)) -- why it waits, or what only the owner can mend
) STRICT;
CREATE UNIQUE INDEX destinations_place ON destinations (chat_id, ifnull(topic_id, 0));

CREATE TABLE peers (                  -- access hashes belong to one account
    account TEXT NOT NULL CHECK (account IN ('bot', 'user')),
    chat_id INTEGER NOT NULL,
    access_hash INTEGER NOT NULL,
    PRIMARY KEY (account, chat_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE feeds (
    feed TEXT PRIMARY KEY CHECK (feed IN ('likes', 'subscriptions', 'history')),
    destination_id INTEGER REFERENCES destinations (id),
    seeded_at REAL,                   -- the first complete look; NULL: everything seen is still silent
    looked_at REAL,                   -- the last complete look
    not_before REAL NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0, -- looks that failed in a row
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)) -- why the last look failed
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (               -- what a feed showed; an item stays known for ever
    feed TEXT NOT NULL REFERENCES feeds (feed),
    item TEXT NOT NULL,
    seen_at REAL NOT NULL,
    PRIMARY KEY (feed, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE videos (                 -- titles and figures, stored when first seen
    id TEXT PRIMARY KEY,
    title TEXT,
    channel TEXT,
    channel_id TEXT,
    duration INTEGER,
    views INTEGER,
    live_status TEXT,
    seen_at REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE events (                 -- only ever added
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('liked', 'unliked', 'vanished', 'subscribed', 'unsubscribed', 'watched')),
    identity TEXT NOT NULL,           -- the act's own identity on YouTube (core/model.py, Event)
    subject TEXT NOT NULL,            -- the video's or channel's id
    happened_at REAL,
    seen_at REAL NOT NULL,
    UNIQUE (kind, identity)
) STRICT;
CREATE INDEX events_subject ON events (subject, kind);

CREATE TABLE deliveries (             -- the outbox: one message owed to one destination
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES events (id),
    destination_id INTEGER NOT NULL REFERENCES destinations (id),
    random_id INTEGER NOT NULL UNIQUE, -- derived from what it is (core/identity.py): a repeat is harmless
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
CREATE INDEX deliveries_owed ON deliveries (destination_id, id) WHERE state = 'waiting';

CREATE INDEX deliveries_stale ON deliveries (id) WHERE state = 'sent' AND gone = 0 AND status_shown IS NOT status_wanted;

CREATE TABLE downloads (              -- one video owed to one destination: a durable job
    id INTEGER PRIMARY KEY,
    event_id INTEGER REFERENCES events (id),
    delivery_id INTEGER REFERENCES deliveries (id), -- the post that it answers
    destination_id INTEGER NOT NULL REFERENCES destinations (id),
    video_id TEXT NOT NULL REFERENCES videos (id),
    state TEXT NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'fetching', 'fetched', 'uploading', 'sent', 'done', 'skipped', 'failed', 'cancelled')),
    tries INTEGER NOT NULL DEFAULT 0, -- faults of its own
    not_before REAL NOT NULL DEFAULT 0,
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)),
    created_at REAL NOT NULL,
    changed_at REAL NOT NULL
) STRICT;
CREATE INDEX downloads_open ON downloads (id) WHERE state NOT IN ('done', 'skipped', 'failed', 'cancelled');
CREATE INDEX downloads_delivery ON downloads (delivery_id);

CREATE TABLE parts (                  -- one file of a download
    download_id INTEGER NOT NULL REFERENCES downloads (id),
    number INTEGER NOT NULL,          -- from 1
    account TEXT NOT NULL CHECK (account IN ('bot', 'user')),
    random_id INTEGER NOT NULL UNIQUE,
    path TEXT NOT NULL,               -- below the work folder
    thumb TEXT,
    cover TEXT,
    size INTEGER NOT NULL,
    duration REAL NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    file_id INTEGER NOT NULL,         -- of the upload
    chunk_size INTEGER NOT NULL,
    acked BLOB NOT NULL DEFAULT x'',  -- bitmap of the chunks that Telegram acknowledged
    message_id INTEGER,
    document_id INTEGER,              -- what Telegram has now, and under which names for this account
    document_hash INTEGER,
    document_reference BLOB,
    sent_at REAL,
    PRIMARY KEY (download_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE pauses (                 -- what a whole scope waits for (core/errors.py): an outage counts against no job
    scope TEXT PRIMARY KEY CHECK (scope IN ('youtube', 'google', 'telegram', 'upload', 'disk', 'ytdlp')),
    until REAL NOT NULL,              -- then it is tried again, with care
    condition TEXT CHECK (condition IN ('google_consent', 'google_client', 'telegram_session', 'telegram_access',
        'channel_lost', 'bot_check', 'cookies_dead', 'disk_full', 'ytdlp_broken', 'ffmpeg_missing')), -- what only the owner mends
    trouble TEXT NOT NULL CHECK (json_valid(trouble)),
    since REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE quota (                  -- Data API units by Pacific day, counted when the call is made
    day TEXT PRIMARY KEY,
    units INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO feeds (feed) VALUES ('likes'), ('subscriptions'), ('history');
