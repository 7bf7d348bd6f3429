# Buttons and sentences that many screens share.
button-back = ‹ Back
button-home = ‹ Panel
button-again = 🔁 Try again
button-cancel = ✖️ Cancel
on = on
off = off
unknown = unknown
toast-old-button = That button is from an older message. Here is how things are now.
hint-no-command = I don't know that command. /help lists what I can do.
hint-text = Send me a YouTube link to get its video, or open the /menu.
hint-other = I can't use that. Send me a YouTube link as text, or a file where one is asked for.
hint-edited = I read messages as they come; an edited one does nothing. Please send it again.
