"""Where Telegram is and with what right it is asked: the server, the application's key, the proxy.

Reads and checks addresses; connects to nothing (link.py does).
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from telethon.crypto import rsa

#: Telegram's second data centre, where a new session begins (the address every client carries; Telethon 1.45 too).
FIRST_DC = (2, "149.154.167.51", 443)
PROXY_SCHEMES = ("socks5", "socks4", "http")

#: type, host, port, resolve names at the proxy, user, password: what Telethon's connections take
TelethonProxy = tuple[str, str, int, bool, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Server:
    """Another Telegram than Telegram's own, with its RSA key (PEM, PKCS#1). For loopback addresses only.

    Whoever holds the key's private half reads everything, so a key that a setting brings in must not lead out of this machine.
    Raises ValueError, with a sentence for the owner, for any other address.
    """

    host: str
    port: int
    dc: int
    rsa_key: str = field(repr=False)

    def __post_init__(self) -> None:
        if not is_loopback(self.host):
            raise ValueError(
                f"The MTProto server {self.host} is not on this machine; a key of its own is accepted for loopback addresses only."
            )

    @property
    def address(self) -> str:
        """The host as a number: a saved session has room for nothing else."""
        return "127.0.0.1" if self.host == "localhost" else self.host

    def trust(self) -> None:
        """Add the key to those that Telethon accepts in this process. Raises ValueError if it is not a key."""
        try:
            rsa.add_key(self.rsa_key, old=False)
        except Exception as error:  # rsa and pyasn1 raise whatever the parser stumbles over
            raise ValueError("The MTProto server's key is not an RSA public key in PEM form (PKCS#1).") from error


@dataclass(frozen=True, slots=True)
class ApiAccess:
    """The application's own key from my.telegram.org."""

    api_id: int
    api_hash: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Way:
    """All that it takes to reach Telegram as this application."""

    access: ApiAccess
    server: Server | None = None  #: None: Telegram's own
    proxy: str | None = field(default=None, repr=False)  #: may hold a password


@dataclass(frozen=True, slots=True)
class Place:
    """One data centre's address."""

    dc: int
    host: str
    port: int


def first_place(server: Server | None) -> Place:
    """Where a session without a home begins; makes the server's key known."""
    if server is None:
        return Place(*FIRST_DC)
    server.trust()
    return Place(server.dc, server.address, server.port)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_proxy(url: str | None, server: Server | None = None) -> TelethonProxy | None:
    """`socks5://`, `socks4://` or `http://`, with user:password@ if need be -> what Telethon takes.

    Raises ValueError with a sentence that doesn't repeat the password. With a server of one's own the proxy must be on
    this machine too: behind another machine's proxy, 127.0.0.1 is that machine.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError("The Telegram proxy is not an address like socks5://host:1080.") from error
    if parts.scheme not in PROXY_SCHEMES:
        raise ValueError(f"The Telegram proxy must begin with one of {', '.join(f'{s}://' for s in PROXY_SCHEMES)}.")
    if not host or not port or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("The Telegram proxy is not an address like socks5://host:1080.")
    if server is not None and not is_loopback(host):
        raise ValueError("A MTProto server with a key of its own can't be reached through another machine's proxy.")
    user = unquote(parts.username) if parts.username else None
    password = unquote(parts.password) if parts.password else None
    return parts.scheme, host, port, True, user, password
