"""What the Bot API door refuses, asked by plain HTTP; and that its tables name nothing that the Bot API has not."""

from __future__ import annotations

import json
from typing import Any

import aiogram.methods
import aiogram.types
import aiohttp
import pytest

from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.botapi.fields import METHODS, OBJECTS, table
from sandbox.telegram.botapi.markup import parse_html
from sandbox.telegram.botapi.server import METHODS as CARRIED_OUT
from tests.sandbox.telegram_world import TelegramWorld, telegram_world


async def ask(w: TelegramWorld, method: str, **fields: Any) -> tuple[int, Any]:
    url = f"{w.door.url}/bot{w.cast.bot.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=fields) as answer:
        return answer.status, await answer.json()


def test_every_method_in_the_table_is_carried_out_and_no_other() -> None:
    assert set(METHODS) == set(CARRIED_OUT)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_every_field_of_a_method_is_one_that_aiogram_knows(method: str) -> None:
    known = getattr(aiogram.methods, method[0].upper() + method[1:]).model_fields
    assert set(table(METHODS[method])) <= set(known)


@pytest.mark.parametrize("name", sorted(OBJECTS))
def test_every_field_of_an_object_is_one_that_aiogram_knows(name: str) -> None:
    known = getattr(aiogram.types, name).model_fields
    fields = table(OBJECTS[name])
    assert set(fields) <= set(known)
    required = {key for key, field in known.items() if field.is_required()} - {"can_send_welcome_messages"}
    assert required <= {key for key, (_, needed) in fields.items() if needed}


async def test_what_is_not_modelled_is_an_error() -> None:
    async with telegram_world() as w:
        assert (await ask(w, "sendDice", chat_id=w.owner))[0] == 404
        refused = [
            await ask(w, "sendMessage", chat_id=w.owner, text="x", colour="red"),
            await ask(w, "sendMessage", chat_id=w.owner, text="x", parse_mode="MarkdownV2"),
            await ask(w, "sendMessage", chat_id=w.owner),
            await ask(w, "sendMessage", chat_id=w.owner, text="x" * 4097),
            await ask(w, "sendMessage", chat_id=w.owner, text="x", disable_notification="perhaps"),
            await ask(w, "sendMessage", chat_id=w.owner, text="x", reply_markup="{"),
            await ask(w, "sendMessage", chat_id=w.owner, text="x", reply_markup={"rows": []}),
            await ask(w, "sendMessage", chat_id="nobody", text="x"),
            await ask(w, "sendMessage", chat_id=w.likes, text="x", reply_markup={"remove_keyboard": True}),
            await ask(w, "getUpdates", timeout="soon"),
            await ask(w, "editMessageMedia", chat_id=w.owner, message_id=1, media={"type": "animation", "media": "x"}),
        ]
        assert [status for status, _ in refused] == [400] * len(refused)
        assert [body["description"] for _, body in refused] == [
            "Bad Request: sandbox: sendMessage takes no field 'colour'",
            "Bad Request: sandbox: parse_mode 'MarkdownV2' is not modelled",
            "Bad Request: message text is empty",
            "Bad Request: message is too long",
            "Bad Request: sendMessage.disable_notification must be a Boolean",
            "Bad Request: can't parse sendMessage.reply_markup JSON object",
            "Bad Request: can't parse sendMessage.reply_markup: no kind of reply markup",
            "Bad Request: chat not found",
            "Bad Request: inline keyboard expected",
            "Bad Request: getUpdates.timeout must be an Integer",
            "Bad Request: sandbox: editMessageMedia.media of type 'animation' is not modelled",
        ]
        assert await w.world.read() == []


async def test_each_way_of_sending_fields_is_read() -> None:
    async with telegram_world() as w, aiohttp.ClientSession() as session:
        url = f"{w.door.url}/bot{w.cast.bot.token}/sendMessage"
        markup = {"inline_keyboard": [[{"text": "Open", "url": "https://example.org"}]]}
        given = {"chat_id": str(w.owner), "text": "hi", "reply_markup": json.dumps(markup)}
        multipart = aiohttp.MultipartWriter("form-data")
        for name, value in given.items():
            multipart.append(value).set_content_disposition("form-data", name=name)
        for request in (
            session.get(url, params=given),
            session.post(url, data=given),
            session.post(url, json=given | {"reply_markup": markup}),
            session.post(url, data=multipart),
        ):
            async with request as answer:
                assert (await answer.json())["ok"], await answer.text()
        assert [one["buttons"] for one in await w.world.read()] == [markup["inline_keyboard"]] * 4


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain &amp; &lt;x&gt; &unknown; &#128512;", "plain & <x> &unknown; 😀", []),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<u>x</u><s>y</s>", "😀xy", [("underline", 2, 1), ("strikethrough", 3, 1)]),
        ("<pre><code class='language-py'>x</code></pre>", "x", [("pre", 0, 1)]),
        ("<blockquote expandable>long</blockquote>", "long", [("expandable_blockquote", 0, 4)]),
        ('<tg-time unix="1700000000" format="r">then</tg-time>', "then", [("date_time", 0, 4)]),
        ("<tg-spoiler>s</tg-spoiler><a href=\"https://x.y/?a&amp;b\">l</a>", "sl", [("spoiler", 0, 1), ("text_link", 1, 1)]),
        ("<b></b>", "", []),
    ],
)  # fmt: skip
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    plain, found = parse_html(source)
    assert (plain, [(one["type"], one["offset"], one["length"]) for one in found]) == (text, entities)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ä<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
    ],
)
def test_bad_html_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


async def test_upload_limits_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.telegram.botapi.forms.UPLOAD_LIMIT", 1000)
    monkeypatch.setattr("sandbox.telegram.botapi.files.DOWNLOAD_LIMIT", 500)
    async with telegram_world() as w, aiohttp.ClientSession() as session:
        base = f"{w.door.url}/bot{w.cast.bot.token}"
        big = aiohttp.FormData({"chat_id": str(w.owner)})
        big.add_field("document", b"x" * 1001, filename="big.bin")
        async with session.post(f"{base}/sendDocument", data=big) as answer:
            assert (answer.status, (await answer.json())["description"]) == (413, "Request Entity Too Large")
        lost = aiohttp.FormData({"chat_id": str(w.owner), "text": "x"})
        lost.add_field("stray", b"x", filename="stray.bin")
        async with session.post(f"{base}/sendMessage", data=lost) as answer:
            assert "nothing refers to the file part 'stray'" in await answer.text()
        middling = aiohttp.FormData({"chat_id": str(w.owner)})
        middling.add_field("document", b"x" * 900, filename="m.bin")
        async with session.post(f"{base}/sendDocument", data=middling) as answer:
            file_id = (await answer.json())["result"]["document"]["file_id"]
        status, body = await ask(w, "getFile", file_id=file_id)
        assert (status, body["description"]) == (400, "Bad Request: file is too big")
        async with session.get(f"{w.door.url}/file/bot{w.cast.bot.token}/documents/{file_id}.bin") as answer:
            assert answer.status == 404
