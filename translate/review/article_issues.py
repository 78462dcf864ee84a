"""What the checks find in an article as a whole, kept at hand: an approval must not wait for 5,000 sentences."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from translate.checks import run_article_checks
from translate.document import Issue, Segment
from translate.library import Library

Issues = dict[str, tuple[Issue, ...]]

KEPT: Final = 8
"""Articles that are kept at hand: the tabs that somebody has open."""


class _Checked:
    """The sentences of an article in order, and what was found in them."""

    def __init__(self, pairs: Sequence[Segment]) -> None:
        self.pairs = {segment.id: segment for segment in pairs}
        self.found = run_article_checks(pairs)

    def change(self, segments: Sequence[Segment]) -> frozenset[str]:
        """Take over new English, and return the ids of the sentences of which something else is found now."""
        changed = {one.id: one for one in segments if self.pairs.get(one.id) != one}
        if not changed:
            return frozenset()
        before, self.pairs = self.found, {**self.pairs, **changed}
        self.found = run_article_checks(list(self.pairs.values()))
        return frozenset(name for name in before.keys() | self.found.keys() if before.get(name) != self.found.get(name))


class ArticleIssues:
    """The issues of articles in a library, for any number of threads.

    Loading a page reads an article anew (`read`); what is done from the page is told (`change`). What another program
    changes in the library comes out with the next page.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._checked: OrderedDict[int, _Checked] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, article_id: int, pairs: Sequence[Segment]) -> Issues:
        """Check an article whose sentences were just read (`Library.pairs`), and return its issues by segment id."""
        with self._lock:
            self._keep(article_id, pairs)
            return self._judged(article_id)

    def known(self, article_id: int) -> Issues:
        """Return the issues of an article as they were found last; check it where it never was."""
        with self._lock:
            if article_id not in self._checked:
                self._keep(article_id, self._library.pairs(article_id))
            return self._judged(article_id)

    def change(self, article_id: int, ids: Collection[str]) -> frozenset[str]:
        """Take in what these segments read by now; return the ids of those of which something else is found now."""
        with self._lock:
            checked = self._checked.get(article_id)
            if checked is None:
                return frozenset()
            stored = self._library.segments(article_id, ids)
            return checked.change([_pair(one.segment) for one in stored])

    def forget(self, article_id: int) -> None:
        """Check an article anew when it is next asked for."""
        with self._lock:
            self._checked.pop(article_id, None)

    def _keep(self, article_id: int, pairs: Sequence[Segment]) -> None:
        known = self._checked.pop(article_id, None)
        read = [_pair(segment) for segment in pairs]
        unchanged = known is not None and list(known.pairs.values()) == read
        self._checked[article_id] = known if known is not None and unchanged else _Checked(read)
        while len(self._checked) > KEPT:
            self._checked.popitem(last=False)

    def _judged(self, article_id: int) -> Issues:
        """Return what was found, dismissed where a person said so."""
        checked, gone = self._checked[article_id], self._library.dismissals(article_id)
        return {name: _judged(checked.pairs[name].source, found, gone) for name, found in checked.found.items()}


def _judged(source: str, found: Sequence[Issue], gone: Collection[tuple[str, str, str]]) -> tuple[Issue, ...]:
    return tuple(replace(issue, dismissed=(source, issue.check, issue.message) in gone) for issue in found)


def _pair(segment: Segment) -> Segment:
    """Return of a segment what the checks of an article look at."""
    return Segment(segment.id, segment.source, target=segment.target)
