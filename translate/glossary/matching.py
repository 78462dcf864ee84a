"""Find a glossary's terms in Dutch sentences.

A sentence is read as tokens: runs of letters (with their apostrophes) and runs of digits. A term is a sequence of
tokens; between two of them a space, a hyphen or nothing at all is the same (``Geran 2``, ``Geran-2``, ``Geran2``), so
that terms are also found as parts of hyphenated compounds, and never inside another word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from translate.document import Span
from translate.glossary.inflection import LONGEST_WORD, BaseForm, Feature, base_forms
from translate.glossary.model import Entry, Glossary

Shape = Literal["singular", "plural", "possessive"]

HYPHENS = "-\u2010\u2011\u2013"  # hyphen-minus, hyphen, non-breaking hyphen, en dash
_APOSTROPHES = "'’‘´`ʼ"
_STRAIGHT = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_INVISIBLE = "\u00ad"  # soft hyphen
_LETTER = rf"[^\W\d_][\u0300-\u036f{_INVISIBLE}]*"
_TOKEN = re.compile(rf"(?:{_LETTER})+(?:[{_APOSTROPHES}](?:{_LETTER})+)*|\d+(?:[{_APOSTROPHES}]?s(?!\w))?")
_SOFT_GAP = re.compile(rf"(?:\s+|\s*[{HYPHENS}]|[{HYPHENS}]\s+)?\Z")
# Web and e-mail addresses, handles and names of files: no words in them. What closes a sentence or a bracket is not
# part of an address; the parts of an e-mail address are as long as RFC 5321 allows.
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]*[\w/]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*\.\w{2,24}"
    r"|(?<!\w)[@#]\w{2,}"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63})*\.(?:be|com|edu|eu|gov|info|int|io|net|nl|org|ru|ua|uk"
    r"|pdf|docx?|xlsx?|pptx?|odt|txt|csv|html?|jpe?g|png|zip|mp[34])(?!\w)(?:/[^\s<>\"“”]*[\w/])?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One occurrence: the entry, where it stands, and what the Dutch form asks of the English.

    ``compound`` says that the span is part of a closed compound.
    ``verbatim`` says that it comes from no glossary: an address, which stays as it is.
    """

    entry: Entry
    span: Span
    shape: Shape = "singular"
    compound: bool = False
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Pattern:
    entry: Entry
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    head: int  # the word that is inflected: minister in minister van Defensie
    listed: bool  # one of the entry's ``forms``


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An occurrence and what it is preferred by: more tokens, more letters, the earlier, as listed, minding case."""

    found: Found
    tokens: int
    inflected: bool

    @property
    def order(self) -> tuple[int, int, int, bool, bool]:
        span = self.found.span
        return -self.tokens, span.start - span.end, span.start, self.inflected, self.found.entry.case != "exact"


class Matcher:
    """An index over a glossary; building it is linear in the glossary, finding is linear in the sentence."""

    def __init__(self, glossary: Glossary) -> None:
        self._trie: dict[str, Any] = {}
        self._initials: set[str] = set()
        self._compounds: dict[str, tuple[Entry, str]] = {}
        # Words met that begin no term, and that have none inside: most words of a text have been met before.
        self._begin_none: set[str] = set()
        self._hold_none: set[str] = set()
        for entry in glossary:
            for text in (*entry.sources, *entry.forms):
                self._add(entry, text, listed=text in entry.forms)

    def _add(self, entry: Entry, text: str, *, listed: bool) -> None:
        tokens = tokenize(text)
        if not tokens:
            return
        words = tuple(_composed(t.text) for t in tokens)
        gaps = tuple(_gap(text, a, b) for a, b in pairwise(tokens))
        node = self._trie
        for word in words:
            node = node.setdefault(_key(word), {})
        self._initials.add(_key(words[0])[:1])
        node.setdefault("", []).append(_Pattern(entry, words, gaps, _head(words), listed))
        if entry.compounds and len(words) == 1:
            self._compounds.setdefault(_key(words[0]), (entry, words[0]))

    def find(self, sentence: str) -> list[Found]:
        """Return the terms of a sentence, longest first where they overlap, in order of their place."""
        outside = {place for address in ADDRESS.finditer(sentence) for place in range(*address.span())}
        tokens = [token for token in tokenize(sentence) if token.span.start not in outside]
        candidates: list[_Candidate] = []
        for index, token in enumerate(tokens):
            if token.text not in self._begin_none:
                if self._begins(token):
                    candidates.extend(self._matches_at(sentence, tokens, index))
                else:
                    self._begin_none.add(token.text)
            if self._compounds and token.text not in self._hold_none:
                inside = [_Candidate(found, 0, False) for found in self._inside(token)]
                candidates.extend(inside)
                if not inside:
                    self._hold_none.add(token.text)
        chosen: list[Found] = []
        taken: set[int] = set()
        for candidate in sorted(candidates, key=lambda c: c.order):
            places = range(candidate.found.span.start, candidate.found.span.end)
            if taken.isdisjoint(places):
                taken.update(places)
                chosen.append(candidate.found)
        return sorted(chosen, key=lambda found: found.span.start)

    def _begins(self, token: _Token) -> bool:
        """Say whether a term may begin with a word."""
        if _key(token.text[0]) not in self._initials:
            return False
        return any(_key(form.text) in self._trie for form in base_forms(_composed(token.text)))

    def _matches_at(self, sentence: str, tokens: list[_Token], first: int) -> Iterator[_Candidate]:
        # Each path through the index: the node, and the base form taken for each token so far.
        paths: list[tuple[dict[str, Any], tuple[BaseForm, ...]]] = [(self._trie, ())]
        for index in range(first, len(tokens)):
            ahead = []
            for node, forms in paths:
                for form in base_forms(_composed(tokens[index].text)):
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
                        inflected = any(form.feature != "plain" for form in forms)
                        yield _Candidate(found, index + 1 - first, inflected)

    def _inside(self, token: _Token) -> Iterator[Found]:
        """Find parts of a closed compound: its first word, with what links it to the rest, or its last."""
        word, folded = _composed(token.text), _key(token.text)
        if len(word) > LONGEST_WORD or not len(token.text) == len(word) == len(folded):  # offsets would not hold
            return
        for end in range(_LEAST_REST, len(word) - _LEAST_REST + 1):
            for part in _first_parts(folded[:end], folded[end:]):
                entry, listed = self._compounds.get(part, (None, ""))
                if entry and _is_rest(folded[end:]) and _fits_case(entry, (listed,), (word[: len(part)],)):
                    yield Found(entry, Span(token.span.start, token.span.start + end), compound=True)
        for form in base_forms(word):
            base = _key(form.text)
            for start in range(_LEAST_REST, len(base) - _LEAST_REST + 1):
                entry, listed = self._compounds.get(base[start:], (None, ""))
                if entry and form.feature in _NOUN_FEATURES and _fits_case(entry, (listed,), (form.text[start:],)):
                    span = Span(token.span.start + start, token.span.end)
                    yield Found(entry, span, _shape(entry, form.feature), compound=True)


def find_terms(sentence: str, glossary: Glossary) -> list[Found]:
    """Find the glossary's terms in one Dutch sentence; build a ``Matcher`` to search many.

    Matches are in order of ``span.start`` and do not overlap. Offsets count code points of ``sentence`` as given.
    """
    return Matcher(glossary).find(sentence)


def tokenize(text: str) -> list[_Token]:
    """Return the words and numbers of a text with their spans."""
    return [_Token(m.group(), Span(m.start(), m.end())) for m in _TOKEN.finditer(text)]


def is_counted(entry: Entry) -> bool:
    """Say whether a term has a plural: words have, and of the names weapons, acronyms and titles (two F-16s)."""
    return entry.case == "free" or entry.kind in ("weapon", "acronym", "title")


# --- words -----------------------------------------------------------------------------------------------------------


def _composed(word: str) -> str:
    """Write a word as the rules of inflection expect it: composed, apostrophes straight, nothing invisible."""
    if not word.isascii():
        word = unicodedata.normalize("NFC", word.replace(_INVISIBLE, ""))
    return word.translate(_STRAIGHT)


def _key(word: str) -> str:
    """Fold case and accents: Oekraine is Oekraïne."""
    return word.lower() if word.isascii() else _without_accents(word.casefold())


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c) and c != _INVISIBLE)


def _gap(text: str, left: _Token, right: _Token) -> str:
    between = text[left.span.end : right.span.start]
    return "" if _SOFT_GAP.match(between) else "".join(between.split())


def _head(words: Sequence[str]) -> int:
    """Return the index of the word that takes the plural: it stands before a preposition, and before -generaal."""
    last = len(words) - 1
    after = (i for i, word in enumerate(words) if word in _AFTER_HEAD or (word == "generaal" and i == last))
    return max(next(after, len(words)) - 1, 0)


_AFTER_HEAD = frozenset(
    re.findall(r"\w+", "aan bij der des in met naar onder op over te tegen tot tussen uit van voor zonder")
)


# --- what counts as the term -----------------------------------------------------------------------------------------

_NAME_FEATURES: frozenset[Feature] = frozenset({"plain", "s", "adjective"})
_NOUN_FEATURES: frozenset[Feature] = frozenset({"plain", "plural", "s", "diminutive", "diminutive plural"})
_BEFORE_NOUN: frozenset[Feature] = frozenset({"plain", "adjective", "modifier"})
_PLURALS: frozenset[Feature] = frozenset({"plural", "s"})
# Amerikaans is the adjective, not more than one Amerikaan.
_PEOPLE = re.compile(r"[A-ZÀ-Þ].*(?:aan|aar|een|eed|ier|ijn|in|oor|ool|rit|urk)")
_LEAST_CAPITALS = 4  # letters of a name that may be written in capitals inside a sentence: POETIN, but VOS is not Vos
_OPENING_QUOTE = re.compile(r"(?<!\w)['‘’](?=\w)(?!['‘’][stnkmr]\b)")


def _accept(pattern: _Pattern, forms: tuple[BaseForm, ...], sentence: str, tokens: list[_Token]) -> Found | None:
    entry = pattern.entry
    features = [form.feature for form in forms]
    start, end = tokens[0].span.start, tokens[-1].span.end
    if re.search(r"[\w&]", sentence[max(start - 1, 0) : start] + sentence[end : end + 1]):
        return None  # a part of another word: GP in A1GP, VN in V&VN
    if pattern.listed and any(feature != "plain" for feature in features):
        return None
    if not _fits_features(entry, features, pattern.head):
        return None
    if not _fits_case(entry, pattern.words, [form.text for form in forms], shouted=sentence.isupper()):
        return None
    if pattern.gaps != tuple(_gap(sentence, a, b) for a, b in pairwise(tokens)):
        return None
    before = sentence[max(start - 6, 0) : start]
    if _is_other_word(entry, pattern.words[pattern.head], features[pattern.head], before):
        return None
    if pattern.listed:
        shape = _shape_of_listed(pattern)
    else:
        shape = _shape(entry, features[-1] if features[pattern.head] == "plain" else features[pattern.head])
        if shape == "singular" and features[-1] == "plain" and _has_genitive_apostrophe(entry, sentence, end):
            shape, end = "possessive", end + 1
    return Found(entry, Span(start, end), shape)


def _fits_features(entry: Entry, features: Sequence[Feature], head: int) -> bool:
    """Say whether the inflection of each word is one that a term may have there."""
    last = len(features) - 1
    if entry.case == "exact" and not _NAME_FEATURES.issuperset((features[head], features[last])):
        return False
    if head < last:
        after = all(feature == "plain" for feature in features[head + 1 : last])
        inflected = features[head] in _NOUN_FEATURES and (features[last] == "plain" or entry.case == "exact")
        return after and inflected and _BEFORE_NOUN.issuperset(features[:head]) and features[last] in ("plain", "s")
    if features[last] in _PLURALS and _PLURALS.issuperset(features):  # rechters-commissarissen
        return True
    return features[last] != "modifier" and _BEFORE_NOUN.issuperset(features[:last])


def _fits_case(entry: Entry, listed: Sequence[str], read: Sequence[str], *, shouted: bool = False) -> bool:
    """Compare with the listed spelling; a first word may be capitalised, and a headline may shout."""
    if entry.case == "free":
        return True
    want, have = _without_accents(" ".join(listed)), _without_accents(" ".join(read))
    first = "IJ" + want[2:] if want.startswith("ij") else want[0].upper() + want[1:]
    if have in (want, first):
        return True
    return have == want.upper() and (shouted or len(want) >= _LEAST_CAPITALS)


def _is_other_word(entry: Entry, listed: str, feature: Feature, before: str) -> bool:
    """Say whether a word in -s or -en is neither plural nor genitive: an adjective (een Drents dorp), an infinitive."""
    if feature == "s" and entry.kind == "place":
        return re.search(r"\b(?:een|geen|het|elk)\s+\Z", before, re.IGNORECASE) is not None
    if feature == "s":
        return entry.case == "free" and entry.kind != "weapon" and _PEOPLE.fullmatch(listed) is not None
    return feature == "plural" and re.search(r"\bte\s+\Z", before, re.IGNORECASE) is not None


def _has_genitive_apostrophe(entry: Entry, sentence: str, end: int) -> bool:
    """Say whether the apostrophe behind a name in -s is its genitive (Hamas' aanval) and no closing quote."""
    return (
        entry.case == "exact"
        and re.match(rf"[sxzSXZ][{_APOSTROPHES}]\s\w", sentence[end - 1 : end + 3]) is not None
        and _OPENING_QUOTE.search(sentence, 0, end) is None
    )


def _shape(entry: Entry, feature: Feature) -> Shape:
    if feature == "s":
        return "plural" if is_counted(entry) else "possessive"
    return "plural" if feature in ("plural", "diminutive plural") else "singular"


def _shape_of_listed(pattern: _Pattern) -> Shape:
    """Guess the number of a form that no rule gives (steden): the endings that Dutch plurals have."""
    word = pattern.words[pattern.head].lower()
    plural = word.endswith(("en", "ën", "s", "lui", "a", "i")) and not pattern.entry.sources[0].lower().endswith(
        word[-2:]
    )
    return "plural" if plural and is_counted(pattern.entry) else "singular"


# --- closed compounds ------------------------------------------------------------------------------------------------

_LEAST_REST = 3  # letters each half of a closed compound must have
_VOWEL = re.compile(r"[aeiouy]")
# What is left of a word that is no compound but a derivation: dronetje, tankende, bombarderen.
_ENDINGS = re.compile(
    r"e?(?:tjes?|loos|lo?ze|lijke?|ring|rende?)|isch|ische|ige|achtige?|eren|eerde?n?|ende?|heid|heden|ingen?|[dt]en"
    r"|sels?|bard\w+"
)
_TAKES_S = ("ing", "heid", "teit", "schap", "ion", "dom", "oorlog")  # regeringsgebouw, oorlogsschip
_NEVER_AFTER_S = tuple("bdgrsvz")  # a word that begins with s has none of these next
_IN_EN = ("energi", "eng", "enkel", "enqu", "ensem", "ent", "envel", "enzym")  # words in en-: kernenergie


def _first_parts(part: str, rest: str) -> Iterator[str]:
    """Yield the words that the first half of a compound may be, without what links them: bommen, oorlogs."""
    yield part
    if part.endswith("s") and (part[:-1].endswith(_TAKES_S) or rest.startswith(_NEVER_AFTER_S)):
        yield part[:-1]
    if part.endswith("en") and not ("en" + rest).startswith(_IN_EN):
        for form in base_forms(part):
            if form.feature == "plural" and not form.text.endswith("e"):
                yield _key(form.text)


def _is_rest(rest: str) -> bool:
    """Say whether what is left of a compound can be a word, and not an ending."""
    return _VOWEL.search(rest) is not None and _ENDINGS.fullmatch(rest) is None
