"""A document that is sent to the review and comes back in English."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from docx import Document
from starlette.testclient import TestClient

from translate.cli.review import _page_of
from translate.library import Library
from translate.review.site import Site

from .test_app import follow, save

MARKDOWN = b"# Het nieuws\n\nDe brug is **open**.\n"


def document() -> bytes:
    """Return a Word document with a heading, and a sentence of which a word is bold."""
    made = Document()
    made.add_heading("Het nieuws", 1)
    paragraph = made.add_paragraph("Poetin sprak met de ")
    paragraph.add_run("pers").bold = True
    paragraph.add_run(".")
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def send(browser: TestClient, file: str, content: bytes) -> str:
    """Have a file translated, and return the path of its article."""
    answered = browser.post("/articles", files={"file": (file, content)})
    name, data = follow(browser, answered.headers["location"])[-1]
    assert name == "done"
    return str(json.loads(data)["url"])


def test_a_word_document_is_exported_as_one_in_english(browser: TestClient, library: Library) -> None:
    path = send(browser, "report.docx", document())
    assert f"{path}/export/same" in browser.get(path).text
    save(browser, library, 1, "2.1", "Putin spoke to the newspapers.")
    answered = browser.get(f"{path}/export/same")
    assert answered.status_code == 200
    assert answered.headers["content-disposition"].startswith('attachment; filename="report.en.docx"')
    assert answered.headers["content-type"].endswith("wordprocessingml.document")
    heading, paragraph = Document(io.BytesIO(answered.content)).paragraphs
    assert paragraph.text == "Putin spoke to the newspapers."
    assert heading.style is not None and heading.style.name == "Heading 1" and "news" in heading.text.lower()


@pytest.mark.parametrize(
    ("name", "data", "format", "called"),
    [
        ("brug.md", MARKDOWN, "same", "brug.en.md"),
        ("brug.md", MARKDOWN, "md", "brug.nl-en.md"),
        ("brug.html", b"<!DOCTYPE html><title>Brug</title><p>De brug is open.</p>", "same", "brug.en.html"),
        ("brug.html", b"<!DOCTYPE html><title>Brug</title><p>De brug is open.</p>", "html", "brug.nl-en.html"),
    ],
)
def test_the_document_and_the_pages_about_it_have_names_of_their_own(
    browser: TestClient, name: str, data: bytes, format: str, called: str
) -> None:
    answered = browser.get(f"{send(browser, name, data)}/export/{format}")
    assert answered.headers["content-disposition"].startswith(f'attachment; filename="{called}"')
    assert "bridge" in answered.text.lower()


def test_of_plain_text_there_is_no_document_to_write_again(browser: TestClient, article: int) -> None:
    assert "export/same" not in browser.get(f"/articles/{article}").text
    assert browser.get(f"/articles/{article}/export/same").status_code == 404


def test_a_file_that_the_command_names_is_kept_too(
    browser: TestClient, site: Site, library: Library, tmp_path: Path
) -> None:
    data = document()
    (tmp_path / "report.docx").write_bytes(data)
    job = _page_of(site, library, str(tmp_path / "report.docx"))
    assert follow(browser, job)[-1][0] == "done"
    assert library.original(1) == data
