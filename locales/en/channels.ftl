# The set-up's line "Channels": where the likes, the subscriptions and the watch history are told.

screen-channels-title = <b>Channels</b>
screen-channels-intro = Each of the three is told in a chat of yours: a channel of its own, a group, or this chat. Or one group holds all of them, with a topic for each.
screen-channels-at = <b>{ $feed }</b>: { $chat }
screen-channels-none = <b>{ $feed }</b>: not chosen yet
screen-channels-off = <b>{ $feed }</b>: not wanted
screen-channels-unchecked = <b>{ $feed }</b>: { $chat }, not checked yet
screen-channels-broken = <b>{ $feed }</b>: { $chat }: { $reason }
screen-channels-busy = <b>{ $feed }</b>: being set up…
screen-channels-dm = this chat
screen-channels-upload-first = First set up the upload access: posts go to Telegram by the same way as videos.
button-channels-forum = 🗂 One group with topics for all
button-channels-upload = Set up the upload access

# One feed
screen-channels-feed = { $feed ->
    [likes] <b>Likes</b>: each video that you like is told here, and the video itself follows.
    [subscriptions] <b>Subscriptions</b>: each channel that you subscribe to or leave is told here.
   *[history] <b>Watch history</b>: each video that you watch is told here. Your own cookies are needed for it, which is a later line.
}
screen-channels-feed-none = Where shall it be told?
screen-channels-feed-off = You don't want it: it is not looked at.
screen-channels-feed-at = ✅ It is told in <b>{ $chat }</b>. A test post went through { $when }.
screen-channels-feed-public = 👁 Everybody can read that chat: it has a public name.
screen-channels-feed-unchecked = <b>{ $chat }</b> is chosen, but I have not tried yet whether I may post there.
screen-channels-feed-broken = ⚠️ It should be told in <b>{ $chat }</b>, but { $reason }. What happens meanwhile is kept and told there, or in another chat that you choose.
screen-channels-feed-alone = I can create a channel for you when an account is signed in under “Telegram upload access”.
screen-channels-making = ⏳ Creating a private chat and letting the bot in…
screen-channels-checking = ⏳ Checking <b>{ $chat }</b>: may I post there, and may the account that uploads?
screen-channels-again-soon = ⏳ Telegram can't be reached; I keep trying.
screen-channels-join = The chat is made, by the account that uploads. <b>Join it</b> with the button below, so that you can see it; I notice by myself.
screen-channels-wrong = ⚠️ That did not work: { $reason }.
screen-channels-fix-bot = { $kind ->
    [channel] Telegram has not let me in as an administrator. Press <b>Add me</b>, choose the channel, and leave the rights to post, edit and delete messages switched on. I notice by myself.
   *[group] I am not in that group, or may not write there. Press <b>Add me</b> and choose the group. I notice by myself.
}
screen-channels-fix-account = { $kind ->
    [channel] Videos are uploaded by <b>{ $account }</b>. Make that account an administrator of the channel who may post messages, then press <b>Check again</b>.
   *[group] Videos are uploaded by <b>{ $account }</b>. Add that account to the group and let it write, then press <b>Check again</b>.
}
screen-channels-fix-topics = In the group's settings, make me an administrator who may manage topics. I notice by myself.
screen-channels-public = ⚠️ <b>{ $chat }</b> has a public name: everybody could read what you watch, and when.
button-channels-make = ✨ Create it for me
button-channels-pick = 📂 Pick one of mine
button-channels-dm = 💬 Tell it in this chat
button-channels-detach = ✂️ Don't tell it there any more
button-channels-off = 🚫 I don't want it
button-channels-on = ✅ I want it
button-channels-check = 🔁 Check again
button-channels-add-bot = ➕ Add me
button-channels-join = 🚪 Join { $chat }
button-channels-public-yes = 👁 Yes, everybody may read it
button-channels-pick-other = 📂 Pick another one

# Picking
screen-channels-pick =
    <b>{ $feed }</b>: choose a chat with the buttons below the text field. Telegram offers those that you may administer, and lets me in as an administrator with the rights to post, edit and delete.

    A private channel is best.
screen-channels-pick-prompt = 👇 Choose where it is told:
button-channels-choose-channel = 📢 Choose a channel
button-channels-choose-group = 👥 Choose a group
screen-channels-detach = <b>{ $feed }</b> will be told nowhere. Nothing in <b>{ $chat }</b> is deleted, and what is already on its way still arrives.
button-channels-detach-yes = ✂️ Yes, stop telling it there
button-channels-detach-no = No, keep it

# One group for all
screen-channels-forum =
    <b>One group with topics</b>

    One group holds everything, with a topic for each of: { $feeds }.
screen-channels-forum-pick =
    Choose a group that has topics switched on, with the button below the text field.

    To switch them on: the group's settings → Topics.
button-channels-choose-forum = 🗂 Choose a group with topics
button-channels-forum-make = ✨ Create the group for me
button-channels-forum-pick = 📂 Pick one of mine

# What stands in the way; each ends a sentence
channel-bot-missing = I am not in that chat
channel-bot-cannot-post = I may not post in that chat
channel-account-missing = the account that uploads ({ $account }) is not in that chat
channel-account-cannot-post = the account that uploads ({ $account }) may not post in that chat
channel-owner-not-joined = you have not joined the chat yet
channel-public = { $chat } is public
channel-not-forum = { $chat } has no topics; they are switched on in the group's settings
channel-topics-right = I may not create topics in { $chat }

# What the chats themselves are called and say
channel-title-likes = My YouTube likes
channel-title-subscriptions = My YouTube subscriptions
channel-title-history = My YouTube history
channel-title-forum = My YouTube
channel-about-likes = The videos that I like on YouTube, each with the video itself. Kept by Yagami.
channel-about-subscriptions = The channels that I subscribe to on YouTube, and those that I leave. Kept by Yagami.
channel-about-history = What I watch on YouTube. Kept by Yagami.
channel-about-forum = My likes, subscriptions and watch history on YouTube. Kept by Yagami.
channel-topic-likes = Likes
channel-topic-subscriptions = Subscriptions
channel-topic-history = Watch history
channel-test-post = Yagami tries whether it can post here. This message goes at once.

# Its line in the set-up
line-channels-none = <b>Channels</b>: choose where each feed is told
line-channels-some = <b>Channels</b>: { $done } of { $wanted } connected
line-channels-done = <b>Channels</b>: { $chats }
line-channels-off = <b>Channels</b>: nothing is wanted
line-channels-wrong = <b>Channels</b>: { $feed }: { $reason }
