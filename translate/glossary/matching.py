"""Find a glossary's terms in Dutch sentences.

A sentence is read as tokens: runs of letters (with their apostrophes) and runs of digits. A term is a sequence of
tokens; between two of them a space, a hyphen or nothing at all is the same (``Geran 2``, ``Geran-2``, ``Geran2``), so
that terms are also found as parts of hyphenated compounds, and never inside another word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from translate.document import Span
from translate.glossary.inflection import BaseForm, base_forms
from translate.glossary.model import Entry, Glossary

Shape = Literal["singular", "plural", "possessive"]

_TOKEN = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W\d_]*)*(?:['’][^\W\d_]+)*|\d+(?:['’]s\b)?")
_SOFT_GAP = re.compile(r"\s*[-\u2010\u2011]?\s*\Z")
_LEAST_REST = 3  # letters the other half of a closed compound must have
_LINKS = ("", "s", "en", "e")


@dataclass(frozen=True, slots=True)
class Found:
    """One occurrence: the entry, where it stands, and what the Dutch form asks of the English.

    ``compound`` says that the span is part of a closed compound, ``hyphenated`` that it is part of a hyphenated one.
    """

    entry: Entry
    span: Span
    shape: Shape = "singular"
    compound: bool = False
    hyphenated: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Pattern:
    entry: Entry
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    listed: bool  # one of the entry's ``forms``


class Matcher:
    """An index over a glossary; building it is linear in the glossary, finding is linear in the sentence."""

    def __init__(self, glossary: Glossary) -> None:
        self._trie: dict[str, Any] = {}
        self._starts: set[str] = set()
        self._compounds: dict[str, Entry] = {}
        for entry in glossary:
            for text in (*entry.sources, *entry.forms):
                self._add(entry, text, listed=text in entry.forms)

    def _add(self, entry: Entry, text: str, *, listed: bool) -> None:
        tokens = tokenize(text)
        if not tokens:
            return
        words = tuple(t.text.replace("’", "'") for t in tokens)
        gaps = tuple(_gap(text, a, b) for a, b in zip(tokens, tokens[1:], strict=False))
        node = self._trie
        for word in words:
            node = node.setdefault(_key(word), {})
        self._starts.add(_key(words[0])[:2])
        node.setdefault("", []).append(_Pattern(entry, words, gaps, listed))
        if entry.compounds and len(words) == 1:
            self._compounds.setdefault(_key(words[0]), entry)

    def find(self, sentence: str) -> list[Found]:
        """Return the terms of a sentence, longest first where they overlap, in order of their place."""
        tokens = tokenize(sentence)
        candidates: list[tuple[int, Found]] = []
        for index in range(len(tokens)):
            if _key(tokens[index].text[:2])[:2] in self._starts:
                candidates.extend(self._matches_at(sentence, tokens, index))
            if self._compounds:
                candidates.extend((0, found) for found in self._inside(tokens[index]))
        # More tokens first, then more letters, then the earlier.
        candidates.sort(key=lambda c: (-c[0], c[1].span.start - c[1].span.end, c[1].span.start))
        chosen: list[Found] = []
        taken: set[int] = set()
        for _, found in candidates:
            places = range(found.span.start, found.span.end)
            if taken.isdisjoint(places):
                taken.update(places)
                chosen.append(found)
        return sorted(chosen, key=lambda found: found.span.start)

    def _matches_at(self, sentence: str, tokens: list[_Token], first: int) -> Iterator[tuple[int, Found]]:
        # Each path through the index: the node, and the base form taken for each token so far.
        paths: list[tuple[dict[str, Any], tuple[BaseForm, ...]]] = [(self._trie, ())]
        for index in range(first, len(tokens)):
            ahead = []
            for node, forms in paths:
                for form in _readings(tokens[index].text):
                    below = node.get(_key(form.text))
                    if below is not None:
                        ahead.append((below, (*forms, form)))
            paths = ahead
            if not paths:
                return
            for node, forms in paths:
                for pattern in node.get("", ()):
                    found = _accept(pattern, forms, sentence, tokens[first : index + 1])
                    if found is not None:
                        yield index + 1 - first, found

    def _inside(self, token: _Token) -> Iterator[Found]:
        word = token.text
        folded = _key(word)
        if len(folded) != len(word):  # offsets would not hold
            return
        for end in range(_LEAST_REST, len(word) - _LEAST_REST + 1):
            entry = self._compounds.get(folded[:end])
            if entry is not None and _is_rest(folded[end:]):
                yield Found(entry, Span(token.span.start, token.span.start + end), compound=True)
        for form in base_forms(word):
            base = _key(form.text)
            for start in range(_LEAST_REST, len(base) - _LEAST_REST + 1):
                entry = self._compounds.get(base[start:])
                if entry is not None and form.feature in _NOUN_FEATURES:
                    span = Span(token.span.start + start, token.span.end)
                    yield Found(entry, span, _shape(entry, form), compound=True)


def find_terms(sentence: str, glossary: Glossary) -> list[Found]:
    """Find the glossary's terms in one Dutch sentence; build a ``Matcher`` to search many.

    Matches are in order of ``span.start`` and do not overlap. Offsets count code points of ``sentence`` as given.
    """
    return Matcher(glossary).find(sentence)


def tokenize(text: str) -> list[_Token]:
    """Return the words and numbers of a text with their spans."""
    return [_Token(m.group(), Span(m.start(), m.end())) for m in _TOKEN.finditer(text)]


_NAME_FEATURES = frozenset({"plain", "s", "adjective"})
_NOUN_FEATURES = frozenset({"plain", "plural", "s", "diminutive", "diminutive plural"})


def _readings(word: str) -> list[BaseForm]:
    return base_forms(word.replace("’", "'"))


def _key(word: str) -> str:
    """Fold case and accents: Oekraine is Oekraïne."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))


def _gap(text: str, left: _Token, right: _Token) -> str:
    between = text[left.span.end : right.span.start]
    return "" if _SOFT_GAP.match(between) else "".join(between.split())


def _is_rest(rest: str) -> bool:
    """Say whether what is left of a compound can be a word, or an ending that makes it none."""
    return (
        any(rest.startswith(link) and len(rest) - len(link) >= _LEAST_REST for link in _LINKS) and rest not in _ENDINGS
    )


_ENDINGS = frozenset({"tje", "tjes", "etje", "etjes", "isch", "ische", "achtig", "achtige"})


def _accept(pattern: _Pattern, forms: tuple[BaseForm, ...], sentence: str, tokens: list[_Token]) -> Found | None:
    entry, last = pattern.entry, forms[-1]
    if any(form.feature not in ("plain", "adjective") for form in forms[:-1]):
        return None
    if entry.case == "exact" and not (last.feature in _NAME_FEATURES and _same_case(pattern.words, forms)):
        return None
    if pattern.listed and last.feature != "plain":
        return None
    for gap, left, right in zip(pattern.gaps, tokens, tokens[1:], strict=False):
        if _gap(sentence, left, right) != gap:
            return None
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    shape = _shape_of_listed(pattern) if pattern.listed else _shape(entry, last)
    return Found(entry, span, shape, hyphenated=_is_hyphenated(sentence, span))


def _same_case(listed: tuple[str, ...], read: tuple[BaseForm, ...]) -> bool:
    """Compare with the listed spelling; a first word may be capitalised, and a headline may shout."""
    want, have = _plain(" ".join(listed)), _plain(" ".join(form.text for form in read))
    if have == want or (want[0].islower() and have == want[0].upper() + want[1:]):
        return True
    return len(want) > 4 and not want.isupper() and have == want.upper()


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _shape(entry: Entry, form: BaseForm) -> Shape:
    if form.feature == "s":
        return "possessive" if entry.case == "exact" and entry.kind != "weapon" else "plural"
    return "plural" if form.feature in ("plural", "diminutive plural") else "singular"


def _shape_of_listed(pattern: _Pattern) -> Shape:
    """Guess the number of a form that no rule gives (steden): the endings that Dutch plurals have."""
    word = pattern.words[-1].lower()
    plural = word.endswith(("en", "ën", "s", "lui")) and not pattern.entry.sources[0].lower().endswith(word[-2:])
    return "plural" if plural and pattern.entry.case == "free" else "singular"


def _is_hyphenated(sentence: str, span: Span) -> bool:
    before, after = sentence[: span.start], sentence[span.end :]
    return bool(re.match(r"[-\u2010\u2011]\w", after) or re.search(r"\w[-\u2010\u2011]\Z", before))
