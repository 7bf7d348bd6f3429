# Alerts: what only the owner can mend. Each has a name, what it means and what to do, and the text of the button that mends it.
alert-title = ⚠️ <b>{ $what }</b>
alert-since = It began { $at }.
alert-later = later
alert-a-chat = a chat
alert-muted = 🔕 Muted: if it comes back before { $at }, I don't say so.
alert-mended = ✅ Mended: { $what }
alert-catching-up = Catching up…
alert-caught-up-events = { $count ->
    [0] Caught up: nothing had happened meanwhile.
    [one] Caught up: { $count } event.
   *[other] Caught up: { $count } events.
}
alert-caught-up-posts = { $count ->
    [0] Caught up: no post had to wait.
    [one] Caught up: { $count } post.
   *[other] Caught up: { $count } posts.
}
alert-caught-up-videos = { $count ->
    [0] No video waited for it.
    [one] { $count } video goes on now.
   *[other] { $count } videos go on now.
}
alert-button-again = 🔁 It is mended, try again
alert-button-mute = 🔕 Mute for a day
alert-button-loud = 🔔 Don't mute
alert-toast-mute = Muted for a day.
alert-toast-loud = Not muted any more.
alert-toast-again = I try it again now.

alert-google_consent-name = Google's consent is gone
alert-google_consent =
    Google doesn't let me read your likes and subscriptions any more: the consent was taken back, or it ran out (after seven days if the project is still in “Testing”).

    Nothing new is told from there until you connect Google again. What happens meanwhile is caught up with then.
alert-button-google_consent = 🔑 Connect Google again
alert-google_client-name = The Google project is not set up right
alert-google_client =
    Google refuses the project or the client that I use, so likes and subscriptions are not read.

    The set-up's cards lead to what has to be changed.
alert-button-google_client = 🔑 See what to change
alert-telegram_session-name = The Telegram session was ended
alert-telegram_session =
    The account that uploads was signed out. Videos wait until it is signed in again, or until you choose the bot-only mode.
alert-button-telegram_session = ⚙️ Sign in again
alert-telegram_access-name = Telegram refuses the access
alert-telegram_access =
    The application's key (api_id and api_hash) is missing or not accepted. Posts and videos wait.
alert-button-telegram_access = ⚙️ Give the key
alert-channel_lost-name = I can't post in { $chat }
alert-channel_lost =
    The chat is gone, or I have lost the right to post there. Everything for it waits.

    Make me an administrator there again, or choose another chat.
alert-button-channel_lost = 📣 Choose a chat
alert-quota_out-name = The day's quota of YouTube is used up
alert-quota_out =
    Google gives each project so many questions a day, and today's are used up. I go on at { $at } by myself, and catch up then.

    If this happens often, let me look less often.
alert-button-quota_out = ⏱ How often I look
alert-bot_check-name = YouTube wants to see that you are no robot
alert-bot_check =
    YouTube refuses downloads from this address for now, so all of them wait. I try again with one video: in half an hour, and then later each time, because asking often makes it worse.

    Cookies of your browser usually help; so does another network.
alert-button-bot_check = 🍪 Send cookies
alert-slowed_down-name = YouTube slows downloads down
alert-slowed_down =
    YouTube says that too much was asked for from this address, and refuses all videos for up to an hour. Downloads wait; nothing is lost.

    I go on at { $at } with one video, and with the others when that one comes. There is nothing that you have to do.
alert-button-slowed_down = 📥 The queue
alert-cookies_dead-name = Your YouTube cookies are signed out
alert-cookies_dead =
    I can't read your watch history any more. Export the cookies anew and send them here.
alert-button-cookies_dead = 🍪 Send cookies
alert-history_paused-name = Your watch history is paused on YouTube
alert-history_paused =
    YouTube keeps no history while it is paused, so I can't tell what you watch meanwhile, and nobody can tell it later.

    Switch it on again on YouTube (History → Turn on watch history). I see it by myself.
alert-button-history_paused = 📜 Watch history
alert-history_cleared-name = Your watch history on YouTube was cleared
alert-history_cleared =
    The list is empty, though it was not before. Nothing that I told is taken back. What you watch next is told as ever; if the old list comes back, it is not told again.
alert-button-history_cleared = 📜 Watch history
alert-disk_full-name = The disk is full
alert-disk_full =
    There is no room for videos, or the disk can't be written. Downloads wait; nothing is lost.

    Make room on the machine, or let videos take less of it.
alert-button-disk_full = ⚙️ How much may be taken
alert-database_damaged-name = The database is damaged
alert-database_damaged =
    The file in which I remember everything does not pass SQLite's own check. What can be read of it works on, and no copy of it takes the place of an older one.

    Have a look at the disk. Then stop me and put back a copy from before: the newest of the folder backups, with yagami restore. It repeats nothing.
alert-button-database_damaged = 🩺 The doctor
alert-ytdlp_broken-name = yt-dlp is too old
alert-ytdlp_broken =
    YouTube has changed something that this version of yt-dlp does not understand. Videos wait; everything else goes on.

    If I may renew it by myself, I ask for a newer one now and every hour, and take it as soon as there is one that works. The button shows how that goes.
alert-button-ytdlp_broken = 🧰 yt-dlp
alert-ffmpeg_missing-name = ffmpeg is missing
alert-ffmpeg_missing =
    Without the program ffmpeg no video can be put together. Videos wait; everything else goes on.

    Install it on the machine, or set YAGAMI_FFMPEG to where it is.
alert-button-ffmpeg_missing = ℹ️ Versions
alert-mass_change-name = A lot changed at once: { $feed }
alert-mass_change =
    New: { $new }. Gone: { $gone }. Known before: { $known }.

    That is more than usually happens between two looks, so I tell nothing of it yet. If it was you, say how I shall tell it.

    If it was not you, do nothing: YouTube shows wrong lists at times. This message settles itself when a look finds everything in its place.
alert-button-believe-all = ✅ That was me: tell them
alert-button-believe-digest = 🗂 That was me: in one message
alert-button-believe-skip = 🤫 That was me: don't tell
alert-toast-believe-paused = Understood. It is told when you resume.
alert-toast-believe-late = It has changed meanwhile. Read the message again.
alert-settled = ✅ Settled: { $what }

# The same on the panel.
screen-believe-none = Nothing waits for your word here any more.
button-believe = ❓ A lot changed at once: was it you?
button-believe-back = ‹ { $feed }

# The debug switch.
debug-message = 🐞 <blockquote expandable>{ $lines }</blockquote>
debug-seeded = { $count ->
    [0] { $feed }: looked at for the first time, nothing there
    [one] { $feed }: looked at for the first time, { $count } taken in silently
   *[other] { $feed }: looked at for the first time, { $count } taken in silently
}
debug-more = … and { $count } more
