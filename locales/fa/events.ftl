# Pages of what happened, and one line of them.
screen-events-title = 📜 <b>{ $feed }</b>، صفحهٔ { $page }
screen-events-none = هنوز اتفاقی نیفتاده است.
screen-events-no-more = چیز دیگری نیست.
screen-events-line = { "\u200F" }<b>{ $number }.</b> { $mark } { $title }{ $who } · { $at }

screen-event-title = { "\u200F" }{ $mark } <b>{ $title }</b>
screen-event-gone = این را دیگر نمی‌شناسم.
screen-event-channel = کانال: { $channel }
screen-event-length = مدت: { $length }
screen-event-views = بازدید: { $views }
screen-event-handle = شناسه: { "\u200E" }{ $handle }
screen-event-subscribers = مشترکان: { $subscribers }
screen-event-liked = لایک کردید: { $at }.
screen-event-unliked = لایک را پس گرفتید: { $at }.
screen-event-vanished = از یوتیوب ناپدید شد: { $at }.
screen-event-subscribed = مشترک شدید: { $at }.
screen-event-unsubscribed = اشتراک را لغو کردید: { $at }.
screen-event-watched = تماشا کردید: { $at }.
button-choose = 🎛 کیفیت، صدا، زیرنویس…
