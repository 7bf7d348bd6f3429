"""The riddles of YouTube's player: `n` and `sig` in a stream's address must be transformed as base.js does it.

The right values are keyed hashes of the stream's address, so nothing is remembered; what is handed out is their
reverse transform. base.js is the smallest script that the solver of yt-dlp (yt-dlp-ejs 0.8) takes for a player; the media
server answers 403 where a value was not transformed, as the real one does.
"""

from __future__ import annotations

import hashlib
import hmac

PLAYER_PATH = "/s/player/0badf00d/player_ias.vflset/en_US/base.js"
SIGNATURE_TIMESTAMP = 20_777

BASE_JS = """var _yt_player={};(function(g){'use strict';
var cfg={signatureTimestamp:STS};
function Pq(u){this.u=u;this.m={}}
Pq.prototype.set=function(k,v){this.m[k]=v};
Pq.prototype.get=function(k){return k in this.m?this.m[k]:null};
Pq.prototype.clone=function(){return new Pq(this.u)};
Pq.prototype.Rk=function(){var n=this.get("n");if(n){this.set("n",n.slice(5)+n.slice(0,5))}};
function Wx(s){var a=s.split("");a.reverse();var c=a[0];a[0]=a[7];a[7]=c;return a.join("")}
function Zt(u,p,s){var x=new Pq(u);x.set("alr","yes");if(s){x.set(p,encodeURIComponent(Wx(decodeURIComponent(s))))}return x}
})(_yt_player);
""".replace("STS", str(SIGNATURE_TIMESTAMP))


def riddle_of_n(right: str) -> str:
    """What base.js's `Rk` turns into `right`: it moves the first five characters to the end."""
    return right[-5:] + right[:-5]


def riddle_of_sig(right: str) -> str:
    """What base.js's `Wx` turns into `right`: it reverses, then swaps the characters 0 and 7."""
    letters = list(right)
    letters[0], letters[7] = letters[7], letters[0]
    return "".join(reversed(letters))


class Signer:
    """Makes and checks the two values of a stream's address. One key for each sandbox."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sig(self, video_id: str, itag: int, expire: int, client: str) -> str:
        return self._digest("sig", video_id, itag, expire, client)

    def n(self, video_id: str, itag: int, expire: int, client: str) -> str:
        return self._digest("n", video_id, 0, expire, client)[:18]

    def _digest(self, what: str, video_id: str, itag: int, expire: int, client: str) -> str:
        text = f"{what}:{video_id}:{itag}:{expire}:{client}"
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
