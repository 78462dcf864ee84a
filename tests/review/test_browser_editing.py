"""What a person does to sentences in a browser: by keyboard, in two tabs, and while the server dies."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .browser import (  # noqa: F401
    Desk,
    Review,
    close_windows,
    desk_of_a_module,
    english,
    expect,
    needs_chromium,
    ready,
    row,
    select,
    wait_until,
)

pytestmark = needs_chromium

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "review.md"
WRITING = "document.activeElement.id"


def write(page: Any, segment: str, text: str) -> None:
    """Type a text in place of what stands there."""
    english(page, segment).click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def test_an_edit_is_approved_by_a_key_which_leads_to_the_next(desk: Desk) -> None:
    article = desk.copy()
    page = desk.open(f"/articles/{article}")
    write(page, "3.2", "It is pouring.")
    expect(row(page, "3.2")).to_have_class(re.compile(r"\bdirty\b"))
    page.keyboard.press("Control+Enter")
    expect(english(page, "4.1")).to_be_focused()
    expect(row(page, "3.2")).to_have_attribute("data-state", "reviewed")
    expect(row(page, "3.2").locator(".state")).to_have_text(re.compile(r"Reviewed\s+by hand"))
    expect(page.locator("#progress")).to_contain_text("1 of 7 reviewed")
    stored = desk.stored(article, "3.2")
    assert (stored.segment.target, stored.segment.state, stored.segment.origin) == (
        "It is pouring.", "reviewed", "human",
    )  # fmt: skip


def test_what_is_approved_fills_in_where_the_same_dutch_stands(desk: Desk) -> None:
    article = desk.copy()
    page = desk.open(f"/articles/{article}")
    write(page, "2.2", "The Minister of Defence talked to the press.")
    page.keyboard.press("Control+Enter")
    expect(english(page, "4.2")).to_have_text("The Minister of Defence talked to the press.")
    expect(row(page, "4.2").locator(".state")).to_have_text(re.compile(r"To review\s+from memory"))
    page.keyboard.press("Alt+z")
    expect(english(page, "4.2")).to_have_text("The Minister of Defence spoke to the press.")
    expect(english(page, "2.2")).to_have_text("The Minister of Defence spoke to the press.")


def test_a_whole_article_is_approved_without_the_mouse(desk: Desk) -> None:
    article = desk.copy()
    page = desk.open(f"/articles/{article}")
    page.keyboard.press("Alt+ArrowDown")
    for segment in ("1.1", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2"):
        expect(english(page, segment)).to_be_focused()
        page.keyboard.press("Control+Enter")
    expect(page.locator("#progress")).to_contain_text("7 of 7 reviewed")
    expect(page.get_by_role("status").filter(has_text="Everything shown here is reviewed.")).to_be_visible()
    assert {stored.segment.state for stored in desk.library.segments(article)} == {"reviewed"}


def test_an_edit_that_is_left_is_saved_and_one_that_is_given_up_is_not(desk: Desk) -> None:
    article = desk.copy()
    page = desk.open(f"/articles/{article}")
    write(page, "3.2", "It rains cats.")
    page.keyboard.press("Alt+ArrowDown")
    expect(english(page, "4.1")).to_be_focused()
    expect(row(page, "3.2").locator(".state")).to_have_text(re.compile(r"To review\s+by hand"))
    assert desk.stored(article, "3.2").segment.target == "It rains cats."
    write(page, "4.1", "Nonsense.")
    page.keyboard.press("Escape")
    expect(english(page, "4.1")).to_have_text("Trust to the allies is important.")
    page.keyboard.press("Alt+ArrowUp")
    expect(english(page, "3.2")).to_be_focused()
    assert desk.stored(article, "4.1").revision == desk.stored(article, "4.2").revision


def test_a_text_of_several_lines_becomes_one_line_and_an_empty_one_is_refused(desk: Desk) -> None:
    article = desk.copy()
    page = desk.open(f"/articles/{article}")
    english(page, "3.2").click()
    page.keyboard.press("Control+a")
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "It is\\r\\n pouring.");
            data.setData("text/html", "<b>It is</b><br>pouring.");
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
            document.execCommand("insertText", false, "It is\\r\\n pouring.");
        }"""
    )
    page.keyboard.press("Enter")
    expect(english(page, "3.2")).to_have_text("It is pouring.")
    page.keyboard.press("Control+Enter")
    expect(row(page, "3.2")).to_have_attribute("data-state", "reviewed")
    assert desk.stored(article, "3.2").segment.target == "It is pouring."
    write(page, "3.1", "")
    page.keyboard.press("Delete")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").filter(has_text="NOT saved")).to_contain_text("the English is empty")
    expect(row(page, "3.1")).to_have_attribute("data-state", "translated")
    desk.expect_complaint("status of 400")
    page.get_by_role("button", name="Show it").click()
    expect(english(page, "3.1")).to_be_focused()
    page.keyboard.press("Escape")
    expect(english(page, "3.1")).to_contain_text("2,400")


def test_steps_are_taken_back_and_again(desk: Desk) -> None:
    article = desk.copy()
    page = desk.open(f"/articles/{article}")
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")
    write(page, "3.2", "It pours.")
    page.keyboard.press("Control+Enter")
    expect(row(page, "3.2")).to_have_attribute("data-state", "reviewed")
    page.keyboard.press("Alt+z")
    expect(english(page, "3.2")).to_have_text("It's raining.")
    expect(english(page, "3.2")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Taken back: sentence 3.2.")).to_be_visible()
    page.keyboard.press("Alt+Shift+z")
    expect(english(page, "3.2")).to_have_text("It pours.")
    expect(row(page, "3.2")).to_have_attribute("data-state", "reviewed")
    page.get_by_role("button", name="Undo").click()
    expect(english(page, "3.2")).to_have_text("It's raining.")
    page.keyboard.press("Alt+z")
    expect(page.get_by_role("status").filter(has_text="There is nothing to take back.")).to_be_visible()


def test_a_warning_is_ignored_remembered_and_brought_back(desk: Desk) -> None:
    article = desk.copy()
    page = desk.open(f"/articles/{article}")
    english(page, "4.1").click()
    page.keyboard.press("Alt+i")
    expect(row(page, "4.1").get_by_text("1 ignored")).to_be_visible()
    expect(row(page, "4.1").locator(".side > .notes")).to_have_count(0)
    expect(english(page, "4.1")).to_be_focused()
    page.reload()
    ready(page)
    row(page, "4.1").get_by_text("1 ignored").click()
    row(page, "4.1").get_by_role("button", name="Bring back").click()
    expect(row(page, "4.1").get_by_role("button", name="Ignore")).to_be_visible()
    write(page, "3.1", "The MIVD has 2,500 UAVs.")
    page.keyboard.press("Control+Enter")
    warning = row(page, "3.1").locator(".note", has_text="2,500")
    expect(warning).to_be_visible()
    warning.get_by_role("button", name="Ignore").click()
    expect(row(page, "3.1").get_by_text("1 ignored")).to_be_visible()


def test_other_wordings_are_one_key_away(desk: Desk) -> None:
    desk.library.confirm(desk.copy(), "3.1", "The MIVD counts 2,400 UAVs.")
    article = desk.copy()
    page = desk.open(f"/articles/{article}")
    english(page, "3.1").click()
    page.keyboard.press("Alt+a")
    first = row(page, "3.1").locator(".alternatives li").first
    expect(first).to_contain_text("From memory 101 %")
    expect(first.locator("del")).to_have_text("has")
    expect(first.locator("ins")).to_have_text("counts")
    page.keyboard.press("Alt+1")
    expect(english(page, "3.1")).to_have_text("The MIVD counts 2,400 UAVs.")
    expect(row(page, "3.1").locator(".panel")).to_be_hidden()
    page.keyboard.press("Control+z")
    expect(english(page, "3.1")).to_have_text("The MIVD has 2,400 UAVs.")
    page.keyboard.press("Alt+1")
    expect(english(page, "3.1")).to_have_text("The MIVD counts 2,400 UAVs.")
    page.keyboard.press("Control+Enter")
    expect(row(page, "3.1")).to_have_attribute("data-state", "reviewed")


def test_history_has_all_that_a_sentence_read(desk: Desk) -> None:
    article = desk.copy()
    for text in ("It pours.", "It rains."):
        desk.library.confirm(article, "3.2", text)
    page = desk.open(f"/articles/{article}")
    english(page, "3.2").click()
    page.keyboard.press("Alt+h")
    changes = row(page, "3.2").locator(".history li")
    expect(changes).to_have_count(2)
    expect(changes.first).to_contain_text("reviewed, by hand")
    changes.nth(1).get_by_role("button", name="Take: It pours.").click()
    expect(english(page, "3.2")).to_have_text("It pours.")


def test_everything_is_found_again(desk: Desk) -> None:
    article = desk.copy()
    page = desk.open(f"/articles/{article}")
    write(page, "3.2", "It pours.")
    page.keyboard.press("Control+Enter")
    write(page, "4.1", "Loyalty to allies matters.")
    page.close(run_before_unload=False)  # closed in the middle of a word: that word is not promised
    page = desk.open(f"/articles/{article}")
    expect(english(page, "3.2")).to_have_text("It pours.")
    expect(page.locator("#progress")).to_contain_text("1 of 7 reviewed")
    write(page, "4.1", "Loyalty to allies matters.")
    page.get_by_role("searchbox").click()
    expect(row(page, "4.1").locator(".state")).to_have_text(re.compile(r"To review\s+by hand"))
    page.reload()
    ready(page)
    expect(english(page, "4.1")).to_have_text("Loyalty to allies matters.")


@pytest.mark.parametrize("choice", ["Take mine", "Take theirs"])
def test_who_comes_second_is_told_and_loses_nothing(desk: Desk, choice: str) -> None:
    article, window = desk.copy(), desk.window()
    one, two = (desk.open(f"/articles/{article}", window) for _ in range(2))
    write(two, "3.2", "It drizzles, rather.")
    one.bring_to_front()
    write(one, "3.2", "It pours.")
    one.keyboard.press("Control+Enter")
    expect(row(one, "3.2")).to_have_attribute("data-state", "reviewed")
    two.bring_to_front()
    english(two, "3.2").focus()
    two.keyboard.press("Control+Enter")
    conflict = row(two, "3.2").get_by_role("alert")
    expect(conflict.locator(".pair p").first).to_have_text("It pours.")
    expect(conflict.locator("ins")).to_have_text("drizzles, rather")
    expect(english(two, "3.2")).to_have_text("It drizzles, rather.")
    expect(two.locator("#alarms")).to_contain_text("Sentence 3.2 was changed elsewhere meanwhile.")
    assert desk.stored(article, "3.2").segment.target == "It pours."
    desk.expect_complaint("status of 409")
    conflict.get_by_role("button", name=choice).click()
    kept = {"Take mine": "It drizzles, rather.", "Take theirs": "It pours."}[choice]
    expect(english(two, "3.2")).to_have_text(kept)
    expect(row(two, "3.2")).to_have_attribute("data-state", "reviewed")
    expect(row(two, "3.2").get_by_role("alert")).to_have_count(0)
    assert desk.stored(article, "3.2").segment.target == kept
    assert any(change.new_target == "It pours." for change in desk.library.history(article, "3.2"))


def test_an_approval_survives_a_server_that_is_killed_and_what_is_typed_meanwhile_too(desk: Desk) -> None:
    article = desk.copy()
    review = Review(desk.review.folder)
    window = desk.window()
    page = window.new_page()
    page.goto(review.door(f"/articles/{article}"))
    ready(page)
    write(page, "3.2", "It pours.")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.keyboard.press("Control+Enter")
    assert answered.value.ok
    review.end(signal.SIGKILL)
    write(page, "4.1", "Loyalty to allies matters.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").filter(has_text="NOT saved")).to_contain_text("Is it still running?")
    expect(english(page, "4.1")).to_have_text("Loyalty to allies matters.")
    again = Review(desk.review.folder, "--port", review.base.rpartition(":")[2])
    try:
        fresh = window.new_page()  # which gets the new token for the old page too
        fresh.goto(again.door(f"/articles/{article}"))
        expect(english(fresh, "3.2")).to_have_text("It pours.")
        expect(row(fresh, "3.2")).to_have_attribute("data-state", "reviewed")
        page.bring_to_front()
        english(page, "4.1").focus()
        page.keyboard.press("Control+Enter")
        expect(row(page, "4.1")).to_have_attribute("data-state", "reviewed")
        assert desk.stored(article, "4.1").segment.target == "Loyalty to allies matters."
    finally:
        window.close()
        assert again.end() == 0
        desk.expect_network_complaints()


# The keys


def is_there(name: str) -> Callable[[Any], None]:
    return lambda page: expect(page.get_by_role("dialog", name=name)).to_be_visible()


def is_at(segment: str) -> Callable[[Any], None]:
    return lambda page: expect(english(page, segment)).to_be_focused()


def reads(segment: str, text: str | re.Pattern[str]) -> Callable[[Any], None]:
    return lambda page: expect(english(page, segment)).to_have_text(text)


def shows(selector: str, segment: str = "3.1") -> Callable[[Any], None]:
    return lambda page: expect(row(page, segment).locator(selector)).to_be_visible()


def searches(page: Any) -> None:
    expect(page.get_by_role("searchbox")).to_be_focused()


# Each key as it is documented, what is done before it, and what it then does; the caret stands in 3.1.
KEYS: dict[str, tuple[Callable[[Any], object], Callable[[Any], None]]] = {
    "Ctrl+Enter": (lambda page: None, is_at("3.2")),
    "Alt+↓": (lambda page: None, is_at("3.2")),
    "Alt+↑": (lambda page: None, is_at("2.2")),
    "Esc": (lambda page: page.keyboard.type("x"), reads("3.1", re.compile("^[^x]*2,400[^x]*$"))),
    "Alt+Z": (lambda page: None, reads("2.1", re.compile(r"\(MIVD\)"))),
    "Alt+Shift+Z": (lambda page: page.get_by_role("button", name="Undo").click(), reads("2.1", "Beware of UAVs.")),
    "Alt+A": (lambda page: None, shows(".alternatives")),
    "Alt+1": (lambda page: None, lambda page: expect(row(page, "3.1")).to_have_class(re.compile("dirty"))),
    "Alt+9": (lambda page: None, shows(".alternatives")),
    "Alt+H": (lambda page: None, shows(".panel[data-kind=history]")),
    "Alt+G": (lambda page: select(page, "3.1", "en", "UAVs"), is_there("Glossary")),
    "Alt+I": (lambda page: english(page, "4.1").click(), shows(".ignored-notes", "4.1")),
    "Alt+R": (lambda page: None, is_there("Replace in the English")),
    "/": (lambda page: page.locator("#main").focus(), searches),
    "Alt+/": (lambda page: None, searches),
    "?": (lambda page: page.locator("#main").focus(), is_there("Keys")),
    "Alt+?": (lambda page: None, is_there("Keys")),
}  # fmt: skip
PRESSED = {"↓": "ArrowDown", "↑": "ArrowUp", "Esc": "Escape", "Ctrl": "Control"}


def test_every_key_is_in_the_dialog_and_in_the_manual(desk: Desk) -> None:
    page = desk.open("/articles/1")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    listed = dialog.locator("kbd").all_inner_texts()
    assert listed == list(KEYS)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    manual = MANUAL.read_text(encoding="utf-8").partition("| keys |")[2].partition("\n\n")[0]
    cells = [line.split("|")[1] for line in manual.splitlines()[2:]]
    assert [key for cell in cells for key in re.split(r", | … | and, while writing, ", cell.strip())] == listed


@pytest.mark.parametrize("key", KEYS)
def test_each_key_does_what_it_says(desk: Desk, key: str) -> None:
    article = desk.copy()
    desk.library.confirm(article, "2.1", "Beware of UAVs.", state="translated")
    page = desk.open(f"/articles/{article}")
    before, after = KEYS[key]
    english(page, "3.1").click()
    before(page)
    page.keyboard.press("+".join(PRESSED.get(part, part) for part in key.split("+")))
    after(page)
