"""Code in a sentence comes through letter by letter, in whatever way the sentence is translated."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate.document import Article, Inline, Paragraph, Segment, Span, TermMatch
from translate.engines import Engine
from translate.glossary.impact import find_touched
from translate.glossary.model import Glossary
from translate.glossary.store import parse_glossary
from translate.inlines import english_with_inlines
from translate.library import Library
from translate.pipeline import Pipeline, Progress
from translate.refresh import refresh
from translate.terminology.candidate import Translation
from translate.terminology.verbatim import find_verbatim, restore_verbatim

SENTENCES = [
    "Het bestand `debian/rules` is een uitvoerbare Makefile.",
    "Voeg `countme=false` toe aan `/etc/dnf/dnf.conf` op de server.",
    'Gebruik `git commit -m "eerste versie"` om de wijzigingen vast te leggen.',
    "De functie `lees_bestand(pad: str) -> bytes` geeft de inhoud terug.",
    "Zet `x = a[0]  +  b` in de lus.",
    "`de_oorlog` is de naam van de tabel.",
]


def paragraph_of(text: str) -> Paragraph:
    """Read what stands between backquotes as code."""
    plain, inlines = "", []
    for number, part in enumerate(text.split("`")):
        if number % 2:
            inlines.append(Inline(str(number), "code", Span(len(plain), len(plain) + len(part))))
        plain += part
    return Paragraph("text", plain, inlines=tuple(inlines))


def test_code_is_in_the_english_letter_by_letter(engine: Engine) -> None:
    article = Article(tuple(map(paragraph_of, SENTENCES)))
    for before, after in zip(
        article.paragraphs, Pipeline(engine, Glossary()).translate(article).paragraphs, strict=True
    ):
        english, placed = english_with_inlines(after)
        assert [i.span.of(english) for i in sorted(placed, key=lambda i: i.id)] == [
            i.span.of(before.text) for i in before.inlines
        ]
        assert all(term.note == "not translated: code" for s in after.segments for term in s.terms)


def test_what_is_all_code_never_reaches_the_model(engine: Engine) -> None:
    progress = Progress()
    article = Article((paragraph_of("`while oorlog: geef(1.000)`;"), paragraph_of("`ls` https://vrede.nl/de")))
    done = Pipeline(engine, Glossary()).translate(article, progress)
    assert [p.target for p in done.paragraphs] == ["while oorlog: geef(1.000);", "ls https://vrede.nl/de"]
    assert [t.outcome for p in done.paragraphs for s in p.segments for t in s.terms] == ["applied"] * 3
    assert progress.translated == 0


def test_the_same_sentence_with_and_without_code_is_not_the_same_question(engine: Engine, tmp_path: Path) -> None:
    text = "Typ oorlog in de balk."
    code = Inline("1", "code", Span(4, 10))
    with Library.open(tmp_path / "translations.db") as library:
        pipeline = Pipeline(engine, Glossary(), library, beam=1)
        plain = pipeline.translate(Article((Paragraph("text", text),), sha256="1"))
        progress = Progress()
        done = pipeline.translate(Article((Paragraph("text", text, inlines=(code,)),), sha256="2"), progress)
    assert "oorlog" in done.paragraphs[0].target and "oorlog" not in plain.paragraphs[0].target
    assert progress.translated == 1


def test_a_term_inside_code_is_not_asked_for_before_nor_after_a_change_of_the_glossary(
    engine: Engine, tmp_path: Path
) -> None:
    old = parse_glossary("- source: rapport\n  target: report\n")
    new = parse_glossary("- source: rapport\n  target: paper\n")
    with Library.open(tmp_path / "translations.db") as library:
        Pipeline(engine, old, library, beam=1).translate(
            Article((paragraph_of("Typ `rapport` in de balk."), paragraph_of("Zet het rapport in `rapport`.")))
        )
        touched = find_touched(library, new)
        assert [one.stored.segment.id for one in touched] == ["2.1"]
        for _ in refresh(Pipeline(engine, new, library, beam=1), library, touched):
            pass
        article = library.load_article(1)
    assert "rapport" in article.paragraphs[0].target
    assert "paper" in article.paragraphs[1].target and "rapport" in article.paragraphs[1].target


@pytest.mark.parametrize(
    ("sentence", "code", "kept"),
    [
        ("Zie www.nos.nl of typ curl www.nos.nl hier.", Span(22, 37), ["www.nos.nl", "curl www.nos.nl"]),
        ("Typ de code.", Span(4, 6), ["de"]),
    ],
)
def test_an_address_inside_code_is_part_of_it(sentence: str, code: Span, kept: list[str]) -> None:
    assert [found.span.of(sentence) for found in find_verbatim(sentence, [code])] == kept


def test_a_capital_or_a_space_that_the_model_put_is_taken_back_and_what_follows_moves() -> None:
    code = TermMatch("", Span(0, 6), "a  b", Span(0, 3), "applied")
    drone = TermMatch("drone", Span(7, 12), "drone", Span(4, 9), "applied")
    pairs = ((Span(0, 6), Span(0, 3)), (Span(7, 12), Span(4, 9)))
    made = restore_verbatim(Translation("A b drone.", -0.1, pairs, (code, drone)))
    assert made.text == "a  b drone."
    assert [term.target.of(made.text) for term in made.terms if term.target] == ["a  b", "drone"]
    assert [target.of(made.text) for _, target in made.alignment] == ["a  b", "drone"]


def test_the_document_is_kept_where_it_is_given(engine: Engine, tmp_path: Path) -> None:
    article = Article((Paragraph("text", "Het regent."),), format="Markdown", sha256="1")
    with Library.open(tmp_path / "translations.db") as library:
        pipeline = Pipeline(engine, Glossary(), library, beam=1)
        for _ in pipeline.stream(article):
            pass
        assert library.original(1) is None
        for _ in pipeline.stream(article, original=b"Het regent."):
            pass
        assert library.original(1) == b"Het regent."
        assert library.load_article(1).format == "Markdown"
        assert isinstance(library.load_article(1).paragraphs[0].segments[0], Segment)
