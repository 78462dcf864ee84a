"""English of one glossary compared with itself: spelt one way, related, spelt out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from translate.glossary.edit_search import fold
from translate.glossary.model import Entry, Glossary

# How British and American spelling differ, each written as one of the two: what is the same afterwards is one word.
_SPELLINGS = tuple(
    (re.compile(pattern), one)
    for pattern, one in (
        (r"(?<=[a-z]{3})our(?=(?:s|ed|ing|ers?|ite|able|ful|hoods?|al)?$)", "or"),  # colour, armoured
        (r"(?<=[a-z]{2})is(?=(?:e|es|ed|ing|ers?|ations?)$)", "iz"),  # organise, organisation
        (r"ys(?=(?:e|es|ed|ing|ers?)$)", "yz"),  # analyse
        (r"(?<=[a-z]{2}[bt])re(?=s?$)", "er"),  # centre, fibre
        (r"(?<=^def|^off|^lic)enc(?=es?$)", "ens"),  # defence, licence
        (r"(?<=gram)me(?=s?$)", ""),  # programme
        (r"(?<=[a-z]{3}[aeiou])ll(?=(?:ed|ing|ers?)$)", "l"),  # travelled
        (r"(?<=[a-z]{2})ogue(?=s?$)", "og"),  # dialogue
        (r"(?<=dg)e(?=ment)", ""),  # judgement
    )
)
_LONGEST_RUN = 3  # words: surface to air is surface-to-air
_STEM = 5  # letters that two words have in common to be of one family: defence, defensive
_LINKS = frozenset(("a", "an", "and", "for", "in", "of", "on", "the", "to", "with"))  # they relate no two terms

Difference = tuple[Entry, str, Entry, str]


def differences(glossary: Glossary) -> Iterator[Difference]:
    """Yield what is spelt otherwise than elsewhere: the entry and its text, an entry spelt as is usual, and its text.

    Usual is what most entries have, or else the first. Compared are the words of targets and of ``expand`` (defence,
    defense), with their hyphens (air strike, air-strike, airstrike), and whole targets with their capitals. An entry
    that forbids the other spelling means its own.
    """
    uses: dict[tuple[str, str], dict[str, dict[str, Entry]]] = defaultdict(lambda: defaultdict(dict))
    for entry in glossary:
        for sort, key, text in _spelt(entry):
            uses[sort, key][text].setdefault(entry.id, entry)
    told: set[tuple[str, str]] = set()  # where airstrike force differs so does airstrike, and that is enough
    for (sort, _), spellings in uses.items():
        usual = max(spellings, key=lambda text: len(spellings[text]))  # the first of those with as many
        other = next(iter(spellings[usual].values()))
        for text, entries in spellings.items():
            for entry in entries.values() if text != usual else ():
                if entry is other or _is_meant(entry) or (sort == "hyphen" and (entry.id, other.id) in told):
                    continue
                if sort == "hyphen":
                    told.add((entry.id, other.id))
                yield entry, text, other, usual


def _spelt(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield what an entry spells: what is compared, what is the same however it is spelt, and how it is spelt."""
    texts = (entry.target, entry.expand) if entry.translate else (entry.expand,)
    for text in texts:
        words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text)
        for word in words:
            yield "letters", _one_spelling(word.casefold()), word.casefold()
        for run in _runs(text):
            yield "hyphen", re.sub(r"[\s-]", "", run), run
    if entry.translate and entry.case == "free":
        yield "capitals", entry.target.casefold(), entry.target


def _runs(text: str) -> Iterator[str]:
    """Yield each run of words, in lower case, with the hyphens and blanks between them as they are."""
    tokens = re.split(r"([\s-]+)", text.casefold())
    for start in range(0, len(tokens), 2):
        for end in range(start + 1, min(start + 2 * _LONGEST_RUN, len(tokens) + 1), 2):
            run = "".join(tokens[start:end])
            if run.replace("-", "").replace(" ", "").isalpha():
                yield run


def _one_spelling(word: str) -> str:
    for pattern, one in _SPELLINGS:
        word = pattern.sub(one, word)
    return word


def _is_meant(entry: Entry) -> bool:
    target = _squeezed(entry.target)
    return any(text != entry.target and _squeezed(text) == target for text in entry.forbidden)


def _squeezed(text: str) -> str:
    """Return a text without all that spellings differ in."""
    return "".join(_one_spelling(word) for word in fold(text).split())


def is_related(entry: Entry, other: Entry) -> bool:
    """Say whether the English of two entries has a word, or the beginning of one, in common."""
    return not _stems(entry).isdisjoint(_stems(other))


def _stems(entry: Entry) -> set[str]:
    words = {word for text in (entry.target, entry.expand, *entry.variants) for word in fold(text).split()}
    return {word[:_STEM] for word in words - _LINKS}


def spells_out(acronym: Entry, glossary: Glossary) -> bool:
    """Say whether ``expand``, a variant, or another entry says what an acronym stands for."""
    if acronym.expand or any(" " in text for text in acronym.variants):
        return True
    letters = {acronym.target, *acronym.sources}
    return any(
        letters & {*other.sources, *other.variants, *map(_initials, _long(other))}
        for other in glossary
        if other is not acronym and any(_long(other))
    )


def _long(entry: Entry) -> Iterable[str]:
    return [text for text in (entry.target, entry.expand, *entry.sources) if " " in text]


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", text) if word[:1].isupper())
