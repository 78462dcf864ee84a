"""Annotations point at the words that they are about, as brat and doccano count."""

from __future__ import annotations

import json
import re

from hypothesis import given, settings

from translate.document import Article, Issue, Paragraph, Segment, Span, TermMatch
from translate.writing import WRITERS
from translate.writing.standoff import annotated, one_line

from .articles import iran
from .exchanged import exchanged

LINE = re.compile(
    r"(?P<T>T\d+\t(?P<label>Term|Keep|Name|Warning|Word) (?P<start>\d+) (?P<end>\d+)\t(?P<text>.+))"
    r"|A\d+\t(Outcome|Severity) (?P<a>T\d+) [a-z-]+|#\d+\tAnnotatorNotes (?P<n>T\d+)\t\S.*"
    r"|R\d+\t(Translation|Aligned) Arg1:(?P<one>T\d+) Arg2:(?P<other>T\d+)"
)


def brat(article: Article) -> dict[str, str]:
    files = WRITERS["brat"].files(article)
    return {name: str(text) for name, text in files.items()}


def doccano(article: Article) -> list[dict]:
    text = WRITERS["doccano"].files(article)[".jsonl"]
    assert isinstance(text, str)
    return [json.loads(line) for line in text.split("\n")[:-1]]


@settings(max_examples=25, deadline=None)
@given(exchanged())
def test_offsets_of_brat_lead_to_the_text_beside_them(article: Article) -> None:
    files = brat(article)
    for language in ("nl", "en", "nl-en"):
        text, lines = files[f".{language}.txt"], files[f".{language}.ann"]
        text.encode()
        ids = []
        assert lines.splitlines() == lines.split("\n")[:-1]  # brat reads a line wherever Unicode ends one
        for line in lines.splitlines():
            found = LINE.fullmatch(line)
            assert found, line
            if found["T"]:
                ids.append(line.partition("\t")[0])
                assert text[int(found["start"]) : int(found["end"])] == found["text"]
                assert "\n" not in found["text"]
            assert {found[k] for k in ("a", "n", "one", "other")} - {None} <= set(ids)
        assert len(set(ids)) == len(ids)


@settings(max_examples=25, deadline=None)
@given(exchanged())
def test_offsets_of_doccano_lead_to_the_annotated_text(article: Article) -> None:
    seen: set[int] = set()
    rows = doccano(article)
    sentences = [sentence for sentence in annotated(article) if sentence.source.strip()]
    for row, sentence in zip(rows, sentences, strict=True):
        ids = [entity["id"] for entity in row["entities"]]
        assert not seen & set(ids) and len(set(ids)) == len(ids)
        seen |= set(ids)
        stretches = [row["text"][entity["start_offset"] : entity["end_offset"]] for entity in row["entities"]]
        assert stretches == [entity.span.of(sentence.text(entity.side)) for entity in sentence.entities]
        assert all(stretch.strip() for stretch in stretches)
        for relation in row["relations"]:
            assert {relation["from_id"], relation["to_id"]} <= set(ids)


def test_the_drone_article_in_brat() -> None:
    files = brat(iran())
    assert files[".nl.txt"].splitlines()[:2] == [
        "Iran en Rusland: bondgenoten met drones",
        "Op militair gebied is Iran een van de belangrijkste bondgenoten van Rusland. Nu zijn beide landen in gewapend "
        "conflict met landen die door het Westen worden gesteund. We vroegen drie defensie- en wapenexperts om uitleg.",
    ]
    assert "T1\tTerm 17 28\tbondgenoten\nA1\tOutcome T1 applied\n#1\tAnnotatorNotes T1\tallies\n" in files[".nl.ann"]
    assert "\tName 8 15\tRusland\n" in files[".nl.ann"] and "\tName 9 15\tRussia\n" in files[".en.ann"]
    assert "Word" not in files[".nl.ann"] + files[".en.ann"]
    both = files[".nl-en.txt"].splitlines()
    assert both[:2] == ["Iran en Rusland: bondgenoten met drones", "Iran and Russia: allies with drones"]
    assert "R1\tTranslation Arg1:T1 Arg2:T2\n" in files[".nl-en.ann"]
    assert "[untranslated: Rusland zou personeel ronselen" in files[".en.txt"]


def test_the_drone_article_in_doccano() -> None:
    first = doccano(iran())[0]
    entities = {entity["id"]: entity for entity in first["entities"]}
    pairs = {
        (first["text"][slice(*_offsets(entities[r["from_id"]]))], first["text"][slice(*_offsets(entities[r["to_id"]]))])
        for r in first["relations"]
        if r["type"] == "Translation"
    }
    assert pairs == {("bondgenoten", "allies"), ("Iran", "Iran"), ("Rusland", "Russia")}
    assert ("met", "with") in {
        (first["text"][slice(*_offsets(entities[r["from_id"]]))], first["text"][slice(*_offsets(entities[r["to_id"]]))])
        for r in first["relations"]
        if r["type"] == "Aligned"
    }


def _offsets(entity: dict) -> tuple[int, int]:
    return entity["start_offset"], entity["end_offset"]


def test_a_name_without_words_of_its_own_in_the_english_stands_alone() -> None:
    alignment = ((Span(0, 4), Span(0, 4)), (Span(5, 9), Span(0, 4)), (Span(5, 9), Span(5, 10)))
    segment = Segment("1.1", "Iran wint.", "", "Iran wins.", alignment=alignment)
    (sentence,) = annotated(Article((Paragraph("text", "Iran wint.", segments=(segment,)),)))
    assert [(e.side, e.label) for e in sentence.entities if e.label == "Name"] == [("source", "Name")]


def test_a_warning_about_the_whole_sentence_stands_on_the_english() -> None:
    issues = (Issue("length", "warning", "Short."), Issue("spacing", "info", "Gone.", dismissed=True))
    terms = (TermMatch("", Span(0, 2), "Ja", Span(0, 3), "applied"),)
    segment = Segment("1.1", "Ja\t.", "", "Yes.", issues=issues, terms=terms)
    (sentence,) = annotated(Article((Paragraph("text", "Ja\t.", segments=(segment,)),)))
    assert [(e.side, e.label, e.span.of(sentence.text(e.side)), e.about) for e in sentence.entities] == [
        ("source", "Keep", "Ja", "applied"),
        ("target", "Keep", "Yes", "applied"),
        ("target", "Warning", "Yes.", "warning"),
    ]
    assert sentence.source == "Ja ." and one_line("a\u2028\ud800b") == "a ?b"
