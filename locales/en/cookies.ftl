# The screen "Cookies": what they are, how to export them, whose they are.

screen-cookies-intro =
    <b>Cookies</b>

    YouTube shows your <b>watch history</b> and <b>age-restricted videos</b> only to a browser that is signed in. With the cookies of such a browser I can look too. Likes and subscriptions work without.

    ⚠️ <b>Cookies are the key to the whole Google account</b>, mail and all. I keep them encrypted, send them to YouTube only, and delete your message at once. If that is too much for you, use a second account or leave this out.

    Send me the file <b>cookies.txt</b> when you have it (📎 → File).
screen-cookies-how-button = 📄 How to export them
screen-cookies-second-button = 👥 With a second account
screen-cookies-how =
    <b>How to export cookies that live long</b>

    Which browser do you use? It has to be on a computer.

    The secret is a <b>private window</b> that is closed for good afterwards: YouTube changes the cookies of an open window all the time, and the copy you sent would die with that.
screen-cookies-browser-firefox = 🦊 Firefox
screen-cookies-browser-chrome = 🌐 Chrome, Edge, Brave
screen-cookies-browser-safari = 🧭 Safari
screen-cookies-extension = ↗️ The extension
screen-cookies-card-firefox =
    <b>Firefox</b>

    1. Install the extension <b>cookies.txt</b> and allow it to <b>run in private windows</b>.
    2. Open a private window: <code>Ctrl+Shift+P</code> (⌘⇧P on a Mac). Nothing else may be open in it.
    3. Sign in at <code>youtube.com</code>.
    4. In the same tab open <code>youtube.com/robots.txt</code>: a page that changes no cookies.
    5. Press the extension, choose <b>Current site</b>, and save <code>cookies.txt</code>.
    6. <b>Close the private window</b>, without signing out, and never open that session again.
    7. Send me the file here (📎 → File).
screen-cookies-card-chrome =
    <b>Chrome, Edge, Brave</b>

    1. Install <b>Get cookies.txt LOCALLY</b>. On the page of your extensions open its details and <b>allow it in private (Incognito) windows</b>.
    2. Open a private window: <code>Ctrl+Shift+N</code> (⌘⇧N on a Mac). Nothing else may be open in it.
    3. Sign in at <code>youtube.com</code>.
    4. In the same tab open <code>youtube.com/robots.txt</code>: a page that changes no cookies.
    5. Press the extension and <b>Export</b>; the format is <b>Netscape</b>.
    6. <b>Close the private window</b>, without signing out, and never open that session again.
    7. Send me the file here (📎 → File).
screen-cookies-card-safari =
    <b>Safari</b>

    Safari lets no extension read these cookies, and an iPhone or iPad lets no browser do it.

    1. Install <b>Firefox</b> on a computer.
    2. Follow Firefox's card.
screen-cookies-second =
    <b>With a second account</b>

    Cookies open everything of the account that they are of. A second Google account that holds nothing keeps your mail out of it:

    1. Make a new Google account, and open YouTube with it once.
    2. For <b>age-restricted videos</b> let Google confirm its age.
    3. For the <b>watch history</b> watch with that account: the history that I see is the one of the cookies.
    4. Export the cookies of that account.

    Likes and subscriptions stay those of the channel that you connected under Google.
screen-cookies-checking =
    <b>Cookies</b>

    { $count ->
        [one] I have { $count } cookie. Looking at YouTube with it…
       *[other] I have { $count } cookies. Looking at YouTube with them…
    }
screen-cookies-check-failed =
    <b>Cookies</b>

    { $count ->
        [one] I have { $count } cookie,
       *[other] I have { $count } cookies,
    } but could not look at YouTube with them: { $reason }.
screen-cookies-ok =
    <b>Cookies</b>

    { $count ->
        [one] ✅ { $count } cookie, signed in as <b>{ $account }</b>.
       *[other] ✅ { $count } cookies, signed in as <b>{ $account }</b>.
    }
screen-cookies-unchecked =
    <b>Cookies</b>

    { $count ->
        [one] { $count } cookie.
       *[other] { $count } cookies.
    } YouTube did not say whether they are signed in; I go on trying.
screen-cookies-dead =
    <b>Cookies</b>

    ⚠️ These cookies are signed out (account: { $account }). YouTube ends a session when it is signed out, when the password changes, or when the browser they come from goes on using it.

    Export new ones and send me the file. Likes and subscriptions go on without.
screen-cookies-until = By their own date they last until { $until }; YouTube may end them sooner.
screen-cookies-other-account = ⚠️ They are of <b>{ $account }</b>, but the likes are those of <b>{ $channel }</b>. That is fine if you meant it: the watch history is then the other account's.
screen-cookies-missing = Some cookies of a whole export are missing, so they may end sooner: <code>{ $names }</code>
screen-cookies-checked = Looked at { $at }.
screen-cookies-check = 🔍 Look again
screen-cookies-forget-button = Forget them
screen-cookies-forget =
    <b>Forget the cookies?</b>

    The watch history and age-restricted videos stop until you send others. The session itself lives on at Google: end it there under “Your devices” if you want it dead.
screen-cookies-drop = Yes, forget them
screen-cookies-dropped = Forgotten.
screen-cookies-not-that = { $kind ->
    [photo] That is a photo. Send cookies.txt as a file: 📎 → File.
    [text] Send the file cookies.txt itself, by 📎 → File; text does not do.
   *[other] I can't use that. Send cookies.txt as a file: 📎 → File.
}

screen-cookies-line-none = <b>Cookies</b>: none; the watch history needs them
screen-cookies-line-checking = <b>Cookies</b>: looking at YouTube with them…
screen-cookies-line-failed = <b>Cookies</b>: { $reason }
screen-cookies-line-dead = <b>Cookies</b>: signed out; send new ones
screen-cookies-line-done = <b>Cookies</b>: { $account }
