# Likes of long ago, posted on request: the choice, what it comes to, how far it is, how it ended.
command-backfill = post likes of long ago
button-backfill = 🗂 Likes of long ago…

screen-backfill-title = 🗂 <b>Likes of long ago</b>
screen-backfill-about = I tell likes from the day on which I first looked. Here you can have older ones posted too, in their channel, the oldest first, with their videos or without. What was posted already is left out.
screen-backfill-before =
    <b>The last one</b>, { $at }:
    { $text }
screen-backfill-choose = How many? Before anything is posted you see what it comes to.
screen-backfill-mend = 🧭 Set it up
screen-backfill-no-google = Your Google account is not connected yet: I can’t read your likes.
screen-backfill-no-channel = Likes have no channel yet: there is nowhere to post them.
screen-backfill-amount = The last { $count }
screen-backfill-other = Another number…
screen-backfill-month = Of the last month
screen-backfill-year = Of the last year
screen-backfill-date = 📅 Since a date…
screen-backfill-ask-other = Send me how many of your newest likes you want, from 1 to { $most }.
screen-backfill-ask-date = Send me a date, like <code>{ $example }</code>: I take what you have liked since then. Days begin at midnight UTC.
screen-backfill-of = 🗂 <b>{ $what }</b>
screen-backfill-reading = { $count ->
    [one] 🔎 Reading your likes… { $count } so far.
   *[other] 🔎 Reading your likes… { $count } so far.
}
screen-backfill-unread = ⚠️ They can’t be read: { $reason }
screen-backfill-to-post = { $count ->
    [0] Nothing is left to post.
    [one] <b>{ $count }</b> like to post
   *[other] <b>{ $count }</b> likes to post
}
screen-backfill-known = { $count ->
    [one] { $count } was told already and is left out
   *[other] { $count } were told already and are left out
}
screen-backfill-gone = { $count ->
    [one] { $count } video is gone (private or deleted) and is left out
   *[other] { $count } videos are gone (private or deleted) and are left out
}
screen-backfill-truncated = Only the newest { $most } are taken: YouTube’s lists go no further.
screen-backfill-length = { $count ->
    [one] 🎞 { $time } of video in { $count } file
   *[other] 🎞 { $time } of video in { $count } files
}
screen-backfill-bytes = 📶 about { $size } of traffic: { $half } in, and the same out again
screen-backfill-over = { $count ->
    [one] { $count } is live or over your limits on one video: its post gets a button instead
   *[other] { $count } are live or over your limits on one video: their posts get a button instead
}
screen-backfill-posts-only = 📝 Only posts, hardly any traffic; each has a button that brings its video.
screen-backfill-lasts-videos = ⏱ about { $time } on a line of { $speed } Mbit/s: one every { $every } at most, so that YouTube keeps its patience
screen-backfill-lasts-posts = ⏱ about { $time }: one every { $every } at most, so that Telegram keeps its patience
screen-backfill-capped = Your limits by day, month or hour stretch it to that.
screen-backfill-disk = 💾 Disk: { $free } free; at most { $count } of the videos lie there at a time, the largest about { $largest }
screen-backfill-mode-videos = with videos
screen-backfill-mode-posts = posts only
screen-backfill-confirm = { $count ->
    [one] ▶️ Post { $count } like
   *[other] ▶️ Post { $count } likes
}
screen-backfill-posted = <b>{ $count }</b> of { $of } posted
screen-backfill-line = { $text }
screen-backfill-left = ⏱ about { $time } left
screen-backfill-pause = ⏸ Pause it
screen-backfill-go = ▶️ Go on
screen-backfill-stop = ⏹ Stop it…
screen-backfill-stop-sure = { $count ->
    [one] Stop it? { $count } like has not been posted and is left out.
   *[other] Stop it? { $count } likes have not been posted and are left out.
}
screen-backfill-stop-open = { $count ->
    [one] { $count } of its videos is on its way.
   *[other] { $count } of its videos are on their way.
}
screen-backfill-stop-yes = Yes, stop it
screen-backfill-stop-keep = Stop, but bring what is on its way
screen-backfill-stop-drop = Stop, and drop what is on its way
screen-backfill-stop-no = No, keep it
screen-backfill-status = 🗂 Likes of long ago: { $count } of { $of } posted; { $state }

backfill-what-last = { $count ->
    [one] Your last { $count } like
   *[other] Your last { $count } likes
}
backfill-what-since = Your likes since { $date }
backfill-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
backfill-hours = { $count } h
backfill-minutes = { $count } min
backfill-every-seconds = { $count } s
backfill-every-minutes = { $count } min
backfill-state-running = ▶️ going on
backfill-state-paused = ⏸ paused by you
backfill-state-stopped = ⏸ paused: { $reason }. When that is mended, press Go on
backfill-state-over = ⏸ it was paused ({ $reason }), and that has ended. Press Go on when you like
backfill-state-waits = ⏳ waits: { $reason }
backfill-state-until = ⏳ waits: { $reason }; again { $at }
backfill-ended-done = ✅ { $what }: { $count } of { $of } posted.
backfill-ended-stopped = ⏹ { $what }, stopped: { $count } of { $of } posted.
backfill-told-paused =
    ⏸ Posting your likes of long ago is paused after { $count } of { $of }: { $reason }.
    It does not go on by itself. When that is mended, open /backfill and press Go on.
backfill-line-videos = Videos: { $list }
backfill-line-out = Left out: { $list }
backfill-line-posts = Posts: { $list }
backfill-count-fetched = { $count } brought
backfill-count-open = { $count } on the way
backfill-count-skipped = { $count } skipped
backfill-count-failed = { $count } failed
backfill-count-offered = { $count } by button
backfill-count-known = { $count } told already
backfill-count-gone = { $count } gone
backfill-count-unliked = { $count } no longer liked
backfill-count-left = { $count } not reached
backfill-count-refused = { $count } refused by Telegram
backfill-paused = you paused it
backfill-busy = the ones before are still on their way
backfill-last = the last ones are on their way
backfill-no-channel = likes have no channel
backfill-quota = too little of the day’s YouTube quota is left for it; after midnight in California it goes on where it was
backfill-no-times = this account does not tell when a like was given; choose a number instead

toast-backfill-over = Too late for that. This is how it is now.
toast-backfill-date = Please send me a date like 2024-01-15, and none that is still to come.
toast-backfill-bounds = Please send me a whole number from 1 to { $most }.
toast-backfill-either = Please send me a number from 1 to { $most }, or a date like 2024-01-15 that has passed.
toast-backfill-one = One backfill is under way already. Stop it first, or let it end.
toast-backfill-confirmed = It begins now, with the oldest.
toast-backfill-check = YouTube still asks for proof that you are no robot. Mend that first; then it can go on.
toast-backfill-stopped = Stopped.
