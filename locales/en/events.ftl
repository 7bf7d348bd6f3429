# Pages of what happened, and one line of them.
screen-events-title = 📜 <b>{ $feed }</b>, page { $page }
screen-events-none = Nothing has happened yet.
screen-events-no-more = There is no more.
screen-events-line = <b>{ $number }.</b> { $mark } { $title }{ $who } · { $at }

screen-event-title = { $mark } <b>{ $title }</b>
screen-event-gone = That is not known any more.
screen-event-channel = Channel: { $channel }
screen-event-length = Length: { $length }
screen-event-views = Views: { $views }
screen-event-handle = Handle: { $handle }
screen-event-subscribers = Subscribers: { $subscribers }
screen-event-liked = You liked it { $at }.
screen-event-unliked = You took the like back { $at }.
screen-event-vanished = It vanished from YouTube { $at }.
screen-event-subscribed = You subscribed { $at }.
screen-event-unsubscribed = You unsubscribed { $at }.
screen-event-watched = You watched it { $at }.
button-choose = 🎛 Quality, sound, subtitles…
