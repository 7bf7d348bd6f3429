# A feed's own page, how often it is looked at, and the end of a pause.
screen-feed-title = { $mark } <b>{ $feed }</b>
screen-feed-about-likes = Each video that you like on YouTube is told in its channel, and its video brought there.
screen-feed-about-subscriptions = Each channel that you subscribe to, or leave, is told.
screen-feed-about-history = Each video that you watch is told.
screen-feed-now = Now: { $state }
screen-feed-next = Next look: { $at }
screen-feed-kinds = A kind of event that is switched off is still recorded and counted, but it is never told later.
screen-feed-gap = After more than { $hours } hours without a look, { $chosen ->
    [digest] one digest tells what happened meanwhile.
    [skip] what happened meanwhile is recorded, not told.
   *[all] each thing that happened meanwhile is told.
}
button-feed-gap-all = { $chosen ->
    [yes] ✅ tell all
   *[no] tell all
}
button-feed-gap-digest = { $chosen ->
    [yes] ✅ one digest
   *[no] one digest
}
button-feed-gap-skip = { $chosen ->
    [yes] ✅ skip
   *[no] skip
}
button-feed-on = ▶️ Switch on
button-feed-off = ⏹ Switch off
button-feed-interval = ⏱ How often: { $pace }
button-feed-channel = 📣 Channel: { $to }
button-events = 📜 What happened
button-kind-loud = 🔔 with sound
button-kind-silent = 🔕 silent
toast-kind-on = It is told from now on.
toast-kind-off = It is still recorded and counted, but not told, and not later either.
button-unliked-keeps = 💔 Like taken back: its video stays
button-unliked-deletes = 💔 Like taken back: its video goes
toast-unliked-keeps = When you take a like back, its video stays in the channel.
toast-unliked-deletes = From now on, when you take a like back, its video is deleted from the channel.

screen-interval-title = <b>{ $feed }</b>, how often: <b>{ $pace }</b>
screen-interval-about = <b>Automatic</b> spreads Google’s free units over the day: often while you are active, seldom while it is quiet. You may set how often at most and how seldom at most, or one fixed time between two looks.
screen-interval-fastest = How much time should pass between two looks <b>at least</b>?
screen-interval-slowest = How much time may pass between two looks <b>at most</b>? When the day’s units run out it can be more.
screen-interval-seen-likes = While you are active, a like is seen within about { $every }.
screen-interval-seen-subscriptions = While you are active, a new subscription is seen within about { $every }, and its end within twice that.
screen-interval-seen-history = While you are active, a watched video is seen within about { $every }.
screen-interval-takes = All looks together take about { $units } of { $most } units a day ({ $percent } %).
screen-interval-too-much = ⚠️ A fixed time that is so short leaves too little for the rest. When the units are used up, looks rest until midnight in California.
screen-interval-free = The watch history is read with your cookies and takes no units. Seldom is kinder to the account.
screen-interval-type = Send me a number of minutes, from { $least } to { $most }.
button-interval-auto = Automatic (recommended)
button-interval-fastest = At least { $every } ›
button-interval-slowest = At most { $every } ›
pace-automatic = automatic
pace-fixed = every { $every }
pace-between = from { $fastest } to { $slowest }
every-hours = { $count } h
every-minutes = { $count } min
every-seconds = { $count } s
toast-interval-bounds = Please send me one number of minutes between { $least } and { $most }.

screen-resume-title = ⏸ <b>Everything was paused</b> { $at }.
screen-resume-about =
    What should become of what happened meanwhile? The next looks find it.

    <b>Tell all</b>: each as if there had been no pause, and liked videos are brought.
    <b>One digest</b>: a single message lists them; no video is brought by itself.
    <b>Skip</b>: they are recorded and counted, and never told.
screen-resume-not-paused = Nothing is paused.
button-resume-all = ▶️ Resume and tell all
button-resume-digest = 📬 Resume with one digest
button-resume-skip = ⏭ Resume and skip them
toast-not-paused = Nothing is paused.
toast-resumed-all = Resumed. What happened meanwhile is told now.
toast-resumed-digest = Resumed. One message per feed tells what happened meanwhile.
toast-resumed-skip = Resumed. What happened meanwhile is recorded only.
