# Why something waits, was skipped or failed. Each ends a sentence such as "skipped: ..." and needs no knowledge of the inside.

# One video
video-age-restricted = age-restricted, which needs your cookies
video-cookies-off = it needs your cookies, and downloads may not use them; you can allow it on the panel’s page Downloads
video-bad-id = that is no video's id
video-copyright = blocked by a copyright claim
video-deleted = deleted on YouTube
video-drm = protected against copying
video-geo = not available in your country
video-live = live right now
video-members-only = for the channel's members only
video-only-vp9 = only in formats that don't play everywhere on Telegram
video-paid = has to be paid for
video-private = private
video-processing = YouTube is still processing it
video-terminated = its channel was terminated
video-too-large = too large for one Telegram file
video-uncuttable = it can't be cut into parts small enough: for minutes it has no place where a part could begin
video-unavailable = not available
video-upcoming = not published yet
video-endless = it has been live for more than three days and may never end
video-never-begun = it was announced, but it has not begun for three days
video-no-audio = it has no sound
video-over-allowance = larger than the data allowance
video-over-disk = larger than the disk space that videos may take
video-over-megabytes = larger than what is downloaded by itself
video-over-minutes = longer than what is downloaded by itself
convert-failed = it could not be encoded anew
convert-unable = it would have to be encoded anew, and ffmpeg on this machine can't do that
split-failed = the file could not be cut into parts
held-ahead = as many videos are on the disk as may be; it comes when one has been sent
held-by-you = you hold it until you say so
held-day = today's data allowance is used up
held-disk = the disk space that videos may take is used up
held-downloads = downloads are paused
held-hours = downloads begin at { $time } UTC
held-later = put off until { $time } UTC
held-live = it is live now; the recording comes when it is over
held-month = this month's data allowance is used up
held-paused = everything is paused
held-processing = it is over, and YouTube is still working on the recording
held-same = the same video is on its way; it is copied from there
held-turn = others go first
held-upcoming = { $kind ->
    [premiere] it premieres at { $time }
    [late] it was to begin at { $time } and has not yet
    [unknown] it has not begun yet
   *[stream] it begins at { $time }
  }
fetch-busy = an earlier download of it is still ending
fetch-crashed = the download program ended unexpectedly
fetch-no-file = the download ended without a file
fetch-stalled = the download stood still for too long
merge-failed = picture and sound could not be put together
fetch-failed = YouTube's answer could not be used
file-truncated = what came is shorter than the video
file-unreadable = what came is not a playable video
probe-slow = this machine was too busy to look into the file
media-broken = the transfer from YouTube broke off
media-forbidden = YouTube refused the transfer

internal-error = an error of Yagami's own; the log has it

# YouTube and Google
google-admin-policy = the administrator of that Google account does not allow it
google-client-api-key = that is an API key; what is needed is an OAuth client of the type "TVs and Limited Input devices"
google-client-empty = there is nothing in it
google-client-other-json = that file is something else; what is needed is the one that the OAuth client's page downloads
google-client-service-account = that is the key of a service account, which has no YouTube; what is needed is an OAuth client
google-client-several = there is more than one client in it; send only one
google-client-token = that is a token, which others can't renew; what is needed is an OAuth client's id and secret
google-client-unreadable = there is no client id or secret in it
google-code-expired = the code has expired or was used already; ask for a new one
google-consent-failed = Google broke the sign-in off
google-consent-partial = the permission to see your YouTube account was left out; allow it on Google's page
google-consent-refused = the permission was refused on Google's page
google-down = Google has trouble of its own
google-no-channel = that Google account has no YouTube channel
google-nonsense = Google's answer can't be read
google-page-token = Google lost its place in the list
google-paste-other-address = that is the address of another page; what is needed is the one that begins with http://127.0.0.1
google-paste-other-sign-in = that address belongs to an earlier link; open the newest one
google-paste-too-early = that is still Google's own page; allow it there, and copy the address of the page that fails to load
google-paste-unreadable = there is no code in it; copy the whole address of the page that fails to load
google-quota = the day's quota of the YouTube Data API is used up
google-rate-limited = Google asks for a slower pace
google-refused = Google refused the request
google-unreachable = Google can't be reached
likes-no-known-item = the list of likes came incomplete
likes-too-many-new = more new likes than can be true
subscriptions-incomplete = the list of subscriptions came incomplete
youtube-rate-limited = YouTube asks for a slower pace
youtube-refused = YouTube refused the request
youtube-soft-limit = YouTube refuses videos from this address for up to an hour
youtube-unreachable = YouTube can't be reached

# Cookies that the owner sent
cookies-too-large = the file is larger than { $limit_kb } KB, which no cookies.txt is
cookies-empty = the file is empty
cookies-not-text = the file is not a text file
cookies-not-netscape = the file is no cookies.txt (Netscape form) and no JSON export of cookies
cookies-json-unknown = the file is JSON, but holds no list of cookies
cookies-no-youtube = the file has no cookies of youtube.com
cookies-signed-out = the cookies are of a browser that is not signed in to YouTube ({ $missing } is missing)
cookies-incomplete = the cookies are not complete ({ $missing } is missing)
cookies-expired = the cookies have expired
history-unreadable = YouTube's history page could not be read
playlist-unavailable = there is no such playlist, or it is private

# Telegram
telegram-account-limited = Telegram has limited what the account may do
telegram-away = Telegram can't be reached
telegram-chunk-missing = Telegram lost a piece of the file
telegram-code-expired = the code has expired; ask for a new one
telegram-code-no-other-way = Telegram has no other way to send the code
telegram-code-spoiled = Telegram cancelled the code, as it does when a code is written into a chat; ask for a new one
telegram-code-wrong = the code is wrong
telegram-file-changed = the file changed while it was sent
telegram-file-empty = the file is empty
telegram-flood = Telegram asks for a slower pace
telegram-invite-dead = the invite link is no longer good
telegram-invite-waits = the request to join waits for an administrator
telegram-not-ours = the message belongs to another account
telegram-password-wrong = the password is wrong
telegram-phone-banned = Telegram has banned this number
telegram-phone-invalid = that is no phone number that Telegram knows of
telegram-premium-wait = Telegram slows uploads of accounts without Premium
telegram-refused = Telegram refused the request
telegram-sign-in-blocked = Telegram allows no further try today
telegram-sign-in-flood = too many tries; Telegram allows the next one in { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  }
telegram-sign-in-lost = the sign-in was broken off; begin it again
telegram-sign-in-unsupported = Telegram allows this account to sign in by its own apps only; a QR code may do
telegram-sign-up-needed = the number has no Telegram account yet; make one in Telegram's own app
telegram-start-over = Telegram forgot what was uploaded so far
telegram-still-sending = Telegram is still busy with it
telegram-text-empty = the text is empty
telegram-text-refused = Telegram refused the text
telegram-text-too-long = the text is too long
telegram-too-many-chats = the account is in too many channels and groups
telegram-too-large = too large for one Telegram file
upload-flood-wait = Telegram asks for a slower pace; it goes on in { $seconds } s
upload-premium-wait = Telegram slows uploads of accounts without Premium; it goes on in { $seconds } s

# What only the owner can mend
condition-google_consent = Google's consent is gone; give it again
condition-google_client = the Google project or client is not set up right
condition-telegram_session = the Telegram session was ended; sign in again
condition-telegram_access = Telegram refuses the bot's token or the application's key
condition-channel_lost = the channel is gone, or the right to post there
condition-quota_out = the day's quota of the YouTube Data API is used up
condition-bot_check = YouTube wants to see that you are no robot
condition-slowed_down = YouTube refuses videos from this address for up to an hour
condition-cookies_dead = the YouTube cookies are signed out
condition-history_paused = the watch history is paused on YouTube, so nothing new is kept there
condition-history_cleared = the watch history on YouTube is empty now; what you watch next is told
condition-disk_full = there is no room on the disk, or it can't be written
condition-database_damaged = the database is damaged: it does not pass SQLite's check
condition-ytdlp_broken = yt-dlp needs an update
condition-ffmpeg_missing = ffmpeg is not installed
condition-mass_change = more changed at once than usually does; say in the alert whether that was you
