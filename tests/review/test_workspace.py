"""The glossary as its file is now, the engine when it is needed, and what is asked of a sentence in its article."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate.document import Paragraph, Segment
from translate.engines import Engine
from translate.errors import GlossaryError, LibraryError
from translate.library import Library, MemoryUnit
from translate.review.workspace import Workspace
from translate.terminology.asking import make_requests
from translate.terminology.doubt import names_in


def never() -> Engine:
    raise AssertionError("no engine is needed")


def test_a_changed_glossary_file_is_read_again(library: Library, glossary_file: Path) -> None:
    ws = Workspace(library, glossary_file, never)
    assert len(ws.glossary) == 2
    glossary_file.write_text("- source: drone\n  target: UAV\n", encoding="utf-8")
    assert [entry.id for entry in ws.glossary] == ["drone"]
    assert ws.glossary is ws.glossary


def test_while_the_file_is_wrong_the_last_glossary_holds(library: Library, glossary_file: Path) -> None:
    ws = Workspace(library, glossary_file, never)
    good = glossary_file.read_text(encoding="utf-8")
    glossary_file.write_text("- source: [drone\n", encoding="utf-8")
    assert len(ws.glossary) == 2
    assert ws.glossary_problem is not None and str(glossary_file) in ws.glossary_problem.line()
    glossary_file.unlink()
    assert len(ws.glossary) == 2 and ws.glossary_problem is not None
    glossary_file.write_text(good + "- source: drone\n  target: UAV\n", encoding="utf-8")
    assert len(ws.glossary) == 3 and ws.glossary_problem is None


def test_without_a_glossary_there_are_no_terms_whatever_lies_beside_the_library(
    library: Library, glossary_file: Path
) -> None:
    for options, line in (
        (
            {},
            "no glossary.yaml here or above; make one with: translate glossary init, or name one with --glossary, and",
        ),
        ({"no_glossary": True}, "this review is without a glossary; start the review again without --no-glossary"),
    ):
        ws = Workspace(library, None, never, **options)
        assert not ws.glossary.entries and not ws.find_terms("Poetin zwijgt.")
        with pytest.raises(GlossaryError) as told:
            ws.glossary_file()
        assert told.value.line().startswith(line)


def test_warmed_up_the_engine_the_memory_and_the_glossary_are_there(
    library: Library, glossary_file: Path, engine: Engine
) -> None:
    loaded = []
    ws = Workspace(library, glossary_file, lambda: loaded.append(engine) or engine)  # type: ignore[func-returns-value]
    library.add_units([MemoryUnit(0, "Het regent hard.", "It rains hard.")])
    ws.warm()
    assert loaded == [engine] and len(ws.memory) == 1


def test_a_glossary_that_was_named_must_be_there(library: Library, tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="no such glossary"):
        Workspace(library, tmp_path / "none.yaml", never)


def test_the_engine_is_loaded_once(library: Library, glossary_file: Path, engine: Engine) -> None:
    loaded = []
    ws = Workspace(library, glossary_file, lambda: loaded.append(engine) or engine)  # type: ignore[func-returns-value]
    assert not loaded
    assert ws.engine is ws.engine and ws.pipeline() is ws.pipeline()
    assert len(loaded) == 1


def test_asks_of_each_sentence_what_the_pipeline_asks(desk: Workspace) -> None:
    mentioned: set[str] = set()
    outline = desk.library.outline(1)
    names = names_in([paragraph.text for paragraph in outline])
    for paragraph, segment in _sentences(outline):
        expected = make_requests(desk.find_terms(segment.source), segment.source, paragraph.kind, mentioned, names)
        assert desk.requests(1, segment) == expected
    asked = {one.id: [r.wanted.term for r in desk.requests(1, one)] for _, one in _sentences(outline)}
    assert asked["1.1"] == ["MIVD", "UAVs"]  # no heading spells it out
    assert asked["2.1"] == ["Defence Intelligence and Security Service (MIVD)", "UAVs"]
    assert asked["3.1"] == ["MIVD", "UAVs"]


def test_knows_the_neighbours_of_a_sentence(desk: Workspace) -> None:
    one = desk.segment(1, "3.1").segment
    assert desk.neighbours(1, one) == ("De minister van Defensie sprak met de pers.", "Het regent.")
    assert desk.neighbours(1, desk.segment(1, "1.1").segment)[0] == ""
    assert desk.neighbours(1, desk.segment(1, "4.2").segment)[1] == ""


@pytest.mark.parametrize(("article", "segment"), [(1, "9.9"), (9, "1.1")])
def test_says_where_there_is_no_such_segment(desk: Workspace, article: int, segment: str) -> None:
    with pytest.raises(LibraryError, match="no "):
        desk.segment(article, segment)


def _sentences(outline: tuple[Paragraph, ...]) -> list[tuple[Paragraph, Segment]]:
    return [(paragraph, segment) for paragraph in outline for segment in paragraph.segments]
