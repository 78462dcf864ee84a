from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from translate.document import Paragraph, Segment
from translate.library import Library, MemoryUnit

from .documents import ARTICLE, DE_WIJK, PAX, TEXT, TITLE
from .test_concurrency import ROOT

IMPORTED = MemoryUnit(0, "Goedemorgen.", "Good morning.", "Ja.", "Nee.", "2020-05-01T12:00:00+00:00", creator="Anna")


def texts(library: Library) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in library.memory_units()]


def test_what_a_person_reviews_is_remembered_with_the_sentences_around_it(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    assert library.memory_units() == []
    library.confirm(article_id, "2.1", DE_WIJK.target)
    library.confirm(article_id, "1.1", "Iran delivers drones", state="final")
    one, two = library.memory_units()
    assert replace(one, id=0, at="") == MemoryUnit(
        0, DE_WIJK.source, DE_WIJK.target, TITLE.text, PAX.source, "", article_id, "2.1"
    )
    assert (two.target, two.previous, two.following) == ("Iran delivers drones", "", DE_WIJK.source)
    assert one.at.endswith("+00:00")


@pytest.mark.parametrize(
    "take_back",
    [
        lambda library, article: library.confirm(article, "2.2", "PAX has 12.", state="translated"),
        lambda library, article: library.confirm(article, "2.2", ""),
        lambda library, article: library.undo(article),
    ],
)
def test_a_review_taken_back_is_forgotten(library: Library, take_back) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX has 12.")
    assert texts(library) == [(PAX.source, "PAX has 12.")]
    take_back(library, article_id)
    assert texts(library) == []


def test_a_step_undone_and_redone_is_as_old_as_it_was(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX has 12.")
    (unit,) = library.memory_units()
    with library._write() as connection:
        connection.execute("UPDATE segment_history SET at='2020-01-01'")
    library.confirm(article_id, "2.2", "PAX counts twelve.")
    library.confirm(article_id, "2.2", "PAX has 12.")
    library.undo(article_id)
    library.undo(article_id)
    (again,) = library.memory_units()
    assert again == replace(unit, id=again.id, at="2020-01-01") and again.id > unit.id


def test_reviews_saved_with_an_article_are_remembered(library: Library) -> None:
    reviewed = replace(TEXT, segments=(replace(DE_WIJK, state="final"), replace(PAX, state="reviewed", target="")))
    article_id = library.save_article(replace(ARTICLE, paragraphs=(TITLE, reviewed)))
    assert [(u.source, u.previous, u.following, u.segment) for u in library.memory_units()] == [
        (DE_WIJK.source, TITLE.text, PAX.source, "2.1")
    ]
    library.save_paragraph(article_id, 0, replace(TITLE, segments=(replace(TITLE.segments[0], state="final"),)))
    assert [unit.segment for unit in library.memory_units()] == ["2.1", "1.1"]


def test_a_review_whose_sentence_is_gone_stays_in_the_memory(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX has 12.")
    library.save_article(replace(ARTICLE, paragraphs=(TITLE,)))
    library.save_paragraph(article_id, 0, Paragraph("title", "Iets anders"))
    (unit,) = library.memory_units()
    assert (unit.source, unit.previous, unit.article, unit.segment) == (PAX.source, DE_WIJK.source, article_id, "2.2")


def test_a_sentence_is_found_in_all_its_translations_the_newest_first(library: Library) -> None:
    library.add_units([IMPORTED, replace(IMPORTED, target="Morning.", at="2021-05-01T12:00:00+00:00")])
    segment = Segment("1.1", IMPORTED.source, target="Good day.", state="final")
    article = replace(ARTICLE, paragraphs=(Paragraph("text", segment.source, segments=(segment,)),))
    library.save_article(article)
    found = library.memory_exact([IMPORTED.source, "Onbekend.", IMPORTED.source])
    assert {source: [u.target for u in units] for source, units in found.items()} == {
        IMPORTED.source: ["Good day.", "Morning.", "Good morning."]
    }
    assert library.memory_exact([]) == {}


def test_very_many_sentences_may_be_asked_for(library: Library) -> None:
    units = [MemoryUnit(0, f"zin {n}\0", f"sentence {n}") for n in range(1201)]
    assert library.add_units(units) == 1201
    found = library.memory_exact(unit.source for unit in units)
    assert [found[unit.source][0].target for unit in units] == [unit.target for unit in units]
    sources = library.memory_sources()
    assert sources == [(unit.id, unit.source) for unit in library.memory_units()]
    assert library.memory_count() == len(sources)
    for number in (0, 600, 1200):
        assert library.memory_sources(sources[number][0]) == sources[number + 1 :]


def test_an_import_keeps_what_it_says_and_adds_nothing_twice(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX has 12.")
    blank = [replace(IMPORTED, target=" "), replace(IMPORTED, source="")]
    reviewed = MemoryUnit(0, PAX.source, "PAX has 12.")
    assert library.add_units([IMPORTED, replace(IMPORTED, creator="Bo"), *blank, reviewed]) == 1
    assert library.add_units([IMPORTED]) == library.add_units([]) == 0
    review, unit = library.memory_units()
    assert unit == replace(IMPORTED, id=unit.id, article=None, segment=None)
    assert library.memory_units([unit.id, 999]) == [unit]
    assert library.add_units([MemoryUnit(0, "Ja.", "Yes.")]) == 1
    assert library.memory_units()[-1].at >= review.at  # no time given: now


def test_imported_units_can_be_deleted_and_reviews_cannot(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX has 12.")
    library.add_units([IMPORTED])
    ids = [unit.id for unit in library.memory_units()]
    assert library.delete_units([*ids, 999]) == 1
    assert texts(library) == [(PAX.source, "PAX has 12.")]
    library.add_units([IMPORTED])
    assert library.memory_units()[-1].id not in ids  # an id is never used again


def test_the_version_tells_of_changes_and_of_nothing_else(library: Library) -> None:
    seen = [library.memory_version()]
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.1", "Russia.", state="translated")
    library.save_again(article_id, {"2.1": replace(DE_WIJK, target="Rusland.")}, "f")
    library.delete_units([1])
    assert library.memory_version() == seen[0]
    with Library.open(library.path) as other:  # another run
        for change in (
            lambda: other.confirm(article_id, "2.2", PAX.target),
            lambda: other.undo(article_id),
            lambda: other.redo(article_id),
            lambda: other.add_units([IMPORTED]),
            lambda: other.delete_units([other.memory_units()[-1].id]),
        ):
            change()
            assert library.memory_version() not in seen
            seen.append(library.memory_version())
            assert library.memory_version() == seen[-1]


DYING = """
import os, sys
from pathlib import Path
from translate.library import Library

library = Library.open(Path(sys.argv[1]))
library._connection.set_trace_callback(lambda statement: os._exit(9) if statement.startswith(sys.argv[2]) else None)
library.confirm(1, "2.2", "PAX has 12.")
"""


@pytest.mark.parametrize(
    "moment", ["UPDATE segment", "INSERT INTO segment_history", "INSERT INTO memory_unit", "COMMIT", "never"]
)
def test_a_run_killed_within_a_review_saves_all_of_it_or_nothing(tmp_path: Path, moment: str) -> None:
    path = tmp_path / "translations.db"
    with Library.open(path) as library:
        library.save_article(ARTICLE)
    command = [sys.executable, "-c", DYING, str(path), moment]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert done.returncode == (0 if moment == "never" else 9)
    with Library.open(path) as library:
        reviewed = [(s.source, s.target) for s in library.reviewed_segments(1).values()]
        assert reviewed == texts(library) == ([(PAX.source, "PAX has 12.")] if moment == "never" else [])
        assert len(library.history(1, "2.2")) == len(reviewed)
