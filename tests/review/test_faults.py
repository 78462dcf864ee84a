"""What goes wrong beneath the page comes out as one line, and nothing is changed."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from translate.library import Library

HTMX = {"hx-request": "true"}


@contextmanager
def locked(library: Library) -> Iterator[None]:
    """Another program writes, and does not come to an end."""
    library._connection.execute("PRAGMA busy_timeout=1")  # milliseconds; a person would wait five seconds
    with closing(sqlite3.connect(library.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def full(library: Library) -> Iterator[None]:
    """The file cannot grow."""
    connection = library._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")
    yield
    connection.execute("PRAGMA max_page_count=1000000")


@pytest.mark.parametrize(
    ("fault", "line"),
    [(locked, "in use by another run; wait until"), (full, "the disk is full; this step was not saved; free some")],
)
def test_a_library_that_takes_nothing_says_so_in_a_line_and_is_read_on(
    browser: TestClient,
    library: Library,
    article: int,
    fault: Callable[[Library], AbstractContextManager[None]],
    line: str,
) -> None:
    path = f"/articles/{article}"
    library.confirm(article, "2.1", "Putin spoke to reporters.")
    before = library.segments(article)
    revision = str(before[3].revision)
    long = "The bridge is open. " * 20_000  # more than a page of the file has left
    with fault(library):
        answers = [
            browser.post(f"{path}/segments/3.1", data={"target": long, "revision": revision}, headers=HTMX),
            browser.post(
                f"{path}/replace",
                data={"find": "Putin", "put": long, "case": "1", "chosen": f"3.1:{revision}"},
                headers=HTMX,
            ),
        ]
        if fault is locked:
            answers += [browser.post(f"{path}/undo", headers=HTMX), browser.post(f"{path}/redo", headers=HTMX)][:1]
        assert browser.get(path).status_code == 200
    for answered in answers:
        assert answered.status_code == 400
        assert answered.text.count("role=") == 1 and 'role="alert"' in answered.text and line in answered.text
    assert library.segments(article) == before
    assert browser.post(
        f"{path}/segments/3.1", data={"target": "Putin spoke.", "revision": revision}, headers=HTMX
    ).is_success


def test_a_step_that_something_else_went_over_is_not_taken_back_and_says_so(
    browser: TestClient, library: Library, article: int
) -> None:
    path = f"/articles/{article}"
    library.confirm(article, "3.2", "The bridge is open now.")
    library.confirm(article, "2.1", library.segments(article, ["2.1"])[0].segment.target)
    library.confirm(article, "2.1", library.segments(article, ["2.1"])[0].segment.target, state="translated")
    machine = library.segments(article, ["2.1"])[0].segment
    library.save_again(article, {"2.1": replace(machine, target="Putin addressed <b>the press</b>.")}, "f")
    refused = browser.post(f"{path}/undo", headers=HTMX)
    assert refused.status_code == 409 and refused.text.count("role=") == 1
    said = re.sub(r"<[^>]+>", "", refused.text).strip()
    assert said == (
        "segment 2.1 was changed since: it now reads “Putin addressed &lt;b&gt;the press&lt;/b&gt;.”;"
        " this step stays as it is"
    )
    assert library.segments(article, ["2.1"])[0].segment.target == "Putin addressed <b>the press</b>."


def test_a_replacement_of_what_somebody_changed_says_which(browser: TestClient, library: Library, article: int) -> None:
    form = {"find": "open", "put": "shut", "case": "1", "chosen": f"3.2:{library.revision(article)}"}
    library.confirm(article, "3.2", "The bridge is open now.")
    refused = browser.post(f"/articles/{article}/replace", data=form, headers=HTMX)
    assert refused.status_code == 409 and refused.text.count("role=") == 1
    assert "sentence 3.2 was changed meanwhile, and nothing is replaced: it now reads “The bridge is open now.”" in (
        refused.text
    )
    assert str(library.path) not in refused.text
