"""The term benchmark's sentences: read them, and find what is wrong with them.

    python benchmarks/terms_data.py

counts the items of each stratum and lists every problem; it exits with 1 where there is one. How the data were made
and what the columns mean stands in terms/README.md.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translate.errors import TranslateError
from translate.glossary.model import Glossary
from translate.glossary.store import load_glossary

FOLDER = Path(__file__).parent / "terms"
SENTENCES = FOLDER / "sentences.tsv"
GLOSSARY = FOLDER / "glossary.yaml"

COLUMNS = ("id", "stratum", "source", "reference", "terms", "forbidden_out")
STRATA = ("copied-name", "exonym", "institution", "content-word", "inflected", "hyphenated", "several", "negative")
LEAST_ITEMS = 40  # in a stratum: fewer give an interval too wide to compare two systems by
WORDS = range(6, 31)  # in a Dutch sentence


class TermsDataError(TranslateError):
    """A file of benchmark sentences that cannot be read."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One occurrence of a term.

    Attributes:
        entry: the first source of its glossary entry.
        surface: the letters of the sentence that are the term, as they stand there.
        expect: English that is right for this occurrence, inflection included; the preferred one first.
    """

    entry: str
    surface: str
    expect: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence.

    Attributes:
        id: a letter for the stratum and a number.
        stratum: one of ``STRATA``.
        source: the Dutch.
        reference: a British English translation with the glossary's terms.
        terms: every occurrence of a glossary term, in the order of the Dutch; none in a negative.
        forbidden_out: English of entries that must not be applied here; case counts.
    """

    id: str
    stratum: str
    source: str
    reference: str
    terms: tuple[Expected, ...]
    forbidden_out: tuple[str, ...]


def load_items(path: Path = SENTENCES) -> list[Item]:
    """Read a file of sentences: tab-separated columns under a header line, JSON lists in the last two.

    Raises:
        TermsDataError: the file cannot be read, or a line of it has not the columns or the JSON it should have.
    """
    try:
        header, *lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise TermsDataError("cannot read the benchmark's sentences", where=str(path), mend=str(error)) from error
    if tuple(header.split("\t")) != COLUMNS:
        mend = f"write {', '.join(COLUMNS)}, with tabs between"
        raise TermsDataError("the header line is not as it should be", where=f"{path}:1", mend=mend)
    return [_read_item(line, f"{path}:{number}") for number, line in enumerate(lines, 2)]


def _read_item(line: str, where: str) -> Item:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise TermsDataError(f"{len(cells)} columns where {len(COLUMNS)} were expected", where=where)
    try:
        terms = tuple(Expected(t["entry"], t["surface"], tuple(t["expect"])) for t in json.loads(cells[4]))
        forbidden = tuple(json.loads(cells[5]))
    except (ValueError, KeyError, TypeError) as error:
        mend = "terms is a list of {entry, surface, expect}, forbidden_out a list of strings"
        raise TermsDataError(f"a cell cannot be read as JSON ({error!r})", where=where, mend=mend) from error
    return Item(cells[0], cells[1], cells[2], cells[3], terms, forbidden)


def find_problems(items: Sequence[Item], glossary: Glossary) -> list[str]:
    """Return what is wrong with the sentences, one line a problem; empty where nothing is."""
    problems = [
        f"{stratum}: fewer than {LEAST_ITEMS} items" for stratum in STRATA if _count(items, stratum) < LEAST_ITEMS
    ]
    for name, values in (("id", [i.id for i in items]), ("sentence", [_plain(i.source) for i in items])):
        problems += [f"{value}: {name} stands twice" for value, count in Counter(values).items() if count > 1]
    for item in items:
        problems += [f"{item.id}: {problem}" for problem in _problems_of(item, glossary)]
    return problems


def _count(items: Sequence[Item], stratum: str) -> int:
    return sum(item.stratum == stratum for item in items)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _problems_of(item: Item, glossary: Glossary) -> Iterator[str]:
    if item.stratum not in STRATA:
        yield f"unknown stratum {item.stratum}"
    if len(item.source.split()) not in WORDS:
        yield f"not of {WORDS.start} to {WORDS.stop - 1} words"
    if item.stratum == "negative":
        yield from _problems_of_negative(item, glossary)
        return
    if item.forbidden_out:
        yield "forbidden_out is for negatives"
    if not 2 <= len(item.terms) <= 4 if item.stratum == "several" else not item.terms:
        yield f"{len(item.terms)} terms"
    yield from _problems_of_terms(item, glossary)


def _problems_of_negative(item: Item, glossary: Glossary) -> Iterator[str]:
    if item.terms:
        yield "a negative has no terms"
    if not item.forbidden_out:
        yield "nothing forbidden"
    for english in item.forbidden_out:
        entries = [entry for entry in glossary if english in (entry.target, *entry.variants)]
        if not any(source.casefold() in item.source.casefold() for entry in entries for source in entry.sources):
            yield f"no entry for {english} comes near anything in the sentence"
        if stands_in(english, item.reference, free=False):
            yield f"the reference has the forbidden {english}"


def _problems_of_terms(item: Item, glossary: Glossary) -> Iterator[str]:
    entries = {entry.id: entry for entry in glossary}
    annotated: set[int] = set()
    end = 0
    for term in item.terms:
        entry = entries.get(term.entry)
        if entry is None:
            yield f"no entry {term.entry} in the glossary"
            continue
        start = item.source.find(term.surface, end)
        if start < 0:
            yield f"{term.surface} is not in the sentence, or out of order"
            continue
        end = start + len(term.surface)
        annotated.update(range(start, end))
        if not any(stands_in(english, item.reference, free=entry.case == "free") for english in term.expect):
            yield f"the reference has none of {', '.join(term.expect)}"
        if term.surface in entry.sources and entry.target not in term.expect:
            yield f"{term.surface} is listed, but {entry.target} is not expected"
    for entry in glossary:
        for text in (*entry.sources, *entry.forms):
            for match in _pattern(text, free=entry.case == "free").finditer(item.source):
                if annotated.isdisjoint(range(*match.span())):
                    yield f"{match.group()} is not annotated"


def stands_in(phrase: str, text: str, *, free: bool) -> bool:
    """Say whether a phrase stands in a text as words of its own; ``free`` lets the case differ."""
    return _pattern(phrase, free=free).search(text) is not None


def _pattern(phrase: str, *, free: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE if free else 0)


def main() -> int:
    """Print the counts and the problems; return 1 where there are any, else 0."""
    items, glossary = load_items(), load_glossary(GLOSSARY)
    for stratum in STRATA:
        occurrences = sum(len(item.terms) for item in items if item.stratum == stratum)
        print(f"{stratum:14}{_count(items, stratum):5} sentences{occurrences:5} terms")
    problems = find_problems(items, glossary)
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
