"""What the checks find in an article as a whole, kept at hand: an approval must not wait for 5,000 sentences."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Final

from translate.checks import run_article_checks
from translate.checks.repeated import Alike, place_of, quote_of
from translate.document import Issue, Segment
from translate.library import Library

Issues = dict[str, tuple[Issue, ...]]

KEPT: Final = 8
"""Articles that are kept at hand: the tabs that somebody has open."""

MOST_TAKEN_IN: Final = 500
"""Changed sentences that are checked by themselves; where more have changed, the article is."""


@dataclass(frozen=True, slots=True)
class QuotedIssue(Issue):
    """An issue, and what the other sentence that it is about reads now; empty where it is about no other."""

    quote: str = ""


class _Checked:
    """The sentences of an article in order at some revision, and what was found in them."""

    def __init__(self, revision: int | None, pairs: Sequence[Segment]) -> None:
        self.revision = revision
        self.pairs = {segment.id: segment for segment in pairs}
        self.found = run_article_checks(pairs)
        self._alike = Alike(pairs)
        self._order = {segment.id: number for number, segment in enumerate(pairs)}

    def change(self, revision: int | None, segments: Iterable[Segment]) -> frozenset[str]:
        """Take over new English; return the ids of the sentences of which something else is found, or quoted, now.

        Only sentences that are like the changed ones are checked: what is found in a sentence depends on no others.
        """
        self.revision = revision
        changed = [one for one in segments if one.id in self.pairs]
        written = [one for one in changed if one.target != self.pairs[one.id].target]
        self.pairs.update((one.id, one) for one in changed)
        touched = self._alike.to(one.id for one in written)
        self._alike.put(written)
        touched |= self._alike.to(one.id for one in written)
        near = sorted(self._alike.to(touched), key=self._order.__getitem__)
        found = run_article_checks([self.pairs[name] for name in near])
        differs = {name for name in touched if found.get(name) != self.found.get(name)}
        for name in differs:
            self.found.pop(name, None)
            if name in found:
                self.found[name] = found[name]
        named = {one.id for one in written}
        quoting = {name for name in touched if any(place_of(one) in named for one in self.found.get(name, ()))}
        return frozenset(differs | quoting)


class ArticleIssues:
    """The issues of articles in a library, for any number of threads.

    What is done from the page is told (`change`). An article that something else changed, another program too, is known
    by its revision and read anew.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._checked: OrderedDict[int, _Checked] = OrderedDict()
        self._warnings: dict[int, tuple[int | None, tuple[tuple[str, str, str], ...]]] = {}  # see `count`
        self._lock = threading.Lock()

    def pairs(self, article_id: int) -> list[Segment]:
        """Return `Library.pairs` of an article, which is read only where it has changed."""
        with self._lock:
            return list(self._current(article_id).pairs.values())

    def known(self, article_id: int, ids: Iterable[str]) -> Issues:
        """Return the issues of segments, by id; those without any are left out."""
        with self._lock:
            checked, gone = self._current(article_id), self._library.dismissals(article_id)
            return {name: _judged(checked, name, gone) for name in ids if name in checked.found}

    def warned(self, article_id: int) -> frozenset[str]:
        """Return the ids of the segments with an error or a warning that nobody dismissed."""
        with self._lock:
            checked, gone = self._current(article_id), self._library.dismissals(article_id)
            return frozenset(
                name
                for name in checked.found
                if any(not one.dismissed and one.severity != "info" for one in _judged(checked, name, gone))
            )

    def count(self, article_id: int) -> int:
        """Return how many errors and warnings nobody dismissed.

        What is found in an article is remembered with its revision, so that a list of all of them reads again only
        those that have changed; it does not push out the articles that are open.
        """
        with self._lock:
            revision = self._library.revision(article_id)
            if self._warnings.get(article_id, (None, ()))[0] != revision:
                self._warnings[article_id] = revision, self._read_warnings(article_id, revision)
            gone = self._library.dismissals(article_id)
            return sum(one not in gone for one in self._warnings[article_id][1])

    def change(self, article_id: int, ids: Collection[str]) -> frozenset[str]:
        """Take in what a step made of these segments; return the ids of those of which something else is found now."""
        with self._lock:
            before = self._checked.get(article_id)
            if before is None:
                return frozenset()
            # Read before the segments: should another change come in between, the number is too low and tells.
            revision = self._library.revision(article_id)
            if revision == before.revision:
                return frozenset()
            if before.revision is not None and revision == before.revision + 1 and len(ids) <= MOST_TAKEN_IN:
                read = self._library.pairs(article_id, ids)
                if any(one != before.pairs.get(one.id) for one in read):  # else it was something else that changed
                    return before.change(revision, read)
            now = self._read(article_id).found
            return frozenset(
                name for name in before.found.keys() | now.keys() if before.found.get(name) != now.get(name)
            )

    def _read_warnings(self, article_id: int, revision: int | None) -> tuple[tuple[str, str, str], ...]:
        """Return what tells each error and warning of an article from others, as `Library.dismissals` has it."""
        checked = self._checked.get(article_id)
        if checked is None or checked.revision != revision:
            checked = _Checked(revision, self._library.pairs(article_id))
        return tuple(
            (checked.pairs[name].source, issue.check, issue.message)
            for name, issues in checked.found.items()
            for issue in issues
            if issue.severity != "info"
        )

    def _current(self, article_id: int) -> _Checked:
        checked = self._checked.get(article_id)
        if checked is None or checked.revision != self._library.revision(article_id):
            return self._read(article_id)
        self._checked.move_to_end(article_id)
        return checked

    def _read(self, article_id: int) -> _Checked:
        revision = self._library.revision(article_id)
        checked = self._checked[article_id] = _Checked(revision, self._library.pairs(article_id))
        self._checked.move_to_end(article_id)
        while len(self._checked) > KEPT:
            self._checked.popitem(last=False)
        return checked


def _judged(checked: _Checked, name: str, gone: Collection[tuple[str, str, str]]) -> tuple[Issue, ...]:
    """Return what was found in a sentence, dismissed where a person said so, with what it is about."""
    source = checked.pairs[name].source
    found = []
    for issue in checked.found[name]:
        values = {field.name: getattr(issue, field.name) for field in fields(issue)}
        values["dismissed"] = (source, issue.check, issue.message) in gone
        found.append(QuotedIssue(**values, quote=quote_of(issue, checked.pairs)))
    return tuple(found)
