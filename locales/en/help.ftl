# /help, and /download without a link.
screen-help =
    <b>What I do</b>

    I look at your YouTube account, tell each new thing in its own channel, and bring the videos that you like.

    Send me any YouTube link, or forward a post that has one, and you get the video here.
screen-help-command = /{ $command } – { $does }
screen-download =
    <b>Get a video</b>

    Send me its link, by itself or in any text: youtube.com, youtu.be, shorts, music, playlists. Or write /download and the link behind it.
toast-nothing-to-cancel = There is nothing to cancel.
