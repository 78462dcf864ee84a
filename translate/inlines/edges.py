"""The quotes, brackets, full stops and spaces around words, in a sentence and in its translation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from translate.document import Span

_SHORTENED = re.compile(r"(?<=\w)['’](?:s|t|d|m|re|ve|ll)\b", re.IGNORECASE)  # what of a word may be one by itself
_CLASSES = ("\"'“”„‘’‚«»‹›`´", ".!?…", ",;:", "([{", ")]}", "-–—")


@dataclass(frozen=True, slots=True)
class Edges:
    """A source and its target."""

    source: str
    target: str

    def spread(self, span: Span, words: Span, core: Span, room: Span) -> Span:
        """Return what the English of a stretch covers, its signs at both ends included.

        Args:
            span: a stretch of the source.
            words: from its first word to its last.
            core: from the first to the last of the words that stand for them.
            room: how far it may reach.
        """
        literal = self._literal(span, core, room)
        if literal is not None:
            return literal
        start, end = core.start, core.end
        wanted = {_class(c) for c in self.source[span.start : words.start]}
        for at in range(core.start - 1, room.start - 1, -1):
            if not _is_sign(self.target[at]):
                break
            if _class(self.target[at]) in wanted:
                start = at
        wanted = {_class(c) for c in self.source[words.end : span.end]}
        return Span(start, self._signs_after(end, wanted, room.end))

    def after(self, place: int, at: int, room: Span) -> int:
        """Return where a point of the source goes, beyond the signs and the space that it stands behind.

        Args:
            place: the point, in the source.
            at: where the English of the word before it ends.
            room: how far it may go.
        """
        before = self.source[:place]
        bare = before.rstrip()
        first = len(bare)
        while first and _is_sign(bare[first - 1]):
            first -= 1
        shortened = _SHORTENED.match(self.target, at)
        if shortened and shortened.end() <= room.end:
            at = shortened.end()  # never between Iran and ’s
        at = self._signs_after(at, {_class(c) for c in bare[first:]}, room.end)
        if len(bare) < place and at < room.end and self.target[at].isspace():
            at += 1
        return at

    def same(self, span: Span, room: Span, taken: Sequence[Span], near: int) -> Span | None:
        """Find the text of a stretch of signs in the target, as near to a place as can be, where nothing else is."""
        text = span.of(self.source)
        found: list[Span] = []
        at = self.target.find(text, room.start, room.end) if text else -1
        while at >= 0:
            here = Span(at, at + len(text))
            if not any(here.overlaps(other) for other in taken):
                found.append(here)
            at = self.target.find(text, at + 1, room.end)
        return min(found, key=lambda one: abs(one.start - near)) if found else None

    def _literal(self, span: Span, core: Span, room: Span) -> Span | None:
        """Return where the text of a stretch stands letter by letter around its words; None where it does not."""
        text = span.of(self.source)
        at = self.target.find(text, max(core.end - len(text), room.start), min(core.start + len(text), room.end))
        if at < 0 or not (at <= core.start and core.end <= at + len(text)):
            return None
        return Span(at, at + len(text))

    def _signs_after(self, end: int, wanted: set[str], limit: int) -> int:
        """Return how far signs of some classes reach behind a word."""
        for at in range(end, limit):
            if not _is_sign(self.target[at]):
                break
            if _class(self.target[at]) in wanted:
                end = at + 1
        return end


def _class(sign: str) -> str:
    return next((signs for signs in _CLASSES if sign in signs), sign)


def _is_sign(character: str) -> bool:
    return not character.isalnum() and not character.isspace() and character != "_"
