-- All of YouTube's activity: what a post says beside its subject; likes that are taken back or whose videos vanish;
-- mass changes that wait for the owner; private times; likes of long ago that are posted on request.

ALTER TABLE events ADD COLUMN detail TEXT CHECK (detail IS NULL OR json_valid(detail)); -- core/model.py, Event.detail
