-- What all migrations come to: a new file is made of it at once, in a tenth of the time. Written by
-- `python -m tests.storage.whole`, which tests/storage/test_whole.py asks for when a migration was added.
CREATE TABLE "alerts" (             -- a condition the owner must know: told once when it begins, once when it ends
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
CREATE TABLE "deliveries" (         -- the outbox: one message owed to one destination
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
    sent_at REAL, since REAL, caption TEXT CHECK (caption IS NULL OR json_valid(caption)),
    CHECK ((state = 'sent') = (message_id IS NOT NULL))
) STRICT;
CREATE TABLE destinations (           -- where events are told
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,         -- the Bot API's form
    topic_id INTEGER,
    title TEXT NOT NULL DEFAULT '',
    not_before REAL NOT NULL DEFAULT 0, -- what Telegram asked this chat to wait
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)) -- why it waits, or what only the owner can mend
, kind TEXT NOT NULL DEFAULT 'channel'
    CHECK (kind IN ('channel', 'supergroup', 'group', 'private')), username TEXT, checked_at REAL) STRICT;
CREATE TABLE "downloads" (          -- one video owed to one destination: a durable job
    id INTEGER PRIMARY KEY,
    event_id INTEGER REFERENCES events (id),
    delivery_id INTEGER REFERENCES deliveries (id), -- the post that it answers
    destination_id INTEGER NOT NULL REFERENCES destinations (id),
    video_id TEXT NOT NULL REFERENCES videos (id),
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('offered', 'queued', 'fetching', 'fetched', 'uploading', 'sent', 'done',
        'skipped', 'failed', 'cancelled')),
    asked INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1)), -- by the owner in person: goes first, and no pause or cap holds it
    quality TEXT CHECK (quality IN ('best', 'original', '1080', '720', '480', 'audio')), -- NULL: as the settings say when it is fetched
    height INTEGER,                   -- a height that was picked from the video's own; goes before quality
    large TEXT CHECK (large IN ('split', 'fit')), -- what is done if it is over the limit of one file; NULL: as the settings say
    subtitles TEXT,                   -- languages of subtitles to send along, separated by commas; NULL: none
    chapters TEXT CHECK (chapters IS NULL OR json_valid(chapters)), -- [[seconds, title], ...] of what came, after cuts; NULL: not known
    card INTEGER,                     -- message in the owner's chat that shows how far it is
    card_shown TEXT,                  -- what the card says, so that it is edited only when that changes
    again INTEGER NOT NULL DEFAULT 0, -- how often it was deliberately sent once more: another random id each time
    rank REAL NOT NULL DEFAULT 0,     -- less goes first; 0 until the owner reorders
    tries INTEGER NOT NULL DEFAULT 0, -- faults of its own
    not_before REAL NOT NULL DEFAULT 0,
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)),
    created_at REAL NOT NULL,
    changed_at REAL NOT NULL
, cut TEXT) STRICT;
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
CREATE TABLE events (                 -- only ever added
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('liked', 'unliked', 'vanished', 'subscribed', 'unsubscribed', 'watched')),
    identity TEXT NOT NULL,           -- the act's own identity on YouTube (core/model.py, Event)
    subject TEXT NOT NULL,            -- the video's or channel's id
    happened_at REAL,
    seen_at REAL NOT NULL, detail TEXT CHECK (detail IS NULL OR json_valid(detail)),
    UNIQUE (kind, identity)
) STRICT;
CREATE TABLE events_recorded (        -- how many there ever were of each kind, for monitors
    kind TEXT PRIMARY KEY,
    n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE feeds (
    feed TEXT PRIMARY KEY CHECK (feed IN ('likes', 'subscriptions', 'history')),
    destination_id INTEGER REFERENCES destinations (id),
    seeded_at REAL,                   -- the first complete look; NULL: everything seen is still silent
    looked_at REAL,                   -- the last complete look
    not_before REAL NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0, -- looks that failed in a row
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)) -- why the last look failed
, catch_up TEXT CHECK (catch_up IN ('all', 'digest', 'skip')), held TEXT CHECK (held IS NULL OR json_valid(held)), believe TEXT CHECK (believe IN ('all', 'digest', 'skip')), gap INTEGER NOT NULL DEFAULT 0 CHECK (gap IN (0, 1)), skipped INTEGER NOT NULL DEFAULT 0, skipped_at REAL) STRICT, WITHOUT ROWID;
INSERT INTO "feeds" VALUES('history',NULL,NULL,NULL,0.0,0,NULL,NULL,NULL,NULL,0,0,NULL);
INSERT INTO "feeds" VALUES('likes',NULL,NULL,NULL,0.0,0,NULL,NULL,NULL,NULL,0,0,NULL);
INSERT INTO "feeds" VALUES('subscriptions',NULL,NULL,NULL,0.0,0,NULL,NULL,NULL,NULL,0,0,NULL);
CREATE TABLE forgotten (              -- that something was told, when its event is no more: a number that names nothing
    mark INTEGER PRIMARY KEY,         -- 64 bits of a hash of what it is (storage/forgotten.py)
    times INTEGER NOT NULL            -- of an act: whether it had been told; of a count: how many there were
) STRICT;
CREATE TABLE panel (                  -- the one living panel in the owner's chat
    one INTEGER PRIMARY KEY CHECK (one = 1),
    message_id INTEGER NOT NULL,
    place TEXT NOT NULL,              -- which screen it shows, with what (the callback data that leads there)
    drawn TEXT NOT NULL,              -- digest of what it shows, so that it is edited only when that changes
    photo INTEGER NOT NULL DEFAULT 0 CHECK (photo IN (0, 1))
) STRICT;
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
    sent_at REAL, kind TEXT NOT NULL DEFAULT 'video' CHECK (kind IN ('video', 'audio', 'subtitles')), one_message INTEGER NOT NULL DEFAULT 0 CHECK (one_message IN (0, 1)), scheduled INTEGER NOT NULL DEFAULT 0 CHECK (scheduled IN (0, 1)),
    PRIMARY KEY (download_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE "pauses" (             -- what a whole scope waits for (core/errors.py): an outage counts against no job
    scope TEXT PRIMARY KEY CHECK (scope IN ('youtube', 'google', 'telegram', 'upload', 'disk', 'ytdlp')),
    until REAL NOT NULL,              -- then it is tried again, with care
    condition TEXT CHECK (condition IN ('google_consent', 'google_client', 'telegram_session', 'telegram_access',
        'channel_lost', 'quota_out', 'bot_check', 'cookies_dead', 'disk_full', 'database_damaged', 'ytdlp_broken', 'ffmpeg_missing',
        'mass_change', 'history_paused', 'history_cleared', 'slowed_down')), -- what only the owner mends
    trouble TEXT NOT NULL CHECK (json_valid(trouble)),
    since REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
CREATE TABLE peers (                  -- access hashes belong to one account
    account TEXT NOT NULL CHECK (account IN ('bot', 'user')),
    chat_id INTEGER NOT NULL,
    access_hash INTEGER NOT NULL,
    PRIMARY KEY (account, chat_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE private_times (
    id INTEGER PRIMARY KEY,
    began_at REAL NOT NULL,
    until REAL,                       -- it ends by itself then; NULL: when the owner says so
    ended_at REAL                     -- when it did; NULL: it lasts, unless `until` has passed
) STRICT;
CREATE TABLE question (               -- what the owner's next message answers
    one INTEGER PRIMARY KEY CHECK (one = 1),
    place TEXT NOT NULL,              -- the screen that asked
    prompt INTEGER,                   -- message that holds a reply keyboard; it goes with the answer
    until REAL NOT NULL
) STRICT;
CREATE TABLE quota (                  -- Data API units by Pacific day, counted when the call is made
    day TEXT PRIMARY KEY,
    units INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE removals (               -- videos that are to be taken out of their chat again: the like was taken back
    download_id INTEGER PRIMARY KEY REFERENCES downloads (id),
    not_before REAL NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE secrets (                -- the vault: AES-256-GCM, the name is authenticated with the value
    name TEXT PRIMARY KEY,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE seen_updates (           -- updates whose changes are written: one that comes again changes nothing
    update_id INTEGER PRIMARY KEY,
    at REAL NOT NULL
) STRICT;
CREATE TABLE settings (               -- what the owner chose, and the few facts the app must keep (JSON values)
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot (               -- what a feed showed; an item stays known for ever
    feed TEXT NOT NULL REFERENCES feeds (feed),
    item TEXT NOT NULL,
    seen_at REAL NOT NULL, since REAL, missing_since REAL, place INTEGER, asked_at REAL, ask_after REAL, vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)), unrated_since REAL,
    PRIMARY KEY (feed, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE "traffic" (            -- bytes by day (UTC) and purpose, both directions, for the caps and /stats
    day TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('download', 'upload', 'look', 'poll', 'chat', 'update', 'backup')),
    received INTEGER NOT NULL DEFAULT 0,
    sent INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, purpose)
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
CREATE TABLE ytdlp_index (            -- what the registry showed last; one row
    one INTEGER PRIMARY KEY CHECK (one = 1),
    current TEXT,                     -- the version in use; NULL: the built-in one
    looked_at REAL,                   -- when it answered last
    asked_at REAL,                    -- when it was asked last
    next_at REAL,
    failures INTEGER NOT NULL DEFAULT 0, -- looks in a row that were not answered
    etag TEXT,
    releases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(releases)),
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)) -- why the last look, or the last taking, came to nothing
) STRICT;
INSERT INTO "ytdlp_index" VALUES(1,NULL,NULL,NULL,NULL,0,NULL,'[]',NULL);
CREATE TABLE ytdlp_releases (         -- each that was tried
    version TEXT PRIMARY KEY,
    standing TEXT NOT NULL CHECK (standing IN ('kept', 'bad')),
    uploaded_at REAL,                 -- as the registry says it
    tried_at REAL NOT NULL,
    used_from REAL,                   -- when children began to run with it, the last time
    why TEXT NOT NULL DEFAULT 'age' CHECK (why IN ('age', 'broken', 'asked')), -- what it was taken for
    proved INTEGER NOT NULL DEFAULT 0 CHECK (proved IN (0, 1)), -- it has brought a video since
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)) -- why it is bad
) STRICT;
CREATE UNIQUE INDEX destinations_place ON destinations (chat_id, ifnull(topic_id, 0));
CREATE INDEX events_subject ON events (subject, kind);
CREATE INDEX deliveries_owed ON deliveries (destination_id, id) WHERE state = 'waiting';
CREATE INDEX deliveries_stale ON deliveries (id) WHERE state = 'sent' AND gone = 0 AND status_shown IS NOT status_wanted;
CREATE INDEX deliveries_place ON deliveries (destination_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX deliveries_failed ON deliveries (id) WHERE state = 'failed';
CREATE INDEX deliveries_event ON deliveries (event_id);
CREATE INDEX events_seen ON events (seen_at, kind);
CREATE INDEX events_kind ON events (kind, id);
CREATE UNIQUE INDEX errands_open ON errands (kind, subject) WHERE ended_at IS NULL;
CREATE INDEX errands_last ON errands (kind, subject, id);
CREATE INDEX errands_card ON errands (json_extract(args, '$.card')) WHERE json_extract(args, '$.card') IS NOT NULL;
CREATE UNIQUE INDEX backfills_open ON backfills (ended_at IS NULL) WHERE ended_at IS NULL;
CREATE INDEX backfill_items_event ON backfill_items (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX snapshot_place ON snapshot (feed, place) WHERE place IS NOT NULL;
CREATE INDEX snapshot_ask ON snapshot (ask_after) WHERE ask_after IS NOT NULL;
CREATE INDEX snapshot_asked ON snapshot (feed, asked_at);
CREATE UNIQUE INDEX private_times_open ON private_times (ended_at IS NULL) WHERE ended_at IS NULL;
CREATE INDEX downloads_open ON downloads (id) WHERE state NOT IN ('offered', 'done', 'skipped', 'failed', 'cancelled');
CREATE INDEX downloads_delivery ON downloads (delivery_id);
CREATE INDEX downloads_video ON downloads (video_id);
CREATE INDEX downloads_card ON downloads (card) WHERE card IS NOT NULL;
CREATE INDEX downloads_state ON downloads (state, changed_at);
CREATE INDEX downloads_event ON downloads (event_id);
CREATE INDEX parts_scheduled ON parts (sent_at) WHERE scheduled = 1;
CREATE INDEX deliveries_digest ON deliveries (event_id) WHERE digest IS NOT NULL;
CREATE INDEX deliveries_sent ON deliveries (sent_at) WHERE sent_at IS NOT NULL;
CREATE TRIGGER event_recorded AFTER INSERT ON events BEGIN
    INSERT INTO events_recorded (kind, n) VALUES (new.kind, 1) ON CONFLICT (kind) DO UPDATE SET n = n + 1;
END;
CREATE UNIQUE INDEX alerts_open ON alerts (condition, subject) WHERE ended_at IS NULL;
