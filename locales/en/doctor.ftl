# The doctor: every part checked, with what to do about it. `which` is what was found.
command-doctor = check every part, and say what to do
button-doctor = 🩺 Check everything
button-doctor-again = 🔁 Check again
screen-doctor-title = 🩺 <b>Doctor</b>
screen-doctor-none = I look at every part of the app and say what to do where something is wrong. It takes a few seconds.
screen-doctor-under-way = 🔄 Looking at every part…
screen-doctor-checked = Checked { $at }.
screen-doctor-fine = Everything is fine.
screen-doctor-counts = To mend: { $bad }. To know: { $warn }.
doctor-app-running = The app is running. /doctor in its chat also checks its sessions, chats, consent and cookies.
doctor-app-stopped = The app is not running. Start it, then /doctor in its chat also checks its sessions, chats, consent and cookies.

doctor-name-python = Python
doctor-name-machine = Machine
doctor-name-data = Data folder
doctor-name-work = Work folder
doctor-name-ffmpeg = ffmpeg
doctor-name-deno = deno
doctor-name-proxy = Proxy
doctor-name-po_tokens = PO tokens
doctor-name-database = Database
doctor-name-key = Vault’s key
doctor-name-token = Bot
doctor-name-clock = Clock
doctor-name-telegram = Telegram
doctor-name-chat = Chat
doctor-name-google = Google
doctor-name-quota = Google’s units
doctor-name-cookies = Cookies
doctor-name-ytdlp = yt-dlp
doctor-name-updates = Renewal
doctor-name-waits = Waiting for you

doctor-python = { $which ->
    [fine] { $version }
   *[other] { $version } is too old: install Python 3.11 or newer.
}
doctor-machine = { $which ->
    [fine] { $kind }
   *[other] { $kind } can’t run it: a 64-bit system on x86 or ARM is needed.
}
doctor-data = { $which ->
    [fine] { $free } GB are free
    [missing] { $path } is not there; the first start makes it.
    [open] others on this machine can look into it: <code>chmod 700 { $path }</code>
    [low] only { $free } GB are free: make room on its disk.
   *[other] { $path } can’t be written: give it to the user that runs Yagami.
}
doctor-work = { $which ->
    [fine] { $free } GB are free
    [missing] { $path } is not there; the first start makes it.
    [open] others on this machine can look into it: <code>chmod 700 { $path }</code>
    [low] only { $free } GB are free: large videos wait until there is room.
   *[other] { $path } can’t be written: give it to the user that runs Yagami.
}
doctor-ffmpeg = { $which ->
    [fine] { $version }
    [lacks] { $version } was built without { $list }: install your system’s ffmpeg, or unset YAGAMI_FFMPEG.
   *[other] it is missing: install ffmpeg, or name it in YAGAMI_FFMPEG.
}
doctor-deno = { $which ->
    [fine] { $version }
   *[other] it is missing, so YouTube’s riddles stay unsolved: <code>./yagami install</code>
}
doctor-proxy = { $which ->
    [none] none is set
    [fine] { $whose }’s at { $at } answers
   *[other] { $whose }’s at { $at } does not answer: start it, or correct its address.
}
doctor-po_tokens = { $which ->
    [fine] the provider at { $at } answers
    [unlike] the provider at { $at } is version { $version }, and the half of it here is { $wanted }: run the same one.
   *[other] the provider at { $at } does not answer, and videos come without it: start it, or correct its address.
}
doctor-database = { $which ->
    [fine] whole, { $size } MB, version { $version }
    [missing] there is none yet; the first start makes it.
    [older] version { $version }; the next start brings it up to date, after a copy.
    [newer] a newer Yagami wrote it (version { $version }): start that one, or restore an older backup.
    [foreign] it belongs to another program: name another data folder.
    [locked] another program holds it: end that one.
   *[other] it is damaged: <code>./yagami restore FILE</code> with the last backup.
}
doctor-key = { $which ->
    [fine] only you can read it
    [environment] it comes from the environment
    [missing] there is none yet; the first start makes it.
    [open] others on this machine can read it: <code>chmod 600 { $path }</code>
    [lost] it is gone, and the secrets with it: bring back vault.key, or restore a backup.
    [wrong] it is not the one that the secrets were sealed with: give that one.
   *[other] it can’t be used: it should be 32 bytes in base64, in a file that Yagami may read.
}
doctor-token = { $which ->
    [fine] { $name } answers
    [refused] Telegram does not know its token: take the one that @BotFather shows.
   *[other] Telegram can’t be reached ({ $kind }): check the network and the proxy.
}
doctor-clock = { $which ->
    [fine] right
    [ahead] { $seconds } s ahead: <code>timedatectl set-ntp true</code>
    [behind] { $seconds } s behind: <code>timedatectl set-ntp true</code>
   *[other] there was nothing to compare it with.
}
doctor-telegram = { $which ->
    [fine] { $account ->
        [bot] the bot’s session works
       *[user] your session works
    }
    [missing] not set up yet: /menu, then Telegram.
    [alone] you are not signed in, so the bot uploads: up to 2 GB a file.
   *[other] { $account ->
        [bot] the bot’s session does not work: { $reason }.
       *[user] your session does not work: { $reason }.
    }
}
doctor-chat = { $which ->
    [fine] { $feed }: I may post in “{ $chat }”
    [missing] { $feed }: told nowhere yet; choose a channel in /menu.
    [mute] { $feed }: I may not post in “{ $chat }”; make me an administrator who may post.
   *[other] { $feed }: I can’t see “{ $chat }” ({ $kind }); add me again as an administrator.
}
doctor-google = { $which ->
    [fine] connected
    [missing] not connected, so likes and subscriptions are not seen: /menu, then Google.
   *[other] the consent does not work any more: /menu, then Google, and connect it again.
}
doctor-quota = { $which ->
    [fine] { $spent } of { $most } used today
   *[other] { $spent } of { $most } used today: looks are rarer until midnight Pacific time. Nothing is lost.
}
doctor-cookies = { $which ->
    [fine] their session lives
    [missing] there are none, so your watch history is not seen: /menu, then Cookies.
    [dead] YouTube has ended their session: send new ones.
   *[other] not checked yet.
}
doctor-ytdlp = { $which ->
    [fine] { $version }
    [old] { $version } is { $days } days old: take a newer one in /ytdlp.
   *[other] { $version } does not get at the videos: take another one in /ytdlp.
}
doctor-updates = { $which ->
    [fine] newer ones of yt-dlp are taken by themselves
    [off] newer ones of yt-dlp are taken only when you say so: /ytdlp
   *[other] the last look for newer ones of yt-dlp came to nothing: /ytdlp says why.
}
doctor-waits = { $which ->
    [fine] nothing
   *[other] { $reason }.
}
