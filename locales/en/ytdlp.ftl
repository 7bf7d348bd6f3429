# yt-dlp, the program that brings videos: which one is in use, and how it renews itself.
command-ytdlp = which yt-dlp brings your videos; take a newer one, go back
button-ytdlp = 🧰 yt-dlp
screen-ytdlp-title =
    🧰 <b>yt-dlp</b>

    It gets the videos from YouTube. YouTube changes often, so an old one stops working sooner or later.
screen-ytdlp-in-use = { $kind ->
    [builtin] In use: <b>{ $version }</b>, which came with Yagami
   *[taken] In use: <b>{ $version }</b>
}
screen-ytdlp-released = { " " }· released { $at }
screen-ytdlp-broken = ⚠️ It doesn’t get at the videos any more; they wait for a newer one.
screen-ytdlp-version = { $version }
screen-ytdlp-kept = Kept, to go back to: { $list }
screen-ytdlp-newest = The newest one: { $version }
screen-ytdlp-failed = Tried and not used: { $version }, { $at }: { $reason }
screen-ytdlp-looked = I asked for newer ones { $at }.
screen-ytdlp-not-looked = My last try came to nothing: { $reason }.
screen-ytdlp-looking = 🔄 Asking for newer ones…
screen-ytdlp-taking = 📥 Fetching { $version } and trying it with a known video…
screen-ytdlp-came-to-nothing = ⚠️ That came to nothing: { $reason }.
screen-ytdlp-updates-on = ✅ A newer one is taken by itself when it is 48 hours old, or at once if the present one doesn’t work. It has to get at a known video first.
screen-ytdlp-updates-off = ⏸ Newer ones are taken only when you press a button here.
button-ytdlp-look = 🔄 Ask for newer ones now
button-ytdlp-take = 📥 Take { $version } now
button-ytdlp-back = ↩️ Go back to { $version }
button-ytdlp-updates-on = ✅ Take newer ones by itself
button-ytdlp-updates-off = ⏸ Don’t take newer ones by itself
toast-ytdlp-updates-on = Newer ones are taken by themselves.
toast-ytdlp-updates-off = Newer ones are taken only when you say so.
toast-ytdlp-back = From the next video on: { $version }.

# Told in a message of its own.
ytdlp-told-taken = 🧰 yt-dlp <b>{ $version }</b> is in use from now on. The one before is kept.
ytdlp-told-fell = ↩️ yt-dlp <b>{ $version }</b> could not bring its first videos, so I went back to the one before. It is not tried again; a newer one is.
ytdlp-told-useless =
    ⚠️ <b>yt-dlp doesn’t work, and the newer one doesn’t either</b>

    I tried { $version }, and it failed too. Videos wait; everything else goes on. I ask every hour for a newer one.

# The set-up's question.
screen-setup-updates = yt-dlp
screen-updates =
    <b>May yt-dlp renew itself?</b>

    It is the program that gets the videos from YouTube. YouTube changes often, and an old yt-dlp stops working within weeks.

    If you allow it, I fetch newer ones from the public package registry into my data folder: some 3 MB every two or three weeks.
screen-updates-line-none = <b>yt-dlp</b>: may it renew itself? Until you say no, it does
screen-updates-line-on = <b>yt-dlp</b> renews itself
screen-updates-line-off = <b>yt-dlp</b> is renewed only when you say so
button-updates-yes = ✅ Yes, by itself
button-updates-no = ⏸ Only when I say so

# Newer releases of yt-dlp
registry-unreachable = the package registry can't be reached
registry-nonsense = the package registry's answer can't be read
registry-no-project = the package registry does not have it
ytdlp-not-offered = it is not offered any more
ytdlp-wrong-hash = the file is not the one that the registry promised
ytdlp-not-a-wheel = the file is damaged, or holds what it should not
ytdlp-too-large = it is larger than any yt-dlp should be
ytdlp-part-missing = a part that it needs can't be had: { $part }
ytdlp-wrong-version = it calls itself another version
ytdlp-import-failed = it can't be started
ytdlp-no-streams = it found nothing to download in the known video
ytdlp-broke = it could not bring its first videos
ytdlp-left = you went back from it
