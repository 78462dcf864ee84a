"""Put the places where a term stands under one head: inflected forms, spelling variants, the capital of a start."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from translate.glossary.candidate_mentions import Form, Mention
from translate.glossary.candidate_people import is_nationality, people_of
from translate.glossary.candidate_words import dictionary_form, is_word, zipf
from translate.glossary.inflection import base_forms

Text = TypeVar("Text", bound=str)
_HYPHEN = re.compile("[-\u2010\u2011]")
_AFTER_HEAD = frozenset(("van", "voor", "tegen", "op"))
_COUNTED_NAME = re.compile(r"(.*(?:\d|[A-Z]))['’]?s")  # F-16's, CV90's


@dataclass(frozen=True, slots=True)
class Head:
    """A term in its dictionary form, with the places where it stands, in order."""

    text: str
    form: Form
    mentions: tuple[Mention, ...]


def heads_of(mentions: Iterable[Mention]) -> list[Head]:
    """Return a head for each term, by its text. The order of the mentions makes no difference."""
    places = sorted(mentions, key=lambda m: (m.sentence, m.span, m.form))
    attested = frozenset(m.text if m.form in ("name", "acronym") else m.words[-1].lower() for m in places)
    groups: defaultdict[tuple[str, ...], list[tuple[str, Mention]]] = defaultdict(list)
    for mention in places:
        text, key = _head(mention, attested)
        groups[key].append((text, mention))
    heads = []
    for group in groups.values():
        text = _commonest([text for text, _ in group])
        form = _commonest([mention.form for text_, mention in group if text_ == text])
        heads.append(Head(text, form, tuple(mention for _, mention in group)))
    return sorted(heads, key=lambda head: (head.text.casefold(), head.text))


def _commonest(texts: Sequence[Text]) -> Text:
    counts = Counter(texts)
    return min(counts, key=lambda text: (-counts[text], len(text), text))


def _head(mention: Mention, attested: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """Return the dictionary form of a mention, and what it has in common with the others of the same term."""
    words = [word.replace("’", "'") for word in mention.words]
    if mention.form in ("name", "acronym"):
        text = _name(mention.text, words, attested)
        return text, tuple(_folded(text).split())
    if mention.form == "phrase" and any(word in _AFTER_HEAD for word in words):  # minister van Financiën
        text = " ".join([_singular(words[0].lower(), attested), *words[1:]])
        return text, tuple(_folded(text).split())
    *adjectives, noun = words
    adjectives = [word.lower() for word in adjectives]
    noun = _word(noun, attested, opens=not mention.before and not adjectives)
    text = " ".join([*adjectives, noun])
    return text, (*(_uninflected(word) for word in adjectives), *_folded(noun).split())


def _name(text: str, words: Sequence[str], attested: frozenset[str]) -> str:
    """Return a name without the -s of its genitive or plural, and an adjective without its -e."""
    text = " ".join(text.replace("’", "'").split())
    before, last = text.removesuffix(words[-1]), words[-1]
    counted = _COUNTED_NAME.fullmatch(last)
    if counted is not None and before != text:
        return before + counted[1]
    people = people_of(last) if len(words) == 1 else None
    if people is not None and people != last:
        return people
    for form in base_forms(last)[1:] if before != text else ():
        if form.feature == "s" and before + form.text in attested:
            return before + form.text
        if form.feature == "adjective" and len(words) == 1 and is_nationality(last):
            return form.text
    return text


def _word(word: str, attested: frozenset[str], *, opens: bool) -> str:
    """Return a noun in the singular, in lower case but for the names and acronyms it is made with.

    Where it ``opens`` a sentence its capital may be the sentence's.
    """
    parts = _HYPHEN.split(word)
    if len(parts) == 1:
        return _singular(word.lower(), attested)
    first = parts[0]
    if opens and not first.isupper() and first[0].isupper() and is_word(first.lower()):
        first = first[0].lower() + first[1:]  # Defensie-expert, at the start of a sentence
    before, space, last = parts[-1].rpartition(" ")  # defensie- en wapenexperts
    return "-".join([first, *parts[1:-1], before + space + _singular(last.lower(), attested)])


def _singular(word: str, attested: frozenset[str]) -> str:
    found = dictionary_form(word)
    if found != word:
        return found
    plurals = (form for form in base_forms(word)[1:] if form.feature in ("plural", "s", "diminutive plural"))
    return next((form.text for form in plurals if form.text in attested and zipf(word) < 4), word)


def _uninflected(word: str) -> str:
    forms = [form.text for form in base_forms(word) if form.feature in ("adjective", "modifier")]
    return min(forms, key=lambda text: (-zipf(text), len(text), text), default=word)


def _folded(text: str) -> str:
    """Fold what spelling varies in: case, accents, hyphens."""
    decomposed = unicodedata.normalize("NFD", _HYPHEN.sub(" ", text).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
