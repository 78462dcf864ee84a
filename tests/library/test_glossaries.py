from __future__ import annotations

from dataclasses import replace

import pytest

from translate.document import Segment
from translate.glossary.model import Entry, Glossary
from translate.library import Library

from .documents import ARTICLE, DE_WIJK, PAX, TEXT, TITLE, unsegmented

FULL = Entry(
    ("raket", "projectiel"),
    "missile",
    forms=("rakettes",),
    case="exact",
    kind="weapon",
    variants=("rocket",),
    forbidden=("bomb",),
    compounds=True,
    translate=True,
    expand="guided missile",
)
OLD, NEW = Glossary((FULL,)), Glossary((replace(FULL, target="rocket", variants=()),))
AGAIN = replace(PAX, target="PAX numbers 12.", confidence=-0.1)


def test_a_glossary_comes_back_as_it_was_but_for_its_notes(library: Library) -> None:
    noted = Glossary((replace(FULL, note="Note.", line=4),), "glossary.yaml")
    library.save_article(replace(ARTICLE, glossary=noted.fingerprint()))
    library.remember_glossary(noted)
    assert library.glossary(noted.fingerprint()) == OLD
    assert library.glossary(NEW.fingerprint()) is None
    assert library.glossary("") == Glossary()


def test_a_glossary_is_forgotten_when_nothing_is_left_that_was_made_with_it(library: Library) -> None:
    for glossary in (OLD, NEW):
        library.save_article(replace(ARTICLE, glossary=glossary.fingerprint()))
        library.remember_glossary(glossary)
    assert library.glossary(OLD.fingerprint()) is None
    assert library.glossary(NEW.fingerprint()) == NEW


def test_a_segment_knows_the_glossary_that_a_machine_last_translated_it_with(library: Library) -> None:
    article_id = library.save_article(replace(ARTICLE, glossary="old"))
    library.confirm(article_id, "2.2", "PAX counts twelve.")
    # Another run with another glossary, interrupted after the first paragraph and asked nothing of what was reviewed.
    library.save_article(replace(unsegmented(ARTICLE), model="m", glossary="new"))
    library.save_paragraph(article_id, 0, TITLE)
    assert library.glossaries_in_use() == {"new": [article_id], "old": [article_id]}
    reviewed = library.segments(article_id, ["2.2"])[0].segment
    library.save_paragraph(article_id, 1, replace(TEXT, segments=(DE_WIJK, reviewed)))
    assert [stored.glossary for stored in library.segments(article_id)] == ["new", "new", "old"]
    library.save_paragraph(article_id, 1, TEXT)  # now the machine was asked
    assert [stored.glossary for stored in library.segments(article_id)] == ["new", "new", "new"]


def test_a_reviewed_segment_that_is_saved_as_it_was_keeps_its_suggestion(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX counts twelve.")
    library.save_paragraph(article_id, 1, replace(TEXT, segments=(DE_WIJK, AGAIN)))
    library.save_article(library.load_article(article_id))
    assert library.segments(article_id, ["2.2"])[0].suggestion == AGAIN.target


def test_to_save_segments_again_changes_no_others(library: Library) -> None:
    article_id = library.save_article(replace(ARTICLE, glossary="old"))
    before = library.segments(article_id)
    library.save_again(article_id, {"2.2": AGAIN}, "new")
    after = library.segments(article_id)
    assert after[:2] == before[:2]
    assert (after[2].segment, after[2].glossary) == (AGAIN, "new")
    assert after[2].revision > before[2].revision


def test_to_save_a_reviewed_segment_again_makes_a_suggestion(library: Library) -> None:
    article_id = library.save_article(replace(ARTICLE, glossary="old"))
    library.confirm(article_id, "2.2", "PAX counts twelve.", state="final")
    library.save_again(article_id, {"2.2": AGAIN}, "new")
    (stored,) = library.segments(article_id, ["2.2"])
    assert (stored.segment.target, stored.segment.state) == ("PAX counts twelve.", "final")
    assert (stored.suggestion, stored.glossary) == (AGAIN.target, "new")
    library.save_again(article_id, {"2.2": replace(AGAIN, target="PAX counts twelve.")}, "newer")
    assert library.segments(article_id, ["2.2"])[0].suggestion is None


@pytest.mark.parametrize("changed", [replace(AGAIN, source="PAX telt er dertien."), Segment("9.9", "Weg.")])
def test_a_sentence_that_has_gone_meanwhile_is_passed_over(library: Library, changed: Segment) -> None:
    article_id = library.save_article(ARTICLE)
    library.save_again(article_id, {changed.id: changed}, "new")
    assert library.load_article(article_id).paragraphs == ARTICLE.paragraphs


def test_what_agrees_with_a_glossary_is_noted_without_a_new_revision(library: Library) -> None:
    one = library.save_article(replace(ARTICLE, glossary="old"))
    other = library.save_article(replace(ARTICLE, sha256="00" * 32, glossary="old"))
    before = library.segments(one)
    library.mark_current("new", {"old": [one]})
    assert library.segments(one) == [replace(stored, glossary="new") for stored in before]
    assert library.glossaries_in_use() == {"new": [one], "old": [other]}
    assert library.load_article(one).glossary == "new"
