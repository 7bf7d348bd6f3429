-- Any video, any size: what a download is wished as, and what is known of what came.
-- Tables whose CHECKs change are made anew; foreign keys are off while migrations run and checked at their end.

CREATE TABLE downloads_new (          -- one video owed to one destination: a durable job
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
) STRICT;
INSERT INTO downloads_new (id, event_id, delivery_id, destination_id, video_id, state, asked, quality, height, subtitles, card, card_shown,
    again, rank, tries, not_before, trouble, created_at, changed_at)
    SELECT id, event_id, delivery_id, destination_id, video_id, state, asked, quality, height, subtitles, card, card_shown,
    again, rank, tries, not_before, trouble, created_at, changed_at FROM downloads;
DROP TABLE downloads;
ALTER TABLE downloads_new RENAME TO downloads;
CREATE INDEX downloads_open ON downloads (id) WHERE state NOT IN ('offered', 'done', 'skipped', 'failed', 'cancelled');
CREATE INDEX downloads_delivery ON downloads (delivery_id);
CREATE INDEX downloads_video ON downloads (video_id);
CREATE INDEX downloads_card ON downloads (card) WHERE card IS NOT NULL;
CREATE INDEX downloads_state ON downloads (state, changed_at);
CREATE INDEX downloads_event ON downloads (event_id); -- of a like that is taken back

-- What a pause or a gap had gathered, where the owner wants it recorded and not told.
ALTER TABLE feeds ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0; -- how many, the last time
ALTER TABLE feeds ADD COLUMN skipped_at REAL;

-- YouTube's limit of up to an hour for a whole address is told as what it is.
CREATE TABLE pauses_new (             -- what a whole scope waits for (core/errors.py): an outage counts against no job
    scope TEXT PRIMARY KEY CHECK (scope IN ('youtube', 'google', 'telegram', 'upload', 'disk', 'ytdlp')),
    until REAL NOT NULL,              -- then it is tried again, with care
    condition TEXT CHECK (condition IN ('google_consent', 'google_client', 'telegram_session', 'telegram_access',
        'channel_lost', 'quota_out', 'bot_check', 'cookies_dead', 'disk_full', 'ytdlp_broken', 'ffmpeg_missing',
        'mass_change', 'history_paused', 'history_cleared', 'slowed_down')),              -- what only the owner mends
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

-- Releases of yt-dlp beside the built-in one.
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
INSERT INTO ytdlp_index (one) VALUES (1);

-- What is sent once more instead of being fetched again; posts that turn into their videos; videos that Telegram converts first.
ALTER TABLE downloads ADD COLUMN cut TEXT; -- SponsorBlock's categories that were to be cut out, separated by commas; NULL: not known
ALTER TABLE deliveries ADD COLUMN caption TEXT CHECK (caption IS NULL OR json_valid(caption)); -- a video's words below the post's own
ALTER TABLE parts ADD COLUMN one_message INTEGER NOT NULL DEFAULT 0 CHECK (one_message IN (0, 1)); -- the post turns into the first part
ALTER TABLE parts ADD COLUMN scheduled INTEGER NOT NULL DEFAULT 0 CHECK (scheduled IN (0, 1)); -- message_id is of the schedule's queue
CREATE INDEX parts_scheduled ON parts (sent_at) WHERE scheduled = 1;
