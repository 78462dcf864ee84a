"""The pages in a browser, as a reader uses them: a new article, what is marked, what is found, what is taken home."""

from __future__ import annotations

import json
import os
import re
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from translate.document import Article, Paragraph, Segment

from .browser import (  # noqa: F401
    LIT,
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

PARAGRAPHS = 250  # so many that the article is not through when the first is shown
WHEN_ONE_IS_SHOWN = """
    new MutationObserver((_, observer) => {
        if (!document.querySelector("#paragraphs .paragraph")) return;
        observer.disconnect();
        pause();
    }).observe(document, { subtree: true, childList: true });
"""


def names_of(page: Any) -> list[tuple[str, str]]:
    """Return role and accessible name of what a screen reader stops at, as Chromium computes them."""
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    client.detach()
    roles = {
        "button", "link", "textbox", "searchbox", "checkbox", "combobox", "progressbar", "dialog", "region",
        "DisclosureTriangle", "navigation", "heading", "table", "term",
    }  # fmt: skip
    found = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    return [(role, name) for role, name in found if role in roles]


def test_a_file_is_translated_in_view_and_its_article_opens(desk: Desk) -> None:
    def pause() -> None:
        os.kill(desk.review.process.pid, signal.SIGSTOP)

    window = desk.window()
    window.expose_function("pause", pause)
    window.add_init_script(WHEN_ONE_IS_SHOWN)
    page = desk.open("/", window)
    text = "\n\n".join(
        ["# Een brug"] + [f"De {n}e brug over de rivier is sinds gisteren weer open." for n in range(PARAGRAPHS - 1)]
    )
    page.get_by_label("A file").set_input_files(
        {"name": "brug.md", "mimeType": "text/markdown", "buffer": text.encode()}
    )
    try:
        page.get_by_role("button", name="Translate the file").click()
        expect(page.locator("#paragraphs .paragraph").first).to_contain_text("bridge", ignore_case=True)
        shown, done, figures = page.evaluate(
            "[document.querySelectorAll('#paragraphs .paragraph').length, done.value, figures.textContent]"
        )
        assert figures == f"{done} of {PARAGRAPHS} paragraphs"
        assert shown - done in (0, 1), "a paragraph comes just before its number"
        assert 0 < shown < PARAGRAPHS
    finally:
        os.kill(desk.review.process.pid, signal.SIGCONT)
    expect(page).to_have_url(re.compile(r"/articles/\d+$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Een brug")
    expect(row(page, "1.1").get_by_role("heading")).to_have_text(["Een brug", re.compile("bridge")])
    expect(page.locator("#progress")).to_contain_text(f"0 of {PARAGRAPHS} reviewed")
    page.get_by_role("link", name="All articles").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("Een brug")


def test_a_text_is_pasted_and_one_that_is_none_is_refused_in_a_line(desk: Desk) -> None:
    page = desk.open("/")
    page.get_by_label("A file").set_input_files(
        {"name": "foto.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n\0\0"}
    )
    page.get_by_role("button", name="Translate the file").click()
    expect(page.get_by_role("alert").first).to_contain_text("PNG picture")
    desk.expect_complaint("status of 400")
    page.get_by_label("Title").fill("De dijk")
    page.get_by_label("Dutch text").fill("De dijk is hoog.\n\nHet water ook.")
    page.get_by_role("button", name="Translate the text").click()
    expect(page).to_have_url(re.compile(r"/articles/\d+$"))
    expect(page.locator(".row")).to_have_count(3)
    expect(english(page, "1.1")).to_contain_text(re.compile("dike|dyke", re.I))


def test_pointing_at_a_word_lights_it_on_both_sides_and_a_term_says_what_it_is(desk: Desk) -> None:
    page = desk.open(f"/articles/{desk.copy()}")
    row(page, "3.1").locator(".nl .term", has_text="drones").hover()
    wait_until(page, f"{LIT}.length === 2")
    assert set(page.evaluate(LIT)) == {"drones", "UAVs"}
    expect(page.get_by_role("tooltip")).to_contain_text("drones → UAVs")
    row(page, "3.1").locator(".en .term", has_text="UAVs").hover()
    wait_until(page, f"{LIT}.length === 2")
    expect(page.get_by_role("tooltip")).to_contain_text("As the glossary has it")
    page.get_by_role("heading", level=1).hover()
    wait_until(page, f"{LIT}.length === 0")
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_the_keyboard_lights_words_too(desk: Desk) -> None:
    page = desk.open(f"/articles/{desk.copy()}")
    english(page, "3.2").focus()  # "It's raining."
    page.keyboard.press("Home")
    for _ in "It's r":
        page.keyboard.press("ArrowRight")
    wait_until(page, f"{LIT}.includes('raining') && {LIT}.includes('regent')")
    row(page, "2.1").locator(".nl .term").first.focus()
    wait_until(page, f"{LIT}.includes('MIVD')")
    expect(page.get_by_role("tooltip")).to_contain_text("MIVD →")
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_words_that_the_model_doubts_are_shaded_until_they_are_approved(desk: Desk) -> None:
    def spoil(segment: Segment) -> Segment:
        return replace(segment, target="It banana raining.", alignment=()) if segment.id == "3.2" else segment

    page = desk.open(f"/articles/{desk.copy(spoil)}")
    shaded = "[...CSS.highlights.get('unsure')].map(range => range.toString())"
    wait_until(page, f"{shaded}.includes('banana')")
    english(page, "3.2").click()
    page.keyboard.press("Control+Enter")
    expect(row(page, "3.2")).to_have_attribute("data-state", "reviewed")
    wait_until(page, f"!{shaded}.includes('banana')")


def test_filters_and_searches_show_what_is_looked_for(desk: Desk) -> None:
    article = desk.copy()
    page = desk.open(f"/articles/{article}")
    rows = page.locator(".row")
    expect(rows).to_have_count(7)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("pers")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(2)
    expect(page.get_by_text("2 sentences shown")).to_be_visible()
    wait_until(page, "CSS.highlights.get('found')?.size === 2")
    page.get_by_role("searchbox").fill(r"\b\d\.\d{3}\b")
    page.get_by_role("search").get_by_label("Regular expression").check()
    page.get_by_label("Search on which side").select_option("Dutch")
    page.get_by_role("button", name="Search").click()
    expect(rows).to_have_count(1)
    expect(row(page, "3.1")).to_be_visible()
    page.get_by_role("searchbox").fill("(")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("regular expression")
    expect(rows).to_have_count(7)
    page.goto(f"{desk.review.base}/articles/{article}")
    page.get_by_role("link", name="With warnings").click()
    expect(rows).to_have_count(1)
    expect(row(page, "4.1")).to_contain_text("name or word")
    page.get_by_role("link", name="With warnings").click()
    expect(rows).to_have_count(7)
    page.get_by_role("link", name="Terms missed").click()
    expect(rows).to_have_count(0)
    expect(page.get_by_text("Nothing matches.")).to_be_visible()


def test_replacing_shows_first_what_it_will_change_and_is_one_step(desk: Desk) -> None:
    article = desk.copy()
    page = desk.open(f"/articles/{article}")
    page.keyboard.press("Alt+r")
    dialog = page.get_by_role("dialog", name="Replace in the English")
    dialog.get_by_label("Find").fill(r"UAV(s?)")
    dialog.get_by_label("Replace with").fill(r"uncrewed aircraft\1")
    dialog.get_by_label("Regular expression").check()
    dialog.get_by_role("button", name="Preview").click()
    expect(dialog.locator("li")).to_have_count(3)
    expect(dialog.locator("ins").first).to_contain_text("uncrewed")
    dialog.locator("li", has_text="2,400").get_by_role("checkbox").uncheck()
    assert "uncrewed" not in desk.stored(article, "2.1").segment.target
    dialog.get_by_role("button", name="Replace what is ticked").click()
    expect(dialog).to_be_hidden()
    expect(english(page, "2.1")).to_contain_text("uncrewed")
    expect(english(page, "3.1")).to_contain_text("UAVs")
    expect(page.get_by_role("status").filter(has_text="Replaced in 2 sentences")).to_be_visible()
    page.keyboard.press("Alt+z")
    expect(english(page, "2.1")).to_contain_text("UAVs")
    expect(english(page, "1.1")).to_contain_text("UAVs")


@pytest.mark.parametrize("name", ["md", "json", "html", "txt"])
def test_what_is_exported_holds_what_was_reviewed(desk: Desk, tmp_path: Path, name: str) -> None:
    article = desk.copy()
    desk.library.confirm(article, "3.2", "It is pouring.")
    page = desk.open(f"/articles/{article}")
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile(f"^{name} ")).click()
    started.value.save_as(tmp_path / "export")
    text = (tmp_path / "export").read_text(encoding="utf-8")
    assert "It is pouring." in text and "It's raining." not in text
    assert started.value.suggested_filename == f"Verhaal {desk.articles}.en.{name}"
    if name == "json":
        assert json.loads(text)["paragraphs"]


def test_a_screen_reader_is_told_what_everything_is(desk: Desk) -> None:
    page = desk.open("/")
    assert all(name for _, name in names_of(page)), names_of(page)
    page = desk.open(f"/articles/{desk.copy()}")
    expect(page.get_by_role("group", name="Sentence 4.1, to review")).to_be_visible()
    english(page, "4.1").click()
    page.keyboard.press("Alt+a")
    expect(row(page, "4.1").locator(".alternatives li").first).to_be_visible()
    found = names_of(page)
    assert [one for one in found if not one[1]] == []
    assert {
        ("progressbar", "Reviewed"),
        ("button", "Undo"),
        ("searchbox", "Search in this article"),
        ("textbox", "English of sentence 4.1"),
        ("button", "Approve sentence 4.1"),
        ("button", "Alternatives for sentence 4.1"),
        ("button", "History of sentence 4.1"),
        ("button", "Ignore"),
        ("button", "Close the alternatives"),
    } <= set(found)
    assert page.locator("#messages").get_attribute("aria-live") == "polite"
    assert page.locator("#alarms").get_attribute("aria-live") == "assertive"


def test_the_first_key_leads_past_the_bar(desk: Desk) -> None:
    page = desk.open(f"/articles/{desk.copy()}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the text")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(row(page, "1.1").locator(".term").first).to_be_focused()


def test_a_long_article_is_there_where_it_is_looked_at_and_keeps_what_is_typed(desk: Desk) -> None:
    paragraphs = tuple(
        Paragraph("text", text, segments=(Segment(f"{n}.1", text, target=f"This is line {n}.", state="translated"),))
        for n in range(1, 1001)
        for text in (f"Dit is regel {n}.",)
    )
    article = desk.library.save_article(Article(paragraphs, "Lang", path="lang.md", sha256="a" * 64))
    page = desk.open(f"/articles/{article}")
    english(page, "3.1").click()
    page.keyboard.press("End")
    page.keyboard.type(" Yes")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(english(page, "1000.1")).to_be_in_viewport()
    assert page.locator(".row").count() < 500
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    expect(row(page, "501.1")).to_be_visible()
    expect(english(page, "3.1")).to_have_text("This is line 3. Yes")
    expect(english(page, "3.1")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(english(page, "4.1")).to_be_focused()
    expect(english(page, "4.1")).to_be_in_viewport()
    expect(row(page, "3.1")).to_have_attribute("data-state", "reviewed")
    assert desk.stored(article, "3.1").segment.target == "This is line 3. Yes"
    page.get_by_role("searchbox").fill(r"regel 9\d\d")
    page.get_by_role("search").get_by_label("Regular expression").check()
    page.keyboard.press("Enter")
    expect(page.get_by_text("100 sentences shown")).to_be_visible()
    expect(row(page, "900.1")).to_be_visible()


def test_colours_are_chosen_and_kept(desk: Desk) -> None:
    page = desk.open("/", color_scheme="light")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    button = page.get_by_role("button", name="Light or dark")
    button.click()
    button.click()
    expect(page.get_by_role("button", name="Light or dark: dark")).to_be_visible()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark
    page.goto(f"{desk.review.base}/articles/1")
    assert page.evaluate(ground) == dark


def test_an_address_without_the_token_shows_nothing(desk: Desk) -> None:
    page = desk.window().new_page()
    answer = page.goto(f"{desk.review.base}/articles/1")
    assert answer.status == 403
    expect(page.locator("body")).to_have_text("no token; open the address that `translate review` printed")
    page.goto(desk.review.door("/articles/1"))
    expect(page.get_by_role("heading", level=1)).to_have_text("De MIVD over drones")
    assert "token" not in page.url
    desk.expect_complaint("status of 403")


def test_script_in_an_article_is_text(desk: Desk) -> None:
    page = desk.open("/")
    hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    page.get_by_label("Title").fill(hostile)
    page.get_by_label("Dutch text").fill(f"De brug is open. {hostile}")
    page.get_by_role("button", name="Translate the text").click()
    expect(page).to_have_url(re.compile(r"/articles/\d+$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(hostile)
    ready(page)
    english(page, "2.1").fill(hostile)
    page.keyboard.press("Control+Enter")
    expect(row(page, "2.1")).to_have_attribute("data-state", "reviewed")
    page.reload()
    expect(english(page, "2.1")).to_have_text(hostile)
    assert page.locator("main img, main script").count() == 0
    expect(page).to_have_title(hostile)
