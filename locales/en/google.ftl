# The screen "Google": the console's cards, the consent, whose it is.

screen-google-intro =
    <b>Google</b>

    Your likes and subscriptions are read from YouTube through Google's own door for programs. For that Google wants a small project of your own: free, and made once, in about ten minutes.

    Five cards lead through it, one page of Google's each. A big screen helps. You can stop at any card and come back.
screen-google-start = Begin with card 1
screen-google-have-client = I have a client already
screen-google-cards = 📇 The cards, from the start
screen-google-open = ↗️ Open Google's page
screen-google-previous = ‹ Previous
screen-google-next = Next ›
screen-google-go = Go to card { $number }

screen-google-card-1 =
    <b>Card { $number } of { $of } · A project</b>

    1. Open Google's page and sign in. Any Google account will do; the one of your YouTube is simplest.
    2. Any name will do, for example <code>Yagami</code>. Organisation: none.
    3. Press <b>Create</b> and wait until it is there. Choose it at the page's top if Google asks.

    <i>The first time, Google asks you to agree to its terms. It wants no card and no money.</i>
screen-google-card-2 =
    <b>Card { $number } of { $of } · Enable the API</b>

    1. Open Google's page: it shows <b>YouTube Data API v3</b>.
    2. Look at the page's top: your project from card 1 should be chosen there.
    3. Press <b>Enable</b>. It needs a minute or two to reach all of Google.
screen-google-card-3 =
    <b>Card { $number } of { $of } · The consent screen</b>

    1. Open Google's page and press <b>Get started</b>.
    2. App name: <code>Yagami</code>. Support e-mail: yours.
    3. Audience: <b>External</b>. (“Internal” lets in nobody but the people of a company.)
    4. Contact: your e-mail. Agree, and press <b>Create</b>.
screen-google-card-4 =
    <b>Card { $number } of { $of } · Publish it</b>

    1. Open Google's page. Under <b>Publishing status</b> press <b>Publish app</b> and confirm.
    2. It should say <b>In production</b> now. There is nothing to be verified: that is for apps with strangers as users.

    ⚠️ Don't skip this card. As long as it says <b>Testing</b>, Google takes every permission back after seven days.
screen-google-card-5 =
    <b>Card { $number } of { $of } · The client</b>

    1. Open Google's page. Application type: <b>TVs and Limited Input devices</b>. No other type works with the code that comes next.
    2. Any name will do. Press <b>Create</b>.
    3. Copy <b>Client ID</b> and <b>Client secret</b> and paste both here, or download the JSON and send me the file.

    🔒 I take the message out of this chat at once and keep the secret encrypted.

screen-google-client =
    <b>The client</b>

    { $have ->
        [id] I have the <b>client ID</b>. Now paste the <b>client secret</b>; it begins with <code>GOCSPX-</code>.
        [secret] I have the <b>client secret</b>. Now paste the <b>client ID</b>; it ends with <code>.apps.googleusercontent.com</code>.
       *[none] Paste the <b>client ID</b> and the <b>client secret</b>, together or one after the other, or send the JSON file that Google's page downloads.
    }

    🔒 I take the message out of this chat at once and keep the secret encrypted.
    { $known ->
        [none] { "" }
       *[other] <i>It takes the place of the one that I have:</i> <code>{ $known }</code>
    }
screen-google-send-client = Send the client again
screen-google-not-that = I can't read that. Paste the client as text, or send its JSON as a file.
screen-google-not-taken = I can't use that: { $reason }.

screen-google-client-known =
    <b>Google</b>

    I have your client:
    <code>{ $client }</code>

    What is missing is your permission to look at your YouTube account. I get a code for you; you type it on Google's page.
screen-google-ask = 🔑 Get a code
screen-google-by-link = Use a link (Desktop client)
screen-google-by-code = Use a code (TV client)
screen-google-other-client = Use another client

screen-google-asking =
    <b>Google</b>

    Asking Google for a code…
screen-google-checking =
    <b>Google</b>

    Asking Google about the address that you pasted…
screen-google-code =
    <b>Give your permission</b>

    1. Open <b>{ $url }</b> on any screen, signed in as yourself.
    2. Type this code: <code>{ $code }</code>
    3. Choose the channel whose likes I should tell, and allow.

    Google may warn that the app is not verified: it is your own. Press <b>Advanced</b>, then go on.

    This page turns by itself when you are done. The code runs out { $until }.
screen-google-copy = 📋 Copy { $code }
screen-google-new-code = 🔁 New code
screen-google-new-link = 🔁 New link
screen-google-stop = ✖️ Stop
screen-google-stay = Leave it as it was
screen-google-link =
    <b>Give your permission by a link</b>

    For a client of the type <b>Desktop app</b>.

    1. Open Google's page, choose the channel whose likes I should tell, and allow.
    2. Then your browser ends at a page that <b>can't be reached</b>. That is right so.
    3. Copy the whole address of that page, which begins with <code>http://127.0.0.1</code>, and paste it here.

screen-google-failed =
    <b>Google</b>

    ⚠️ That did not work: { $reason }.
screen-google-missed = { $card ->
    [enable] 👉 Card { $number } was missed: the YouTube Data API is not enabled in your project. After you have enabled it, wait a minute or two and try again; your permission is kept.
    [consent] 👉 Card { $number } needs a change: the consent screen is <b>Internal</b>, so it lets in nobody but the people of a company. Make it <b>External</b>.
    [publish] 👉 Card { $number } was missed: the consent screen is in <b>Testing</b>, and your account is none of its testers. Publish it.
   *[client] { $problem ->
        [type] 👉 Card { $number }: the client is of the wrong type. Codes work with <b>TVs and Limited Input devices</b> only, links with <b>Desktop app</b>. Make a new client and send it to me.
        [secret] 👉 The client secret is not the one of this client ID. Copy both again from Google's page.
        [unknown] 👉 Google knows no client with this ID. Copy it again from Google's page; nothing may be missing at its ends.
        [deleted] 👉 This client was deleted in Google's console. Make a new one (card { $number }) and send it to me.
        [disabled] 👉 This client is disabled in Google's console. Enable it there, or make a new one (card { $number }).
       *[other] 👉 Google does not accept this client. Make a new one of the type <b>TVs and Limited Input devices</b> (card { $number }) and send it to me.
    }
}

screen-google-connected =
    <b>Google</b>

    ✅ Connected as <b>{ $channel }</b>.

    I can look at what this channel likes and subscribes to, and change nothing.
screen-google-testing =
    ⚠️ Your consent screen is in <b>Testing</b>: Google takes this permission back after seven days, on { $until }. Publish it (card 4), and then get a new code: a permission that was given before keeps its end.
screen-google-lost =
    <b>Google</b>

    ⚠️ I can't read the likes and subscriptions of <b>{ $channel }</b> any more: { $reason }.

    Get a new code and allow it once more. Your client is kept, and nothing that happens until then is lost.
screen-google-change-button = Connect another channel
screen-google-change =
    <b>Another channel</b>

    Get a code and choose the other channel, or the other account, on Google's page. Until you have allowed it, everything stays as it is.

    What I know of the likes so far stays too: the other channel's likes will all look new to me, and a look that finds too many new ones is held back.
screen-google-out-button = Sign out
screen-google-out =
    <b>Sign out of Google?</b>

    I tell Google that my permission is over and forget it. Likes and subscriptions are not looked at until you connect again.
screen-google-leave = Yes, sign out
screen-google-leave-all = Yes, and forget the client too
screen-google-left = Signed out.
screen-google-not-revoked =
    ⚠️ Google could not be told yet that my permission is over: { $reason }. I have forgotten it all the same; you can also take it back at myaccount.google.com/connections.
screen-google-tell-again = 🔁 Tell Google again

screen-google-line-none = <b>Google</b>: needs a project of yours; five cards lead through it
screen-google-line-client = <b>Google</b>: the client is here; your permission is missing
screen-google-line-waits = <b>Google</b>: waits for the code <code>{ $code }</code> on Google's page
screen-google-line-failed = <b>Google</b>: { $reason }
screen-google-line-lost = <b>Google</b>: { $reason }
screen-google-line-testing = <b>Google</b>: { $channel }; its permission ends on { $until }, because the project is in Testing
screen-google-line-done = <b>Google</b>: { $channel }
