"""Propose glossary terms from articles: names, acronyms, compounds and phrases that the glossary lacks.

``candidate_mentions`` finds the places where a term may stand, ``candidate_heads`` puts inflected forms under one
head, ``candidate_scores`` says how likely each is a term, ``candidate_translations`` what a translation made of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from translate.document import Article, Segment, Span
from translate.glossary.candidate_heads import Head, heads_of
from translate.glossary.candidate_kinds import is_person, suggest_kind
from translate.glossary.candidate_mentions import Mention, find_mentions
from translate.glossary.candidate_scores import features_of, nested_counts, score
from translate.glossary.candidate_translations import Rendering, renderings_of
from translate.glossary.matching import Matcher
from translate.glossary.model import Glossary, Kind
from translate.segmenting import segment_paragraph

__all__ = ["Candidate", "Context", "Rendering", "propose"]

CONTEXTS = 3  # sentences shown with a candidate


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence in which a candidate stands. ``span`` is its place in ``sentence``; ``paragraph`` counts from 0."""

    article: str
    paragraph: int
    sentence: str
    span: Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that the glossary may want.

    Attributes:
        dutch: its dictionary form, as far as the rules of Dutch spelling tell it.
        kind: the kind of entry it looks like.
        score: how likely it is that it is a term, 0 to 1.
        count: how often it stands in the articles.
        forms: how it is written there, the commonest first.
        contexts: the first sentences that have it, at most three.
        translations: what the translation made of it, the commonest first; empty without a translation.
        expansion: what an acronym stands for, where an article says so.
    """

    dutch: str
    kind: Kind
    score: float
    count: int
    forms: tuple[str, ...]
    contexts: tuple[Context, ...]
    translations: tuple[Rendering, ...] = ()
    expansion: str = ""

    @property
    def varied(self) -> bool:
        """The translation has it in more than one way."""
        return len(self.translations) > 1

    def as_json(self) -> dict[str, Any]:
        """Return the candidate as values that JSON knows."""
        contexts = [{**asdict(c), "span": [c.span.start, c.span.end]} for c in self.contexts]
        return {**asdict(self), "score": round(self.score, 3), "contexts": contexts, "varied": self.varied}


@dataclass(frozen=True, slots=True)
class _Sentence:
    article: str
    paragraph: int
    segment: Segment


def propose(articles: Sequence[Article], glossary: Glossary, *, top: int | None = None) -> list[Candidate]:
    """Return the terms of articles that a glossary lacks, the likeliest first.

    Args:
        articles: as they were read, or translated: then what the translation made of each term is told too.
        glossary: what is found by it is left out.
        top: at most so many; all if None.
    """
    sentences: list[_Sentence] = []
    mentions: list[Mention] = []
    for article in articles:
        of_article = list(_sentences(article))
        for mention in find_mentions([sentence.segment.source for sentence in of_article]):
            mentions.append(replace(mention, sentence=mention.sentence + len(sentences)))
        sentences += of_article
    matcher = Matcher(glossary)
    known = {i: _known_places(matcher, sentences[i].segment.source) for i in {m.sentence for m in mentions}}
    heads = heads_of(m for m in mentions if not _is_known(m, sentences[m.sentence].segment.source, known[m.sentence]))
    persons = frozenset(" ".join(m.words[i:]).lower() for m in mentions if is_person(m) for i in range(1, len(m.words)))
    scored = [
        (score(features_of(head, nested)), head)
        for head, nested in zip(heads, nested_counts(heads), strict=True)
        if nested < len(head.mentions)  # else only the longer term is one
    ]
    scored.sort(key=lambda pair: (-pair[0], -len(pair[1].mentions), pair[1].text))
    return [_candidate(head, value, sentences, persons) for value, head in scored[:top]]


def _sentences(article: Article) -> Iterator[_Sentence]:
    for index, paragraph in enumerate(article.paragraphs):
        for segment in paragraph.segments or segment_paragraph(paragraph, str(index)).segments:
            yield _Sentence(article.path, index, segment)


def _known_places(matcher: Matcher, sentence: str) -> set[int]:
    return {place for found in matcher.find(sentence) for place in range(found.span.start, found.span.end)}


def _is_known(mention: Mention, sentence: str, known: set[int]) -> bool:
    """Say whether all letters of a mention belong to terms of the glossary."""
    places = range(mention.span.start, mention.span.end)
    return bool(known) and all(place in known for place in places if sentence[place].isalnum())


def _candidate(head: Head, value: float, sentences: Sequence[_Sentence], persons: frozenset[str]) -> Candidate:
    contexts: dict[int, Context] = {}
    written: Counter[str] = Counter()
    places = []
    for mention in head.mentions:
        sentence = sentences[mention.sentence]
        source = sentence.segment.source
        text = mention.span.of(source)
        written[text] += 1
        if len(contexts) < CONTEXTS:
            contexts.setdefault(mention.sentence, Context(sentence.article, sentence.paragraph, source, mention.span))
        plural = mention.form in ("word", "phrase") and text.lower() != head.text.lower()
        places.append((sentence.segment, mention.span, plural))
    return Candidate(
        dutch=head.text,
        kind=suggest_kind(head.text, head.mentions, persons),
        score=value,
        count=len(head.mentions),
        forms=tuple(sorted(written, key=lambda text: (-written[text], text))),
        contexts=tuple(contexts.values()),
        translations=renderings_of(places),
        expansion=next((mention.expansion for mention in head.mentions if mention.expansion), ""),
    )
