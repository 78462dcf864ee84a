"""Two tabs at one article: what is written in the one is never saved over what came from the other unseen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from translate.document import Article, Issue, Paragraph, Segment

from .browser import (  # noqa: F401
    Desk,
    close_windows,
    desk_of_a_module,
    english,
    expect,
    needs_chromium,
    ready,
    row,
    wait_until,
)

pytestmark = needs_chromium

MINE, THEIRS = "The Minister of Defence was silent.", "The Minister of Defence speaks."


def type_in(page: Any, segment: str, text: str) -> None:
    """Type a text in place of what stands there, and stay in it."""
    english(page, segment).click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def approve_the_same_dutch(page: Any) -> None:
    """Approve 2.2 without leaving 4.2, which has the same Dutch and takes the English over."""
    page.evaluate("import('/static/editing.js').then(({save}) => save(document.getElementById('s-2.2'), 'reviewed'))")


def ignore_its_warning(page: Any) -> None:
    page.keyboard.press("Alt+i")


def take_back_a_step(page: Any) -> None:
    page.keyboard.press("Alt+z")


def spoil(segment: Segment) -> Segment:
    """Give 4.2 a warning that can be ignored, and 2.2, whose Dutch is the same, other English."""
    if segment.id == "2.2":
        return replace(segment, target="The Minister of Defence talked to the press.")
    return replace(segment, issues=(Issue("made up", "warning", "look"),)) if segment.id == "4.2" else segment


@pytest.mark.parametrize("swap", [approve_the_same_dutch, ignore_its_warning, take_back_a_step])
def test_a_row_that_comes_anew_while_it_is_written_in_is_not_saved_over_another_text(
    desk: Desk, swap: Callable[[Any], None]
) -> None:
    article = desk.copy(spoil)
    one, two = (desk.open(f"/articles/{article}", window) for window in [desk.window()] for _ in range(2))
    if swap is take_back_a_step:
        desk.library.confirm(article, "4.2", "The minister spoke.", state="translated")
        one.reload()
        ready(one)
    type_in(one, "4.2", MINE)
    if swap is ignore_its_warning:
        two.bring_to_front()
        type_in(two, "4.2", THEIRS)
        two.get_by_role("searchbox").click()
        expect(row(two, "4.2").locator(".state")).to_have_text(re.compile(r"To review\s+by hand"))
        one.bring_to_front()
    was = row(one, "4.2").get_attribute("data-revision")
    with one.expect_response(lambda answer: answer.request.method == "POST") as answered:
        swap(one)
    assert answered.value.ok
    theirs = desk.stored(article, "4.2")
    assert theirs.revision != int(was) and theirs.segment.target != MINE
    wait_until(one, f"document.getElementById('e-4.2').textContent === {MINE!r}")
    expect(english(one, "4.2")).to_be_focused()
    one.keyboard.press("Control+Enter")
    conflict = row(one, "4.2").get_by_role("alert")
    expect(conflict.locator(".pair p").first).to_have_text(theirs.segment.target)
    assert desk.stored(article, "4.2") == theirs
    desk.expect_complaint("status of 409")
    conflict.get_by_role("button", name="Take mine").click()
    expect(row(one, "4.2")).to_have_attribute("data-state", "reviewed")
    assert desk.stored(article, "4.2").segment.target == MINE


def test_who_gives_up_what_was_kept_may_approve_what_came_in_its_place(desk: Desk) -> None:
    article = desk.copy(spoil)
    page = desk.open(f"/articles/{article}")
    type_in(page, "4.2", MINE)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        approve_the_same_dutch(page)
    expect(row(page, "2.2")).to_have_attribute("data-state", "reviewed")
    page.keyboard.press("Escape")
    expect(english(page, "4.2")).to_have_text("The Minister of Defence talked to the press.")
    page.keyboard.press("Control+Enter")
    expect(row(page, "4.2")).to_have_attribute("data-state", "reviewed")


def test_what_waits_to_be_saved_stays_on_the_page_and_is_saved_in_order(desk: Desk) -> None:
    paragraphs = tuple(
        Paragraph("text", text, segments=(Segment(f"{n}.1", text, target=f"This is line {n}.", state="translated"),))
        for n in range(1, 501)
        for text in (f"Dit is regel {n}.",)
    )
    article = desk.library.save_article(Article(paragraphs, "Lang", path="lang.md", sha256="b" * 64))
    page = desk.open(f"/articles/{article}")
    held: list[Any] = []
    answers = iter([held.append, lambda route: route.abort()])
    page.route("**/segments/3.1", lambda route: next(answers)(route), times=2)
    type_in(page, "3.1", "Line three.")
    page.get_by_role("searchbox").click()  # saves it, and waits
    type_in(page, "3.1", "Line 3.")
    page.keyboard.press("Control+Enter")  # approves it, once the other is saved
    expect(english(page, "4.1")).to_be_focused()
    page.get_by_role("searchbox").click()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(english(page, "500.1")).to_be_attached()
    expect(english(page, "3.1")).to_have_text("Line 3.")
    wait_until(page, "document.querySelectorAll('.block[data-empty]').length > 2")
    held.pop().continue_()
    expect(page.get_by_role("alert").filter(has_text="NOT saved")).to_contain_text("sentence 3.1 is still here")
    desk.expect_network_complaints()
    assert desk.stored(article, "3.1").segment.target == "Line three."
    expect(english(page, "3.1")).to_have_text("Line 3.")
    english(page, "3.1").focus()
    page.keyboard.press("Control+Enter")
    expect(row(page, "3.1")).to_have_attribute("data-state", "reviewed")
    stored = desk.stored(article, "3.1").segment
    assert (stored.target, stored.state) == ("Line 3.", "reviewed")
