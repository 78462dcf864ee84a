"""What a glossary is worth in use: how often its terms come up, what became of them, and what looks wrong in it.

What makes a file no glossary at all (``store``) is an error. What is found here besides is told by comparing entries
with one another and with the articles of a library, which is only read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from translate.document import Segment
from translate.glossary.edit_search import bare, fold, same_dutch, squeeze
from translate.glossary.matching import Matcher
from translate.glossary.model import Entry, Glossary
from translate.glossary.nodes import GlossaryInvalid, shown
from translate.glossary.report_english import differences, is_related, spells_out
from translate.library import Library

Severity = Literal["error", "warning", "info"]

MISSED_LEAST = 3  # times: what went wrong once or twice may be the sentence's fault
MISSED_SHARE = 0.25  # of the times it came up


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks wrong. ``line`` is the entry's, 1-based; ``entry`` is empty where no entry can be named."""

    kind: str
    severity: Severity
    entry: str
    line: int
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Usage:
    """How often an entry is found in the library's sentences now, and what became of it when they were translated.

    ``missed`` counts what is not in the translation, or has English there that the entry forbids.
    """

    matches: int = 0
    applied: int = 0
    repaired: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """A glossary's use in a library. ``usage`` has every entry, by its id."""

    articles: int
    sentences: int
    usage: Mapping[str, Usage]


@dataclass(frozen=True, slots=True)
class Stats:
    """Figures of a glossary. ``kinds`` and ``fields`` count entries; ``coverage`` is None without a library."""

    entries: int
    kinds: tuple[tuple[str, int], ...]
    fields: tuple[tuple[str, int], ...]
    coverage: Coverage | None


# --- use -------------------------------------------------------------------------------------------------------------


def open_library(path: Path) -> Library | None:
    """Open a library to read it; None where there is none.

    Raises:
        LibraryError: it cannot be opened.
    """
    return Library.open(path) if path.is_file() else None


def read_coverage(glossary: Glossary, library: Library) -> Coverage:
    """Look for every entry in all articles of a library.

    Raises:
        LibraryError: the library cannot be read.
    """
    articles = library.list_articles()
    segments = [stored.segment for article in articles for stored in library.segments(article.id)]
    matches = _count_matches(glossary, segments)
    outcomes = Counter((term.entry, term.outcome) for segment in segments for term in segment.terms)
    usage = {
        entry.id: Usage(
            matches[entry.id],
            outcomes[entry.id, "applied"],
            outcomes[entry.id, "repaired"],
            outcomes[entry.id, "missed"] + outcomes[entry.id, "forbidden"],
        )
        for entry in glossary
    }
    return Coverage(len(articles), len(segments), usage)


def _count_matches(glossary: Glossary, segments: Sequence[Segment]) -> Counter[str]:
    matcher = Matcher(glossary)
    found: Counter[str] = Counter()
    for source, times in Counter(segment.source for segment in segments).items():
        for match in matcher.find(source):
            found[match.entry.id] += times
    return found


def glossary_stats(glossary: Glossary, coverage: Coverage | None = None) -> Stats:
    """Count a glossary's entries; ``coverage`` (`read_coverage`) goes with the figures."""
    kinds = Counter(entry.kind for entry in glossary)
    has: dict[str, Callable[[Entry], object]] = {
        "several sources": lambda entry: len(entry.sources) > 1,
        "forms": lambda entry: entry.forms,
        "variants": lambda entry: entry.variants,
        "forbidden": lambda entry: entry.forbidden,
        "note": lambda entry: entry.note,
        "expand": lambda entry: entry.expand,
        "compounds": lambda entry: entry.compounds,
        "kept in Dutch": lambda entry: not entry.translate,
        "exact case": lambda entry: entry.case == "exact",
    }
    fields = tuple((name, sum(bool(test(entry)) for entry in glossary)) for name, test in has.items())
    return Stats(len(glossary), tuple(kinds.most_common()), fields, coverage)


def most_used(coverage: Coverage, limit: int = 20) -> list[tuple[str, Usage]]:
    """Return the entries that come up most, those with more missed first where they come up as often."""
    used = [(name, usage) for name, usage in coverage.usage.items() if usage != Usage()]
    return sorted(used, key=lambda one: (-one[1].matches, -one[1].missed, one[0]))[:limit]


# --- what looks wrong ------------------------------------------------------------------------------------------------


def invalid_findings(error: GlossaryInvalid, path: str) -> list[Finding]:
    """Return what makes a file no glossary, a finding a problem."""
    return [_invalid(problem.removeprefix(f"{path}:")) for problem in error.problems]


def _invalid(problem: str) -> Finding:
    line, _, rest = problem.partition(": ")
    entry = ""
    if rest.startswith('entry "'):
        entry, _, rest = rest.removeprefix('entry "').partition('": ')
    # A remedy follows a semicolon; one within quotes is the user's own.
    place = next(
        (i for i in range(len(rest)) if rest.startswith("; ", i) and rest.count('"', 0, i) % 2 == 0), len(rest)
    )
    return Finding("invalid", "error", entry, int(line), rest[:place], rest[place + 2 :])


def check_glossary(glossary: Glossary, coverage: Coverage | None = None) -> list[Finding]:
    """Return what looks wrong in a valid glossary, errors first, then in the order of the file.

    Args:
        glossary: the entries.
        coverage: their use (`read_coverage`); without it, or where the library has no articles, what shows only in
            use is not looked for.
    """
    found = [*_same_dutch(glossary), *_inside(glossary), *_spelling(glossary), *_acronyms(glossary)]
    if coverage is not None and coverage.sentences:
        found += _in_use(glossary, coverage)
    order = ("error", "warning", "info")
    return sorted(found, key=lambda finding: (order.index(finding.severity), finding.line))


def _same_dutch(glossary: Glossary) -> Iterator[Finding]:
    """Dutch of two entries that is the same when terms are looked for."""
    seen: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in glossary:
        for text in (*entry.sources, *entry.forms):
            same = seen[squeeze(fold(text))]
            for other_text, other in same:
                if other is not entry and same_dutch(text, entry, other_text, other):
                    yield _collision(text, entry, other_text, other)
                    break
            same.append((text, entry))


def _collision(text: str, entry: Entry, other_text: str, other: Entry) -> Finding:
    same = f"{shown(text)} is the same as {shown(other_text)} on line {other.line} when terms are looked for"
    if fold(entry.target) == fold(other.target):
        return _finding("written twice", "warning", entry, same, "keep one of the two")
    what = f"{same}, which asks for {shown(other.target)} and not {shown(entry.target)}"
    return _finding("contradiction", "error", entry, what, "keep the one that is right")


def _inside(glossary: Glossary) -> Iterator[Finding]:
    """Dutch that is part of another entry's, where the English of the two has nothing in common."""
    known: dict[tuple[str, ...], Entry] = {}
    for entry in glossary:
        for text in entry.sources:
            known.setdefault(tuple(fold(text).split()), entry)
    for entry in glossary:
        told: set[str] = set()
        for text in entry.sources:
            for part, inner in _parts(text, known):
                if (
                    inner is not entry
                    and inner.id not in told
                    and _matches(inner, part)
                    and not is_related(entry, inner)
                ):
                    told.add(inner.id)
                    what = f"{shown(inner.id)} (line {inner.line}: {inner.target}) is part of {shown(text)}"
                    mend = (
                        "fine where that is another thing, for the longer one wins; else bring their English together"
                    )
                    yield _finding("overlap", "info", entry, f"{what}, whose English is {shown(entry.target)}", mend)


def _parts(text: str, known: Mapping[tuple[str, ...], Entry]) -> Iterator[tuple[str, Entry]]:
    """Yield each run of a text's words, but for all of them, that is an entry's Dutch."""
    words = text.replace("-", " ").split()
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            inner = known.get(tuple(fold(" ".join(words[start:end])).split()))
            if inner is not None and end - start < len(words):
                yield " ".join(words[start:end]), inner


def _matches(entry: Entry, part: str) -> bool:
    return entry.case == "free" or any(bare(part) == bare(source) for source in entry.sources)


def _spelling(glossary: Glossary) -> Iterator[Finding]:
    """English that two entries spell differently."""
    for entry, text, other, other_text in differences(glossary):
        what = f"{shown(text)} is {shown(other_text)} in {shown(other.target)} (line {other.line}, {shown(other.id)})"
        mend = "spell it one way; where a name has its own, list the usual one under forbidden"
        yield _finding("spelling", "warning", entry, what, mend)


def _acronyms(glossary: Glossary) -> Iterator[Finding]:
    for entry in glossary:
        if entry.kind == "acronym" and not entry.note and not spells_out(entry, glossary):
            what = f"nothing says what {shown(entry.target)} stands for"
            yield _finding("acronym", "info", entry, what, "spell it out under expand, or in a note")


def _in_use(glossary: Glossary, coverage: Coverage) -> Iterator[Finding]:
    for entry in glossary:
        usage = coverage.usage[entry.id]
        times = usage.applied + usage.repaired + usage.missed
        if not usage.matches:
            yield _finding(
                "never found", "info", entry, "found in no article", "see whether its Dutch is spelt as in the articles"
            )
        elif usage.missed >= MISSED_LEAST and usage.missed >= MISSED_SHARE * times:
            what = f"missed {usage.missed} of {times} times ({usage.missed / times:.0%})"
            mend = "list other English that is right under variants, and translate the articles again"
            yield _finding("missed often", "warning", entry, what, mend)


def counted(number: int, noun: str) -> str:
    """Return a number and its noun: 1 article, 2 articles."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _finding(kind: str, severity: Severity, entry: Entry, message: str, mend: str) -> Finding:
    return Finding(kind, severity, entry.id, entry.line, message, mend)
