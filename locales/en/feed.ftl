# A feed's own page, how often it is looked at, and the end of a pause.
screen-feed-title = { $mark } <b>{ $feed }</b>
screen-feed-about-likes = Each video that you like on YouTube is told in its channel, and its video brought there.
screen-feed-about-subscriptions = Each channel that you subscribe to, or leave, is told.
screen-feed-about-history = Each video that you watch is told.
screen-feed-now = Now: { $state }
screen-feed-next = Next look: { $at }
screen-feed-kinds = A kind of event that is switched off is still recorded and counted, but it is never told later.
button-feed-on = ▶️ Switch on
button-feed-off = ⏹ Switch off
button-feed-interval = ⏱ Every { $every }
button-feed-channel = 📣 Channel: { $to }
button-events = 📜 What happened
button-kind-loud = 🔔 with sound
button-kind-silent = 🔕 silent
toast-kind-on = It is told from now on.
toast-kind-off = It is still recorded and counted, but not told, and not later either.

screen-interval-title = <b>{ $feed }</b>: a look every <b>{ $every }</b>
screen-interval-costs = Google gives 10,000 units a day for nothing. These looks take:
screen-interval-cost = • every { $every }: { $units } units a day ({ $percent } %)
screen-interval-together = All feeds as they are set now take { $percent } % of the day’s quota.
screen-interval-too-much = ⚠️ That leaves too little for what is found. When the quota is used up, looks rest until midnight in California.
screen-interval-free = The watch history is read with your cookies and takes no quota. Seldom is kinder to the account: five minutes is a good choice.
screen-interval-type = Send me a number of minutes, from { $least } to { $most }.
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
