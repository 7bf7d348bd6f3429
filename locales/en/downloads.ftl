# What is downloaded by itself.
screen-downloads-title = <b>Downloads</b>
screen-downloads-auto-on = Liked videos are brought <b>by themselves</b>. What is over a limit is told with a button that brings it.
screen-downloads-auto-off = Liked videos are told with a button that brings them; <b>none comes by itself</b>.
button-auto-on = ▶️ Bring videos by themselves
button-auto-off = ⏹ Bring none by itself
toast-auto-on = New likes are brought by themselves from now on.
toast-auto-off = New likes only get a button from now on. What is in the queue still comes.
