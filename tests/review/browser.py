"""What the tests in a browser share: Chromium, a `translate review` of its own, and pages that must not complain."""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from translate.document import Segment
from translate.library import Library, StoredSegment

REQUIRED = bool(os.environ.get("CI"))
playwright: Any = (
    importlib.import_module("playwright.sync_api") if REQUIRED else pytest.importorskip("playwright.sync_api")
)
expect = playwright.expect
CHROMIUM = Path("/usr/bin/chromium")
needs_chromium = pytest.mark.skipif(not REQUIRED and not CHROMIUM.exists(), reason="no Chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
PATIENCE = 20_000  # milliseconds; for slow machines, a test that passes never waits as long
LIT = "[...CSS.highlights.get('aligned')].map(range => range.toString())"

expect.set_options(timeout=PATIENCE)


class Review:
    """`translate review` in a process of its own, with the library and the glossary of a folder."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "translate", "review", "--no-browser", *arguments]
        with (folder / "stderr").open("a") as errors:
            self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=errors, text=True)
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:"), (folder / "stderr").read_text()
        self.base = self.address.partition("/?")[0]

    def door(self, path: str) -> str:
        """Return the address that lets a browser in, on this page."""
        return f"{self.address}&next={quote(path, safe='')}"

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        self.process.communicate(timeout=60)
        return self.process.returncode


class Desk:
    """A review, its library, and windows of a browser that look at it."""

    def __init__(self, browser: Any, review: Review, library: Library) -> None:
        self.browser, self.review, self.library = browser, review, library
        self.complaints: list[str] = []
        self._contexts: list[Any] = []
        self.articles = 0

    def copy(self, change: Callable[[Segment], Segment] = lambda segment: segment) -> int:
        """Return the id of one more article like the first, its segments changed, of which nothing is reviewed."""
        self.articles += 1
        article = self.library.load_article(1)
        paragraphs = tuple(
            replace(paragraph, segments=tuple(map(change, paragraph.segments))) for paragraph in article.paragraphs
        )
        title = f"Verhaal {self.articles}"
        return self.library.save_article(
            replace(article, paragraphs=paragraphs, title=title, path=f"{title}.md", sha256=f"{self.articles:064}")
        )

    def window(self, **options: Any) -> Any:
        """Return a browser window without pages; what its pages complain of is noted."""
        context = self.browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(PATIENCE)
        context.on("console", self._note)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self._contexts.append(context)
        return context

    def open(self, path: str, window: Any = None, **options: Any) -> Any:
        """Return a page of the review, in a new window or another tab of a window, when it is ready for use."""
        page = (window or self.window(**options)).new_page()
        page.goto(self.review.door(path))
        if path.startswith("/articles/"):
            ready(page)
        return page

    def stored(self, article: int, segment: str) -> StoredSegment:
        """Return a segment as the library has it."""
        (found,) = self.library.segments(article, [segment])
        return found

    def expect_complaint(self, part: str) -> None:
        """Take a complaint as what a test meant to bring about."""
        found = [line for line in self.complaints if part in line]
        assert found, f"nobody complained of {part!r}"
        self.complaints = [line for line in self.complaints if line not in found]

    def expect_network_complaints(self) -> None:
        """Take it that Chromium complains of a server that is gone, in whatever words, several times."""
        self.complaints = [line for line in self.complaints if "ERR_" not in line and "Failed to fetch" not in line]

    def clear(self) -> None:
        """Close the windows; nothing may have been complained of."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()
        complaints, self.complaints = self.complaints, []
        assert not complaints, complaints

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@contextmanager
def chromium() -> Iterator[Any]:
    """Chromium without a window, as the system has it."""
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def desk_in(folder: Path, arguments: Sequence[str] = ()) -> Iterator[Desk]:
    """A desk with what a folder holds: ``translations.db`` and ``glossary.yaml``."""
    with chromium() as browser, Library.open(folder / "translations.db") as library:
        review = Review(folder, *arguments)
        try:
            yield Desk(browser, review, library)
        finally:
            if review.process.poll() is None:
                review.end(signal.SIGKILL)


def row(page: Any, segment: str) -> Any:
    """The row of a segment."""
    return page.locator(f"[id='s-{segment}']")


def english(page: Any, segment: str) -> Any:
    """The English of a segment, which can be edited."""
    return page.locator(f"[id='e-{segment}']")


def select(page: Any, segment: str, side: str, words: str) -> None:
    """Select words with the mouse's means: on one side (``nl`` or ``en``) of a segment."""
    page.evaluate(
        """([segment, side, words]) => {
            const text = document.querySelector(`[id='s-${segment}'] .${side} .words`);
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            const nodes = [];
            while (walker.nextNode()) nodes.push(walker.currentNode);
            const start = text.textContent.indexOf(words);
            const place = (offset) => {
                for (const node of nodes) {
                    if (offset <= node.length) return [node, offset];
                    offset -= node.length;
                }
            };
            getSelection().setBaseAndExtent(...place(start), ...place(start + words.length));
        }""",
        [segment, side, words],
    )


@pytest.fixture(scope="module", name="desk")
def desk_of_a_module(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk whose library holds a translated article of three paragraphs under a title."""
    folder = tmp_path_factory.mktemp("desk") / "desk"
    shutil.copytree(story, folder)
    with desk_in(folder) as desk:
        yield desk
    assert "Traceback" not in (folder / "stderr").read_text(), (folder / "stderr").read_text()


@pytest.fixture(autouse=True, name="windows_are_closed")
def close_windows(desk: Desk) -> Iterator[None]:
    yield
    desk.clear()


def wait_until(page: Any, condition: str) -> None:
    """Wait until an expression holds in the page.

    Playwright's own `wait_for_function` evaluates text in the page again and again, which our policy forbids.
    """
    page.evaluate(
        f"""() => new Promise((resolve, reject) => {{
            const late = setTimeout(() => reject(new Error({condition!r} + " never held")), {PATIENCE});
            const look = () => {{
                if ({condition}) {{ clearTimeout(late); resolve(); }}
                else requestAnimationFrame(look);
            }};
            look();
        }})"""
    )


def ready(page: Any) -> None:
    """Wait until an article page listens to keys; painting the words is what its script begins last."""
    wait_until(page, "CSS.highlights.has('unsure')")
