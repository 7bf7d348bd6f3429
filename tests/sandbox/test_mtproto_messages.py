from __future__ import annotations

import asyncio

import pytest
from telethon.errors import (
    ChannelInvalidError,
    ChatAdminRequiredError,
    EntityBoundsInvalidError,
    MessageIdInvalidError,
    MessageNotModifiedError,
    PeerIdInvalidError,
    RPCError,
)
from telethon.tl.functions.channels import (
    CreateChannelRequest,
    EditAdminRequest,
    GetChannelsRequest,
    GetParticipantRequest,
)
from telethon.tl.functions.contacts import ResolveUsernameRequest
from telethon.tl.functions.messages import (
    ForwardMessagesRequest,
    GetDialogFiltersRequest,
    GetHistoryRequest,
    SendMessageRequest,
)
from telethon.tl.types import (
    ChatAdminRights,
    InlineButtonTypeCallback,
    InlineButtonTypeUrl,
    InputChannel,
    InputPeerChannel,
    InputPeerUser,
    KeyboardInlineButton,
    KeyboardInlineButtonRow,
    MessageEntityBold,
    MessageEntityTextUrl,
    ReplyInlineMarkup,
    TypeMessageEntity,
    UpdateMessageID,
)

from tests.sandbox.mtproto_rig import BOT, FRIEND, OWNER, Telegram, random_id


async def test_a_post_keeps_its_entities_and_buttons(telegram: Telegram) -> None:
    bot = await telegram.bot()
    peer = await bot.get_input_entity(telegram.channel.id)
    entities: list[TypeMessageEntity] = [MessageEntityBold(3, 5), MessageEntityTextUrl(9, 4, "https://youtu.be/x")]
    buttons = ReplyInlineMarkup(
        [
            KeyboardInlineButtonRow(
                [
                    KeyboardInlineButton("Open", InlineButtonTypeUrl("https://youtu.be/x")),
                    KeyboardInlineButton("Again", InlineButtonTypeCallback(b"again:1")),
                ]
            )
        ]
    )
    await bot(SendMessageRequest(peer, "❤️ Liked this", entities=entities, reply_markup=buttons, silent=True))
    stands = telegram.channel.messages[1]
    assert stands.entities == [
        {"type": "bold", "offset": 3, "length": 5},
        {"type": "text_link", "offset": 9, "length": 4, "url": "https://youtu.be/x"},
    ]
    assert stands.reply_markup == {
        "inline_keyboard": [
            [{"text": "Open", "url": "https://youtu.be/x"}, {"text": "Again", "callback_data": "again:1"}]
        ]
    }
    (read,) = await bot.get_messages(peer, ids=[1])
    assert (read.entities, bytes(read.reply_markup), read.silent, read.post) == (entities, bytes(buttons), True, True)


async def test_entities_beyond_the_text_are_refused(telegram: Telegram) -> None:
    bot = await telegram.bot()
    with pytest.raises(EntityBoundsInvalidError):
        await bot.send_message(telegram.channel.id, "❤️", formatting_entities=[MessageEntityBold(0, 3)])


async def test_a_random_id_is_answered_with_the_message_it_made(telegram: Telegram) -> None:
    bot = await telegram.bot()
    peer = await bot.get_input_entity(telegram.channel.id)
    number = random_id()
    answers = [await bot(SendMessageRequest(peer, text, random_id=number)) for text in ("once", "once", "changed")]
    ids = [one.id for answer in answers for one in answer.updates if isinstance(one, UpdateMessageID)]
    assert ids == [1, 1, 1]
    assert [one.text for one in telegram.channel.messages.values()] == ["once"]
    assert answers[2].updates[1].message.message == "once"


async def test_edits_replies_and_deletions_are_seen(telegram: Telegram) -> None:
    bot = await telegram.bot()
    post = await bot.send_message(telegram.channel.id, "queued")
    reply = await bot.send_message(telegram.channel.id, "the video", reply_to=post.id)
    await bot.edit_message(telegram.channel.id, post.id, "sent")
    with pytest.raises(MessageNotModifiedError):
        await bot.edit_message(telegram.channel.id, post.id, "sent")
    read = await bot.get_messages(telegram.channel.id, ids=[post.id, reply.id])
    assert [one.text for one in read] == ["sent", "the video"]
    assert read[1].reply_to.reply_to_msg_id == post.id
    assert read[0].edit_date is not None
    await bot.delete_messages(telegram.channel.id, [post.id])
    assert (await bot.get_messages(telegram.channel.id, ids=[post.id])) == [None]
    with pytest.raises(MessageIdInvalidError):
        await bot.edit_message(telegram.channel.id, post.id, "too late")


async def test_a_person_writes_to_the_bot_and_the_bots_hook_hears_of_it(telegram: Telegram) -> None:
    heard: list[str] = []
    telegram.state.on_message.append(lambda message, chat: heard.append(f"{message.text} in {chat.kind}"))
    owner, bot = await telegram.owner(), await telegram.bot()
    with pytest.raises((PeerIdInvalidError, ValueError)):
        await bot.send_message(OWNER, "I can't begin")
    await owner.send_message("likes_bot", "/start")
    await bot.send_message(InputPeerUser(OWNER, 0), "hello")
    assert heard == ["/start in private", "hello in private"]
    newest = await owner.get_messages("likes_bot", limit=2)
    assert [(one.text, one.out, one.sender_id) for one in newest] == [("hello", False, BOT), ("/start", True, OWNER)]


async def test_an_access_hash_is_good_for_its_account_only(telegram: Telegram) -> None:
    owner, bot = await telegram.owner(), await telegram.bot()
    async for _ in owner.iter_dialogs():
        pass
    owners = await owner.get_input_entity(telegram.channel.id)
    bots = await bot.get_input_entity(telegram.channel.id)
    assert owners.access_hash != bots.access_hash
    with pytest.raises(ChannelInvalidError):
        await bot.send_message(owners, "with another's hash")
    with pytest.raises(ChannelInvalidError):
        await owner(GetChannelsRequest([InputChannel(owners.channel_id, 0)]))
    with pytest.raises(PeerIdInvalidError):
        await owner.send_message(InputPeerUser(FRIEND, 1), "hello")


async def test_a_channel_is_made_and_the_bot_is_let_in(telegram: Telegram) -> None:
    seen: list[tuple[int, str]] = []
    telegram.state.on_member.append(lambda chat, account, before, by: seen.append((account, before)))
    owner, bot = await telegram.owner(), await telegram.bot()
    made = (await owner(CreateChannelRequest("Subscriptions", "what I follow", broadcast=True))).chats[0]
    channel = InputChannel(made.id, made.access_hash)
    likes_bot = (await owner(ResolveUsernameRequest("likes_bot"))).users[0]
    with pytest.raises(ChannelInvalidError):
        await bot(GetChannelsRequest([InputChannel(made.id, 0)]))
    await owner(EditAdminRequest(channel, likes_bot, ChatAdminRights(edit_messages=True), "bot"))
    with pytest.raises(ChatAdminRequiredError):
        await bot.send_message(InputPeerChannel(made.id, 0), "no right to post yet")
    await owner(EditAdminRequest(channel, likes_bot, ChatAdminRights(post_messages=True), "bot"))
    await bot.send_message(InputPeerChannel(made.id, 0), "a post")
    assert seen == [(BOT, "left"), (BOT, "administrator")]
    found = (await owner(GetParticipantRequest(channel, likes_bot))).participant
    assert (found.admin_rights.post_messages, found.admin_rights.edit_messages) == (True, False)


async def test_a_copy_names_no_author_and_is_made_once(telegram: Telegram) -> None:
    bot = await telegram.bot()
    source = telegram.state.create_channel(BOT, "Archive")
    await bot.send_message(source.id, "**the** post")
    peers = [await bot.get_input_entity(one.id) for one in (source, telegram.channel)]
    request = ForwardMessagesRequest(peers[0], [1], peers[1], drop_author=True, random_id=[random_id()])
    for _ in range(2):
        await bot(request)
    (copy,) = telegram.channel.messages.values()
    assert (copy.text, copy.entities) == ("the post", [{"type": "bold", "offset": 0, "length": 3}])


async def test_the_history_is_read_page_by_page(telegram: Telegram) -> None:
    owner = await telegram.owner()
    for number in range(1, 8):
        telegram.state.send(OWNER, telegram.channel, f"post {number}")
    await owner.get_dialogs()
    peer = await owner.get_input_entity(telegram.channel.id)
    page = await owner(GetHistoryRequest(peer, 6, None, 0, 3, 0, 0, 0))
    assert ([one.id for one in page.messages], page.count) == ([5, 4, 3], 7)
    assert [one.id async for one in owner.iter_messages(peer, 9, reverse=True, min_id=2)] == [3, 4, 5, 6, 7]


async def test_many_requests_at_once_keep_their_order_and_their_answers(telegram: Telegram) -> None:
    bot = await telegram.bot()
    peer = await bot.get_input_entity(telegram.channel.id)
    sent = await asyncio.gather(*(bot.send_message(peer, f"number {i} " + "x" * 900) for i in range(60)))
    assert [one.text.split()[1] for one in sent] == [str(i) for i in range(60)]
    assert [one.text for one in telegram.channel.messages.values()] == [one.text for one in sent]


async def test_requests_that_wait_for_each_other_are_done_in_turn(telegram: Telegram) -> None:
    bot = await telegram.bot()
    peer = await bot.get_input_entity(telegram.channel.id)
    await bot([SendMessageRequest(peer, f"number {i}") for i in range(5)], ordered=True)
    assert [one.text for one in telegram.channel.messages.values()] == [f"number {i}" for i in range(5)]


async def test_a_method_that_is_not_modelled_is_refused_by_name(telegram: Telegram) -> None:
    with pytest.raises(RPCError, match=r"METHOD_NOT_MODELLED: messages\.GetDialogFilters"):
        await (await telegram.owner())(GetDialogFiltersRequest())
