"""A new subscription, from YouTube to the channel: the whole app, killed at the worst moment."""

from __future__ import annotations

import hashlib
import signal
from pathlib import Path

from sandbox.owner import import_document
from sandbox.youtube.pictures import draw

from .house import house

EVERY = 0.5  #: seconds between two looks


async def test_it_is_told_once_with_its_picture_though_the_app_died_right_after_sending_it(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        document = await import_document(home.addresses)
        document["destinations"] = {"subscriptions": home.addresses["channels"]["subscriptions"]}
        await home.move_in(document=document)
        for bound in ("fastest", "slowest"):
            home.write(f"INSERT INTO settings (key, value) VALUES ('feed.subscriptions.{bound}', '{EVERY}')")
        channel = home.sandbox.youtube.videos["yagamiPlain"].channel
        channel.subscribers, channel.videos = 3_240_000, 12

        app = await home.start(steps="kill:after telegram.SendMedia#1")
        await home.until("SELECT 1 FROM feeds WHERE feed = 'subscriptions' AND seeded_at IS NOT NULL")
        await home.world.subscribe(channel.id)
        assert await app.wait() == -signal.SIGKILL
        assert home.rows("SELECT state FROM deliveries") == [{"state": "waiting"}]

        app = await home.start()
        await home.until("SELECT 1 FROM deliveries WHERE state = 'sent'")
        app.terminate()
        assert await app.wait() == 0

        [post] = await home.world.read("subscriptions")
        assert post["text"] == (
            "📺 New Subscription\nChannel: Gears & Levers\nHandle: @gearslevers\nSubscribers: 3.2M\nVideos: 12\n"
            f"About: Gears & Levers on loopback\n🔗 https://www.youtube.com/channel/{channel.id}"
        )
        assert post["media"]["kind"] == "photo"
        assert post["media"]["sha256"] == hashlib.sha256(draw(channel.id, 800)).hexdigest()
        assert await home.world.denied() == []
