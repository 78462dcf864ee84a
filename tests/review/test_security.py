"""Who the review server talks to, and what its answers carry."""

from __future__ import annotations

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from translate.review.security import UPLOAD_LIMIT, Access, Guard

HOST = "127.0.0.1:8123"
OWN = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}


async def answer(request: Request) -> Response:
    """Say how long the body is."""
    return PlainTextResponse(str(len(await request.body())))


async def fail(request: Request) -> Response:
    raise RuntimeError("as it happens")


@pytest.fixture
def access() -> Access:
    return Access(8123)


@pytest.fixture
def stranger(access: Access) -> TestClient:
    """A browser that has not been let in."""
    inside = Starlette(routes=[Route("/fail", fail), Route("/{path:path}", answer, methods=["GET", "POST", "DELETE"])])
    return TestClient(Guard(inside, access), f"http://{HOST}", raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def browser(stranger: TestClient, access: Access) -> TestClient:
    """A browser that opened the address with the token."""
    assert stranger.get(access.address()).status_code == 303
    return stranger


def test_the_address_lets_a_browser_in_and_leaves_the_bar_without_the_token(
    stranger: TestClient, access: Access
) -> None:
    opened = stranger.get(access.address("/articles/3?missed=1"))
    assert (opened.status_code, opened.headers["location"]) == (303, "/articles/3?missed=1")
    cookie = opened.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and "translate-review-8123=" in cookie
    assert stranger.get("/articles/3").status_code == 200


@pytest.mark.parametrize("path", ["/", "/articles/1", "/static/review.css", "/jobs/1/events", "/?next=/", "/?token="])
def test_without_the_token_nothing_is_answered(stranger: TestClient, path: str) -> None:
    refused = stranger.get(path)
    assert refused.status_code == 403
    assert len(refused.text.splitlines()) == 1 and "token" in refused.text


@pytest.mark.parametrize(
    "query", ["?token=wrong", "?token={token}x", "?token=wrong&token={token}", "?token=%C3%A9", "?token=%ED%A0%80"]
)
def test_a_wrong_token_opens_nothing_and_spoils_nothing(stranger: TestClient, access: Access, query: str) -> None:
    assert stranger.get("/" + query.format(token=access.token)).status_code == 403
    assert "set-cookie" not in stranger.get("/" + query.format(token=access.token)).headers
    assert stranger.get(access.address()).status_code == 303


def test_the_token_counts_in_the_address_of_the_start_page_alone(stranger: TestClient, access: Access) -> None:
    assert stranger.get(f"/articles/1?token={access.token}").status_code == 403
    assert stranger.post(f"/?token={access.token}", headers=OWN).status_code == 403


@pytest.mark.parametrize("value", ["", "wrong", "é", "a; b"])
def test_a_wrong_cookie_opens_nothing(stranger: TestClient, access: Access, value: str) -> None:
    assert stranger.get("/", headers={b"cookie": f"{access.cookie}={value}".encode()}).status_code == 403


def test_a_ticket_opens_the_door_once(stranger: TestClient, access: Access) -> None:
    ticket = access.address(once=True)
    assert access.token not in ticket
    assert stranger.get(ticket).status_code == 303
    assert stranger.get("/").status_code == 200
    assert stranger.get(ticket).status_code == 403


def test_every_run_has_another_token() -> None:
    assert Access(8123).token != Access(8123).token
    assert len(Access(8123).token) >= 43  # 32 bytes
    access = Access(8123)
    assert access.token not in repr(access)


@pytest.mark.parametrize(
    "target",
    ["//evil.example/", "https://evil.example/", "/\\evil.example", "evil", "", "/\t/evil.example", "/a\r\nb: c"],
)
def test_the_token_leads_nowhere_but_to_this_server(stranger: TestClient, access: Access, target: str) -> None:
    answered = stranger.get("/", params={"token": access.token, "next": target})
    assert (answered.status_code, answered.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8123", "127.0.0.1", "127.0.0.1:80", "localhost:8124", "[::1]:8123", ""]
)
def test_a_name_that_was_pointed_at_this_machine_is_refused(browser: TestClient, access: Access, host: str) -> None:
    cookie = f"{access.cookie}={access.token}"
    for path in ("/", access.address().removeprefix(f"http://{HOST}")):
        refused = browser.get(path, headers={"host": host, "cookie": cookie})
        assert refused.status_code == 403 and "set-cookie" not in refused.headers


def test_localhost_is_this_server_too(access: Access, browser: TestClient) -> None:
    headers = {"host": "LOCALHOST:8123", "origin": "http://localhost:8123"}
    assert browser.post("/", headers={**headers, "cookie": f"{access.cookie}={access.token}"}).status_code == 200


def test_two_hosts_are_one_too_many(browser: TestClient, access: Access) -> None:
    headers = [("host", HOST), ("host", "evil.example"), ("cookie", f"{access.cookie}={access.token}")]
    assert browser.get("/", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:3000", "sec-fetch-site": "same-site"},
        {"origin": f"https://{HOST}"},
        {"origin": "http://localhost:8123"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "same-origin"},
        {"origin": "http://evil.example", "sec-fetch-site": "cross-site", "sec-fetch-dest": "document"},
    ],
    ids=str,
)
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_page_from_elsewhere_changes_nothing(browser: TestClient, method: str, headers: dict[str, str]) -> None:
    assert browser.request(method, "/articles", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers", [OWN, {"origin": f"http://{HOST}"}, {"origin": "null", "sec-fetch-site": "same-origin"}], ids=str
)
def test_our_own_page_may(browser: TestClient, headers: dict[str, str]) -> None:
    assert browser.post("/articles", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "none", "sec-fetch-dest": "document"}, 200),
        ({"sec-fetch-site": "same-origin", "sec-fetch-dest": "empty"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"}, 200),  # a link that was followed
        ({"sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-dest": "script"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-dest": "image"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://evil.example"}, 403),
    ],
)
def test_a_page_from_elsewhere_embeds_nothing(browser: TestClient, headers: dict[str, str], status: int) -> None:
    assert browser.get("/articles/1", headers=headers).status_code == status


@pytest.mark.parametrize("path", ["/", "/fail", "/?token=wrong"])
def test_every_answer_keeps_the_browser_on_a_short_lead(browser: TestClient, path: str) -> None:
    headers = browser.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"


def test_a_script_is_told_in_a_fragment(stranger: TestClient) -> None:
    refused = stranger.get("/", headers={"hx-request": "true"})
    assert refused.status_code == 403 and refused.text.startswith('<p role="alert">')


def test_a_web_socket_is_closed(browser: TestClient) -> None:
    with pytest.raises(Exception) as refused, browser.websocket_connect("/"):
        pass
    assert getattr(refused.value, "code", None) == 1008


def test_a_body_as_large_as_the_limit_is_taken(browser: TestClient) -> None:
    assert browser.post("/", content=bytes(UPLOAD_LIMIT), headers=OWN).text == str(UPLOAD_LIMIT)


class Body:
    """A request's body in blocks, which counts what is taken of it."""

    def __init__(self, blocks: int) -> None:
        self.left = blocks
        self.taken = 0

    async def receive(self) -> dict[str, object]:
        self.left -= 1
        self.taken += 1
        return {"type": "http.request", "body": bytes(1024 * 1024), "more_body": self.left > 0}


@pytest.mark.parametrize(
    ("length", "taken"),
    [(50 * 1024 * 1024, 0), (10, 21), (None, 21)],
    ids=["says so", "lies", "does not say"],
)
def test_a_body_above_the_limit_is_not_read(access: Access, length: int | None, taken: int) -> None:
    body, sent = Body(50), []

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    headers = [(b"host", HOST.encode()), (b"origin", f"http://{HOST}".encode())]
    headers.append((b"cookie", f"{access.cookie}={access.token}".encode()))
    if length is not None:
        headers.append((b"content-length", str(length).encode()))
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}
    inside = Starlette(routes=[Route("/", answer, methods=["POST"])])
    asyncio.run(Guard(inside, access)(scope, body.receive, send))  # type: ignore[arg-type]
    assert (sent[0]["status"], body.taken) == (413, taken)
    assert (b"connection", b"close") in sent[0]["headers"]  # type: ignore[operator]
