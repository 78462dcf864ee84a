"""After a change to the glossary: what is translated again, what is kept, and what the model never sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from translate.document import Article, Paragraph
from translate.engines import Engine, Hypothesis
from translate.glossary.impact import find_touched, outdated
from translate.glossary.model import Glossary
from translate.glossary.store import parse_glossary
from translate.library import Library
from translate.pipeline import CHUNK, Pipeline, Progress
from translate.refresh import refresh, retranslate

OLD = parse_glossary("""
- {source: Poetin, target: Putin, kind: person}
- {source: Oekraïne, target: Ukraine, kind: place}
- {source: drone, target: drone}
""")
NEW = parse_glossary("""
- {source: Poetin, target: Putin, kind: person}
- {source: Oekraïne, target: Ukraine, kind: place}
- {source: drone, target: UAV}
""")
TEXTS = ("Poetin sprak met de pers.", "Een drone vloog over Oekraïne. Het regent.", "De drone is weg.")


class Listening:
    """An engine that writes down which sentences it is given."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.id, self.marks_terms, self.max_tokens = engine.id, engine.marks_terms, engine.max_tokens
        self.heard: list[str] = []

    def translate(
        self,
        sources: Sequence[str],
        *,
        beam: int = 4,
        hypotheses: int = 1,
        prefixes: Sequence[str] | None = None,
    ) -> list[list[Hypothesis]]:
        self.heard += sources
        return self._engine.translate(sources, beam=beam, hypotheses=hypotheses, prefixes=prefixes)

    def stream(
        self,
        sources: Sequence[str],
        *,
        beam: int = 4,
        hypotheses: int = 1,
        prefixes: Sequence[str] | None = None,
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        self.heard += sources
        return self._engine.stream(sources, beam=beam, hypotheses=hypotheses, prefixes=prefixes)

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[list[float]]:
        return self._engine.score(sources, targets)

    def count_tokens(self, sources: Sequence[str]) -> list[int]:
        return self._engine.count_tokens(sources)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "translations.db") as opened:
        yield opened


@pytest.fixture
def listening(engine: Engine) -> Listening:
    return Listening(engine)


def article_of(*texts: str) -> Article:
    return Article(tuple(Paragraph("text", text) for text in texts), title=texts[0], path="a.txt")


def translate(library: Library, engine: Engine, glossary: Glossary, *texts: str) -> int:
    Pipeline(engine, glossary, library, beam=1).translate(article_of(*texts))
    return library.names()[-1].id


def run(library: Library, engine: Engine, glossary: Glossary) -> list[str]:
    """Refresh the library; return the ids of the segments that were translated again."""
    touched = find_touched(library, glossary)
    chunks = refresh(Pipeline(engine, glossary, library, beam=1), library, touched)
    return [one.segment.id for chunk in chunks for one in chunk]


def test_only_what_is_touched_is_translated_again(library: Library, listening: Listening) -> None:
    article_id = translate(library, listening, OLD, *TEXTS)
    before = {stored.segment.id: stored for stored in library.segments(article_id)}
    listening.heard.clear()
    assert run(library, listening, NEW) == ["2.1", "3.1"]
    assert listening.heard and all("vloog" in heard or "is weg" in heard for heard in listening.heard)
    after = {stored.segment.id: stored for stored in library.segments(article_id)}
    for name in ("1.1", "2.2"):
        assert (after[name].segment, after[name].revision) == (before[name].segment, before[name].revision)
    for name in ("2.1", "3.1"):
        (term,) = [term for term in after[name].segment.terms if term.entry == "drone"]
        assert term.term == "UAV"
        assert after[name].revision > before[name].revision


def test_afterwards_the_article_is_as_if_translated_with_the_new_glossary(
    library: Library, listening: Listening
) -> None:
    article_id = translate(library, listening, OLD, *TEXTS)
    run(library, listening, NEW)
    assert find_touched(library, NEW) == [] and outdated(library, NEW) == {}
    refreshed = library.load_article(article_id)
    listening.heard.clear()
    assert Pipeline(listening, NEW, library, beam=1).translate(article_of(*TEXTS)).paragraphs == refreshed.paragraphs
    assert listening.heard == []
    assert refreshed.glossary == NEW.fingerprint()


def test_what_a_person_reviewed_stays_and_gets_a_suggestion_once(library: Library, listening: Listening) -> None:
    article_id = translate(library, listening, OLD, *TEXTS)
    library.confirm(article_id, "3.1", "The drone has left.")
    assert run(library, listening, NEW) == ["2.1", "3.1"]
    (stored,) = library.segments(article_id, ["3.1"])
    assert (stored.segment.target, stored.segment.state) == ("The drone has left.", "reviewed")
    assert stored.suggestion and stored.suggestion != stored.segment.target
    assert run(library, listening, NEW) == []
    Pipeline(listening, NEW, library, beam=1).translate(article_of(*TEXTS))
    assert library.segments(article_id, ["3.1"])[0].suggestion == stored.suggestion


def test_what_a_person_wrote_and_has_not_approved_stays_too(library: Library, listening: Listening) -> None:
    article_id = translate(library, listening, OLD, *TEXTS)
    library.confirm(article_id, "3.1", "The drone has left.", state="translated")
    assert run(library, listening, NEW) == ["2.1", "3.1"]
    (stored,) = library.segments(article_id, ["3.1"])
    assert (stored.segment.target, stored.segment.state, stored.before) == ("The drone has left.", "translated", None)
    assert stored.suggestion and stored.suggestion != stored.segment.target
    assert run(library, listening, NEW) == []
    library.undo(article_id)
    assert library.segments(article_id, ["3.1"])[0].suggestion == stored.suggestion


def test_to_look_changes_no_article_and_spares_the_model_a_second_time(library: Library, listening: Listening) -> None:
    article_id = translate(library, listening, OLD, *TEXTS)
    before, progress = library.segments(article_id), Progress()
    touched = find_touched(library, NEW)
    pipeline = Pipeline(listening, NEW, library, beam=1)
    (chunk,) = retranslate(pipeline, touched, progress)
    assert library.segments(article_id) == before and find_touched(library, NEW) == touched
    assert (progress.translated, progress.known) == (2, 0)
    listening.heard.clear()
    assert [list(made) for made in refresh(pipeline, library, touched)] == [chunk]
    assert listening.heard == []


def test_a_run_that_was_interrupted_goes_on_from_there(library: Library, listening: Listening) -> None:
    texts = [f"Drone {number} is weg." for number in range(CHUNK + 3)]
    translate(library, listening, OLD, *texts)
    touched = find_touched(library, NEW)
    steps = refresh(Pipeline(listening, NEW, library, beam=1), library, touched)
    next(steps)
    steps.close()  # what Ctrl-C does
    listening.heard.clear()
    assert run(library, listening, NEW) == [one.stored.segment.id for one in touched[CHUNK:]]
    assert not {heard.split()[1] for heard in listening.heard} & {str(number) for number in range(CHUNK)}
    assert outdated(library, NEW) == {}


def test_only_the_chosen_articles_are_refreshed(library: Library, listening: Listening) -> None:
    one = translate(library, listening, OLD, *TEXTS)
    other = translate(library, listening, OLD, "Twee drones.")
    touched = find_touched(library, NEW, articles=[other])
    steps = refresh(Pipeline(listening, NEW, library, beam=1), library, touched, [other])
    assert [r.touched.stored.article for chunk in steps for r in chunk] == [other]
    assert outdated(library, NEW) == {OLD.fingerprint(): [one]}


def test_a_sentence_that_holds_no_words_any_more_needs_no_model(library: Library, listening: Listening) -> None:
    number = parse_glossary("- {source: '112', target: '911'}")
    article_id = translate(library, listening, Glossary((*OLD, *number)), "112!")
    listening.heard.clear()
    assert run(library, listening, OLD) == ["1.1"]
    (stored,) = library.segments(article_id)
    assert (stored.segment.target, stored.segment.terms, listening.heard) == ("112!", (), [])


def test_a_remark_stays_with_its_sentence(library: Library, listening: Listening) -> None:
    article_id = translate(library, listening, OLD, "De drone is weg.")
    paragraph = library.load_article(article_id).paragraphs[0]
    noted = replace(paragraph.segments[0], note="Which drone?")
    library.save_paragraph(article_id, 0, replace(paragraph, segments=(noted,)))
    run(library, listening, NEW)
    assert library.segments(article_id)[0].segment.note == "Which drone?"
