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
