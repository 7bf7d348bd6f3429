# The owner's data: to take it along, to have it forgotten, to have it erased.
button-data = 🗄 Your data
screen-data =
    <b>Your data</b>

    All that I remember lies in one folder on the machine that I run on, and nowhere else. Here you take it along, have what is old forgotten, or have everything erased.
screen-data-backup = 🔐 Backup
screen-data-export = 📤 Export
screen-data-retention = 🕰 How long events are kept

command-retention = how long I remember what happened
screen-retention =
    <b>How long events are kept</b>

    An event is one thing that happened: a like, a watched video, a subscription. { $count ->
        [0] I remember none yet.
        [one] I remember { $count }.
       *[other] I remember { $count }.
    }

    { $span ->
        [365] Those older than a year are forgotten, every night.
        [90] Those older than 90 days are forgotten, every night.
        [30] Those older than 30 days are forgotten, every night.
       *[forever] They are kept for ever.
    }
button-retention = { $span ->
    [365] One year
    [90] 90 days
    [30] 30 days
   *[forever] For ever
}
screen-retention-ask =
    <b>{ $span ->
        [365] Forget what is older than a year?
        [90] Forget what is older than 90 days?
       *[30] Forget what is older than 30 days?
    }</b>

    { $count ->
        [0] Nothing is so old now; later on it goes every night.
        [one] { $count } event of { $all } is so old. It goes in the coming night, and from then on every night what has become so old.
       *[other] { $count } events of { $all } are so old. They go in the coming night, and from then on every night what has become so old.
    }
screen-retention-loses =
    Your posts and videos stay in their channels, and nothing is told twice. But of what is forgotten
    • nothing is in the lists, the figures and an export any more;
    • the buttons under its posts do nothing;
    • a like that you take back leaves its video where it is;
    • when a video vanishes from YouTube, I can't say where your copy stands.

    It can't be undone. The nightly copies have it for seven more nights. What still waits to be done stays until it is.
button-retention-yes = { $span ->
    [365] Forget what is older than a year
    [90] Forget what is older than 90 days
   *[30] Forget what is older than 30 days
}
toast-retention = { $span ->
    [365] Events are kept for a year.
    [90] Events are kept for 90 days.
    [30] Events are kept for 30 days.
   *[forever] Events are kept for ever.
}

command-export = everything that happened, as JSON and CSV
screen-export =
    <b>Export</b>

    { $count ->
        [0] There is nothing to take along yet.
        [one] The one event that I remember, as two files into this chat: JSON for programs and CSV for spreadsheets. With times, titles, links, and where it was told. No sign-in, cookie or key is in them.
       *[other] All { $count } events that I remember, as two files into this chat: JSON for programs and CSV for spreadsheets. With times, titles, links, and where each was told. No sign-in, cookie or key is in them.
    }
screen-export-making = ⏳ The files are being made: { $percent } %.
screen-export-waits = It waits: { $why }.
screen-export-failed = ⚠️ The last export was not finished: { $why }.
screen-export-sent = { $count ->
    [one] ✅ { $count } event was sent { $at }.
   *[other] ✅ { $count } events were sent { $at }.
}
button-export = { $what ->
    [likes] Likes
    [subscriptions] Subscriptions
    [history] Watch history
   *[all] Everything
}
button-export-stop = ✖️ Stop
export-caption = { $part ->
    [0] { $count ->
        [one] { $form }: { $count } event
       *[other] { $form }: { $count } events
    }
   *[other] { $count ->
        [one] { $form }, part { $part }: { $count } event
       *[other] { $form }, part { $part }: { $count } events
    }
}

command-erase = delete everything that I remember, and sign out
screen-erase =
    <b>Erase everything</b>

    What goes, for good:
    • everything that I remember: events, settings, queue, and the nightly copies
    • all sign-ins: I give back Google's consent and log my sessions out at Telegram; cookies are deleted
    • videos on their way, and the releases of yt-dlp
screen-erase-stays =
    What stays: posts and videos in your channels, the messages in this chat, backups and exports that you keep, and your account at YouTube.

    You may want one of them first:
button-erase = 🗑 Erase everything…
screen-erase-sure =
    <b>Really erase everything?</b>

    I sign out everywhere, delete all that I remember on this machine, and stop. Without a backup file nothing brings it back. Started again, I know nobody and nothing, as on the first day; posts in your channels stay.
screen-erase-once = This button works once, within { $minutes } minutes.
button-erase-yes = Yes, erase everything for good
screen-erase-doing = 🗑 Everything is being erased. I tell you here when it is done, and stop then.
screen-erase-failed = ⚠️ Nothing was erased: { $why }.
screen-data-erase = 🗑 Erase everything
erase-told = 🗑 <b>Everything is erased</b>
erase-google-done = ✅ Google: the consent is given back.
erase-google-failed = ⚠️ Google: the consent could not be given back. Remove it yourself: <a href="https://myaccount.google.com/permissions">myaccount.google.com/permissions</a>
erase-telegram-done = ✅ Telegram: my sessions are logged out.
erase-telegram-failed = ⚠️ Telegram: not every session could be logged out. End them yourself: Settings, then Devices.
erase-note-failed = ⚠️ The pinned note about copies could not be looked for. If one is pinned in this chat, unpin it, or a new start stays quiet.
erase-stays = Posts and videos stay in your channels, and so does what stands in this chat. I am still a member of those channels; remove me there if you like. Who has a copy of your cookies can be shut out by signing out at YouTube in that browser.
erase-settings = These settings are yours and still set: <code>{ $names }</code>. What they give is taken again at a new start; remove what you don't want to give any more.
erase-next = I stop now. Where something starts me again (Docker does), I begin as on the first day: the link to claim me stands in the log. To be rid of me for good, stop me there, and delete the bot at @BotFather.
