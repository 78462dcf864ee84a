"""Make the pictures of the review: `docs/review-article.png` and `docs/review-list.png`, 1,280 pixels wide.

    python docs/make_review_screenshots.py [FOLDER]

Translates the seed article and some of `benchmarks/candidates/` with the starter glossary in a passing folder, approves
a part of them, and looks at the pages with the Chromium that is installed. FOLDER is `docs` if left out.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from translate.library import Library

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "iran-rusland-drones.txt"
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
REVIEWED = {"kerncentrales": 1.0, "defensienorm": 0.6, "noordzeekabels": 0.25, "gasopslag": 0.0, SEED.stem: 0.36}
"""Articles that are in the list, each with the share of it that is approved."""

POINTED = "wapenleverancier"
"""The Dutch word of the seed that the pointer stands on."""


def main() -> None:
    """Read the command line and take both pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs", help="Where the pictures go.")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seed = fill(folder)
        command = [sys.executable, "-m", "translate", "review", "--no-browser", "--quiet"]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            try:
                look(server.stdout.readline().strip(), seed, chosen.folder)
            finally:
                server.terminate()


def fill(folder: Path) -> int:
    """Make a glossary and a library in a folder, and return the id of the seed article."""
    files = [SEED if name == SEED.stem else ROOT / "benchmarks" / "candidates" / f"{name}.txt" for name in REVIEWED]
    for command in (["glossary", "init"], ["article", "--quiet", *map(str, files)]):
        subprocess.run([sys.executable, "-m", "translate", *command], cwd=folder, check=True)
    with Library.open(folder / "translations.db") as library:
        ids = {Path(article.path).stem: article.id for article in library.list_articles()}
        for name, share in REVIEWED.items():
            segments = library.pairs(ids[name])
            for segment in segments[: round(share * len(segments))]:
                library.confirm(ids[name], segment.id, segment.target)
    return ids[SEED.stem]


def look(address: str, seed: int, folder: Path) -> None:
    """Take the pictures of a review that runs at an address."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
        page = context.new_page()
        page.goto(address)
        page.screenshot(path=folder / "review-list.png")
        with page.expect_response("**/confidence?*"):
            page.goto(f"{address.partition('/?')[0]}/articles/{seed}")
        point_at(page, POINTED)
        page.screenshot(path=folder / "review-article.png")
        browser.close()


def point_at(page: Any, word: str) -> None:
    """Move the pointer onto a Dutch word, in the middle of the window."""
    place = page.evaluate(
        """(word) => {
            const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const { currentNode: node } = walker;
                const start = node.data.indexOf(word);
                if (start < 0 || !node.parentElement.closest(".nl")) continue;
                node.parentElement.scrollIntoView({ block: "center" });
                const range = new Range();
                range.setStart(node, start);
                range.setEnd(node, start + word.length);
                const box = range.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
            }
        }""",
        word,
    )
    if place is None:
        raise SystemExit(f"the article has no {word!r}")
    page.mouse.move(*place)
    page.evaluate(
        """() => new Promise((done) => {
            const look = () => CSS.highlights.get("aligned").size ? done() : requestAnimationFrame(look);
            look();
        })"""
    )


if __name__ == "__main__":
    main()
