# Cards: the messages that answer a link, and the downloads that are asked for there.
card-looking = 🔎 Looking at { $link }…
card-looking-waits = 🔎 Looking at { $link }… It takes longer: { $reason }.
card-look-failed = 🎬 { $link } can't be brought: { $reason }.
card-starts = It begins { $at }.
card-later = I can wait for it and bring it when it is over.
card-title = 🎬 <b>{ $title }</b>
card-channel = { $channel }
card-length = ⏱ { $length }
card-sound-only = 🔇 It has no picture, only sound.
card-with-subtitles = 💬 With subtitles: { $language }
card-which-subtitles = Which subtitles? They come as a .srt file with the video. Those marked 🤖 were heard by a machine.
card-language = { $language }
card-language-heard = 🤖 { $language }
card-forgotten = This card is too old. Send the link again.
card-no-youtube = That link is not one of YouTube's. I bring videos from YouTube only.
card-no-video = That is a page of YouTube's, but no video and no playlist. Send me the link to a video.

card-offer = { $kind ->
    [odd] ⚠️{ " " }
    [encoded] 🐢{ " " }
   *[plays] { "" }
}{ $height }p · { $size }
card-offer-unsized = { $kind ->
    [odd] ⚠️{ " " }
    [encoded] 🐢{ " " }
   *[plays] { "" }
}{ $height }p
card-offer-parts = { $kind ->
    [odd] ⚠️{ " " }
    [encoded] 🐢{ " " }
   *[plays] { "" }
}{ $height }p · { $size } · { $parts ->
    [one] { $parts } part
   *[other] { $parts } parts
}
card-offer-sound = 🎵 Sound · { $size }
card-offer-sound-unsized = 🎵 Sound
card-offer-sound-parts = 🎵 Sound · { $size } · { $parts ->
    [one] { $parts } part
   *[other] { $parts } parts
}
card-offer-one-file = 📦 One file: { $height }p · { $size }
card-odd = ⚠️ may not play on every device (VP9 or AV1).
card-encoded = 🐢 has to be encoded anew, which takes long.
card-one-file = 📦 What one file may not hold comes in parts, or smaller in one file.
card-button-as-it-is = ⬇️ Bring it as it is
card-button-subtitles = 💬 With subtitles…
card-button-no-subtitles = 💬 Without subtitles
card-button-playlist = 📃 Its whole playlist…
card-button-wait = ⏳ Bring it when it is there
card-button-cancel-one = ✖️ Cancel { $what }
card-button-again-one = 🔁 Try { $what } again
card-button-more = { $count ->
    [one] ⬇️ Show the next one
   *[other] ⬇️ Show the next { $count }
}
card-button-mend = { $place ->
    [cookies] 🍪 Send cookies
    [telegram] ⚙️ Telegram access
    [google] ⚙️ Google
    [downloads] ⚙️ Downloads
   *[other] ⚙️ See what is wrong
}
card-rest = { $left ->
    [one] The first { $taken } links are shown; one more is left.
   *[other] The first { $taken } links are shown; { $left } more are left.
}
card-rest-none = All { $taken } links are shown.

# What was picked, and how far it is.
card-height = { $height }p
card-video = Video
card-quality = { $quality ->
    [best] Best
    [original] Original
    [audio] 🎵 Sound
   *[other] { $quality }p
}
card-and-subtitles = { $wish } + 💬 { $language }
card-part = { $what }, part { $number } of { $count }
card-queued = { $count ->
    [0] <b>{ $what }</b>: ⏳ begins in a moment
    [one] <b>{ $what }</b>: ⏳ in the queue, one before it
   *[other] <b>{ $what }</b>: ⏳ in the queue, { $count } before it
}
card-waits = <b>{ $what }</b>: ⏳ waits: { $reason }
card-moving = <b>{ $what }</b>: { $stage }
card-stage = { $stage ->
    [extracting] 🔎 getting ready
    [downloading] ⬇️ downloading
    [merging] 🧩 putting together
    [encoding] 🐢 encoding anew
    [splitting] ✂️ cutting into parts
    [uploading] ⬆️ uploading
   *[other] ⏳ working
}
card-percent = { $percent } %
card-speed = { $size }/s
card-of = { $done } of { $total }
card-left = { $length } left
card-sent = <b>{ $what }</b>: ✅ sent ↓
card-failed = <b>{ $what }</b>: ❌ { $reason }
card-cancelled = <b>{ $what }</b>: 🚫 cancelled

card-toast-get = It is in the queue.
card-toast-already = It is on its way already.
card-toast-cancel = Cancelled.
card-toast-retry = It is in the queue again.
card-toast-late = Too late for that. The card shows how it is now.
card-toast-telegram-first = First give me access to upload: the set-up's first line does it.

# Playlists.
playlist-looking = 🔎 Looking at the playlist…
playlist-failed = 📃 That playlist can't be shown: { $reason }.
playlist-title = 📃 <b>{ $title }</b>
playlist-count = { $count ->
    [0] It is empty.
    [one] { $count } video
   *[other] { $count } videos
}
playlist-endless = A mix without an end; these are the first { $known }.
playlist-known = Only the first { $known } can be picked here.
playlist-line = <b>{ $number }.</b> { $title }{ $length }
playlist-ask = Press a number for that video alone, or take the first ones together.
playlist-how-good = { $count ->
    [one] The first video. How good should it be?
   *[other] The first { $count } videos. How good should they be?
}
playlist-result = Asked for: { $count } · ✅ { $sent } · ⏳ { $waiting } · ❌ { $failed }
playlist-button-first = First { $count }
playlist-button-all = { $count ->
    [one] ⬇️ The one video
   *[other] ⬇️ All { $count }
}
playlist-button-stop = ✖️ Cancel the rest
playlist-button-retry = 🔁 Try the failed ones again
playlist-toast-get = { $count ->
    [one] One video is in the queue.
   *[other] { $count } videos are in the queue.
}
playlist-toast-stop = { $count ->
    [one] One video was cancelled.
   *[other] { $count } videos were cancelled.
}
playlist-toast-retry = { $count ->
    [one] One video is in the queue again.
   *[other] { $count } videos are in the queue again.
}

# Presses under channel posts.
post-toast-later = Put off for { $hours ->
    [one] { $hours } hour.
   *[other] { $hours } hours.
}
post-toast-cancel = Cancelled.
post-toast-retry = It is in the queue again.
post-toast-get = It is in the queue.
post-toast-late = Too late for that. It is now: { $state }.
post-toast-gone = That video is not known any more.
