"""YouTube and Google on loopback: an HTTPS proxy with a test CA, and behind it the hosts that yt-dlp and the app talk to.

proxy.py       CONNECT and TLS, unknown hosts refused        world.py      all of it: YouTubeWorld
site.py        watch page, player API   player.py            what it answers   challenge.py   base.js, n and sig
browsers.py    cookies of sessions      history_feed.py      what was watched
playlists.py   lists of videos          captions.py          subtitles      renderers.py   how pages write a video
media.py       streams by ranges        thumbnails.py        sponsorblock.py
data_api.py    likes, channels, quota   api_query.py         checked by Google's own discovery document (discovery.py)
oauth.py       refresh, codes, revoke   google_project.py    clients and consents
device_page.py, consent_page.py         where the person allows it
state.py       the account and the site's videos
recipes.py     what ffmpeg makes        catalogue.py         where it is kept   opening.py  what stands there at first
"""
