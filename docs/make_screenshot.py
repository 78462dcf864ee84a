"""Render an HTML file in headless Chromium to a PNG, 1,280 pixels wide.

Usage: python docs/make_screenshot.py out/iran-rusland-drones.en.html docs/side-by-side.png

Needs the playwright package and a Chromium that is installed already; nothing is fetched.
"""

from __future__ import annotations

import argparse
from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]


def screenshot(
    page_file: Path,
    image: Path,
    *,
    chromium: Path = CHROMIUM,
    width: int = 1280,
    height: int = 900,
    dark: bool = False,
    whole: bool = False,
    hover: str = "",
) -> None:
    """Write a PNG of the page; ``whole`` takes its full height, ``hover`` is what the pointer stands on (CSS)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", offline=True
        )
        page.goto(page_file.resolve().as_uri())
        if hover:
            page.hover(hover)
        page.screenshot(path=image, full_page=whole)
        browser.close()


def main() -> None:
    """Read the command line and take the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page", type=Path, help="The HTML file.")
    parser.add_argument("image", type=Path, help="The PNG to write.")
    parser.add_argument("--chromium", type=Path, default=CHROMIUM, help="The browser's executable.")
    parser.add_argument("--width", type=int, default=1280, help="Width of the window in pixels.")
    parser.add_argument("--height", type=int, default=900, help="Height of the window in pixels.")
    parser.add_argument("--dark", action="store_true", help="Ask for the dark scheme.")
    parser.add_argument("--whole", action="store_true", help="Take the whole page, not the first window of it.")
    parser.add_argument("--hover", default="", help="CSS selector of what the pointer stands on.")
    chosen = parser.parse_args()
    screenshot(
        chosen.page,
        chosen.image,
        chromium=chosen.chromium,
        width=chosen.width,
        height=chosen.height,
        dark=chosen.dark,
        whole=chosen.whole,
        hover=chosen.hover,
    )


if __name__ == "__main__":
    main()
