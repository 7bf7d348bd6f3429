# What is downloaded by itself.
screen-downloads-title = <b>Downloads</b>
screen-downloads-auto-on = Liked videos are brought <b>by themselves</b>. What is over a limit is told with a button that brings it.
screen-downloads-auto-off = Liked videos are told with a button that brings them; <b>none comes by itself</b>.
button-auto-on = ▶️ Bring videos by themselves
button-auto-off = ⏹ Bring none by itself
toast-auto-on = New likes are brought by themselves from now on.
toast-auto-off = New likes only get a button from now on. What is in the queue still comes.
screen-downloads-cookies-on = A video that YouTube shows to signed-in people only (age, private, members, a robot check) is tried again <b>with your cookies</b>, if there are any. All others come without.
screen-downloads-cookies-off = Your cookies are for the watch history alone; <b>downloads don’t use them</b>.
button-cookies-on = 🍪 Let downloads use my cookies
button-cookies-off = 🍪 Keep my cookies from downloads
toast-cookies-on = Videos that need your cookies get them from now on.
toast-cookies-off = Downloads don’t use your cookies from now on.
