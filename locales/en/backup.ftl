# /backup, the copies of every night, and what is said when there are two copies of the app.
command-backup = everything in one encrypted file, to keep or to move
button-backup = Make a backup
screen-backup =
    <b>Backup</b>

    Everything I know, sign-ins included, in one file encrypted with your passphrase. I send it here. With it <code>yagami restore FILE</code> goes on on any machine: nothing is told twice, nothing is left out.
screen-backup-ask =
    <b>Choose a passphrase</b>

    Send it as a message; I delete that at once and keep the passphrase nowhere. It needs { $least } letters or more: four or five unusual words are good.

    Without it nobody opens the file, and I can't help either. So write it down where you will find it.
screen-backup-making = ⏳ The file is being made and sent.
screen-backup-waits = It waits: { $why }.
screen-backup-failed = ⚠️ The last one was not sent: { $why }.
screen-backup-sent = ✅ Sent { $at }.
screen-backup-night = Besides, every night a copy of the database is put into <code>backups</code> in the data folder, and seven are kept. The last one: { $at }.
screen-backup-no-night = Besides, every night a copy of the database is put into <code>backups</code> in the data folder, and seven are kept. There is none yet.
screen-backup-night-failed = ⚠️ The last try came to nothing: { $why }.
toast-backup-short = Too short: { $least } letters or more, please. Nothing was made; send another one.
toast-backup-long = Too long: one line of { $most } letters at most, please. Send another one.
backup-caption = 🔐 Backup of Yagami. To go on from it: yagami restore FILE, and your passphrase. Keep the file somewhere else as well.
backup-again = I was restarted before it was made, and keep no passphrase; send it once more
backup-too-large = the file has { $mb } MB and Telegram takes { $most } MB from a bot; take the copies in the folder backups of the data folder, and the file vault.key beside it
backup-damaged = the copy does not pass SQLite's check; the database may be damaged
backup-busy = another program holds the database
standing-unknown = it is not known yet whether another copy of me works
standing-note =
    📌 <b>Yagami was restored from a backup</b>

    This note says which copy of me works: the one that was restored last. An older one reads it here and stays quiet, so that nothing is told twice. Please leave it pinned.
standing-replaced =
    🤫 <b>An older copy of Yagami was started</b>

    It has read the pinned note: a copy that was restored later works for you. So the older one looks at nothing, tells nothing and does not sign in. You can stop it.
standing-contested =
    🤫 <b>Two copies of Yagami run at once</b>

    Something else takes this bot's messages, so this copy is quiet until it stops. Stop one of the two; the other one goes on by itself.
