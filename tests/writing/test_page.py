"""The page in a browser; skipped where playwright or Chromium is missing, except in continuous integration (CI=1)."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from translate.writing import write_article

from .articles import iran

REQUIRED = bool(os.environ.get("CI"))
playwright: Any = (
    importlib.import_module("playwright.sync_api") if REQUIRED else pytest.importorskip("playwright.sync_api")
)
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not REQUIRED and not CHROMIUM.exists(), reason="no Chromium")
LIT_WORDS = "[...CSS.highlights.get('aligned')].map(range => range.toString())"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = running.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    (file,) = write_article(iran(), tmp_path_factory.mktemp("page"), ["html"])
    return file.as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, offline=True)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    yield page
    page.close()
    assert complaints == []


def test_pointing_at_a_word_lights_its_sentence_and_its_words_on_both_sides(page: Any) -> None:
    page.hover(".nl .repaired >> nth=0")
    assert page.eval_on_selector_all(".lit", "lit => lit.map(each => each.closest('[lang]').lang)") == ["nl", "en"]
    assert {"Humanitaire Ontwapening", "Humanitarian Disarmament"} <= set(page.evaluate(LIT_WORDS))
    page.hover("h2 >> nth=3")
    assert page.locator(".lit").count() == 0 and page.evaluate(LIT_WORDS) == []


def test_the_keyboard_does_what_the_pointer_does(page: Any) -> None:
    page.focus(".en .term >> nth=3")
    assert page.locator(".lit").count() == 2
    assert {"Wim Zwijnenburg"} <= set(page.evaluate(LIT_WORDS))
    shown = "getComputedStyle(document.activeElement, '::before').display"
    assert page.evaluate(shown) == "block"
    page.keyboard.press("Escape")
    assert page.evaluate(shown) == "none"


def test_tooltips_work_without_script_and_stay_in_the_window(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 400, "height": 800})
    page = context.new_page()
    page.goto(address)
    page.hover(".en .repaired >> nth=0")
    style = "element => getComputedStyle(element, '::before').display"
    assert page.locator(".en .repaired >> nth=0").evaluate(style) == "block"
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    context.close()


def test_columns_stand_side_by_side_and_one_above_the_other_where_it_is_narrow(page: Any) -> None:
    boxes = "['.nl', '.en'].map(side => document.querySelector('main .text ' + side).getBoundingClientRect())"
    dutch, english = page.evaluate(f"{boxes}.map(box => [box.left, box.top, box.bottom])")
    assert dutch[1] == english[1] and dutch[0] < english[0]
    page.set_viewport_size({"width": 400, "height": 800})
    dutch, english = page.evaluate(f"{boxes}.map(box => [box.left, box.top, box.bottom])")
    assert dutch[0] == english[0] and dutch[2] <= english[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_print_keeps_the_columns_and_hides_what_only_a_screen_can_do(page: Any) -> None:
    page.set_viewport_size({"width": 600, "height": 800})
    page.emulate_media(media="print", color_scheme="dark")
    tops = "['.nl', '.en'].map(side => document.querySelector('main .text ' + side).getBoundingClientRect().top)"
    dutch, english = page.evaluate(tops)
    assert dutch == english
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.missed')).fontWeight") == "700"
