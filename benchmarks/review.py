"""Measure the review in the browser with a long article: what is painted when, what an approval costs, and memory.

    python benchmarks/review.py PAIRS.tsv... [--segments 5000] [--library FILE] [--engine]

PAIRS (.tsv or .tsv.xz) have a Dutch sentence and a human translation a line, with a tab between. The article is made of
them: paragraphs of four sentences under a heading every twenty, words aligned in order, a term where a name stands on
both sides, and what the checks find. It is written into a library (``--library`` keeps it), `translate review` serves
it, and Chromium looks at it. Without ``--engine`` the page is kept from asking which words the model doubts, and so no
model is loaded before the first approval (whose words are aligned afterwards); with it the model scores what is in view
each time the page is opened.

Times are those of the clock: let nothing else run meanwhile.
"""

from __future__ import annotations

import argparse
import lzma
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from translate.checks import run_checks
from translate.document import Article, Paragraph, Segment, Span, TermMatch
from translate.library import Library

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
LOADS, ROUND_TRIPS, APPROVALS = 5, 30, 200
LONGEST = 300  # characters of a sentence that is taken
SENTENCES, PARAGRAPHS = 4, 20  # in a paragraph; under a heading
FRAMES, PIXELS = 600, 120  # the page is scrolled by so many pixels in each of so many frames
WORD = re.compile(r"\w+")

SCROLL = """([frames, pixels]) => new Promise((done) => {
    const times = [];
    let last, rows = 0;
    const step = (now) => {
        if (last !== undefined) times.push(now - last);
        last = now;
        if (times.length % 50 === 0) rows = Math.max(rows, document.querySelectorAll(".row").length);
        if (times.length >= frames) return done([times, rows]);
        scrollBy(0, pixels);
        requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
})"""
WATCH = """() => {
    window.taken = [];
    let pressed, id;
    addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || !event.ctrlKey) return;
        pressed = performance.now();
        id = document.activeElement.closest(".row").id;
    }, true);
    new MutationObserver(() => {
        if (id && document.getElementById(id)?.dataset.state === "reviewed") {
            window.taken.push(performance.now() - pressed);
            id = undefined;
        }
    }).observe(document.querySelector("main"), { subtree: true, childList: true, attributes: true });
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", nargs="+", type=Path, help="Dutch <tab> English, a line each.")
    parser.add_argument("--segments", type=int, default=5000, help="Sentences of the article.")
    parser.add_argument(
        "--library", type=Path, help="Where the library is written and left; a passing one if left out."
    )
    parser.add_argument("--engine", action="store_true", help="Let the page ask which words the model doubts.")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.library or Path(folder) / "translations.db"
        with Library.open(path) as library:
            article = library.save_article(make_article(chosen.pairs, chosen.segments))
            with serving(path) as (address, process):
                measure(library, article, address, process, asks=chosen.engine)


# --- the article ------------------------------------------------------------------------------------------------------


def make_article(paths: Sequence[Path], count: int) -> Article:
    """Return an article of so many segments."""
    segments = [make_segment(*pair) for pair in islice(read_pairs(paths), count)]
    if len(segments) < count:
        raise SystemExit(f"only {len(segments):,} different sentences of at most {LONGEST} characters; give more files")
    paragraphs: list[Paragraph] = []
    rest = iter(segments)
    while held := list(islice(rest, 1 if len(paragraphs) % (PARAGRAPHS + 1) == 0 else SENTENCES)):
        kind = "heading" if len(held) == 1 else "text"
        number = len(paragraphs) + 1
        named = [replace(one, id=f"{number}.{k}", gap=" " if k < len(held) else "") for k, one in enumerate(held, 1)]
        text = "".join(one.source + one.gap for one in named)
        paragraphs.append(Paragraph(kind, text, 2 if kind == "heading" else 0, segments=tuple(named)))  # type: ignore[arg-type]
    return Article(tuple(paragraphs), f"{count:,} sentences", path="long.md", sha256=f"{count:064}")


def read_pairs(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    seen = set()
    for path in paths:
        data = path.read_bytes()
        text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode()
        for dutch, english in (fields[:2] for line in text.split("\n") if len(fields := line.split("\t")) > 1):
            if dutch and english and len(dutch) <= LONGEST and dutch not in seen:
                seen.add(dutch)
                yield dutch, english


def make_segment(dutch: str, english: str) -> Segment:
    """Return a segment with words aligned in order, names as terms, and what the checks find."""
    ours, theirs = (list(WORD.finditer(text)) for text in (dutch, english))
    pairs = tuple(
        (Span(*word.span()), Span(*theirs[number * len(theirs) // len(ours)].span()))
        for number, word in enumerate(ours)
        if theirs
    )
    names = {word[0]: word for word in reversed(theirs) if word[0][0].isupper()}
    terms = tuple(
        TermMatch(word[0], Span(*word.span()), word[0], Span(*names[word[0]].span()), "applied", "asked", "as asked")
        for word in ours
        if word[0] in names
    )
    segment = Segment("", dutch, "", english, "translated", "mt", -0.5, pairs, terms)
    return replace(segment, issues=run_checks(segment))


# --- the server -------------------------------------------------------------------------------------------------------


@contextmanager
def serving(library: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve a library; gives the address that lets a browser in, and the process."""
    command = [sys.executable, "-m", "translate", "review", "--no-browser", "--no-glossary", "--library", str(library)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip(), process
    finally:
        process.terminate()
        process.communicate()


def resident(process: subprocess.Popen[str]) -> float:
    """Return the memory of a process in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


# --- measuring --------------------------------------------------------------------------------------------------------


def measure(library: Library, article: int, address: str, process: subprocess.Popen[str], *, asks: bool) -> None:
    from playwright.sync_api import sync_playwright

    memory = {"at start": resident(process)}
    page_address = f"{address}&next=/articles/{article}"
    summary = library.summary(article)
    print(f"article: {summary.segments:,} sentences, {summary.words:,} words, {summary.issues:,} warnings\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        paints = []
        for _ in range(LOADS):
            with opened(browser, page_address, asks=asks) as page:
                paints.append(first_paint(page))
        memory[f"after {LOADS} loads"] = resident(process)
        print(f"first contentful paint    {statistics.median(paints):6.0f} ms   median of {LOADS}, {spread(paints)}")
        with opened(browser, page_address, asks=asks) as page:
            html, rest = sizes(page)
            print(f"bytes                     {html / 1024:6.0f} kB   the page; {rest / 1024:.0f} kB script and style")
            rows = page.locator(".row").count()
            frames, most = page.evaluate(SCROLL, [FRAMES, PIXELS])
            print(f"rows in the page          {rows:6}      at first; at most {most} while it is scrolled")
            high = sorted(frames)[int(0.95 * len(frames))]
            print(
                f"frames while scrolling    {statistics.median(frames):6.1f} ms   median, 95 % within {high:.1f} ms, "
                f"longest {max(frames):.0f} ms ({FRAMES} frames of {PIXELS} px)"
            )
            memory["after scrolling"] = resident(process)
        left = iter([one for one in library.pairs(article) if one.state == "translated"])
        times = approve_plainly(library, article, address, list(islice(left, ROUND_TRIPS)))
        print(
            f"approval over HTTP        {statistics.median(times):6.1f} ms   median of {ROUND_TRIPS}, {spread(times)}"
        )
        with opened(browser, page_address, asks=asks) as page:
            times = approve_in_page(page)
        print(
            f"approval in the browser   {statistics.median(times):6.1f} ms   from the key to the row, {spread(times)}"
        )
        left = iter([one for one in library.pairs(article) if one.state == "translated"])
        approve_plainly(library, article, address, list(islice(left, APPROVALS)))
        memory[f"after {APPROVALS} more approvals"] = resident(process)
        browser.close()
    print("memory of the server      " + ", ".join(f"{mb:.0f} MB {when}" for when, mb in memory.items()))


@contextmanager
def opened(browser: Any, address: str, *, asks: bool) -> Iterator[Any]:
    """A page in a fresh window, loaded and listening."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    if asks:
        with page.expect_response("**/confidence?*"):
            page.goto(address)
    else:
        page.route("**/confidence?*", lambda route: route.fulfill(json={}))
        page.goto(address)
    wait_until(page, "CSS.highlights.has('unsure')")
    yield page
    context.close()


def wait_until(page: Any, condition: str) -> None:
    page.evaluate(
        f"() => new Promise((done) => {{ const look = () => ({condition}) ? done() : setTimeout(look); look(); }})"
    )


def first_paint(page: Any) -> float:
    return page.evaluate(
        """() => new Promise((done) => new PerformanceObserver((list) => {
            for (const { name, startTime } of list.getEntries()) if (name === "first-contentful-paint") done(startTime);
        }).observe({ type: "paint", buffered: true }))"""
    )


def sizes(page: Any) -> tuple[int, int]:
    """Return the bytes of the page, and of what it loads."""
    return page.evaluate(
        """() => {
            const bytes = (kind) => performance.getEntriesByType(kind).map((entry) => entry.encodedBodySize);
            const ours = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/static/"));
            return [bytes("navigation")[0], ours.reduce((sum, entry) => sum + entry.encodedBodySize, 0)];
        }"""
    )


def approve_plainly(library: Library, article: int, address: str, segments: Sequence[Segment]) -> list[float]:
    """Approve segments, each with one word more, and return the milliseconds that each took."""
    base = f"http://{urlsplit(address).netloc}"
    times = []
    with httpx.Client(base_url=base, headers={"origin": base}, timeout=60) as client:
        client.get(address)
        for segment in segments:
            (stored,) = library.segments(article, [segment.id])
            form = {"target": f"{segment.target} Indeed.", "revision": str(stored.revision), "state": "reviewed"}
            start = time.perf_counter()
            answer = client.post(f"/articles/{article}/segments/{segment.id}", data=form)
            times.append(1000 * (time.perf_counter() - start))
            answer.raise_for_status()
    return times


def approve_in_page(page: Any) -> list[float]:
    """Approve as many by key, and return the milliseconds from each key to the row that says so."""
    page.evaluate(WATCH)
    page.locator(".end [data-do=next]").dispatch_event("click")
    for number in range(1, ROUND_TRIPS + 1):
        page.keyboard.press("Control+Enter")
        wait_until(page, f"taken.length >= {number}")
    return page.evaluate("taken")


def spread(times: Sequence[float]) -> str:
    return f"{min(times):.0f} to {max(times):.0f} ms"


if __name__ == "__main__":
    main()
