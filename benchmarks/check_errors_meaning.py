"""Errors of meaning put into right translations, one a check, to see whether the check finds them.

Each function changes a segment so that its check should find something, or returns None where the segment offers no
place for the error. ``benchmarks/checks.py`` runs them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from translate.document import Segment
from translate.glossary.matching import find_terms
from translate.glossary.model import Entry, Glossary
from translate.segmenting import split_sentences
from translate.terminology.english import wanted
from translate.terminology.request import Request
from translate.terminology.written import verify_written
from translate.words.lists import plain
from translate.words.sentences import Word, words_of

Error = Callable[[Segment, random.Random], Segment | None]

_DUTCH_NEGATION = re.compile(r"\b(?:niet|geen|nooit|niemand|niets|nergens|noch|zonder)\b", re.IGNORECASE)
_NEGATION = re.compile(r"\s(?:not|never|no)\b|(?<=[a-z])n[’']t\b|(?<=can)not\b")
_ANY_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n[’']t\b", re.IGNORECASE
)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|can|could|would|should|has|have|had|must|may|might)\b")
_VOWELS = "aeiou"
_ADDED = "The government has promised a new law for the coming year."


def lose_negation(segment: Segment, chance: random.Random) -> Segment | None:
    """Delete the only negation of a sentence that translates a Dutch one."""
    found = list(_NEGATION.finditer(segment.target))
    if len(found) != 1 or len(_ANY_NEGATION.findall(segment.target)) != 1 or not _DUTCH_NEGATION.search(segment.source):
        return None
    return replace(segment, target=segment.target[: found[0].start()] + segment.target[found[0].end() :])


def add_negation(segment: Segment, chance: random.Random) -> Segment | None:
    """Put “not” behind an auxiliary of a sentence that has no negation in either language."""
    found = list(_AUXILIARY.finditer(segment.target))
    if not found or _ANY_NEGATION.search(segment.target) or _DUTCH_NEGATION.search(segment.source):
        return None
    end = chance.choice(found).end()
    return replace(segment, target=f"{segment.target[:end]} not{segment.target[end:]}")


def drop_name(segment: Segment, chance: random.Random) -> Segment | None:
    """Delete a name that both sentences spell alike, with all its parts: Royal Bafokeng Stadium."""
    names = [name for name in _runs_of_names(segment.target) if name in segment.source]
    names = [name for name in names if len(name) > 2 and not _is_repeated(name, segment)]
    return replace(segment, target=segment.target.replace(chance.choice(names), "")) if names else None


def _runs_of_names(text: str) -> list[str]:
    """Return the names of a text, those with a blank or a hyphen between them together."""
    runs: list[list[Word]] = []
    for word in words_of(text):
        if word.is_name and runs and text[runs[-1][-1].span.end : word.start] in (" ", "-"):
            runs[-1].append(word)
        elif word.is_name:
            runs.append([word])
    return [text[run[0].start : run[-1].span.end] for run in runs]


def _is_repeated(name: str, segment: Segment) -> bool:
    """Say whether a word of a name stands in another place of the translation too, as it is or derived: Mexican."""
    stems = [plain(word)[: max(len(word) - 1, 3)] for word in re.split("[ -]", name)]
    return any(len(re.findall(rf"\b{re.escape(stem)}", plain(segment.target))) != 1 for stem in stems)


def change_name(segment: Segment, chance: random.Random) -> Segment | None:
    """Put another vowel in a name of four letters or more that both sentences spell alike."""
    dutch = {word.text for word in words_of(segment.source) if word.is_name}
    english = words_of(segment.target)
    letters = [plain(word.letters) for word in english]
    names = [w for w in english if w.text in dutch and len(w.text) > 3 and letters.count(plain(w.letters)) == 1]
    word = chance.choice(names) if names else None
    places = [at for at, letter in enumerate(word.text) if at and letter in _VOWELS] if word else []
    if word is None or not places:
        return None
    at = word.start + chance.choice(places)
    vowel = chance.choice([letter for letter in _VOWELS if letter != segment.target[at]])
    return replace(segment, target=segment.target[:at] + vowel + segment.target[at + 1 :])


def drop_sentence(segment: Segment, chance: random.Random) -> Segment | None:
    """Delete one of the two sentences of a translation."""
    sentences = split_sentences(segment.target)
    if len(sentences) != 2 or len(split_sentences(segment.source)) != 2:
        return None
    return replace(segment, target=chance.choice(sentences).of(segment.target))


def add_sentence(segment: Segment, chance: random.Random) -> Segment | None:
    """Put a sentence behind a translation that the Dutch has not."""
    whole = segment.target[-1:] in ".!?" and len(split_sentences(segment.source)) == len(
        split_sentences(segment.target)
    )
    return replace(segment, target=f"{segment.target} {_ADDED}") if whole else None


def lose_term(segment: Segment, chance: random.Random) -> Segment | None:
    """Make a term of a name that both sentences spell alike, and delete it from the translation."""
    name = _term(segment, chance)
    if name is None:
        return None
    return _with_term(segment, segment.target.replace(name, ""), Entry((name,), name, case="exact"))


def write_forbidden_term(segment: Segment, chance: random.Random) -> Segment | None:
    """Make a term of a name that both sentences spell alike, and write what is forbidden for it."""
    name = _term(segment, chance)
    if name is None:
        return None
    return _with_term(segment, segment.target, Entry((name,), f"Old {name}", forbidden=(name,), case="exact"))


def repeat_term(segment: Segment, chance: random.Random) -> Segment | None:
    """Make a term of a name that both sentences spell alike, and write it in the place of another word."""
    name = _term(segment, chance)
    others = [word for word in words_of(segment.target) if word.text.islower() and len(word.text) > 4]
    if name is None or not others:
        return None
    word = chance.choice(others)
    changed = segment.target[: word.start] + name + segment.target[word.span.end :]
    return _with_term(segment, changed, Entry((name,), name, case="exact"))


def _term(segment: Segment, chance: random.Random) -> str | None:
    names = [name for name in _runs_of_names(segment.target) if len(name) > 3 and segment.source.count(name) == 1]
    names = [name for name in names if segment.target.count(name) == 1]
    return chance.choice(names) if names else None


def _with_term(segment: Segment, target: str, entry: Entry) -> Segment | None:
    requests = [Request(found, wanted(found)) for found in find_terms(segment.source, Glossary((entry,)))]
    terms = verify_written(segment.source, target, requests)
    return replace(segment, target=target, terms=terms) if terms else None


def translate_anew(segment: Segment, chance: random.Random) -> tuple[Segment, ...] | None:
    """Repeat a sentence of an article, and leave a word out of its second translation."""
    words = words_of(segment.target)
    if len(words) < 4 or len(words_of(segment.source)) < 3:
        return None
    word = chance.choice(words)
    changed = segment.target[: word.start] + segment.target[word.span.end :]
    return segment, replace(segment, id=f"{segment.id}.2", target=changed)


def translate_alike(segment: Segment, chance: random.Random) -> tuple[Segment, ...] | None:
    """Repeat the translation of a sentence for another one, which lacks a word."""
    words = words_of(segment.source)
    if len(words) < 4 or len(words_of(segment.target)) < 3:
        return None
    word = chance.choice(words)
    changed = segment.source[: word.start] + segment.source[word.span.end :]
    return segment, replace(segment, id=f"{segment.id}.2", source=changed)


ERRORS: dict[str, Sequence[Error]] = {
    "name missing": (drop_name, change_name),
    "negation added": (add_negation,),
    "negation lost": (lose_negation,),
    "sentence missing or added": (drop_sentence, add_sentence),
    "term forbidden": (write_forbidden_term,),
    "term missed": (lose_term,),
    "term over-applied": (repeat_term,),
}

# An article of a few segments in which the check should find something.
ARTICLE_ERRORS: dict[str, Sequence[Callable[[Segment, random.Random], tuple[Segment, ...] | None]]] = {
    "same Dutch, other English": (translate_anew,),
    "same English, other Dutch": (translate_alike,),
}
