"""What was found in an XLIFF file: sentences, held against what the file says of itself when it went out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from translate.document import State
from translate.errors import ReadingError
from translate.formats.xliff import collapsed, count_of
from translate.glossary.exchange.terms import printable
from translate.identity import target_mark
from translate.importing.registry import Incoming, IncomingRow

_SHOWN = 8  # ids that a line of the problems names


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in the file.

    ``id`` is its id there. ``facts`` are ours about it (``segment``, ``number``, ``mark``, ``source``, ``origin``),
    none where it is not from us or a tool has dropped them. ``place`` says where, ``line`` is its line.
    """

    id: str
    source: str
    target: str | None
    state: State | None
    comments: tuple[str, ...]
    facts: Mapping[str, str]
    place: str
    line: int


@dataclass(slots=True)
class Found:
    """What has been found so far.

    ``articles`` are the identities of the articles that the files are from; ``expected`` the ids of the sentences that
    the file says it went out with, and where each of them was; ``count`` how many there were, 0 where it does not say.
    """

    name: str
    articles: list[str] = field(default_factory=list)
    rows: list[IncomingRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    expected: dict[str, str] = field(default_factory=dict)
    count: int = 0
    lines: dict[str, int] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def add(self, sentence: Sentence, *, ours: bool) -> None:
        """Take over a sentence; ``ours`` says that the file is of this program, so that its ids mean something."""
        where = f"{sentence.place}, line {sentence.line}"
        id = (sentence.facts.get("segment") or sentence.id) if ours or sentence.facts else ""
        shown = printable(id[:40])
        if id and id in self.lines:
            first = self.lines[id]
            self.problems.append(
                f"{shown} stands in the file twice, the second one is left out (lines {first}, {sentence.line})"
            )
            return
        if id:
            self.lines[id] = sentence.line
        elif sentence.source.strip():
            self.foreign.append(str(sentence.line))
        self._number(sentence)
        mark = sentence.facts.get("mark", "")
        target = sentence.target or ""
        if mark and target_mark(target) != mark and target_mark(collapsed(target)) == mark:
            target = collapsed(target)
            self.problems.append(
                f"white space was added to the English of {shown}, and is left out (line {sentence.line})"
            )
        elif mark and not target and mark != target_mark(""):
            self.problems.append(f"{shown} has lost its English (line {sentence.line})")
        if (was := sentence.facts.get("source")) and was != target_mark(collapsed(sentence.source)):
            self.problems.append(f"the Dutch of {shown} is not what went out (line {sentence.line})")
        comment = "\n".join(dict.fromkeys(filter(None, map(str.strip, sentence.comments))))
        row = IncomingRow(id, sentence.source, target, sentence.state, mark, comment, where)
        self.rows.append(row)

    def _number(self, sentence: Sentence) -> None:
        number = count_of(sentence.facts.get("number", ""))
        if number:
            self.numbers.append(number)


def incoming(found: Found) -> Incoming:
    """Return what a file holds, with what is missing from it among the problems.

    Raises:
        ReadingError: it holds several articles.
    """
    articles = [*dict.fromkeys(filter(None, found.articles))]
    if len(articles) > 1:
        mend = "export them one by one"
        raise ReadingError(f"it holds {len(articles)} articles", where=found.name, mend=mend)
    problems = list(found.problems)
    missing = [id for id in found.expected if id not in found.lines]
    if missing:
        told = [f"{printable(id[:40])} ({found.expected[id]})" for id in missing]
        problems.append(f"no longer on their own, merged or taken out: {_listed(told)}")
    lost = found.count - len(found.lines) - len(missing)
    if lost > 0:
        problems.append(f"the file went out with {found.count} sentences; {lost} of them are no longer there")
    if found.numbers != sorted(found.numbers):
        problems.append("the sentences are in another order than they went out in")
    if found.foreign:
        lines = f"lines {_listed(found.foreign)}"
        problems.append(f"sentences without an id of this program, matched by their Dutch alone ({lines})")
    article = articles[0] if articles else ""
    return Incoming(article, tuple(found.rows), "XLIFF", tuple(map(printable, problems)))


def _listed(items: list[str]) -> str:
    more = len(items) - _SHOWN
    return ", ".join(items[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
