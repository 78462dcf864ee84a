"""The Python API, as a reader of the README would use it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import translate
from translate import (
    Article,
    Glossary,
    Library,
    TranslateError,
    load_engine,
    load_glossary,
    translate_article,
    translate_text,
)
from translate.document import Paragraph
from translate.engines import Engine
from translate.engines.models import BUILT_IN, built_in_folder
from translate.errors import GlossaryError, LibraryError, ModelError, ReadingError
from translate.reading import read_article

TEXT = "Een kort bericht\n\nPoetin sprak met de pers. Het regende.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bericht.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "glossary.yaml"
    path.write_text("- source: Poetin\n  target: Putin\n", encoding="utf-8")
    return path


def test_an_article_from_a_file(file: Path, terms: Path, engine: Engine) -> None:
    article = translate_article(file, glossary=terms, engine=engine)
    assert [paragraph.kind for paragraph in article.paragraphs] == ["title", "text"]
    assert all(paragraph.target for paragraph in article.paragraphs)
    (term,) = article.paragraphs[1].segments[0].terms
    assert term.term == "Putin"
    assert article.path == str(file) and article.model == engine.id


def test_the_arguments_may_be_paths_texts_or_objects(file: Path, terms: Path, engine: Engine, tmp_path: Path) -> None:
    wanted = translate_article(file, glossary=terms, engine=engine, beam=1)
    glossary = load_glossary(terms)
    assert translate_article(str(file), glossary=str(terms), engine=BUILT_IN, beam=1) == wanted
    assert translate_article(read_article(file), glossary=glossary, engine=engine, beam=1) == wanted
    assert translate_article(file, glossary=terms, beam=1) == wanted
    by_folder = translate_article(file, glossary=terms, engine=built_in_folder(), beam=1)
    assert replace(by_folder, model="") == replace(wanted, model="")


def test_a_library_makes_the_second_call_ask_nothing(file: Path, engine: Engine, tmp_path: Path) -> None:
    place = tmp_path / "translations.db"
    first = translate_article(file, engine=engine, library=place, beam=1)
    with Library.open(place) as library:
        (summary,) = library.list_articles()
        assert library.load_article(summary.id) == first
        library.confirm(summary.id, first.paragraphs[0].segments[0].id, "A short message")
        assert translate_article(file, engine=engine, library=library, beam=1).paragraphs[0].target == "A short message"
    assert translate_article(file, engine=engine, library=str(place), beam=1).paragraphs[0].target == "A short message"


def test_lines_stay_lines(engine: Engine) -> None:
    text = "\nDe eerste regel.\n\n  \nDe tweede regel. Nog een zin.\r\n12,5\n😀\n"
    lines = translate_text(text, engine=engine, beam=1).split("\n")
    assert [bool(line) for line in lines] == [False, True, False, False, True, True, True, False]
    assert lines[5:7] == ["12.5", "😀"]


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "..."])
def test_nothing_comes_back_as_nothing(engine: Engine, text: str) -> None:
    assert translate_text(text, engine=engine) == "\n".join(line.strip() for line in text.split("\n"))


def test_a_text_with_a_glossary_is_what_the_article_gives(engine: Engine, terms: Path) -> None:
    sentence = "Poetin sprak met de pers."
    article = translate_article(Article((Paragraph("text", sentence),)), glossary=terms, engine=engine)
    assert translate_text(sentence, glossary=load_glossary(terms), engine=engine) == article.paragraphs[0].target


def test_a_line_longer_than_any_paragraph_is_refused_at_once(engine: Engine) -> None:
    with pytest.raises(ReadingError, match=r"^line 2: a line of 10,000,000 characters"):
        translate_text("kort\n" + "woord" * 2_000_000, engine=engine)


@pytest.mark.parametrize("beam", [0, -3])
def test_a_beam_below_one_is_refused(engine: Engine, beam: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        translate_text("Het regent.", engine=engine, beam=beam)


def test_what_cannot_be_used_is_one_kind_of_error(file: Path, engine: Engine, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / "file"
    for kind, arguments in (
        (ReadingError, {"article": nowhere}),
        (GlossaryError, {"article": file, "glossary": nowhere}),
        (ModelError, {"article": file, "engine": str(nowhere)}),
        (ModelError, {"article": file, "engine": nowhere}),
        (LibraryError, {"article": file, "library": nowhere}),
    ):
        with pytest.raises(kind) as caught:
            translate_article(**{"engine": engine, **arguments})
        assert isinstance(caught.value, TranslateError) and str(nowhere) in str(caught.value)


def test_the_package_holds_what_it_says() -> None:
    assert {name: getattr(translate, name) for name in translate.__all__} == {
        "Article": Article,
        "Glossary": Glossary,
        "Library": Library,
        "TranslateError": TranslateError,
        "load_engine": load_engine,
        "load_glossary": load_glossary,
        "translate_article": translate_article,
        "translate_text": translate_text,
    }
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        translate.nothing  # noqa: B018


def test_to_import_the_package_loads_nothing_of_it() -> None:
    code = "import sys, translate; print(*(name for name in sys.modules if name.startswith('translate')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["translate"]
