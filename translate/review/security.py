"""Who may talk to the review server, and what every answer carries.

The server listens on the loopback address alone, but so does every page that a browser has open: a page from elsewhere
can send requests to 127.0.0.1, and can, with a name of its own that it lets point there (DNS rebinding), read what
comes back. Other people on a shared machine can connect as well. So a request must know the token of this run, name
this server as its host, and, where it could change something, come from a page of this server.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from html import escape
from typing import Final
from urllib.parse import urlencode

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

UPLOAD_LIMIT: Final = 20 * 1024 * 1024
"""The largest body of a request, in bytes."""

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: with it browsers send `Origin: null` with our own forms, as if they were a stranger's.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer carries, unless it says otherwise itself."""

SAFE_METHODS: Final = ("GET", "HEAD")


@dataclass(slots=True)
class Access:
    """What opens the server: its port on the loopback address, and the token of this run.

    A ticket opens the door once: it is for the command line of a browser, which others on the machine can read.
    """

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    _tickets: set[str] = field(default_factory=set, repr=False)

    @property
    def cookie(self) -> str:
        """The cookie's name. Cookies do not tell ports apart, and two servers may run at once."""
        return f"translate-review-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may call this server."""
        names = ("127.0.0.1", "localhost")
        plain = names if self.port == 80 else ()
        return frozenset([*(f"{name}:{self.port}" for name in names), *plain])

    def address(self, path: str = "/", *, once: bool = False) -> str:
        """Return the address that opens a page of the server; with ``once``, one that does so a single time."""
        key = self.token
        if once:
            key = secrets.token_urlsafe(32)
            self._tickets.add(key)
        query = {"token": key} if path == "/" else {"token": key, "next": path}
        return f"http://127.0.0.1:{self.port}/?{urlencode(query)}"

    def knows(self, token: str) -> bool:
        """Say whether this is the token."""
        return secrets.compare_digest(token.encode("utf-8", "replace"), self.token.encode())

    def admits(self, key: str) -> bool:
        """Say whether this is the token or a ticket that nobody has used; a ticket is used up."""
        if key in self._tickets:
            self._tickets.discard(key)
            return True
        return self.knows(key)


class Guard:
    """ASGI middleware around the whole application: turns strangers away and puts `HEADERS` on every answer.

    A body larger than `UPLOAD_LIMIT` is refused when the application asks for it: before any of it is read where the
    request says how long it is, else as soon as it is too long.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        connection = HTTPConnection(scope)
        answer = self._refuse(connection) or self._admit(connection)
        await (answer or self.app)(scope, _limited(receive, connection), _with_headers(send))

    def _refuse(self, request: HTTPConnection) -> Response | None:
        """Turn away what was not meant for this server or comes from a page that is not its own."""
        hosts = request.headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.access.hosts:
            return _forbidden(request, "this server answers to 127.0.0.1 alone")
        safe = request.scope["method"] in SAFE_METHODS
        site = request.headers.get("sec-fetch-site")
        follows_link = safe and request.headers.get("sec-fetch-dest") == "document"
        # A page that has its browser keep referrers back sends `null`; the browser's own word on the site counts then.
        own = {f"http://{hosts[0].lower()}", *(("null",) if site == "same-origin" else ())}
        origins = request.headers.getlist("origin")
        if not (origins or safe) or not own.issuperset(origins):
            return _forbidden(request, "the request comes from another site")
        if site not in (None, "same-origin", "none") and not follows_link:
            return _forbidden(request, "the request comes from another site")
        return None

    def _admit(self, request: HTTPConnection) -> Response | None:
        """Let in whoever has the cookie; give it to whoever has the token, and turn away all others."""
        keys = request.query_params.getlist("token")
        if request.scope["path"] == "/" and request.scope["method"] == "GET" and keys:
            if len(keys) != 1 or not self.access.admits(keys[0]):
                return _forbidden(request, "wrong token; open the address that `translate review` printed")
            answer = RedirectResponse(_local_path(request.query_params.get("next", "/")), 303)
            answer.set_cookie(self.access.cookie, self.access.token, httponly=True, samesite="strict")
            return answer
        if not self.access.knows(request.cookies.get(self.access.cookie, "")):
            return _forbidden(request, "no token; open the address that `translate review` printed")
        return None


def _local_path(path: str) -> str:
    """Return a path of this server; the start page where it could lead anywhere else."""
    local = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if local else "/"


def _forbidden(request: HTTPConnection, line: str) -> Response:
    if "hx-request" in request.headers:
        return HTMLResponse(f'<p role="alert">{escape(line)}</p>', 403)
    return PlainTextResponse(f"{line}\n", 403)


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if message["status"] == 413:
                headers["Connection"] = "close"  # else the server would read the rest only to throw it away
        await send(message)

    return send_with_headers


def _limited(receive: Receive, request: HTTPConnection) -> Receive:
    length = request.headers.get("content-length", "")
    left = UPLOAD_LIMIT - (int(length) if length.isdecimal() and length.isascii() else 0)
    said, seen = left >= 0, 0

    async def receive_limited() -> Message:
        nonlocal seen
        if not said:
            raise too_large()
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > UPLOAD_LIMIT:
            raise too_large()
        return message

    return receive_limited


def too_large() -> HTTPException:
    """Return the error for a body above the limit."""
    return HTTPException(413, f"larger than {UPLOAD_LIMIT // 1024**2} MB; give one article a file, as text")
