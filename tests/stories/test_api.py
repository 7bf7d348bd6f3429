"""A program beside the running app: it asks how it is, reads what happened, and has a video brought."""

from __future__ import annotations

from pathlib import Path

from aiohttp import ClientSession

from bot import health
from tests.bot.api.conftest import BEARER, TOKEN, Answer, conforms, free_port
from tests.stories.house import house


async def test_a_program_reads_what_happened_and_has_a_video_brought(tmp_path: Path) -> None:
    async with house(tmp_path) as home, ClientSession(headers=BEARER) as session:
        home.extra |= {"YAGAMI_API": str(free_port()), "YAGAMI_API_TOKEN": TOKEN}
        await home.move_in()

        async def ask(path: str, method: str = "GET", **more: object) -> Answer:
            address = f"http://127.0.0.1:{home.extra['YAGAMI_API']}{path}"
            async with session.request(method, address, **more) as response:  # type: ignore[arg-type]
                answer = Answer(response.status, dict(response.headers), await response.text())
            conforms(path, method, answer)
            return answer

        async with home.living():
            await home.world.like("yagamiShort")
            await home.until("SELECT 1 FROM downloads WHERE state = 'done'")
            assert (await ask("/health")).json["status"] == "ok"
            assert (await health.look(home.settings()))[0]
            [event] = (await ask("/api/events?kind=liked")).json["events"]
            assert event["video"]["id"] == "yagamiShort"
            metrics = (await ask("/metrics")).text
            assert 'yagami_events_total{kind="liked"} 1' in metrics
            assert 'yagami_looks_total{feed="likes"} 0' not in metrics
            wished = await ask("/api/downloads", "POST", json={"url": "https://youtu.be/yagamiShort", "quality": "480"})
            assert wished.status == 202
            await home.until("SELECT 1 FROM downloads WHERE id = ? AND state = 'done'", wished.json["id"])
            assert (await ask(f"/api/downloads/{wished.json['id']}")).json["state"] == "done"
            assert [one for one in await home.world.read("dm") if one["media"]]
            assert (await ask("/api/stats")).json["entries"][0]["videos"] == 2
