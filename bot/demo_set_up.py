"""The set-up as the demo plays it: from a bot that nobody owns to one that is ready, line by line of the checklist.

Nothing but what an owner does with a telephone: opens a link, writes, presses, sends a file. What is secret is made up by the
sandbox. Each step shows the line of the bot's message that answers it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.demo_owner import Owner
from bot.demo_stage import DemoFailed, Stage

FEEDS = {"likes": "Likes", "subscriptions": "Subscriptions", "history": "Watch history"}
PASSWORD = "correct horse battery staple"
CHECKLIST = "Take the lines in any order"
POLLS = 0.2  #: seconds between two questions at Google whether the code was typed; the real one wants five


async def set_up(owner: Owner, stage: Stage) -> Mapping[str, int]:
    """-> feed -> the channel that was made for it. Raises DemoFailed."""
    await stage.do("password", password=PASSWORD, hint="a horse")
    await stage.do("google_project", interval=POLLS)
    await _claim(owner, stage)
    await _telegram(owner, stage)
    chats = await _channels(owner)
    await _google(owner, stage)
    await _cookies(owner, stage)
    await owner.press("Ready")
    await owner.press("That’s it")
    owner.did("leaves the limits of the downloads as they are, and presses “That’s it”")
    owner.heard(await owner.sees("Everything is set up"), "Everything is set up")
    return chats


async def _claim(owner: Owner, stage: Stage) -> None:
    """The link in the log, which makes who opens it the owner."""
    link = await stage.claim()
    owner.did(f"opens the link that the log shows: {link}")
    await stage.do("start", link=link)
    owner.heard(await owner.sees(CHECKLIST), CHECKLIST)


async def _telegram(owner: Owner, stage: Stage) -> None:
    """The key, then the account: phone, code on the keypad, two-step password."""
    key, secret = stage.world["api_id"], stage.world["api_hash"]
    await owner.press("Telegram upload access")
    await owner.sees("my.telegram.org")
    owner.did("pastes the key from my.telegram.org")
    await owner.confide(owner.say(f"App api_id: {key}\nApp api_hash: {secret}"), secret)
    owner.heard(await owner.sees("The key is good"), "The key is good")
    await owner.press("Sign in by phone")
    owner.did("sends the phone number with one press, and presses the code on the keypad")
    await owner.press("Send my phone number")
    await owner.sees("Press its digits here")
    for digit in str(await stage.do("code", phone=stage.world["owner_phone"])):
        await owner.press(digit)
    owner.heard(await owner.sees("two-step password"), "two-step password")
    owner.did("sends the password")
    await owner.confide(owner.say(PASSWORD), PASSWORD)
    owner.heard(await owner.sees("Videos are uploaded by"), "Videos are uploaded by")
    await owner.back(CHECKLIST)


async def _channels(owner: Owner) -> dict[str, int]:
    """One press each."""
    before = {one["id"] for one in await owner.chats()}
    chats: dict[str, int] = {}
    await owner.press("Channels")
    for feed, name in FEEDS.items():
        await owner.press(name)
        await owner.press("Create it for me")
        owner.did(f"{name}: “Create it for me”")
        owner.heard(await owner.sees("A test post went through"), "It is told in")
        made = [one["id"] for one in await owner.chats() if one["id"] not in {*before, *chats.values()}]
        if len(made) != 1:
            raise DemoFailed(f"{len(made)} channels were made where one was asked for.")
        chats[feed] = made[0]
        await owner.back("Each of the three is told")
    await owner.back(CHECKLIST)
    return chats


async def _google(owner: Owner, stage: Stage) -> None:
    """The client pasted, the code typed at Google."""
    google = stage.world["google"]
    await owner.press("Google")
    await owner.press("I have a client already")
    owner.did("pastes the client of a Google project; five cards would lead to one")
    pasted = f"{google['client_id']} {google['client_secret']}"
    await owner.confide(owner.say(pasted), google["client_secret"])
    asked = await owner.sees("Give your permission")
    found = re.search(r"[A-Z]{4}-[A-Z]{4}", asked)
    if found is None:
        raise DemoFailed("Google's code is not shown.")
    owner.heard(asked, found[0])
    owner.did("types the code on Google's page and allows it")
    await stage.do("google_allow", user_code=found[0])
    owner.heard(await owner.sees("Connected as"), "Connected as")
    await owner.back(CHECKLIST)


async def _cookies(owner: Owner, stage: Stage) -> None:
    """The file of a browser that is signed in."""
    jar = str(await stage.do("cookies"))
    secrets = [line.split("\t")[6] for line in jar.splitlines() if "\tLOGIN_INFO\t" in line]
    owner.did("sends the cookies.txt of a browser, for the watch history")
    await owner.confide(owner.send_file("cookies.txt", jar), *secrets)
    owner.heard(await owner.sees("signed in as"), "signed in as")
    await owner.back(CHECKLIST)
