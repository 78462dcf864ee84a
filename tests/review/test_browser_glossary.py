"""The glossary from the page: selected words become a term, what it touches is shown, and the file is written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .browser import (  # noqa: F401
    Desk,
    close_windows,
    desk_of_a_module,
    english,
    expect,
    needs_chromium,
    ready,
    row,
    select,
)

pytestmark = needs_chromium


@pytest.fixture
def glossary(desk: Desk) -> Iterator[Path]:
    """The glossary file, which is as it was after the test."""
    path = desk.review.folder / "glossary.yaml"
    before = path.read_bytes()
    yield path
    path.write_bytes(before)


def added(path: Path, folder: Path, *arguments: str) -> str:
    """Return what `translate glossary add` makes of a glossary."""
    copy = folder / "glossary.yaml"
    copy.write_bytes(path.read_bytes())
    subprocess.run([sys.executable, "-m", "translate", "glossary", "add", *arguments], cwd=folder, check=True)
    return copy.read_text(encoding="utf-8")


def ask(page: Any, segment: str, side: str, words: str) -> Any:
    """Select words, ask for the form, and return it."""
    select(page, segment, side, words)
    page.keyboard.press("Alt+g")
    form = page.get_by_role("dialog", name="Glossary")
    expect(form.get_by_label("Dutch", exact=False).first).not_to_be_empty()
    return form


def test_selected_words_become_a_term_and_the_other_sentences_follow(
    desk: Desk, glossary: Path, tmp_path: Path
) -> None:
    article = desk.copy()
    desk.library.confirm(article, "4.2", "The minister spoke to the press.")
    expected = added(glossary, tmp_path, "pers", "news media")
    page = desk.open(f"/articles/{article}")
    form = ask(page, "2.2", "nl", "pers")
    expect(form.get_by_label("English").first).to_be_focused()
    expect(form.get_by_label("English").first).to_have_value("press")
    form.get_by_label("English").first.fill("news media")
    touched = form.locator("#term-found .found li")
    expect(touched.filter(has_text="news media").filter(has_text="2.2").first).to_be_visible()
    expect(touched.filter(has_text="keeps its text").first).to_be_visible()
    assert glossary.read_text(encoding="utf-8") != expected, "nothing is written before it is saved"
    form.get_by_role("button", name="Add to the glossary").click()
    expect(form.get_by_role("status").first).to_have_text("pers → news media is in the glossary.")
    assert glossary.read_text(encoding="utf-8") == expected
    form.get_by_role("button", name="Apply").click()
    expect(form).to_be_hidden()
    expect(english(page, "2.2")).to_contain_text("news media")
    expect(row(page, "2.2").locator(".nl .term", has_text="pers")).to_be_visible()
    expect(row(page, "2.2").get_by_role("button", name="Changed by the glossary")).to_be_visible()
    expect(english(page, "4.2")).to_have_text("The minister spoke to the press.")
    row(page, "4.2").get_by_role("button", name="The glossary suggests another").click()
    expect(row(page, "4.2").locator(".alternatives li").first).to_contain_text("With today’s glossary")
    page.reload()
    ready(page)
    expect(english(page, "2.2")).to_contain_text("news media")
    page.get_by_role("link", name="Changed by refresh").click()
    expect(page.locator(".row")).to_have_count(2)


def test_an_entry_that_is_there_is_changed_in_its_place(desk: Desk, glossary: Path) -> None:
    page = desk.open(f"/articles/{desk.copy()}")
    form = ask(page, "3.1", "en", "UAVs")
    expect(form.get_by_text("The glossary has drone already; this changes its entry.")).to_be_visible()
    form.get_by_label("English what it must be").fill("unmanned aircraft")
    form.get_by_label("Note").fill("zo heten ze <b>hier</b>")
    form.get_by_role("button", name="Change the entry").click()
    form.get_by_role("button", name="Apply").click()
    expect(english(page, "3.1")).to_contain_text("unmanned aircraft")
    expect(english(page, "1.1")).to_contain_text("unmanned aircraft")
    row(page, "3.1").locator(".nl .term", has_text="drones").hover()
    expect(page.get_by_role("tooltip")).to_contain_text("zo heten ze <b>hier</b>")
    text = glossary.read_text(encoding="utf-8")
    assert text.startswith("# onze termen\n") and "target: unmanned aircraft" in text
    assert "forbidden: [drone, drones]" in text, "what was not touched stays as it was written"


def test_an_entry_that_cannot_be_is_refused_in_a_line_and_nothing_typed_is_lost(desk: Desk, glossary: Path) -> None:
    before = glossary.read_bytes()
    page = desk.open(f"/articles/{desk.copy()}")
    form = ask(page, "3.2", "nl", "regent")
    form.get_by_label("English what it must be").fill("")
    form.get_by_label("Note").fill("een notitie")
    form.get_by_role("button", name="Add to the glossary").click()
    expect(form.get_by_role("alert").first).to_be_visible()
    expect(form.get_by_label("Note")).to_have_value("een notitie")
    assert glossary.read_bytes() == before
    desk.expect_complaint("status of 400")


def test_the_mouse_can_do_it_too(desk: Desk) -> None:
    page = desk.open(f"/articles/{desk.copy()}")
    select(page, "3.2", "en", "raining")
    box = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
    page.evaluate("getSelection().empty()")
    page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.get_by_role("button", name="Glossary").click()
    expect(page.get_by_role("dialog", name="Glossary").get_by_label("English what it must be")).to_have_value("raining")


def test_words_must_be_selected_first(desk: Desk) -> None:
    page = desk.open(f"/articles/{desk.copy()}")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Alt+g")
    expect(page.get_by_role("status").filter(has_text="Select the words of a term first")).to_be_visible()


def test_a_glossary_file_with_an_error_is_said_and_the_terms_stay(desk: Desk, glossary: Path) -> None:
    article = desk.copy()
    glossary.write_text("- source: [", encoding="utf-8")
    page = desk.open(f"/articles/{article}")
    expect(page.get_by_role("alert").filter(has_text="glossary.yaml")).to_be_visible()
    expect(row(page, "3.1").locator(".nl .term").first).to_be_visible()
