"""The Data API's refusals, in Google's shape: code, message, errors[{message, domain, reason, location}], status."""

from __future__ import annotations

from typing import Any

from aiohttp import web

_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    503: "UNAVAILABLE",
}


class ApiError(Exception):
    """A refusal; `reason` is Google's word in errors[0].reason."""

    def __init__(
        self,
        code: int,
        reason: str,
        message: str,
        *,
        domain: str = "global",
        location: str = "",
        more: dict[str, Any] | None = None,
        details: list[dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(f"{code} {reason}: {message}")
        self.code = code
        self.reason = reason
        self.message = message
        self.domain = domain
        self.location = location
        self.more = more or {}  #: further fields of errors[0]
        self.details = details

    def response(self) -> web.Response:
        item: dict[str, Any] = {"message": self.message, "domain": self.domain, "reason": self.reason} | self.more
        if self.location:
            item |= {"location": self.location, "locationType": "header" if self.code == 401 else "parameter"}
        body = {"code": self.code, "message": self.message, "errors": [item], "status": _STATUS[self.code]}
        if self.details is not None:
            body["details"] = self.details
        headers = {"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"'}
        return web.json_response({"error": body}, status=self.code, headers=headers if self.code == 401 else None)


def bad(message: str, location: str, reason: str = "invalidParameter") -> ApiError:
    return ApiError(400, reason, message, location=location)


def no_such_page() -> ApiError:
    message = "The request specifies an invalid page token."
    return ApiError(400, "invalidPageToken", message, domain="youtube.parameter", location="pageToken")


def not_modelled(what: str, location: str) -> ApiError:
    """Google knows it and the sandbox does not: said plainly, never answered as if it were served."""
    return ApiError(400, "notModelled", f"The sandbox does not model {what}.", domain="sandbox", location=location)


def unauthenticated() -> ApiError:
    return ApiError(
        401,
        "authError",
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
        "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
        location="Authorization",
    )


def quota_exceeded() -> ApiError:
    return ApiError(
        403,
        "quotaExceeded",
        'The request cannot be completed because you have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.',
        domain="youtube.quota",
    )


def api_not_enabled(project: str) -> ApiError:
    """As Google says it of a project in whose console the API was never switched on."""
    console = f"https://console.developers.google.com/apis/api/youtube.googleapis.com/overview?project={project}"
    return ApiError(
        403,
        "accessNotConfigured",
        f"YouTube Data API v3 has not been used in project {project} before or it is disabled. Enable it by visiting {console} "
        "then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.",
        domain="usageLimits",
        more={"extendedHelp": "https://console.developers.google.com"},
        details=[
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "SERVICE_DISABLED",
                "domain": "googleapis.com",
                "metadata": {
                    "service": "youtube.googleapis.com",
                    "consumer": f"projects/{project}",
                    "activationUrl": console,
                },
            }
        ],
    )


def rate_limited() -> ApiError:
    return ApiError(429, "rateLimitExceeded", "The request was rejected because of its rate. Slow down.")


def backend_error() -> ApiError:
    return ApiError(503, "backendError", "The service is currently unavailable.")
