"""`yagami service`: a systemd unit for this folder, its data folder and its account, for those who run it without Docker.

    yagami service                            prints one of your own (`systemctl --user`)
    yagami service --install                  writes it, and says what to do next
    yagami service --system [--user NAME]     prints one of the machine; with --install the lines that put it there

Nothing is started here, and nothing is done as root. It sees the machine read-only but for the data and the work folder: the
program's own folder too, so that nothing which runs in it (yt-dlp is foreign code, and renews itself) can change the program.
Hence an update ends with `./yagami install`, outside of it. Of what systemd offers these are left out, on purpose:
MemoryDenyWriteExecute (deno compiles YouTube's riddles into memory), and in one's own unit what a user's systemd may not do.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from bot.modes import keep_private
from bot.settings import PREFIX, Settings
from core.media.workdir import WorkDir

NAME = "yagami.service"
STOP_SECONDS = 30  #: compose.yaml allows as much; a stop takes less than 5
MEMORY = "768M"
PROGRAMS = ("/usr/local/bin", "/usr/bin", "/bin")  #: where systemd looks, whatever a shell's PATH says
ODD = re.compile(r"""["'\\\x00-\x1f]""")
HERE = Path(__file__).resolve().parent.parent

UNIT = """\
[Unit]
Description=Yagami: tells your YouTube activity in Telegram, with the videos
Wants=network-online.target
After=network-online.target

[Service]
Type=exec
WorkingDirectory={folder}
ExecStart={start}
{account}
# A setting that is wrong stays wrong; anything else is tried again.
Restart=on-failure
RestartSec=30
RestartPreventExitStatus=2
# The app is told, and ends its children by itself; what is left after it is killed.
KillMode=mixed
KillSignal=SIGTERM
TimeoutStopSec={stop}

MemoryMax={memory}
TasksMax=256
UMask=0077
Environment=PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 {path}

NoNewPrivileges=yes
PrivateUsers=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={writable}
InaccessiblePaths={hidden}
PrivateTmp=yes
ProtectControlGroups=yes
ProtectKernelTunables=yes
LockPersonality=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
{more}
[Install]
WantedBy={target}
"""
#: What only the machine's own systemd may take away.
MORE = """\
CapabilityBoundingSet=
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectProc=invisible
RemoveIPC=yes
"""


class ServiceRefused(Exception):
    """The message is one sentence for the owner."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is filled in. The folders are absolute."""

    folder: Path  #: the program's
    data: Path
    work: Path
    home: Path
    python: Path  #: the one that .venv was made by: another one would want to make it anew, and may not write there
    ffmpeg: Path | None = None  #: the one that is found here, if there is one
    user: str | None = None  #: of the machine's unit; None: one's own


def place(settings: Settings, *, system: bool, user: str | None) -> Place:
    """Of this folder and this account. Raises ServiceRefused."""
    ffmpeg = shutil.which("ffmpeg")
    here = Place(
        HERE, settings.data.absolute(), settings.work.absolute(), Path.home(), Path(sys.executable),
        Path(ffmpeg) if ffmpeg else None,
    )  # fmt: skip
    lost = sorted(name for name in os.environ if name.upper().startswith(PREFIX))
    if lost:
        raise ServiceRefused(
            f"{lost[0]} is set in this shell only, and the service would not have it: put it into .env."
        )
    for path in (here.folder, here.data, here.work, here.home, here.python, here.ffmpeg):
        if ODD.search(str(path)):
            raise ServiceRefused(f"systemd takes no quotes and no backslash in a name: move {path}.")
    if not system:
        if user is not None:
            raise ServiceRefused("--user NAME goes together with --system.")
        return here
    try:
        account = pwd.getpwuid(os.getuid()) if user is None else pwd.getpwnam(user)
    except KeyError:
        raise ServiceRefused(f"There is no account {user or os.getuid()} on this machine.") from None
    if account.pw_uid == 0:
        raise ServiceRefused(
            "Yagami needs nothing of root: make an account for it, to which this folder belongs, and name it with --user NAME."
        )
    return replace(here, home=Path(account.pw_dir), user=account.pw_name)


def unit(at: Place) -> str:
    """The text of the unit."""
    programs = [str(at.ffmpeg.parent)] if at.ffmpeg and str(at.ffmpeg.parent) not in PROGRAMS else []
    writable = [at.data] if at.work.is_relative_to(at.data) else [at.data, at.work]
    account = "" if at.user is None else f"User={at.user}\n"
    return UNIT.format(
        folder=_specifiers(str(at.folder)),
        start=f"{_quoted(at.python)} {_quoted(at.folder / 'yagami').replace('$', '$$')} run",
        path=_specifiers(f'"PATH={os.pathsep.join([*programs, *PROGRAMS])}"'),
        account=account,
        stop=STOP_SECONDS,
        memory=MEMORY,
        writable=" ".join(map(_quoted, writable)),
        hidden=" ".join(_quoted(at.home / name, "-") for name in (".ssh", ".gnupg", ".aws", ".config/gcloud")),
        more="" if at.user is None else MORE,
        target="default.target" if at.user is None else "multi-user.target",
    )


def install(at: Place) -> list[str]:
    """One's own unit is written, with the folders that it needs -> what to do next, in lines. Raises OSError."""
    if at.user is not None:
        words = f"./yagami service --system --user {at.user}"
        return [
            "As an account that may use sudo, in this folder:",
            f"  {words} | sudo tee /etc/systemd/system/{NAME} > /dev/null",
            f"  sudo systemctl daemon-reload && sudo systemctl enable --now {NAME}",
            f"Its log: sudo journalctl --unit {NAME} --follow",
        ]
    keep_private(at.data)
    WorkDir(at.work)
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or at.home / ".config") / "systemd" / "user"
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"{NAME}.new"
    written.write_text(unit(at), "utf-8")
    written.replace(folder / NAME)
    return [
        f"{folder / NAME} is written. Now:",
        f"  systemctl --user daemon-reload && systemctl --user enable --now {NAME}",
        "  loginctl enable-linger        (or it stops when you log out)",
        f"Its log: journalctl --user --unit {NAME} --follow",
    ]


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")


def _quoted(path: Path, before: str = "") -> str:
    """A word of systemd's: quotes keep spaces together, and a percent sign would be a specifier."""
    return f'"{before}{_specifiers(str(path))}"'
