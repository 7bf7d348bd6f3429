# The set-up's line "Telegram upload access": the application's key, and the account that uploads.
screen-telegram-title = <b>Telegram upload access</b>
screen-telegram-wrong = ⚠️ That did not work: { $reason }.
screen-telegram-next-try = Telegram allows the next try { $when }.
screen-telegram-again-soon = ⏳ Telegram can't be reached; I keep trying.
button-telegram-change-key = 🔑 Change the key
button-telegram-start-over = ‹ Another way to sign in

# The application's key
screen-telegram-api =
    Large videos go to Telegram by a way that needs a key of your own. It is free and takes two minutes:

    1. Open <b>my.telegram.org</b> and sign in with your phone number. Telegram sends the code for that page into your Telegram app; type it on the page, not here.
    2. Choose <b>API development tools</b>.
    3. If it asks, give any title and short name, and create the application.
    4. Copy <b>App api_id</b> and <b>App api_hash</b> and paste both here, as the page shows them.

    I check them at once and delete your message.
screen-telegram-api-half = I have the api_id <code>{ $id }</code>. Now send the <b>api_hash</b>: 32 letters and digits.
screen-telegram-api-checking = ⏳ Checking the key with Telegram…
screen-telegram-api-refused = ⚠️ Telegram doesn't know this pair of api_id and api_hash. Copy both again and paste them here.
screen-telegram-api-kept = The key that you have now stays until another one is found good.
button-telegram-my = Open my.telegram.org
toast-telegram-no-api = I found neither an api_id (a number) nor an api_hash (32 letters and digits) in that. Please paste both as the page shows them.

# Which way
screen-telegram-ways =
    ✅ The key is good. Now choose who uploads the videos:

    📱 <b>Your account, by phone</b>: Telegram sends you a code, which you press on a keypad here.
    🔳 <b>Your account, by QR code</b>: you scan it with the phone that is signed in, so this chat must be open on a second screen.
    🤖 <b>Only the bot</b>: nothing more is needed, but it can't create your channels, and files over 2 GB have to be cut (an account with Premium: over 4 GB).
button-telegram-phone = 📱 Sign in by phone
button-telegram-qr = 🔳 Sign in by QR code
button-telegram-bot-only = 🤖 Only the bot

screen-telegram-phone =
    Which phone number has the account that uploads?

    Press the button below the text field to send yours, or type any number in international form, like <code>+49 151 23456789</code>. I delete your message.
screen-telegram-phone-prompt = 👇 Your number, with one press:
button-telegram-contact = 📱 Send my phone number
toast-telegram-no-phone = That is no phone number in international form. It begins with + and the country's digits, like +49 151 23456789.
screen-telegram-sending = ⏳ Asking Telegram for a code…

# The code
screen-telegram-code = { $via ->
    [app] Telegram has sent a code into your <b>Telegram app</b>, in the chat called Telegram.
    [sms] Telegram has sent a code by <b>SMS</b>.
    [call] Telegram <b>calls</b> you and says a code.
    [missed-call] Telegram calls you and hangs up: the code is the <b>last digits of the caller's number</b>.
   *[other] Telegram has sent a code to your number at <b>fragment.com</b>.
}
screen-telegram-keypad =
    Press its digits here. <b>Don't type it</b>: Telegram cancels a code that is written into any chat.

    <code>{ $dots }</code>
screen-telegram-code-checking = ⏳ Checking the code…
screen-telegram-resend-at = If it doesn't come, I can have it sent another way { $when }.
screen-telegram-over = This code is no longer good. Ask for a new one.
screen-telegram-typed = ⚠️ You wrote the code into the chat, and Telegram cancels such a code at once. I ask for a new one: please press its digits on the keypad.
button-telegram-resend = 📨 Send it another way
button-telegram-new-code = 📨 Send a new code
button-telegram-other-number = 📱 Another number
toast-telegram-resend-wait = { $seconds ->
    [one] Telegram allows that in { $seconds } second.
   *[other] Telegram allows that in { $seconds } seconds.
}
toast-telegram-digits = { $count ->
    [one] The code has { $count } digit.
   *[other] The code has { $count } digits.
}

# The two-step password
screen-telegram-password =
    This account has a <b>two-step password</b>. Send it as a message: I delete it at once, and try it only once.
screen-telegram-password-hint = Your hint: <i>{ $hint }</i>
screen-telegram-password-checking = ⏳ Checking the password…

# The QR code
screen-telegram-qr =
    Scan this with the phone that is signed in to Telegram: <b>Settings → Devices → Link Desktop Device</b>. A phone can't scan its own screen.

    The code changes by itself; this one is good until { $when }.
screen-telegram-qr-coming = ⏳ Asking Telegram for a QR code…
screen-telegram-qr-over = The QR code is no longer renewed. Ask for it again when your phone is ready.
button-telegram-qr-again = 🔳 Show it again
telegram-qr-over = nobody scanned the QR code

# Who is signed in
screen-telegram-me = ✅ Videos are uploaded by <b>{ $name }</b>{ $phone ->
    [none] {""}
   *[other] {" "}({ $phone })
}.
screen-telegram-me-unknown = ✅ Videos are uploaded by an account that signed in earlier.
screen-telegram-limit = { $premium ->
    [yes] It has Premium: a file may have { $gb } GB.
   *[no] A file may have { $gb } GB; with Premium it would be 4.
}
screen-telegram-not-you = It is not the account that you write with: when it creates a channel, you get an invitation.
screen-telegram-alone =
    🤖 Only the bot uploads. A file may have { $gb } GB; larger videos come in parts. It can't create channels: you pick ones that you have.
screen-telegram-dead = ⚠️ Videos wait: { $reason }.
screen-telegram-old = A session that is no longer used could not be ended at Telegram yet: { $reason }. You can also end it yourself under Settings → Devices.
button-telegram-sign-out = 🚪 Sign out
button-telegram-change = 🔁 Another account
button-telegram-sign-in = 📱 Sign in with an account
button-telegram-sign-in-again = 📱 Sign in again
button-telegram-end-old = 🔁 End it at Telegram

screen-telegram-bot-only =
    <b>Only the bot</b>

    What it needs: nothing more than the key that you gave.
    What you give up: I can't create channels for you (you pick ones that you have), and a file may have 2 GB at most, where an account with Premium sends 4 GB.

    You can sign in with an account later.
button-telegram-use-bot = 🤖 Yes, only the bot
screen-telegram-out =
    <b>Sign out { $name }?</b>

    The session is ended at Telegram too. Nothing in your channels changes; from then on the bot uploads, if it may post there.
button-telegram-out-yes = 🚪 Yes, sign out and end the session
button-telegram-out-no = No, stay signed in

# Its line in the set-up
line-telegram-none = <b>Telegram upload access</b>: needs your key from my.telegram.org
line-telegram-key = <b>Telegram upload access</b>: the key is good; choose who uploads
line-telegram-signing = <b>Telegram upload access</b>: a sign-in is under way
line-telegram-me = <b>Telegram upload access</b>: { $name }, { $gb } GB a file
line-telegram-alone = <b>Telegram upload access</b>: only the bot, { $gb } GB a file
line-telegram-dead = <b>Telegram upload access</b>: { $reason }
