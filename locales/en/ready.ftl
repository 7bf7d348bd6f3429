# The screen "Ready": how much is downloaded, a guess of what it comes to, and the end of the set-up.

screen-ready-title =
    <b>How much to download</b>

    Each video that you like is fetched and put into your channel. What is over a limit is told all the same, with a button that brings it.
screen-ready-what = <b>What comes</b>
screen-ready-how-much = <b>How much, by itself</b> (these don’t hold what you ask for yourself)
screen-ready-chosen-quality = • Quality: <b>{ $quality ->
    [best] the best that plays everywhere (up to 1080p)
    [original] the original, up to 4K (may not play everywhere)
    [audio] sound only
   *[other] { $quality }p
}</b>
screen-ready-chosen = { $what ->
    [minutes] • A video’s length: <b>{ $value ->
        [none] any
       *[other] at most { $value } min
    }</b>
    [megabytes] • A video’s size: <b>{ $value ->
        [none] any
       *[other] at most { $value } MB
    }</b>
    [day] • In a day: <b>{ $value ->
        [none] any amount
       *[other] at most { $value } GB
    }</b>
    [disk] • On the disk: <b>{ $value ->
        [none] any amount
       *[other] at most { $value } GB
    }</b>
   *[month] • In a month: <b>{ $value ->
        [none] any amount
       *[other] at most { $value } GB
    }</b>
}
screen-ready-chosen-any-hour = • Hours: <b>at any time</b>
screen-ready-chosen-hours = • Hours: <b>from { $begins } to { $ends }</b>
screen-ready-chosen-sponsorblock = • SponsorBlock: <b>{ $count ->
    [0] off
    [one] cuts { $count } kind of passage
   *[other] cuts { $count } kinds of passages
}</b>
screen-ready-chosen-large = • Too large for one file: <b>{ $large ->
    [fit] in a smaller picture, in one file
   *[split] in parts
}</b>
screen-ready-chosen-convert = • Encoding anew: <b>{ $convert ->
    [on] where nothing else plays everywhere
   *[off] never
}</b>
screen-ready-pick = { $what ->
    [quality] Quality
    [minutes] Length
    [megabytes] Size
    [day] Per day
    [month] Per month
    [hours] Hours
    [disk] Disk
    [large] Large ones
    [convert] Encoding
   *[sponsorblock] SponsorBlock
}
screen-ready-guess = 🔮 Guess again from my likes
screen-ready-finish = ✅ That’s it

screen-ready-guessing = 🔮 Looking at your newest likes, to guess what this comes to…
screen-ready-guess-failed = 🔮 No guess: { $reason }.
screen-ready-no-google = 🔮 When Google is connected I can guess from your likes what this comes to.
screen-ready-no-guess = 🔮 I can guess from your newest likes what this comes to.
screen-ready-too-few = 🔮 You have too few likes for a guess yet.
screen-ready-guessed = 🔮 From your { $likes } newest likes: about <b>{ $rate } a day</b>, { $minutes } minutes of video. That comes to <b>{ $day } GB a day, { $month } GB a month</b>, down and up together.
screen-ready-left-out = { $percent } % of them are over the limits on one video.
screen-ready-over-cap = ⚠️ That is more than your limit of the day or the month: when it is used up, videos wait for the next day or month, or until you press their button.

screen-ready-pick-quality =
    <b>Quality</b>

    { "" }H.264 plays on every device, and YouTube has it up to 1080p. The original is the best picture there is, up to 4K and more, but phones may show it black or only as a file.
screen-ready-quality-button = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}{ $quality ->
    [best] Best
    [original] Original
    [audio] Sound only
   *[other] { $quality }p
}{ $month ->
    [none] { "" }
   *[other] { " " }· ~{ $month } GB/month
}
screen-ready-pick-minutes =
    <b>A video’s length</b>

    Longer ones are told, but fetched only when you press their button.
screen-ready-pick-megabytes =
    <b>A video’s size</b>

    A larger one comes in a smaller picture, or, if that does not help, only when you press its button.
screen-ready-pick-day =
    <b>Gigabytes in a day</b>

    Everything counts: what comes from YouTube and what goes to Telegram, my looks and this chat too.
screen-ready-pick-month =
    <b>Gigabytes in a month</b>

    Everything counts: what comes from YouTube and what goes to Telegram, my looks and this chat too.
screen-ready-pick-disk =
    <b>Disk space</b>

    How much videos may take while they are on their way. Each is deleted as soon as it is sent.
screen-ready-pick-large =
    <b>Too large for one file</b>

    Telegram takes 2 GB in one file, or 4 GB from an account with Premium. What is larger comes in parts in the quality you chose, or in a smaller picture that fits into one file. If nothing fits, it comes in parts in any case.
screen-ready-large-button = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}{ $large ->
    [fit] One file, a smaller picture
   *[split] In parts
}
screen-ready-pick-convert =
    <b>Encoding anew</b>

    A few videos are on YouTube only in formats that don’t play everywhere (VP9, AV1). I can encode them to H.264 here. ⚠️ That is hard work: on a small computer it takes <b>hours for one video</b>, and the next ones wait. Without it, such a video is told with a button that brings it as it is.
screen-ready-convert-button = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}{ $convert ->
    [on] Encode what plays nowhere else
   *[off] Never encode
}
screen-ready-value = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}{ $value }{ " " }{ $what ->
    [minutes] min
    [megabytes] MB
   *[other] GB
}
screen-ready-no-limit = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}No limit
screen-ready-type = Press a button, or send me another number.
toast-pick-bounds = Please send me one number between { $least } and { $most }, or press a button.
screen-ready-pick-hours =
    <b>Hours of the day</b>

    When may videos be fetched by themselves? What you ask for yourself comes at any time.

    The buttons are hours in <b>UTC</b>: where you are it is { $now }, there it is <b>{ $utc }</b>. From which hour?
screen-ready-pick-hours-to =
    <b>Hours of the day</b>

    From { $utc } UTC (where you are: { $begins }). Until which hour, in UTC?
screen-ready-any-hour = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}At any time
screen-ready-sponsorblock =
    <b>SponsorBlock</b>

    Viewers mark passages that are not the video itself; I can cut them out. Press what should go. A cut falls on a keyframe, so a second may be lost or left.
screen-ready-sponsor-button = { $chosen ->
    [yes] ✂️
   *[no] ⬜
} { $category ->
    [sponsor] Sponsors
    [selfpromo] The channel’s own advertising
    [interaction] “Like and subscribe”
    [intro] Intros
    [outro] Ends and credits
    [preview] Previews and recaps
    [hook] Teasers at the start
    [filler] Digressions and jokes
   *[music_offtopic] Not music, in music videos
}

screen-ready-not-all = Noted. The lines below still need something.
screen-ready-all-set = ✅ <b>Everything is set up.</b>
screen-ready-seeded = { $feed ->
    [likes] ❤️ Likes:
    [subscriptions] 📺 Subscriptions:
   *[history] 🎬 Watch history:
} { $count ->
    [0] none at my first look; what comes from now on is told
    [one] { $count } at my first look; what comes from now on is told
   *[other] { $count } at my first look; what comes from now on is told
}
screen-ready-first-look = { $feed ->
    [likes] ❤️ Likes:
    [subscriptions] 📺 Subscriptions:
   *[history] 🎬 Watch history:
} first look { $at }; what is there already is not told
screen-ready-not-yet = { $feed ->
    [likes] ❤️ Likes: wait for Google
    [subscriptions] 📺 Subscriptions: wait for Google
   *[history] 🎬 Watch history: waits for cookies
}
screen-ready-trouble = { $feed ->
    [likes] ❤️ Likes:
    [subscriptions] 📺 Subscriptions:
   *[history] 🎬 Watch history:
} { $reason }
screen-ready-try =
    <b>Try now</b>
    • Like a video on YouTube: it appears in your channel within minutes.
    • Send me a YouTube link: you get the video here.
    • /status shows how everything is.
screen-ready-party = 🎉 <b>Everything is set up.</b> From now on I work by myself; you will hear from me only when something needs you.

screen-ready-line-none = <b>Ready</b>: choose how much to download
screen-ready-line-done = <b>Ready</b>: downloads in { $quality ->
    [best] the best quality
    [original] the original quality
    [audio] sound only
   *[other] { $quality }p
}
