# Which subtitles are sent along with videos.
screen-subtitles =
    <b>Subtitles</b>

    Telegram shows none inside a video, so they come as an <code>.srt</code> file in reply to it. Languages that a video does not have are left out. With a link you can also choose them for that one video.
# $languages: their names, or "many".
screen-subtitles-chosen = • Subtitles: <b>{ $count ->
    [0] none
    [one] { $languages }
   *[other] { $languages ->
        [many] in { $count } languages
       *[few] { $languages }
    }
}</b>
screen-subtitles-automatic-on = • Where nobody wrote any: <b>those that YouTube made by itself</b>, made readable
screen-subtitles-automatic-off = • Only those that <b>a person wrote</b>
screen-subtitles-open = Subtitles
button-subtitles-automatic-on = 🤖 Automatic ones will do, too
button-subtitles-automatic-off = 🤖 No automatic ones
