-- The database of schema 1, a row or more in every table; its secrets are sealed with 32 times the letter k.
PRAGMA application_id = 1497450305;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
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
INSERT INTO "deliveries" VALUES(1,1,1,5000000001,'sent',10,'{"key": "status-sent", "args": {}}','{"key": "status-queued", "args": {}}',0,1,0.0,NULL,1767229205.5);
INSERT INTO "deliveries" VALUES(2,2,1,-5000000002,'waiting',NULL,NULL,NULL,0,3,1767229305.5,'{"key": "telegram-away", "args": {}}',NULL);
CREATE TABLE destinations (           -- where events are told
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,         -- the Bot API's form
    topic_id INTEGER,
    title TEXT NOT NULL DEFAULT '',
    not_before REAL NOT NULL DEFAULT 0, -- what Telegram asked this chat to wait
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)) -- why it waits, or what only the owner can mend
) STRICT;
INSERT INTO "destinations" VALUES(1,-1001000000001,NULL,'Likes',0.0,NULL);
INSERT INTO "destinations" VALUES(2,-1001000000002,7,'A forum',1767225700.5,'{"key": "telegram-flood", "args": {}}');
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
INSERT INTO "downloads" VALUES(1,1,1,1,'jNQXAC9IVRw','done',0,0.0,NULL,1767229200.5,1767229260.5);
INSERT INTO "downloads" VALUES(2,2,2,1,'dQw4w9WgXcQ','uploading',2,1767229400.5,'{"key": "telegram-start-over", "args": {}}',1767229200.5,1767229261.5);
INSERT INTO "downloads" VALUES(3,NULL,NULL,2,'jNQXAC9IVRw','failed',5,0.0,'{"key": "video-private", "args": {}}',1767229200.5,1767229262.5);
CREATE TABLE events (                 -- only ever added
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('liked', 'unliked', 'vanished', 'subscribed', 'unsubscribed', 'watched')),
    identity TEXT NOT NULL,           -- the act's own identity on YouTube (core/model.py, Event)
    subject TEXT NOT NULL,            -- the video's or channel's id
    happened_at REAL,
    seen_at REAL NOT NULL,
    UNIQUE (kind, identity)
) STRICT;
INSERT INTO "events" VALUES(1,'liked','jNQXAC9IVRw@1767225000','jNQXAC9IVRw',1767225000.0,1767229200.5);
INSERT INTO "events" VALUES(2,'liked','dQw4w9WgXcQ@1767229100','dQw4w9WgXcQ',1767229100.0,1767229200.5);
CREATE TABLE feeds (
    feed TEXT PRIMARY KEY CHECK (feed IN ('likes', 'subscriptions', 'history')),
    destination_id INTEGER REFERENCES destinations (id),
    seeded_at REAL,                   -- the first complete look; NULL: everything seen is still silent
    looked_at REAL,                   -- the last complete look
    not_before REAL NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0, -- looks that failed in a row
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)) -- why the last look failed
) STRICT, WITHOUT ROWID;
INSERT INTO "feeds" VALUES('history',NULL,NULL,NULL,0.0,0,NULL);
INSERT INTO "feeds" VALUES('likes',1,1767225600.5,1767229200.5,0.0,0,NULL);
INSERT INTO "feeds" VALUES('subscriptions',2,1767225600.5,NULL,1767229300.5,2,'{"key": "google-quota", "args": {}}');
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
INSERT INTO "parts" VALUES(1,1,'user',6000000001,'1/a.mp4','1/a.jpg','1/c.jpg',791367,19.0,320,240,11,524288,X'C0',11,21,-22,X'0102',1767229259.5);
INSERT INTO "parts" VALUES(2,1,'bot',-6000000002,'2/a.mp4',NULL,NULL,91367,212.0,640,360,12,524288,X'80',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE pauses (                 -- what a whole scope waits for (core/errors.py): an outage counts against no job
    scope TEXT PRIMARY KEY CHECK (scope IN ('youtube', 'google', 'telegram', 'upload', 'disk', 'ytdlp')),
    until REAL NOT NULL,              -- then it is tried again, with care
    condition TEXT CHECK (condition IN ('google_consent', 'google_client', 'telegram_session', 'telegram_access',
        'channel_lost', 'bot_check', 'cookies_dead', 'disk_full', 'ytdlp_broken', 'ffmpeg_missing')), -- what only the owner mends
    trouble TEXT NOT NULL CHECK (json_valid(trouble)),
    since REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
INSERT INTO "pauses" VALUES('youtube',1767230000.5,'bot_check','{"key": "condition-bot_check", "args": {}}',1767229000.5,3);
CREATE TABLE peers (                  -- access hashes belong to one account
    account TEXT NOT NULL CHECK (account IN ('bot', 'user')),
    chat_id INTEGER NOT NULL,
    access_hash INTEGER NOT NULL,
    PRIMARY KEY (account, chat_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "peers" VALUES('bot',-1001000000001,-99);
INSERT INTO "peers" VALUES('user',-1001000000001,98);
CREATE TABLE quota (                  -- Data API units by Pacific day, counted when the call is made
    day TEXT PRIMARY KEY,
    units INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "quota" VALUES('2026-01-01',77);
CREATE TABLE secrets (                -- the vault: AES-256-GCM, the name is authenticated with the value
    name TEXT PRIMARY KEY,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "secrets" VALUES('api',X'97BD94FF2ED53236D479FDCEB96E106F7D35577A61D4CB3CD025CAAAB0F6839CCD40D0C4DADB4A2FFE80563463F0C17A5C342B7E8552BE689588B7A916A275039987610CF326BFA6886598108A12783D48183AFD86F1E5368A');
INSERT INTO "secrets" VALUES('vault-check',X'9849C5560A38E06C1090DD272F9B34073A1BB94FDB3695392009AC89FB2FF0153E95');
CREATE TABLE settings (               -- what the owner chose, and the few facts the app must keep (JSON values)
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
INSERT INTO "settings" VALUES('download.quality','"720"');
INSERT INTO "settings" VALUES('feed.history.interval','300');
INSERT INTO "settings" VALUES('feed.subscriptions.interval','600.5');
INSERT INTO "settings" VALUES('identity-key','"abababababababababababababababababababababababababababababababab"');
INSERT INTO "settings" VALUES('likes.interval','300');
INSERT INTO "settings" VALUES('owner','1000000001');
CREATE TABLE snapshot (               -- what a feed showed; an item stays known for ever
    feed TEXT NOT NULL REFERENCES feeds (feed),
    item TEXT NOT NULL,
    seen_at REAL NOT NULL,
    PRIMARY KEY (feed, item)
) STRICT, WITHOUT ROWID;
INSERT INTO "snapshot" VALUES('likes','dQw4w9WgXcQ',1767229200.5);
INSERT INTO "snapshot" VALUES('likes','jNQXAC9IVRw',1767225600.5);
INSERT INTO "snapshot" VALUES('subscriptions','UCabcdefghijklmnopqrstuv',1767225600.5);
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
INSERT INTO "videos" VALUES('dQw4w9WgXcQ',NULL,NULL,NULL,NULL,NULL,NULL,1767229200.5);
INSERT INTO "videos" VALUES('jNQXAC9IVRw','Me at the zoo','jawed','UC4QobU6STFB0P71PMvOGN5A',19,300000000,'not_live',1767225600.5);
CREATE UNIQUE INDEX destinations_place ON destinations (chat_id, ifnull(topic_id, 0));
CREATE INDEX events_subject ON events (subject, kind);
CREATE INDEX deliveries_owed ON deliveries (destination_id, id) WHERE state = 'waiting';
CREATE INDEX deliveries_stale ON deliveries (id) WHERE state = 'sent' AND gone = 0 AND status_shown IS NOT status_wanted;
CREATE INDEX downloads_open ON downloads (id) WHERE state NOT IN ('done', 'skipped', 'failed', 'cancelled');
CREATE INDEX downloads_delivery ON downloads (delivery_id);
COMMIT;
