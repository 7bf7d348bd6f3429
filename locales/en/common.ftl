# Buttons and sentences that many screens share.
button-back = ‹ Back
button-home = ‹ Panel
button-again = 🔁 Try again
button-cancel = ✖️ Cancel
button-open = ▶️ Open on YouTube
button-download = ⬇️ Download
button-other = other…
button-look = 🔄 Look now
button-refresh = 🔄 Refresh
button-newer = ‹ newer
button-older = older ›
on = on
off = off
unknown = unknown
list-comma = { ", " }
toast-old-button = That button is from an older message. Here is how things are now.
hint-no-command = I don't know that command. /help lists what I can do.
hint-text = Send me a YouTube link to get its video, or open the /menu.
hint-other = I can't use that. Send me a YouTube link as text, or a file where one is asked for.
hint-edited = I read messages as they come; an edited one does nothing. Please send it again.

# The three feeds, the six kinds of events, the accounts.
feed-likes = Likes
feed-subscriptions = Subscriptions
feed-history = Watch history
kind-liked = Liked
kind-unliked = Unliked
kind-vanished = Vanished
kind-subscribed = Subscribed
kind-unsubscribed = Unsubscribed
kind-watched = Watched
account-telegram = Telegram
account-google = Google
account-cookies = Cookies

size-mb = { $n } MB
size-gb = { $n } GB
size-tb = { $n } TB

# What each command does, as Telegram's menu shows it.
command-menu = the panel: how things are, and every setting
command-status = health, last and next looks, queue, versions
command-download = get the video behind a YouTube link
command-queue = videos that are on their way
command-likes = your newest likes
command-history = what you watched last
command-subscriptions = channels you subscribed to or left
command-stats = figures by day and by week
command-private = tell nothing that you watch, for a while
command-pause = rest until you resume
command-resume = end the pause
command-config = the panel: how things are, and every setting
command-language = English, Русский, فارسی
command-help = what I can do
command-cancel = leave what is under way

# What the bot's page says about it, to anybody.
about-bot =
    I tell one person’s YouTube likes, subscriptions and watch history in their own Telegram channels, and bring the liked videos along.

    I obey nobody but the one who runs me.
about-bot-short = YouTube likes, subscriptions and history, told in your own Telegram channels.
