"""Articles put into English word by word, so that it is known where each piece of mark-up belongs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from translate.document import Article, Paragraph, Segment, Span

WORD = re.compile(r"\S+")


def in_english(article: Article, words: Mapping[str, str]) -> Article:
    """Return the article with each word in ``words`` replaced, every word aligned with its own, a sentence each."""
    paragraphs = tuple(_paragraph(each, str(index), words) for index, each in enumerate(article.paragraphs))
    return replace(article, paragraphs=paragraphs)


def untranslated(text: str) -> str:
    """Return what stands in the place of a text without a translation."""
    return f"[untranslated: {text}]"


def _paragraph(paragraph: Paragraph, id: str, words: Mapping[str, str]) -> Paragraph:
    english: list[str] = []
    pairs: list[tuple[Span, Span]] = []
    at = 0
    for match in WORD.finditer(paragraph.text):
        core = match[0].strip(".,:;!?\"'()[]")
        word = match[0].replace(core, words.get(core, core)) if core else match[0]
        pairs.append((Span(*match.span()), Span(at, at + len(word))))
        english.append(word)
        at += len(word) + 1
    segment = Segment(id, paragraph.text, target=" ".join(english), state="translated", alignment=tuple(pairs))
    return replace(paragraph, segments=(segment,))
