"""What a client asks about the service itself: configuration, limits, and where the updates stand."""

from __future__ import annotations

from telethon.tl import types as t
from telethon.tl.functions.help import GetAppConfigRequest, GetConfigRequest, GetNearestDcRequest
from telethon.tl.functions.updates import GetDifferenceRequest, GetStateRequest

from sandbox.telegram.state import CAPTION_LIMIT, TEXT_LIMIT

from .rpc import Answer, Call, answers
from .tl import moment

_CONFIG_LIFE = 3600
#: this configuration has one version
_APP_CONFIG_HASH = 1


@answers(GetConfigRequest, signed_out=True)
async def get_config(call: Call, _request: GetConfigRequest) -> Answer:
    """One data centre, here. Numbers without a meaning in the sandbox are Telegram's usual ones."""
    now = call.state.now()
    here = [
        t.DcOption(call.server.dc_id, "127.0.0.1", call.server.port, static=True),
        t.DcOption(call.server.dc_id, "127.0.0.1", call.server.port, media_only=True),
    ]
    return t.Config(
        date=moment(now),
        expires=moment(now + _CONFIG_LIFE),
        test_mode=False,
        this_dc=call.server.dc_id,
        dc_options=here,
        dc_txt_domain_name="localhost",
        chat_size_max=200,
        megagroup_size_max=200_000,
        forwarded_count_max=100,
        online_update_period_ms=210_000,
        offline_blur_timeout_ms=5_000,
        offline_idle_timeout_ms=30_000,
        online_cloud_timeout_ms=300_000,
        notify_cloud_delay_ms=30_000,
        notify_default_delay_ms=1_500,
        push_chat_period_ms=60_000,
        push_chat_limit=2,
        edit_time_limit=172_800,
        revoke_time_limit=2_147_483_647,
        revoke_pm_time_limit=2_147_483_647,
        rating_e_decay=2_419_200,
        stickers_recent_limit=200,
        channels_read_media_period=604_800,
        call_receive_timeout_ms=20_000,
        call_ring_timeout_ms=90_000,
        call_connect_timeout_ms=30_000,
        call_packet_timeout_ms=10_000,
        me_url_prefix="https://t.me/",
        caption_length_max=CAPTION_LIMIT,
        message_length_max=TEXT_LIMIT,
        webfile_dc_id=call.server.dc_id,
    )


@answers(GetNearestDcRequest, signed_out=True)
async def get_nearest_dc(call: Call, _request: GetNearestDcRequest) -> Answer:
    return t.NearestDc("XX", call.server.dc_id, call.server.dc_id)


@answers(GetAppConfigRequest, signed_out=True)
async def get_app_config(call: Call, request: GetAppConfigRequest) -> Answer:
    if request.hash == _APP_CONFIG_HASH:
        return t.help.AppConfigNotModified()
    limits = {
        "upload_max_fileparts_default": call.state.max_parts,
        "upload_max_fileparts_premium": call.state.max_parts_premium,
        "caption_length_limit_default": CAPTION_LIMIT,
        "caption_length_limit_premium": CAPTION_LIMIT,
    }
    values = [t.JsonObjectValue(name, t.JsonNumber(float(value))) for name, value in limits.items()]
    return t.help.AppConfig(_APP_CONFIG_HASH, t.JsonObject(values))


@answers(GetStateRequest)
async def get_state(call: Call, _request: GetStateRequest) -> Answer:
    return t.updates.State(call.server.pts(call.account.id), 0, moment(call.state.now()), 1, 0)


@answers(GetDifferenceRequest)
async def get_difference(call: Call, _request: GetDifferenceRequest) -> Answer:
    """Always empty: updates are not kept for this door (a client reads the history, a bot its getUpdates)."""
    return t.updates.DifferenceEmpty(moment(call.state.now()), 1)
