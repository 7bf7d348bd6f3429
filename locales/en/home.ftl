# The panel's first page, and the page of accounts.
screen-home-title = <b>Yagami</b>
screen-home-paused = ⏸ Everything was paused { $at }. What you ask for yourself still comes.
screen-home-feed = { $mark } <b>{ $feed }</b>: { $state }
screen-home-accounts = <b>Accounts</b>
screen-home-queue-empty = ⬇️ Queue: empty
screen-home-queue = { $count ->
    [one] ⬇️ Queue: { $count } video, added { $at }
   *[other] ⬇️ Queue: { $count } videos, the oldest added { $at }
}
screen-home-disk = 💾 Disk: { $free } free
screen-home-disk-unknown = 💾 Disk: can’t be read just now
screen-home-quota = 🎟 YouTube quota: { $percent } % of today’s used
screen-home-unfinished = The set-up is not complete yet.
button-pause = ⏸ Pause everything
button-resume = ▶️ Resume
button-setup = 🧭 Set-up
button-accounts = 👤 Accounts
button-downloads = ⬇️ Downloads
button-queue = 📥 Queue
button-stats = 📊 Figures
button-status = 🩺 Status
button-language = 🌐 Language
button-help = ❓ Help
toast-paused = Paused. Nothing is looked at or downloaded by itself until you resume.
toast-look = Looking…
toast-look-paused = Everything is paused. Resume first.
toast-look-nothing = There is nothing to look at: it is switched off, or its account is missing.

screen-accounts-title = <b>Accounts</b>

# How a feed is, in half a sentence behind its name.
feed-state-off = switched off
feed-state-account = waits for { $account } (see Set-up)
feed-state-trouble = { $reason }
feed-state-unseen = not looked at yet
feed-state-looking = looking…
feed-state-nowhere = no channel yet, only recorded · { $at }
feed-state-fine = told in { $to } · { $at }
feed-this-chat = this chat
feed-no-channel = none
