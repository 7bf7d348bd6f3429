# Files that the owner sends, at any time.
screen-files-any = I read <b>cookies.txt</b> and the <b>JSON file of your Google client</b>; send one at any time.
screen-files-reading = 📄 Reading <b>{ $name }</b>… Your message is taken out of the chat.
screen-files-refused =
    📄 I can't use <b>{ $name }</b>: { $reason }.

    I read <b>cookies.txt</b> and the <b>JSON file of your Google client</b>. Nothing of your file was kept, and its message is taken out of the chat.
screen-files-cookies = 🍪 Cookies
screen-files-google = 🔑 Google
screen-files-cookie-text = Those look like cookies, so I took the message out of the chat. They get damaged as text: send the file cookies.txt itself, by 📎 → File.

# Why a file is of no use. Each ends a sentence.
file-too-large = it is larger than { $limit_kb } KB, and neither cookies.txt nor a client's JSON is
file-session = it is a Telegram session; sign in on the set-up's first line instead
file-database = it is a browser's own database of cookies, which only that browser can read; export it as cookies.txt
file-other = it is neither of the two
