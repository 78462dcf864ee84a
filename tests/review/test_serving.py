"""The server itself: many at once, those who dawdle, those who send too much, and how it ends."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from translate.errors import TranslateError
from translate.library import Library
from translate.review.app import create_app
from translate.review.security import UPLOAD_LIMIT, Access
from translate.review.serving import Server, bind
from translate.review.site import Site

from .conftest import TEXT, Gate

BLOCK = 256 * 1024
MB = 1024 * 1024


@pytest.fixture
def access(site: Site) -> Iterator[Access]:
    """A server that runs in a thread."""
    with bind() as listener:
        access = Access(listener.getsockname()[1])
        server = Server(create_app(site, access), site)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield access
        server.should_exit = True
        thread.join(60)
        assert not thread.is_alive()


def test_an_answer_is_sent_whole_without_waiting_for_the_browser_to_confirm_its_head() -> None:
    async def without_delay() -> int:
        asked = asyncio.get_running_loop().create_future()
        with bind() as listener:
            async with await asyncio.start_server(lambda _, writer: asked.set_result(writer), sock=listener):
                _, own = await asyncio.open_connection(*listener.getsockname())
                writer = await asked
                option = writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
                own.close()
                writer.close()
                return option

    assert asyncio.run(without_delay())


@pytest.fixture
def client(access: Access) -> Iterator[httpx.Client]:
    with enter(access.address()) as client:
        yield client


@contextmanager
def enter(address: str) -> Iterator[httpx.Client]:
    """A browser that opened the address."""
    base = f"http://{urlsplit(address).netloc}"
    own = {"origin": base, "sec-fetch-site": "same-origin"}
    with httpx.Client(base_url=base, headers=own, timeout=60) as client:
        assert client.get(address).status_code == 303
        yield client


def head(access: Access, *lines: str) -> bytes:
    """Return the head of an upload."""
    host = f"127.0.0.1:{access.port}"
    fixed = ("POST /articles HTTP/1.1", f"Host: {host}", f"Origin: http://{host}")
    kind = "Content-Type: multipart/form-data; boundary=b"
    return "\r\n".join([*fixed, f"Cookie: {access.cookie}={access.token}", kind, *lines, "", ""]).encode()


def answer_of(connection: socket.socket) -> bytes:
    data = b""
    try:
        while block := connection.recv(BLOCK):
            data += block
    except ConnectionResetError:
        pass
    return data


@pytest.mark.parametrize("chunked", [False, True])
def test_an_upload_of_50_mb_is_refused_long_before_it_is_through(access: Access, chunked: bool) -> None:
    line = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {50 * MB}"
    part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    block = bytes(BLOCK)
    if chunked:
        part, block = (b"%x\r\n%s\r\n" % (len(data), data) for data in (part, block))
    taken = 0
    with socket.create_connection(("127.0.0.1", access.port)) as connection:
        connection.sendall(head(access, line) + part)
        try:
            while taken < 50 * MB:
                connection.sendall(block)
                taken += BLOCK
        except (BrokenPipeError, ConnectionResetError):
            pass
        answer = answer_of(connection)
    assert answer.startswith(b"HTTP/1.1 413 ")
    in_flight = 16 * MB  # what the sockets of both sides may hold
    assert taken < (UPLOAD_LIMIT if chunked else 0) + in_flight


def test_who_asks_first_is_refused_before_sending_anything(access: Access) -> None:
    with socket.create_connection(("127.0.0.1", access.port)) as connection:
        connection.sendall(head(access, f"Content-Length: {50 * MB}", "Expect: 100-continue"))
        answer = answer_of(connection)
    assert answer.startswith(b"HTTP/1.1 413 ") and b"100 Continue" not in answer


def test_two_hundred_at_once_are_all_answered(access: Access, client: httpx.Client, article: int) -> None:
    async def ask_all() -> list[int]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(
            base_url=client.base_url, cookies=client.cookies, headers=client.headers, limits=limits, timeout=120
        ) as many:
            paths = ("/", f"/articles/{article}", f"/articles/{article}/segments/2.1", "/static/review.css")
            answers = await asyncio.gather(*(many.get(paths[n % len(paths)]) for n in range(200)))
            return [answer.status_code for answer in answers]

    assert asyncio.run(ask_all()) == [200] * 200


def test_who_dawdles_keeps_nobody_waiting(access: Access, client: httpx.Client, article: int) -> None:
    cookie = f"Cookie: {access.cookie}={access.token}"
    whole = f"GET /static/htmx.min.js HTTP/1.1\r\nHost: 127.0.0.1:{access.port}\r\n{cookie}\r\n\r\n".encode()
    starts = (b"G", whole[:-2], head(access, "Content-Length: 1000") + b"--b", whole * 20)
    dawdlers = []
    for number in range(80):
        dawdler = socket.create_connection(("127.0.0.1", access.port))
        dawdler.sendall(starts[number % len(starts)])
        dawdlers.append(dawdler)
    for dawdler in dawdlers[3::4]:
        assert dawdler.recv(1) == b"H"  # and reads no more
    assert client.get(f"/articles/{article}").status_code == 200
    for dawdler in dawdlers:
        dawdler.close()
    assert client.get("/").status_code == 200


def test_raw_paths_lead_nowhere(access: Access, client: httpx.Client) -> None:
    cookie = f"Cookie: {access.cookie}={access.token}"
    for path in (
        "/static/../pages.py",
        "/static/..%2fpages.py",
        "//static//..//pages.py",
        "/articles/../../etc/passwd",
    ):
        with socket.create_connection(("127.0.0.1", access.port)) as connection:
            request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{access.port}\r\nConnection: close\r\n{cookie}\r\n\r\n"
            connection.sendall(request.encode())
            assert answer_of(connection).startswith(b"HTTP/1.1 404 ")


def test_a_job_whose_browser_went_away_goes_on_and_is_heard_from_the_beginning(
    client: httpx.Client, gate: Gate
) -> None:
    gate.opened.clear()
    job = client.post("/articles", data={"text": "De brug is open.\n\nMorgen niet."}).headers["location"]
    with client.stream("GET", f"{job}/events") as events:
        assert next(events.iter_lines()) == "id: 1"
    gate.opened.set()
    events = client.get(f"{job}/events").text
    assert re.findall("event: (.*)", events) == ["progress", *["paragraph", "progress"] * 2, "done"]


def test_a_port_that_is_taken_is_said_in_a_line() -> None:
    with bind() as listener, pytest.raises(TranslateError, match="cannot be used"):
        bind(listener.getsockname()[1])


# The command


class Review:
    """``translate review`` in a process of its own."""

    def __init__(self, library: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "translate", "review", "--no-browser", "--library", str(library), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=library.parent,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:"), self.end(signal.SIGKILL)

    def end(self, number: int) -> tuple[int, str]:
        """End it with a signal; return its status and what it wrote on stderr."""
        self.process.send_signal(number)
        _, err = self.process.communicate(timeout=60)
        return self.process.returncode, err


@pytest.fixture
def reviews() -> Iterator[list[Review]]:
    """What was started; ended if a test does not."""
    started: list[Review] = []
    yield started
    for review in started:
        if review.process.poll() is None:
            review.process.kill()
            review.process.communicate()


def test_an_approval_survives_being_killed_the_moment_it_is_answered(
    library: Library, article: int, reviews: list[Review]
) -> None:
    (stored,) = library.segments(article, ["3.2"])
    form = {"target": "The drawbridge is open.", "revision": str(stored.revision), "state": "reviewed"}
    path = f"/articles/{article}/segments/3.2"
    reviews.append(Review(library.path))
    with enter(reviews[0].address) as browser:
        assert browser.post(path, data=form).status_code == 200
        reviews[0].end(signal.SIGKILL)
    reviews.append(Review(library.path))
    with enter(reviews[1].address) as browser:
        row = browser.get(path).text
        assert "drawbridge" in row and 'data-state="reviewed"' in row
        assert "drawbridge" not in browser.post(f"/articles/{article}/undo").text
    assert reviews[1].end(signal.SIGTERM)[0] == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_peace_while_somebody_listens_and_it_translates(
    tmp_path: Path, reviews: list[Review], number: int
) -> None:
    file = tmp_path / "lang.txt"
    file.write_text("\n\n".join(f"De {n}e brug over de rivier is sinds gisteren weer open." for n in range(2000)))
    reviews.append(Review(tmp_path / "translations.db", str(file), "--quiet"))
    job = parse_qs(urlsplit(reviews[0].address).query)["next"][0]
    assert job == "/jobs/1"
    with enter(reviews[0].address) as browser, browser.stream("GET", f"{job}/events") as events:
        lines = events.iter_lines()
        while next(lines) != "event: paragraph":
            pass
        assert reviews[0].end(number) == (0, "")
    with Library.open(tmp_path / "translations.db") as library:
        assert library.load_article(1).paragraphs[0].target.startswith("The 0")


@pytest.mark.parametrize("name", ["bericht.txt", "Oekraïne"], ids=["file", "title"])
def test_an_article_that_is_known_is_opened(
    library: Library, article: int, tmp_path: Path, reviews: list[Review], name: str
) -> None:
    (tmp_path / "bericht.txt").write_text(TEXT, encoding="utf-8")
    reviews.append(Review(library.path, name))
    assert parse_qs(urlsplit(reviews[0].address).query)["next"] == [f"/articles/{article}"]


def test_the_browser_gets_an_address_that_opens_once(tmp_path: Path) -> None:
    told = tmp_path / "told"
    os.mkfifo(told)
    script = tmp_path / "browser.py"
    script.write_text(f"import sys\nopen({str(told)!r}, 'w').write(sys.argv[1])\n")
    command = [sys.executable, "-m", "translate", "review", "--library", "a.db"]
    environment = {**os.environ, "BROWSER": f"{sys.executable} {script} %s"}
    review = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        address = told.read_text()
        with enter(address) as browser:
            assert browser.get("/").status_code == 200
        assert httpx.get(address).status_code == 403
    finally:
        review.send_signal(signal.SIGINT)
        _, err = review.communicate(timeout=60)
    assert review.returncode == 0
    printed = re.search(r"reviewing at (\S+) ", err)
    assert printed and printed[1] != address


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nergens.txt"], "no article is called 'nergens.txt'"),
        (["--model", "no/such"], "no/such"),
        (["--backend", "abacus"], "no backend 'abacus'"),
        (["foto.png"], "looks like a PNG picture"),
    ],
)
def test_what_cannot_be_reviewed_is_refused_in_a_line(tmp_path: Path, arguments: list[str], line: str) -> None:
    (tmp_path / "foto.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    command = [sys.executable, "-m", "translate", "review", "--no-browser", "--library", "a.db", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1 and line in done.stderr
