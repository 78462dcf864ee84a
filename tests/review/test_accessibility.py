"""Every page, panel and dialog through axe-core, light and dark, wide and narrow: nothing serious may be found."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from translate.document import Article, Issue, Paragraph, Segment, Span, TermMatch
from translate.library import Library

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

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
GRAVE = ("serious", "critical")
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 400)]
# Where such a thing stands in an element, axe judges no contrast in it; none of them stands under a text.
WITHOUT_PSEUDO_ELEMENTS = """
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*::before, *::after { display: none !important }");
    document.adoptedStyleSheets.push(sheet);
"""
CONTRAST = 4.5  # WCAG 2.2, 1.4.3, text of ordinary size
DUTCH = "De MIVD zag drones boven Oekraïne."
ENGLISH = "The MIVD saw drones over Ukraine."


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def term(outcome: Any, dutch: str, words: str | None) -> TermMatch:
    target = None if words is None else span(ENGLISH, words)
    return TermMatch(
        dutch, span(DUTCH, dutch), words or dutch, target, outcome, "flagged", "as it came", "Een notitie."
    )


def marked_article() -> Article:
    """An article with every kind of paragraph, state, origin, term and issue."""
    terms = (
        term("applied", "MIVD", "MIVD"),
        term("repaired", "zag", "saw"),
        term("forbidden", "drones", "drones"),
        term("missed", "boven", None),
    )
    over = span(ENGLISH, "over")
    issues = (
        Issue("term missed", "error", "“above” is missing", span(DUTCH, "boven"), over),
        Issue("numbers", "warning", "“3” is missing", None, span(ENGLISH, "Ukraine")),
        Issue("capital at start", "info", "begins with a small letter", None, Span(0, 3)),
        Issue("length", "warning", "much longer than the Dutch", dismissed=True),
    )
    made = Segment("", DUTCH, "", ENGLISH, "translated", "mt", -0.4, ((span(DUTCH, "MIVD"), span(ENGLISH, "MIVD")),))
    variants = [
        ("title", made),
        ("text", replace(made, terms=terms, issues=issues, note="Een opmerking.")),
        ("heading", replace(made, origin="memory")),
        ("list item", replace(made, origin="fuzzy")),
        ("quote", replace(made, origin="human")),
        ("caption", replace(made, target="", state="initial")),
        ("text", made),
        ("text", made),
        ("text", made),
    ]
    paragraphs = [
        Paragraph(kind, DUTCH, 2 if kind in ("heading", "list item") else 0, segments=(replace(one, id=f"{n}.1"),))  # type: ignore[arg-type]
        for n, (kind, one) in enumerate(variants, 1)
    ]
    return Article(tuple(paragraphs), "Alles wat er is", "2026-03-01", path="alles.md", sha256="f" * 64)


def save_marked(library: Library) -> int:
    """Save that article; 7.1 is reviewed, 8.1 final and with a suggestion, 9.1 changed by a refresh."""
    article = marked_article()
    article_id = library.save_article(article)
    library.confirm(article_id, "7.1", "The MIVD saw UAVs over Ukraine.")
    library.confirm(article_id, "8.1", "The MIVD saw UAVs above Ukraine.", state="final")
    again = {
        number: replace(article.paragraphs[int(number[0]) - 1].segments[0], target="The MIVD spotted drones.")
        for number in ("8.1", "9.1")
    }
    library.save_again(article_id, again, "")
    return article_id


@pytest.fixture(scope="module", name="marked")
def marked_of_module(desk: Desk) -> int:
    return save_marked(desk.library)


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def window(desk: Desk, request: pytest.FixtureRequest) -> Any:
    scheme, width = request.param
    window = desk.window(color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    window.add_init_script(path=AXE)
    window.add_init_script(WITHOUT_PSEUDO_ELEMENTS)
    return window


def examine(page: Any, part: str = "html") -> None:
    """Fail where axe finds something grave in a part of the page, or the page is wider than its window."""
    report = page.evaluate("part => axe.run(part, { resultTypes: ['violations', 'passes'] })", part)
    grave = [
        (one["id"], one["impact"], [(node["html"], node["failureSummary"]) for node in one["nodes"]])
        for one in report["violations"]
        if one["impact"] in GRAVE
    ]
    assert grave == []
    assert "color-contrast" in [one["id"] for one in report["passes"]], "axe has looked at colours"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_list_with_articles_and_with_a_refusal(desk: Desk, marked: int, window: Any) -> None:
    page = desk.open("/", window)
    expect(page.get_by_role("link", name="Alles wat er is")).to_be_visible()
    examine(page)
    page.get_by_label("A file").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n"}
    )
    page.get_by_role("button", name="Translate the file").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    desk.expect_complaint("status of 400")
    examine(page)


def test_a_translation_under_way(desk: Desk, window: Any) -> None:
    page = desk.open("/", window)
    page.get_by_label("Dutch text").fill("# De dijk\n\nDe dijk is hoog.\n\n- Het water ook.")
    page.get_by_role("button", name="Translate the text").click()
    expect(page).to_have_url(re.compile(r"/articles/\d+$"))
    events = page.request.get(f"{desk.review.base}/jobs/1/events").text()
    window.route(
        "**/events",
        lambda route: route.fulfill(content_type="text/event-stream", body=events.partition("event: done")[0]),
    )
    page.goto(f"{desk.review.base}/jobs/1")
    expect(page.locator("#paragraphs .paragraph")).to_have_count(3)
    examine(page)


def test_an_article_with_everything_that_can_be_marked(desk: Desk, marked: int, window: Any) -> None:
    page = desk.open(f"/articles/{marked}", window)
    row(page, "2.1").get_by_text("1 ignored").click()
    english(page, "2.1").click()
    page.keyboard.press("End")
    page.keyboard.insert_text(" Edited.")
    examine(page)
    page.keyboard.press("Escape")
    row(page, "2.1").locator(".nl .term").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    examine(page, "#tip")
    page.keyboard.press("Escape")
    for key, segment, panel in (("Alt+a", "8.1", ".alternatives"), ("Alt+h", "7.1", ".history")):
        english(page, segment).click()
        page.keyboard.press(key)
        expect(row(page, segment).locator(panel)).to_be_visible()
        examine(page, f"[id='s-{segment}']")
    page.locator("summary", has_text="Export").click()
    examine(page, "header")


def test_a_search_without_matches_and_one_that_cannot_be(desk: Desk, marked: int, window: Any) -> None:
    page = desk.open(f"/articles/{marked}?q=zzz&warnings=1", window)
    expect(page.get_by_text("Nothing matches.")).to_be_visible()
    examine(page)
    page.goto(f"{desk.review.base}/articles/{marked}?q=(&regex=1")
    expect(page.get_by_role("alert").first).to_contain_text("regular expression")
    examine(page, "main")


def test_what_is_said_of_a_conflict(desk: Desk, window: Any) -> None:
    article = desk.copy()
    page = desk.open(f"/articles/{article}", window)
    desk.library.confirm(article, "3.2", "It pours.")
    english(page, "3.2").click()
    page.keyboard.insert_text("Well, ")
    page.keyboard.press("Control+Enter")
    expect(row(page, "3.2").get_by_role("alert")).to_be_visible()
    expect(page.locator("#alarms")).to_contain_text("changed elsewhere")
    desk.expect_complaint("status of 409")
    examine(page)
    page.keyboard.press("Alt+z")
    expect(page.locator("#messages p")).to_be_visible()
    examine(page, "#messages")


def test_the_dialogs(desk: Desk, window: Any) -> None:
    page = desk.open(f"/articles/{desk.copy()}", window)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    examine(page, "#help")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+r")
    page.get_by_label("Find").fill("UAVs")
    page.keyboard.press("Enter")
    expect(page.locator("#replace-found li").first).to_be_visible()
    examine(page, "#replace")
    page.keyboard.press("Escape")
    select(page, "3.1", "nl", "drones")
    page.keyboard.press("Alt+g")
    dialog = page.get_by_role("dialog", name="Glossary")
    dialog.get_by_label("English what it must be").fill("unmanned aircraft")
    expect(dialog.locator("#term-found ins").first).to_be_visible()
    dialog.get_by_text("In the glossary file").click()
    examine(page, "#term")


def test_a_page_that_is_not_there(desk: Desk, window: Any) -> None:
    page = desk.open("/nowhere", window)
    expect(page.get_by_role("alert").first).to_be_visible()
    desk.expect_complaint("status of 404")
    examine(page)


def test_words_are_read_on_every_ground_that_is_painted_under_them(desk: Desk, marked: int, window: Any) -> None:
    """The grounds of highlights are no elements, so axe does not see them."""
    page = desk.open(f"/articles/{marked}", window)
    luminances = page.evaluate(
        """() => {
            const luminance = (name) => {
                const trial = document.body.appendChild(document.createElement("i"));
                trial.style.color = `var(${name})`;
                const channels = getComputedStyle(trial).color.match(/[\\d.]+/g).slice(0, 3).map((c) => c / 255);
                trial.remove();
                const linear = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
                return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
            };
            return ["--ink", "--word", "--unsure", "--found"].map(luminance);
        }"""
    )
    ink, *grounds = luminances
    for ground in grounds:
        lighter, darker = max(ink, ground), min(ink, ground)
        assert (lighter + 0.05) / (darker + 0.05) >= CONTRAST
