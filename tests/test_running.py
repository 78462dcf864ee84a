"""One article on its way: its document is written while it is translated, and nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.word_files import para, run, word
from translate.engines import Engine
from translate.errors import WritingError
from translate.glossary.model import Glossary
from translate.library import Library
from translate.pipeline import Pipeline, Progress
from translate.reading import read_bytes
from translate.running import run_article
from translate.writing import write_back

BOLD = "<w:b/>"
ANIMALS = ("hond", "kat", "koe", "geit", "haas", "vos", "wolf", "beer", "muis", "kip", "eend", "zwaan", "hert")
SENTENCES = [f"De {one} zag gisteren een {other} in de tuin." for one in ANIMALS for other in ANIMALS if one != other]
REPORT = word("".join(para(run(text[:12]) + run(text[12:20], BOLD) + run(text[20:])) for text in SENTENCES))


def test_the_document_is_the_one_that_would_be_written_afterwards(engine: Engine, small_glossary: Glossary) -> None:
    article = read_bytes(REPORT, "verslag.docx")
    heard: list[int] = []
    done = run_article(
        Pipeline(engine, small_glossary, beam=1), article, REPORT, again=True, tell=lambda p: heard.append(p.paragraphs)
    )
    assert done.document == write_back(REPORT, done.article)
    assert [paragraph.text for paragraph in done.article.paragraphs] == SENTENCES
    assert all(paragraph.target for paragraph in done.article.paragraphs)
    assert heard == list(range(1, len(SENTENCES) + 1))


def test_a_document_is_written_only_where_it_is_asked_for_and_can_be(engine: Engine, tmp_path: Path) -> None:
    pipeline = Pipeline(engine, Glossary(), beam=1)
    data = word(para(run("De minister zwijgt.")))
    assert run_article(pipeline, read_bytes(data, "a.docx"), data, again=False).document is None
    text = b"De minister zwijgt."
    done = run_article(pipeline, read_bytes(text, "a.txt"), text, again=True)
    assert done.document is None and done.article.paragraphs[0].target


def test_a_document_that_cannot_be_written_costs_no_translation(engine: Engine, tmp_path: Path) -> None:
    article = read_bytes(REPORT, "verslag.docx")
    other = word(para(run("Iets anders.")))
    with Library.open(tmp_path / "translations.db") as library:
        pipeline = Pipeline(engine, Glossary(), library, beam=1)
        with pytest.raises(WritingError, match="not those that were translated"):
            run_article(pipeline, article, other, again=True)
        progress = run_article(pipeline, article, REPORT, again=True).progress
    assert (progress.translated, progress.known) == (0, len(SENTENCES))


def test_who_interrupts_the_writing_does_not_wait_for_the_rest(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []

    def interrupted(_paragraph: object) -> None:
        written.append(1)
        if len(written) == 20:
            raise KeyboardInterrupt

    monkeypatch.setattr("translate.writing.back_docx.english_with_inlines", interrupted)
    monkeypatch.setattr("translate.writing.back_docx.write_block", lambda *_: None)
    heard: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        article = read_bytes(REPORT, "verslag.docx")
        pipeline = Pipeline(engine, Glossary(), beam=1)
        run_article(pipeline, article, REPORT, again=True, tell=lambda p: heard.append(p.paragraphs))
    assert heard[-1] == 20


def test_an_interrupted_run_goes_on_where_it_was(engine: Engine, tmp_path: Path) -> None:
    article = read_bytes(REPORT, "verslag.docx")

    def interrupt(progress: Progress) -> None:
        if progress.paragraphs == len(SENTENCES) // 2:
            raise KeyboardInterrupt

    with Library.open(tmp_path / "translations.db") as library:
        pipeline = Pipeline(engine, Glossary(), library, beam=1)
        with pytest.raises(KeyboardInterrupt):
            run_article(pipeline, article, REPORT, again=True, tell=interrupt)
        done = run_article(pipeline, article, REPORT, again=True)
    assert done.progress.known >= len(SENTENCES) // 2
    assert done.progress.translated + done.progress.known == len(SENTENCES)
    assert done.document == write_back(REPORT, done.article)
