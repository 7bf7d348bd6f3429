# The set-up's checklist.
command-setup = set everything up, line by line
screen-setup-title = <b>Set-up</b>
screen-setup-intro = Take the lines in any order; you can stop at any point and come back.
screen-setup-next = The next step is highlighted.
screen-setup-done = Everything that is needed is done.
screen-setup-telegram = Telegram upload access
screen-setup-channels = Channels
screen-setup-google = Google
screen-setup-cookies = Cookies
screen-setup-ready = Ready
