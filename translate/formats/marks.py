"""Mark-up around a text as a document has it, laid out as clean text with inlines, and woven around the English."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from translate.document import Inline, InlineKind, Span
from translate.reading.decoding import CONTROLS, INVISIBLE


@dataclass(slots=True, eq=False)
class Mark:
    """One piece of mark-up, as its document writes it: ``before``, what stands inside it, ``after``.

    One around no text (a picture, a line break, an empty anchor) is whole in ``before`` where nothing in it is for
    translation. ``space`` says whether white space stood before and behind it: of the two, the text has at most one.
    """

    kind: InlineKind
    before: str
    after: str = ""
    value: str = ""
    children: list[Mark | str] = field(default_factory=list)
    space: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class Laid:
    """A text as a paragraph has it, its inlines, and the mark-up that each of them was, by id."""

    text: str
    inlines: tuple[Inline, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)


def lay_out(children: Sequence[Mark | str]) -> Laid:
    """Return the text of mark-up with its white space settled (``decoding.tidy``) and its inlines.

    No span begins or ends with a space. Line breaks stand before the space they are in the text. What stands around no
    text becomes an ``object`` at its place.
    """
    layout = _Layout()
    layout.take(children)
    return layout.finish()


def weave(text: str, inlines: Sequence[Inline]) -> Iterator[str | tuple[Inline, bool]]:
    """Cut the text at its inlines: pieces of it, and the inlines, each with True where it begins and False at its end.

    What has an empty span only begins.
    """
    inside: list[Inline] = []
    at = 0
    for inline in (*inlines, None):
        start = len(text) if inline is None else inline.span.start
        while inside and inside[-1].span.end <= start:
            closed = inside.pop()
            if at < closed.span.end:
                yield text[at : closed.span.end]
            at = max(at, closed.span.end)
            yield closed, False
        if at < start:
            yield text[at:start]
            at = start
        if inline is not None:
            yield inline, True
            if inline.span.end > start:
                inside.append(inline)


def spaced(written: str, mark: Mark, place: int, text: str) -> str:
    """Return an object as it is written at a place of a text, with the white space that stood around it.

    Args:
        written: the object.
        mark: what it was.
        place: where in the text it stands.
        text: all of it; only white space that it does not have there is added.
    """
    before, after = mark.space
    before = before and place in (0, len(text))
    after = after and (place == 0 or text[place - 1] == " ") and text[place : place + 1] not in ("", " ")
    return f"{' ' * before}{written}{' ' * after}"


def has_text(children: Sequence[Mark | str]) -> bool:
    """Say whether something in the mark-up is text: more than white space and invisible characters."""
    return any(
        bool(INVISIBLE.sub("", CONTROLS.sub("", child)).strip()) if isinstance(child, str) else _holds_text(child)
        for child in children
    )


def _holds_text(mark: Mark) -> bool:
    return mark.kind not in ("object", "break") and has_text(mark.children)


@dataclass(slots=True)
class _Layout:
    """A text while it is laid out; ``space`` says that white space is still to be written before the next word."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    space: bool = False
    found: list[tuple[Mark, InlineKind, int, int]] = field(default_factory=list)

    def take(self, children: Sequence[Mark | str]) -> None:
        for child in children:
            if isinstance(child, str):
                self._add(child)
            elif child.kind == "break":
                # Before the space that it is, but behind what the space has moved.
                at = max([self.length, *(start for _, _, start, _ in self.found[-1:])])
                self.found.append((child, "break", at, at))
                self.space = True
            else:
                start = self.length + (self.space and self.length > 0)
                if _holds_text(child):
                    index = len(self.found)
                    self.found.append((child, child.kind, start, start))
                    self.take(child.children)
                    self.found[index] = (child, child.kind, start, self.length)
                else:
                    child.space = (self.space, False)
                    self.found.append((child, "object", start, start))

    def _add(self, raw: str) -> None:
        text = CONTROLS.sub("", raw)
        if not text.isascii():
            text = self._composed(unicodedata.normalize("NFC", INVISIBLE.sub("", text)))
        words = " ".join(text.split())
        if text[:1].isspace() and self.found and self.found[-1][2] >= self.length:
            mark = self.found[-1][0]  # white space on both sides of it is one space in the text
            mark.space = (mark.space[0], True)
        if not words:
            self.space = self.space or bool(text)
            return
        if self.length and (self.space or text[0].isspace()):
            words = f" {words}"
        self.parts.append(words)
        self.length += len(words)
        self.space = text[-1].isspace()

    def _composed(self, text: str) -> str:
        """Give accents at the start of the text to the letter before, which mark-up has parted them from."""
        bare = text.lstrip("".join({character for character in text[:8] if unicodedata.combining(character)}))
        if self.parts and not self.space and len(bare) < len(text):
            letter = unicodedata.normalize("NFC", self.parts[-1] + text[: len(text) - len(bare)])
            self.length += len(letter) - len(self.parts[-1])
            self.parts[-1] = letter
            return bare
        return text

    def finish(self) -> Laid:
        text = "".join(self.parts)
        placed = []
        for mark, kind, start, end in self.found:
            start, end = min(start, len(text)), min(end, len(text))
            while start < end and text[start] == " ":
                start += 1
            placed.append((mark, kind, Span(start, end)))
        placed.sort(key=lambda each: each[2].start)
        inlines, marks = [], {}
        for number, (mark, kind, span) in enumerate(placed, start=1):
            inlines.append(Inline(str(number), kind, span, mark.value))
            marks[str(number)] = mark
        return Laid(text, tuple(inlines), marks)
