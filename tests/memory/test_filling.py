"""Approved sentences come back in other articles, where their terms are right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from translate.document import Article, Paragraph, Segment
from translate.engines import Engine
from translate.glossary.model import Glossary
from translate.glossary.store import parse_glossary
from translate.library import Library, MemoryUnit
from translate.pipeline import Pipeline, Progress

KNOWN = "De minister zweeg."
OURS = "The minister kept silent."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "translations.db") as opened:
        yield opened


def article_of(*texts: str) -> Article:
    return Article(tuple(Paragraph("text", text) for text in texts), path=f"{len(texts)}-{texts[0][:5]}.txt")


def segments_of(article: Article) -> list[Segment]:
    return [segment for paragraph in article.paragraphs for segment in paragraph.segments]


def review(library: Library, engine: Engine, text: str, english: str) -> None:
    pipeline = Pipeline(engine, Glossary(), library, beam=1)
    pipeline.translate(article_of(text))
    library.confirm(library.list_articles()[-1].id, "1.1", english)


def test_an_approved_sentence_fills_in_in_another_article(engine: Engine, library: Library) -> None:
    review(library, engine, KNOWN, OURS)
    progress = Progress()
    done = Pipeline(engine, Glossary(), library, beam=1).translate(article_of("Het regende.", KNOWN), progress)
    known = segments_of(done)[1]
    assert (known.target, known.origin, known.state) == (OURS, "memory", "translated")
    assert (progress.remembered, progress.translated) == (1, 1)
    assert segments_of(library.load_article(library.list_articles()[-1].id)) == segments_of(done)


def test_of_several_the_one_with_the_same_neighbours_fills_in(engine: Engine, library: Library) -> None:
    library.add_units(
        [
            MemoryUnit(0, KNOWN, "He said nothing.", "Het regende.", "Hij ging.", "2020-01-01T00:00:00+00:00"),
            MemoryUnit(0, KNOWN, OURS, "Iets anders.", "", "2024-01-01T00:00:00+00:00"),
        ]
    )
    pipeline = Pipeline(engine, Glossary(), library, beam=1)
    assert (
        segments_of(pipeline.translate(article_of(f"Het regende. {KNOWN}", "Hij ging.")))[1].target
        == "He said nothing."
    )
    assert segments_of(pipeline.translate(article_of("Het waaide.", KNOWN, "Hij kwam.")))[1].target == OURS


def test_where_the_best_lacks_a_term_the_next_fills_in(engine: Engine, library: Library) -> None:
    library.add_units(
        [
            MemoryUnit(0, "Poetin zweeg.", "Putin kept silent.", at="2020-01-01T00:00:00+00:00"),
            MemoryUnit(0, "Poetin zweeg.", "Poutine kept silent.", at="2024-01-01T00:00:00+00:00"),
        ]
    )
    putin = parse_glossary("- {source: Poetin, target: Putin}")
    (segment,) = segments_of(Pipeline(engine, putin, library, beam=1).translate(article_of("Poetin zweeg.")))
    assert (segment.target, segment.origin) == ("Putin kept silent.", "memory")
    assert [term.outcome for term in segment.terms] == ["applied"]


def test_a_memory_that_lacks_a_term_leaves_the_sentence_to_the_model(engine: Engine, library: Library) -> None:
    library.add_units([MemoryUnit(0, "Poetin zweeg.", "Poutine kept silent.")])
    putin = parse_glossary("- {source: Poetin, target: Putin}")
    (segment,) = segments_of(Pipeline(engine, putin, library, beam=1).translate(article_of("Poetin zweeg.")))
    assert segment.origin == "mt" and "Putin" in segment.target
    poutine = parse_glossary("- {source: Poetin, target: Poutine}")
    (segment,) = segments_of(Pipeline(engine, poutine, library, beam=1).translate(article_of("Poetin zweeg.", "Ja.")))[
        :1
    ]
    assert (segment.origin, segment.target) == ("memory", "Poutine kept silent.")
    assert [(term.outcome, term.why) for term in segment.terms] == [("applied", "the memory has it")]


def test_without_a_library_there_is_no_memory(engine: Engine) -> None:
    (segment,) = segments_of(Pipeline(engine, Glossary(), beam=1).translate(article_of(KNOWN)))
    assert segment.origin == "mt"
