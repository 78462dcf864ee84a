"""The review server's answers, through the library, the glossary and the engine that it has in earnest."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from translate.engines import Engine
from translate.glossary.model import Glossary
from translate.glossary.store import load_glossary
from translate.library import Library
from translate.pipeline import Pipeline
from translate.reading import read_bytes
from translate.review.routes_article import attachment
from translate.review.security import UPLOAD_LIMIT
from translate.review.site import Site
from translate.review.uploads import safe_name
from translate.review.workspace import Workspace
from translate.writing import WRITERS

from .conftest import Gate, let_in

HTMX = {"hx-request": "true"}
SCRIPT = "<script>alert(1)</script>"


def follow(browser: TestClient, job: str) -> list[tuple[str, str]]:
    """Return the events of a job, to its end, as name and data."""
    answered = browser.get(f"{job}/events")
    assert answered.headers["content-type"].startswith("text/event-stream")
    events = []
    for block in answered.text.strip().split("\n\n"):
        number, name, *data = (line.partition(": ")[2] for line in block.split("\n"))
        events.append((int(number), name, "\n".join(data)))
    assert [number for number, _, _ in events] == list(range(1, len(events) + 1))
    return [(name, data) for _, name, data in events]


def revision(library: Library, article: int, segment: str) -> int:
    (stored,) = library.segments(article, [segment])
    return stored.revision


def save(browser: TestClient, library: Library, article: int, segment: str, target: str, **fields: str) -> str:
    """Save a sentence as the page does, and return the answer."""
    form = {"target": target, "revision": str(revision(library, article, segment)), "state": "reviewed", **fields}
    answered = browser.post(f"/articles/{article}/segments/{segment}", data=form, headers=HTMX)
    assert answered.status_code == 200, answered.text
    return answered.text


def rows(html: str) -> dict[str, str]:
    """Return the rows of an answer by the id of their segment."""
    parts = re.split(r'(?=<div class="row" id="s-)', html)[1:]
    return {re.match(r'<div class="row" id="s-([^"]+)"', part)[1]: part for part in parts}  # type: ignore[index]


# The list, and a new article


def test_the_list_names_the_articles(browser: TestClient, article: int) -> None:
    page = browser.get("/")
    assert page.status_code == 200
    assert f"/articles/{article}" in page.text and "Een bericht over Oekraïne" in page.text


def test_a_file_is_translated_while_the_page_looks_on_and_is_in_the_library(
    browser: TestClient, library: Library
) -> None:
    text = "Het nieuws\n\nPoetin sprak met de pers.\n"
    sent = browser.post("/articles", files={"file": ("C:\\stukken\\nieuws.txt", text.encode())})
    assert sent.status_code == 303
    job = sent.headers["location"]
    assert browser.get(job).status_code == 200
    events = follow(browser, job)
    assert [name for name, _ in events] == ["progress", "paragraph", "progress", "paragraph", "progress", "done"]
    assert "Putin" in events[3][1]
    url = json.loads(events[-1][1])["url"]
    assert browser.get(url).status_code == 200
    (kept,) = library.list_articles()
    assert (kept.path, kept.title) == ("nieuws.txt", "Het nieuws")


def test_a_translation_that_failed_is_tried_again_and_nothing_need_be_sent_anew(
    browser: TestClient, library: Library
) -> None:
    with closing(sqlite3.connect(library.path)) as other:
        library._connection.execute("PRAGMA busy_timeout=1")
        other.execute("BEGIN IMMEDIATE")
        job = browser.post("/articles", data={"text": "De brug is open."}).headers["location"]
        events = follow(browser, job)
        assert events[-1][0] == "failed" and "in use by another run" in events[-1][1]
        other.execute("ROLLBACK")
    again = browser.post(f"{job}/again")
    assert again.status_code == 303 and follow(browser, again.headers["location"])[-1][0] == "done"
    assert browser.post(f"{again.headers['location']}/again").status_code == 404
    assert len(library.list_articles()) == 1


def test_a_text_that_was_pasted_is_translated_under_its_title(browser: TestClient, library: Library) -> None:
    sent = browser.post("/articles", files={}, data={"title": "De brug", "text": "De brug is open.\n\nMorgen niet."})
    follow(browser, sent.headers["location"])
    (kept,) = library.list_articles()
    assert (kept.title, kept.path, kept.paragraphs) == ("De brug", "", 3)


def test_two_texts_that_were_pasted_are_two_articles(browser: TestClient, library: Library) -> None:
    for text in ("De brug is open.", "De brug is dicht."):
        follow(browser, browser.post("/articles", data={"text": text}).headers["location"])
    assert len(library.list_articles()) == 2


@pytest.mark.parametrize(
    ("sent", "line"),
    [
        ({"files": {"file": ("foto.png", b"\x89PNG\r\n\x1a\n\0\0")}}, "looks like a PNG picture"),
        ({"files": {"file": ("leeg.txt", b"")}}, "leeg.txt: empty"),
        ({"data": {"text": "  \n "}}, "nothing to translate"),
        ({"data": {"text": "a\0b"}}, "pasted text: looks like UTF-16"),
        ({"files": {"file": ("", b"")}}, "nothing to translate"),
        ({}, "nothing to translate"),
    ],
    ids=str,
)
def test_what_cannot_be_read_is_refused_in_a_line_on_the_list(
    browser: TestClient, library: Library, sent: dict[str, object], line: str
) -> None:
    refused = browser.post("/articles", **sent)  # type: ignore[arg-type]
    assert refused.status_code == 400
    assert 'role="alert"' in refused.text and line in refused.text
    assert library.list_articles() == []


def test_what_was_typed_is_not_lost_when_it_is_refused(browser: TestClient) -> None:
    refused = browser.post("/articles", data={"title": "Mijn titel", "text": "a\0b"})
    assert "Mijn titel" in refused.text and "<form" in refused.text
    assert browser.get("/articles").headers["location"] == "/"


def test_a_file_above_the_limit_is_refused_on_the_list(browser: TestClient) -> None:
    refused = browser.post("/articles", files={"file": ("groot.txt", b"a" * (UPLOAD_LIMIT + 1))})
    assert refused.status_code == 413
    assert "larger than 20 MB" in refused.text and "<form" in refused.text


def test_a_text_longer_than_forms_usually_are_is_read(browser: TestClient) -> None:
    refused = browser.post("/articles", data={"text": "1 " * 600_000})
    assert "a paragraph of 1,199,999 characters" in refused.text


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("nieuws.txt", "nieuws.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\stukken\\a.txt", "a.txt"),
        ("a\0b\r\n.txt", "ab.txt"),
        ("..", "article"),
        ("-", "article"),
        ("", "article"),
        ("dossier/", "article"),
        ("x" * 500 + ".txt", "x" * 196 + ".txt"),
    ],
)
def test_a_file_has_the_name_that_it_came_with_and_no_folder(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def test_a_browser_that_comes_back_hears_the_rest_and_one_that_has_heard_all_is_told_so(browser: TestClient) -> None:
    job = browser.post("/articles", data={"text": "De brug is open."}).headers["location"]
    last = len(follow(browser, job))
    rest = browser.get(f"{job}/events", headers={"last-event-id": str(last - 1)})
    assert rest.text.startswith(f"id: {last}\nevent: done\n")
    for seen in (str(last), "9" * 5000):
        assert browser.get(f"{job}/events", headers={"last-event-id": seen}).status_code == 204


# The article


def test_the_page_has_the_article_and_its_blocks(browser: TestClient, article: int) -> None:
    page = browser.get(f"/articles/{article}")
    assert page.status_code == 200
    assert list(rows(page.text)) == ["1.1", "2.1", "2.2", "3.1", "3.2"]


def test_the_page_says_who_wrote_the_article(browser: TestClient, library: Library, article: int) -> None:
    library.save_article(replace(library.load_article(article), byline="Van onze redactie", date="2026-03-01"))
    assert "Van onze redactie · 2026-03-01" in browser.get(f"/articles/{article}").text


def test_a_block_has_its_rows_and_no_others(browser: TestClient, article: int) -> None:
    assert list(rows(browser.get(f"/articles/{article}/paragraphs?start=1&stop=2").text)) == ["2.1", "2.2"]
    assert list(rows(browser.get(f"/articles/{article}/paragraphs?start=0&stop=9&q=brug").text)) == ["3.2"]
    assert rows(browser.get(f"/articles/{article}/paragraphs?start=7&stop=9").text) == {}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("unreviewed=1", ["1.1", "2.2", "3.1", "3.2"]),
        ("q=poetin", ["2.1", "3.1"]),
        ("q=%5Ezwijgt&regex=1", []),
        ("q=(brug|zwijgt)&regex=1&side=nl", ["2.2", "3.2"]),
        ("q=poetin&unreviewed=1", ["3.1"]),
        ("side=nonsense&unreviewed=", ["1.1", "2.1", "2.2", "3.1", "3.2"]),
    ],
)
def test_a_filter_shows_what_fits(
    browser: TestClient, library: Library, article: int, query: str, shown: list[str]
) -> None:
    library.confirm(article, "2.1", "Putin spoke to the press.")
    assert list(rows(browser.get(f"/articles/{article}?{query}").text)) == shown


def test_a_regular_expression_that_is_none_is_said_above_the_article(browser: TestClient, article: int) -> None:
    page = browser.get(f"/articles/{article}?q=(&regex=1")
    assert page.status_code == 200 and 'role="alert"' in page.text
    assert browser.get(f"/articles/{article}/paragraphs?start=0&stop=3&q=(&regex=1", headers=HTMX).status_code == 400


@pytest.mark.parametrize("format", list(WRITERS))
def test_the_article_is_downloaded_with_what_was_reviewed(
    browser: TestClient, library: Library, article: int, format: str
) -> None:
    save(browser, library, article, "3.2", "The drawbridge stands open.")
    sent = browser.get(f"/articles/{article}/export/{format}")
    assert sent.status_code == 200
    writer = WRITERS[format]
    assert sent.headers["content-disposition"].startswith(f'attachment; filename="bericht{writer.infix}.')
    held = sent.content
    if zipfile.is_zipfile(io.BytesIO(held)):
        with zipfile.ZipFile(io.BytesIO(held)) as archive:
            assert len(writer.suffixes) == 1 or len(archive.namelist()) == len(writer.suffixes)
            held = b"".join(map(archive.read, archive.namelist()))
    assert b"drawbridge" in held


@pytest.mark.parametrize("format", ["docx2", "%2e%2e", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "html%00", "html/.."])
def test_there_is_no_way_out_of_the_downloads(browser: TestClient, article: int, format: str) -> None:
    answered = browser.get(f"/articles/{article}/export/{format}")
    assert answered.status_code == 404 and "root:" not in answered.text


@pytest.mark.parametrize(
    "path",
    ["../pages.py", "%2e%2e/pages.py", "..%2fpages.py", "....//pages.py", "/etc/passwd", "htmx.min.js%00", "", "."],
)
def test_there_is_no_way_out_of_the_static_files(browser: TestClient, path: str) -> None:
    assert browser.get(f"/static/{path}").status_code == 404


def test_static_files_are_asked_for_once_and_confirmed_afterwards(browser: TestClient) -> None:
    first = browser.get("/static/htmx.min.js")
    assert first.status_code == 200 and first.headers["content-type"].startswith("text/javascript")
    again = browser.get("/static/htmx.min.js", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "stem", ["bericht", 'a"b; x=\r\nSet-Cookie: a=b', "../../etc", "Één – mooi", "\ud800", "", "💥"]
)
def test_the_name_of_a_download_is_a_name(stem: str) -> None:
    header = attachment(stem, ".en.html")
    plain, whole = re.fullmatch(r'attachment; filename="([A-Za-z0-9._-]+)"; filename\*=UTF-8\'\'(\S+)', header).groups()  # type: ignore[union-attr]
    assert plain.endswith(".en.html") and not set(unquote(whole)) & set('/\\"\r\n') and len(header) < 1200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/articles/99", 404),
        ("/articles/99999999999999999999", 404),
        ("/articles/-1", 404),
        ("/articles/nieuws", 404),
        ("/articles/99/export/html", 404),
        ("/articles/{article}/segments/9.9", 404),
        ("/articles/{article}/paragraphs", 400),
        ("/articles/{article}/paragraphs?start=a&stop=2", 400),
        ("/articles/{article}/term?segment=1.1&side=fr&start=0&end=1", 400),
        ("/jobs/77", 404),
        ("/jobs/77/events", 404),
        ("/nothing", 404),
        ("/docs", 404),
        ("/openapi.json", 404),
    ],
)
def test_what_is_not_there_is_said_in_a_line(browser: TestClient, article: int, path: str, status: int) -> None:
    path = path.format(article=article)
    page, fragment = browser.get(path), browser.get(path, headers=HTMX)
    assert (page.status_code, fragment.status_code) == (status, status)
    assert "<!DOCTYPE html>" in page.text and 'role="alert"' in page.text
    assert fragment.text.count("role=") == 1 and 'role="alert"' in fragment.text and "<html" not in fragment.text


def test_what_nobody_expected_is_said_in_a_line_and_kept_to_ourselves(
    browser: TestClient, site: Site, article: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise RuntimeError("a secret path")

    monkeypatch.setattr(site.pages, "article_page", fail)
    answered = browser.get(f"/articles/{article}")
    assert answered.status_code == 500 and "a secret path" not in answered.text and 'role="alert"' in answered.text


# Approving


def test_an_approval_is_saved_and_answered_with_the_rows_that_changed(
    browser: TestClient, library: Library, article: int
) -> None:
    answered = save(browser, library, article, "2.1", "Putin talked to the press.")
    found = rows(answered)
    assert list(found) == ["2.1", "3.1"]
    assert "hx-swap-oob" not in found["2.1"].split(">")[0] and "hx-swap-oob" in found["3.1"].split(">")[0]
    assert 'id="progress"' in answered
    (stored,) = library.segments(article, ["2.1"])
    assert (stored.segment.target, stored.segment.state) == ("Putin talked to the press.", "reviewed")


def test_of_two_tabs_the_second_is_told_and_nothing_is_lost(
    browser: TestClient, library: Library, article: int
) -> None:
    seen = str(revision(library, article, "2.2"))
    path = f"/articles/{article}/segments/2.2"
    first = {"target": "Ukraine says nothing.", "revision": seen, "state": "reviewed"}
    assert browser.post(path, data=first, headers=HTMX).status_code == 200
    second = browser.post(path, data={**first, "target": "Ukraine is mute."}, headers=HTMX)
    assert second.status_code == 409
    assert "says nothing." in second.text and "mute" in second.text and 'role="alert"' in second.text
    assert library.segments(article, ["2.2"])[0].segment.target == "Ukraine says nothing."


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"target": " "}, "empty"),
        ({"revision": "x"}, "not a number"),
        ({"revision": "9" * 40}, "not a number"),
        ({"revision": "0" * 5000}, "not a number"),
        ({"state": "initial"}, "no state"),
        ({"target": None}, "target"),
    ],
    ids=str,
)
def test_what_cannot_be_saved_is_refused_in_a_line(
    browser: TestClient, library: Library, article: int, fields: dict[str, str | None], line: str
) -> None:
    before = library.segments(article)
    form = {"target": "The bridge.", "revision": str(revision(library, article, "3.2")), "state": "reviewed", **fields}
    form = {name: value for name, value in form.items() if value is not None}
    refused = browser.post(f"/articles/{article}/segments/3.2", data=form, headers=HTMX)
    assert refused.status_code == 400 and 'role="alert"' in refused.text and line in refused.text
    assert library.segments(article) == before


def test_what_a_person_wrote_is_aligned_in_the_background(
    browser: TestClient, site: Site, library: Library, article: int
) -> None:
    save(browser, library, article, "3.2", "That bridge has been opened today.")
    site.stop()
    site.join(60)
    (stored,) = library.segments(article, ["3.2"])
    words = {
        source.of("De brug is open."): target.of(stored.segment.target) for source, target in stored.segment.alignment
    }
    assert words["brug"] == "bridge"


def test_the_row_of_a_sentence_that_was_written_asks_once_for_its_alignment(
    browser: TestClient, library: Library, article: int
) -> None:
    path = f"/articles/{article}/segments/3.2"
    asks = f'hx-get="{path}" hx-trigger="load delay:1s"'
    assert (
        asks in rows(save(browser, library, article, "3.2", "That bridge has been opened.", state="translated"))["3.2"]
    )
    assert asks not in browser.get(path, headers=HTMX).text
    assert asks not in save(browser, library, article, "3.2", "That bridge has been opened.")  # the text is the same
    repeated = rows(save(browser, library, article, "2.1", "Putin talked to reporters."))
    assert [name for name, row in repeated.items() if "load delay" in row] == ["2.1"]


def test_steps_are_taken_back_and_again(browser: TestClient, library: Library, article: int) -> None:
    before = [stored.segment for stored in library.segments(article)]
    save(browser, library, article, "2.1", "Putin talked to the press.")
    after = [stored.segment.target for stored in library.segments(article)]
    undone = browser.post(f"/articles/{article}/undo", headers=HTMX)
    assert list(rows(undone.text)) == ["2.1", "3.1"] and "Taken back" in undone.text
    assert [stored.segment for stored in library.segments(article)] == before
    assert list(rows(browser.post(f"/articles/{article}/redo", headers=HTMX).text)) == ["2.1", "3.1"]
    assert [stored.segment.target for stored in library.segments(article)] == after
    nothing = browser.post(f"/articles/{article}/redo", headers=HTMX)
    assert nothing.status_code == 200 and "nothing to do again" in nothing.text and rows(nothing.text) == {}


def test_a_warning_is_ignored_and_brought_back(browser: TestClient, library: Library, article: int) -> None:
    save(browser, library, article, "3.2", "The bridge is is open (today.")
    issue = library.segments(article, ["3.2"])[0].segment.issues[0]
    path = f"/articles/{article}/segments/3.2/issues"
    for dismissed in ("1", "0"):
        form = {"check": issue.check, "message": issue.message, "dismissed": dismissed}
        answered = browser.post(path, data=form, headers=HTMX)
        assert list(rows(answered.text)) == ["3.2"] and 'id="progress"' in answered.text
        assert library.segments(article, ["3.2"])[0].segment.issues[0].dismissed == (dismissed == "1")


def test_a_warning_about_the_whole_article_is_ignored_too(
    browser: TestClient, site: Site, library: Library, article: int
) -> None:
    for segment, target in (("2.1", "Putin talked to the press."), ("3.1", "Putin spoke with journalists.")):
        save(browser, library, article, segment, target)
    (issue,) = site.issues.known(article, ["2.1", "3.1"])["3.1"]
    assert f'<a href="/articles/{article}?warnings=1">1</a>' in browser.get("/").text
    form = {"check": issue.check, "message": issue.message, "dismissed": "1"}
    browser.post(f"/articles/{article}/segments/3.1/issues", data=form, headers=HTMX)
    assert site.issues.known(article, ["3.1"])["3.1"][0].dismissed
    assert "?warnings=1" not in browser.get("/").text
    answered = save(browser, library, article, "2.1", "Putin addressed the press.")
    assert site.issues.known(article, ["3.1"])["3.1"][0].dismissed  # though the other sentence reads otherwise now
    assert "<q>Putin addressed the press.</q>" in rows(answered)["3.1"]


def test_a_row_of_which_something_else_is_found_now_comes_along(
    browser: TestClient, library: Library, article: int
) -> None:
    browser.get(f"/articles/{article}")
    for segment, target in (("2.1", "Putin talked to the press."), ("3.1", "Putin spoke with journalists.")):
        answered = save(browser, library, article, segment, target)
    assert "same Dutch, other English" in rows(answered)["3.1"]
    mended = rows(save(browser, library, article, "2.1", "Putin spoke with journalists."))
    assert list(mended) == ["2.1", "3.1"]
    assert "same Dutch" not in mended["3.1"] and "hx-swap-oob" in mended["3.1"].split(">")[0]


def test_alternatives_and_history_are_shown(browser: TestClient, library: Library, article: int) -> None:
    save(browser, library, article, "3.2", "The bridge has been opened.")
    path = f"/articles/{article}/segments/3.2"
    history = browser.get(f"{path}/history", headers=HTMX)
    assert history.status_code == 200 and "opened" in history.text
    alternatives = browser.get(f"{path}/alternatives", headers=HTMX)
    assert (
        alternatives.status_code == 200
        and "bridge" in alternatives.text
        and "None of the model" not in alternatives.text
    )


def test_unsure_words_are_told_of_the_texts_that_the_page_shows(
    browser: TestClient, library: Library, article: int
) -> None:
    seen = {name: revision(library, article, name) for name in ("2.1", "3.2")}
    library.confirm(article, "3.2", "The bridge has been opened.", state="translated")
    asked = ",".join(f"{name}:{number}" for name, number in seen.items())
    answered = browser.get(f"/articles/{article}/confidence?ids={asked},9.9:1,4,:,3.1:x,")
    assert answered.status_code == 200
    assert set(answered.json()) == {"2.1"}


# Across the article


def test_a_replacement_is_previewed_chosen_and_taken_back_in_one(
    browser: TestClient, library: Library, article: int
) -> None:
    save(browser, library, article, "2.1", "Putin spoke to the press.")
    path, asked = f"/articles/{article}/replace", {"find": "press", "put": "media", "case": "1", "words": "1"}
    preview = browser.get(path, params=asked, headers=HTMX)
    chosen = re.findall(r'name="chosen" value="([^"]+)"', preview.text)
    assert [one.split(":")[0] for one in chosen] == ["2.1", "3.1"]
    applied = browser.post(path, data={**asked, "chosen": chosen[:1]}, headers=HTMX)
    assert "2.1" in rows(applied.text) and "Replaced in 1 sentence;" in applied.text
    targets = {stored.segment.id: stored.segment.target for stored in library.segments(article)}
    assert (targets["2.1"], targets["3.1"]) == ("Putin spoke to the media.", "Putin spoke to the press.")
    browser.post(f"/articles/{article}/undo", headers=HTMX)
    assert library.segments(article, ["2.1"])[0].segment.target == "Putin spoke to the press."


def test_a_replacement_of_what_changed_meanwhile_replaces_nothing(
    browser: TestClient, library: Library, article: int
) -> None:
    before = [stored.segment.target for stored in library.segments(article)]
    form = {"find": "press", "put": "media", "case": "1", "chosen": ["2.1:0", "3.1:0"]}
    refused = browser.post(f"/articles/{article}/replace", data=form, headers=HTMX)
    assert refused.status_code == 409 and 'role="alert"' in refused.text
    assert [stored.segment.target for stored in library.segments(article)] == before


@pytest.mark.parametrize("asked", [{"find": "(", "regex": "1"}, {"find": "a", "chosen": "2.1"}, {"find": "a"}], ids=str)
def test_a_replacement_that_cannot_be_made_is_refused_in_a_line(
    browser: TestClient, article: int, asked: dict[str, str]
) -> None:
    refused = browser.post(f"/articles/{article}/replace", data=asked, headers=HTMX)
    assert refused.status_code == 400 and 'role="alert"' in refused.text


def test_a_form_may_name_each_sentence_of_a_long_article(browser: TestClient, library: Library, engine: Engine) -> None:
    read = read_bytes("\n\n".join(f"{number}" for number in range(7000, 8100)).encode(), "lang.txt")
    Pipeline(engine, Glossary(), library).translate(read)
    path = f"/articles/{library.find_article(read.sha256)}"
    preview = browser.get(f"{path}/replace", params={"find": "7", "put": "8", "case": "1"}, headers=HTMX)
    chosen = re.findall(r'name="chosen" value="([^"]+)"', preview.text)
    assert len(chosen) > 1000
    form = {"find": "7", "put": "8", "case": "1", "chosen": chosen}
    applied = browser.post(f"{path}/replace", data=form, headers=HTMX)
    assert applied.status_code == 200 and applied.headers["hx-refresh"] == "true"


def test_a_term_is_added_shown_with_what_it_touches_and_applied(
    browser: TestClient, site: Site, library: Library, article: int, glossary_file: Path
) -> None:
    path = f"/articles/{article}"
    form = browser.get(f"{path}/term?segment=3.2&side=nl&start=3&end=7", headers=HTMX)
    assert form.status_code == 200 and "brug" in form.text
    fields = {"existing": "", "sources": "brug", "target": "drawbridge", "kind": "other", "case": "", "note": ""}
    before = glossary_file.read_text()
    preview = browser.post(f"{path}/term/preview", data=fields, headers=HTMX)
    assert preview.status_code == 200 and "drawbridge" in preview.text
    assert glossary_file.read_text() == before
    saved = browser.post(f"{path}/term", data=fields, headers=HTMX)
    assert saved.status_code == 200
    entry = load_glossary(glossary_file).entries[-1]
    assert (entry.sources, entry.target) == (("brug",), "drawbridge")
    applied = browser.post(f"{path}/refresh", data={}, headers=HTMX)
    assert "3.2" in rows(applied.text) and "drawbridge" in rows(applied.text)["3.2"]
    assert "drawbridge" in library.segments(article, ["3.2"])[0].segment.target
    assert "Everything agrees with the glossary." in browser.post(f"{path}/refresh", data={}, headers=HTMX).text


def test_a_glossary_is_applied_to_all_articles_while_the_browser_looks_on(
    browser: TestClient, site: Site, library: Library, article: int, glossary_file: Path, gate: Gate
) -> None:
    other = library.save_article(replace(library.load_article(article), sha256="ab" * 32))
    gate.opened.clear()
    gate.reached.clear()
    sent = browser.post(f"/articles/{article}/refresh", data={"all": "1"}, headers=HTMX)
    job = sent.headers["hx-redirect"]
    assert sent.status_code == 200 and "Sentences translated" in browser.get(job).text
    assert browser.post(f"/articles/{article}/refresh", data={"all": "1"}, headers=HTMX).headers["hx-redirect"] == job
    second = browser.post(f"/articles/{other}/refresh", data={"all": "1"}, headers=HTMX).headers["hx-redirect"]
    gate.opened.set()
    events = follow(browser, job)
    assert {name for name, _ in events} == {"progress", "done"}
    assert json.loads(events[-2][1]) == {"done": 8, "all": 8}
    done = json.loads(events[-1][1])
    assert done == {"url": f"/articles/{article}", "line": "8 sentences translated again, 4 of them in this article."}
    back = {"url": f"/articles/{other}", "line": "Everything agrees with the glossary."}
    assert second != job and json.loads(follow(browser, second)[-1][1]) == back
    assert {one.glossary for each in (article, other) for one in library.segments(each)} == {
        site.workspace.glossary.fingerprint()
    }
    again = browser.post(f"/articles/{article}/refresh", data={"all": "1"}, headers=HTMX).headers["hx-redirect"]
    assert json.loads(follow(browser, again)[-1][1])["line"] == "Everything agrees with the glossary."


def test_without_a_glossary_a_term_is_refused_before_anything_is_typed(
    library: Library, article: int, gate: Gate, tmp_path: Path
) -> None:
    site = Site(Workspace(library, None, lambda: gate))
    browser, path = let_in(site), f"/articles/{article}"
    before = set(tmp_path.iterdir())
    fields = {"existing": "", "sources": "brug", "target": "drawbridge", "kind": "other"}
    for answered in (
        browser.get(f"{path}/term?segment=3.2&side=nl&start=3&end=7", headers=HTMX),
        browser.post(f"{path}/term/preview", data=fields, headers=HTMX),
        browser.post(f"{path}/term", data=fields, headers=HTMX),
    ):
        assert answered.status_code == 400 and "no glossary.yaml here or above; make one with" in answered.text
    assert set(tmp_path.iterdir()) == before
    site.stop()


def test_an_entry_that_would_be_wrong_is_refused_in_a_line_and_its_form_stays(
    browser: TestClient, article: int, glossary_file: Path
) -> None:
    before = glossary_file.read_text()
    fields = {"existing": "", "sources": "brug", "target": "", "kind": "other", "note": "mijn notitie"}
    for path in (f"/articles/{article}/term", f"/articles/{article}/term/preview"):
        refused = browser.post(path, data=fields, headers=HTMX)
        assert refused.status_code == 400
        assert 'role="alert"' in refused.text and "<form" not in refused.text
    assert glossary_file.read_text() == before


def test_selected_words_are_counted_in_the_units_of_the_browser(
    browser: TestClient, library: Library, engine: Engine
) -> None:
    read = read_bytes("💥💥 De brug is open.\n".encode(), "knal.txt")
    Pipeline(engine, Glossary(), library).translate(read)
    path = f"/articles/{library.find_article(read.sha256)}"
    form = browser.get(f"{path}/term?segment=1.1&side=nl&start=8&end=12", headers=HTMX)
    assert re.search(r'name="sources"[^>]*>\s*brug\s*</textarea>', form.text)


# What comes from outside is text


def test_a_script_in_an_article_a_file_name_a_note_or_a_translation_is_text(
    browser: TestClient, library: Library, glossary_file: Path
) -> None:
    glossary_file.write_text(f"- source: brug\n  target: bridge\n  note: '{SCRIPT}'\n", encoding="utf-8")
    text = f"{SCRIPT}\n\nDe brug is open {SCRIPT}.\n"
    sent = browser.post("/articles", files={"file": (f"{SCRIPT}.txt".replace("/", ""), text.encode())})
    job = sent.headers["location"]
    pages = [browser.get(job).text, *(data for _, data in follow(browser, job))]
    (kept,) = library.list_articles()
    path = f"/articles/{kept.id}"
    pages.append(save(browser, library, kept.id, "2.1", f"The bridge {SCRIPT} is open."))
    addresses = (
        "/",
        path,
        f"{path}/paragraphs?start=0&stop=9",
        f"{path}?q={SCRIPT}",
        f"{path}/segments/2.1",
        f"{path}/segments/2.1/history",
        f"{path}/segments/2.1/alternatives",
        f"{path}/replace?find={SCRIPT}&put={SCRIPT}x&case=1",
        f"{path}/term?segment=2.1&side=nl&start=3&end=7",
        f"/jobs/{SCRIPT}",
        f"{path}/export/{SCRIPT}",
    )
    pages += [browser.get(address, headers=headers).text for address in addresses for headers in ({}, HTMX)]
    assert len(pages) > 25 and any("alert(1)" in page for page in pages)
    assert not [page for page in pages if "<script>alert" in page]
