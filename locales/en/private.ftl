# Private mode: what is watched is told nowhere and recorded nowhere.
screen-private-title = 🕶 <b>Private mode</b>
screen-private-off = It is off: what you watch is told.
screen-private-over = It is over. YouTube may still show something late, so I look once more at { $at }: what you watch after that is told again.
screen-private-on-until = 🕶 Private until { $at }: what you watch is not told.
screen-private-on-open = 🕶 Private until you say so: what you watch is not told.
screen-private-since = It began { $at }.
screen-private-about =
    While it is on, nothing that you watch is told or recorded, then or later. What you watched just before stays private too, unless I have told it already.

    It ends by itself at its time, or when you end it: I look once more a minute later, since YouTube may show something late. What you watch after that look is told again.

    YouTube keeps your history as always. Likes and subscriptions are told as ever; switch them off on their own pages if you want.
button-private = 🕶 Private mode
button-private-hours = { $count ->
    [one] 🕶 { $count } hour
   *[other] 🕶 { $count } hours
}
button-private-open = 🕶 Until I say so
button-private-end = 👁 End it now
toast-private-hours = { $count ->
    [one] Private for { $count } hour.
   *[other] Private for { $count } hours.
}
toast-private-open = Private until you say so.
toast-private-end = It is over. I look once more in a minute; what you watch after that is told.
toast-private-not = It is not on.
