"""A page cut into its units of text, each with its place in the source and the blocks it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from translate.errors import ReadingError
from translate.formats.html_encoding import mend_strays
from translate.formats.html_names import (
    BACK_MARK,
    BLOCKS,
    CLOSED_BY,
    NOTHING,
    OPAQUE,
    SCOPES,
    TABLE_PARTS,
    VOID,
    inline_kind,
    is_note_mark,
)
from translate.formats.html_tokens import Token, attributes, text_of, tokens
from translate.formats.marks import Laid, Mark, lay_out
from translate.reading.decoding import place

NOTE = "footnote "  # before the sign of a note, in the value of its mark
LINE_END = re.compile(r"\r\n?|\n")

DEPTH_LIMIT = 500
"""Blocks inside one another; browsers stop at 512 elements."""

TOKEN_LIMIT = 500_000
"""Tags and stretches of text between them: a hundred times those of a long article."""

INLINE_DEPTH_LIMIT = 100
"""Mark-up inside one another in one sentence."""


@dataclass(slots=True, eq=False)
class Block:
    """An element that parts text; ``start`` and ``stop`` are where its start tag stands in the source."""

    name: str
    start: int = 0
    stop: int = 0
    parent: Block | None = None

    def chain(self) -> Iterator[Block]:
        """Give the block and those it stands in, inner ones first."""
        block: Block | None = self
        while block is not None:
            yield block
            block = block.parent


@dataclass(slots=True, eq=False)
class Unit:
    """A stretch of text that is translated as one, ``start`` to ``end`` in the source; ``comments`` stood in it."""

    block: Block
    start: int
    end: int
    laid: Laid
    comments: str = ""


@dataclass(slots=True)
class Page:
    """The source of a page and what was found in it, in order. ``root`` stands for what is outside all elements."""

    source: str
    tokens: list[Token]
    units: list[Unit] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    line_ends: list[int] = field(default_factory=list)
    tags: dict[Block, dict[str, str]] = field(default_factory=dict)

    def tag_of(self, block: Block) -> dict[str, str]:
        """Return the attributes of a block."""
        if block not in self.tags:
            self.tags[block] = attributes(self.source[block.start : block.stop])
        return self.tags[block]

    def line_of(self, offset: int) -> int:
        """Return the 1-based line of a place in the source."""
        if not self.line_ends:
            self.line_ends = [match.start() for match in LINE_END.finditer(self.source)] or [len(self.source)]
        return bisect_left(self.line_ends, offset) + 1


def cut_page(source: str, name: str, *, xml: bool = False) -> Page:
    """Cut HTML into units of text.

    A unit ends where a block begins or ends, at two line breaks in a row, and at the tag of an element that reaches
    over such an end. Nothing is left out: what is not the article is for others to tell.

    Args:
        source: the characters of the page.
        name: what the file is called, for errors.
        xml: whether it is XHTML read as XML, so that any element may close itself and none closes another.

    Raises:
        ReadingError: elements are nested too deep, or there are too many.
    """
    page = Page(source, list(islice(tokens(source, xml=xml), TOKEN_LIMIT + 1)))
    if len(page.tokens) > TOKEN_LIMIT:
        what = f"more than {TOKEN_LIMIT:,} tags and stretches of text"
        raise ReadingError(what, where=place(name), mend="save the article's text alone")
    cutter = _Cutter(page, name, xml)
    cutter.cut()
    return page


@dataclass(slots=True, eq=False)
class _Node:
    """A piece of a sentence: text, an object, a comment, or an element around others. ``end`` is where it ends."""

    start: int
    end: int
    content: Mark | str
    text: bool = False
    link: dict[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class _Frame:
    """An element of a sentence that is open; None among its children is a place where units are parted."""

    name: str
    tag: str
    start: int
    again: bool = False  # it was closed by another's end and goes on behind it
    children: list[_Node | None] = field(default_factory=list)


class _Cutter:
    def __init__(self, page: Page, name: str, xml: bool) -> None:
        self.page, self.name, self.xml = page, name, xml
        self.block = Block("")
        self.depth = 0
        self.frames = [_Frame("", "", 0)]
        self.comments: list[tuple[int, int]] = []
        self.crossing: Counter[str] = Counter()

    def cut(self) -> None:
        tokens = self.page.tokens
        ends = _opaque_ends(tokens)
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.kind == "start" and token.name in OPAQUE:
                self.page.counts[token.name] += 1
                last = ends.get(index, index)
                self._point(token.start, tokens[last].end, token.name)
                index = last
            elif token.name in BLOCKS and token.kind in ("start", "end"):
                self._finish_run(before_block=token.kind == "start")
                self._enter(token) if token.kind == "start" else self._leave(token.name)
            else:
                self._take(token)
            index += 1
        self._finish_run(before_block=False)

    def _take(self, token: Token) -> None:
        source = self.page.source
        match token.kind:
            case "text":
                text = mend_strays(text_of(source, token))
                node = _Node(token.start, token.end, text, text=bool(text.strip()))
                self.frames[-1].children.append(node)
            case "comment":
                self.comments.append((token.start, token.end))
            case "start" if token.name in NOTHING:
                pass
            case "start" if token.name in VOID or token.void:
                self._point(token.start, token.end, token.name)
            case "start":
                if len(self.frames) > INLINE_DEPTH_LIMIT:
                    raise self._too_deep(token.start)
                self.frames.append(_Frame(token.name, source[token.start : token.end], token.start))
            case "end" if token.name in VOID:
                pass
            case "end":
                self._close(token)

    def _point(self, start: int, end: int, name: str) -> None:
        tag = self.page.source[start:end]
        if name == "br":
            mark = Mark("break", tag)
        else:
            value = attributes(tag[: tag.find(">") + 1]).get("alt", "") if name == "img" else name
            mark = Mark("object", tag, value=value)
        self.page.counts["picture"] += name == "img"
        self.frames[-1].children.append(_Node(start, end, mark))

    def _close(self, token: Token) -> None:
        """Close the element that an end tag names; those opened in it and not closed go on behind it."""
        frames = self.frames
        place = next((depth for depth in range(len(frames) - 1, 0, -1) if frames[depth].name == token.name), 0)
        if not place:
            if self.crossing[token.name]:
                self.crossing[token.name] -= 1
                frames[-1].children.append(None)
            else:
                self._point(token.start, token.end, token.name)
            return
        reopened = [_Frame(each.name, each.tag, token.end, again=True) for each in frames[place + 1 :]]
        while len(frames) > place + 1:
            self._fold(token.start, f"</{frames[-1].name}>", whole=False)
        self._fold(token.end, self.page.source[token.start : token.end], whole=not reopened)
        frames += reopened

    def _fold(self, end: int, after: str, *, whole: bool) -> None:
        """Make the innermost open element a piece of the one around it; one in which units are parted falls apart."""
        frame = self.frames.pop()
        outer = self.frames[-1].children
        parted = _parted_at_breaks(frame.children)
        nodes = [node for node in parted if node is not None]
        if len(nodes) < len(parted):
            outer += [None, *parted, None]
            return
        tag = attributes(frame.tag)
        link = tag if frame.name == "a" else next((node.link for node in nodes if node.link), {})
        names = frozenset().union({frame.name}, *(node.names for node in nodes))
        raw = self.page.source[frame.start : end]
        whole = whole and not frame.again
        text = "".join(_text(node.content) for node in nodes).strip() if any(node.text for node in nodes) else ""
        inside = names | {each.name for each in self.frames[-1:]}
        if whole and is_note_mark(frame.name, text, link, inside):
            value = NOTE + text.strip("[]()")
            outer.append(_Node(frame.start, end, Mark("object", raw, value=value), link=link, names=names))
        elif whole and BACK_MARK.fullmatch(text) and "#" in link.get("href", ""):
            outer.append(_Node(frame.start, end, Mark("object", raw, value=text), link=link, names=names))
        elif text:
            kind, value = inline_kind(frame.name, tag)
            mark = Mark(kind, frame.tag, after, value, [node.content for node in nodes])
            outer.append(_Node(frame.start, end, mark, text=True, link=link, names=names))
        elif whole and (not all(map(_is_blank, nodes)) or "id" in tag or "name" in tag):
            value = next((node.content.value for node in nodes if isinstance(node.content, Mark)), frame.name)
            outer.append(_Node(frame.start, end, Mark("object", raw, value=value), link=link, names=names))
        else:  # around white space alone
            outer += nodes

    def _finish_run(self, *, before_block: bool) -> None:
        """Part what has gathered since the last block into units."""
        while len(self.frames) > 1:
            frame = self.frames.pop()
            outer = self.frames[-1].children
            if before_block:
                self.crossing[frame.name] += 1
                outer += [None, *frame.children]
            else:
                stop = frame.start + len(frame.tag)
                if not frame.again:
                    outer.append(_Node(frame.start, stop, Mark("object", frame.tag, value=frame.name)))
                outer += frame.children
        group: list[_Node] = []
        for node in (*_parted_at_breaks(self.frames[0].children), None):
            if node is not None:
                group.append(node)
            elif group:
                self._add_unit(group)
                group = []
        self.frames[0].children = []
        self.comments = []

    def _add_unit(self, nodes: list[_Node]) -> None:
        texts = [index for index, node in enumerate(nodes) if node.text]
        if not texts:
            return
        last = max([texts[-1], *(index for index, node in enumerate(nodes) if _is_note_mark(node))])
        nodes = nodes[texts[0] : last + 1]
        laid = lay_out([node.content for node in nodes])
        if not any(map(str.isalnum, laid.text)):
            return  # a row of stars, a bullet: nothing to translate
        source = self.page.source
        start, end = nodes[0].start, nodes[-1].end
        if isinstance(nodes[0].content, str):
            start += len(source[start:end]) - len(source[start:end].lstrip())
        if isinstance(nodes[-1].content, str):
            end -= len(source[start:end]) - len(source[start:end].rstrip())
        comments = "".join(source[low:high] for low, high in self.comments if start <= low and high <= end)
        self.page.units.append(Unit(self.block, start, end, laid, comments))

    def _enter(self, token: Token) -> None:
        if not self.xml:
            if self.block.name == "p":
                self._pop()
            closed, limits = CLOSED_BY.get(token.name, (frozenset(), frozenset()))
            found = None
            for block in self.block.chain() if closed else ():
                if block.name in limits:
                    break
                found = block if block.name in closed else found
            while found is not None and self.block is not found.parent:
                self._pop()
        block = Block(token.name, token.start, token.end, self.block)
        self.page.blocks.append(block)
        if token.name not in VOID and not (self.xml and token.void):
            self.block = block
            self.depth += 1
            if self.depth > DEPTH_LIMIT:
                raise self._too_deep(token.start)

    def _leave(self, name: str) -> None:
        for block in self.block.chain():
            if block.name == name:
                while self.block is not block:
                    self._pop()
                self._pop()
                return
            if block.name in SCOPES and name not in TABLE_PARTS and not self.xml:
                return

    def _pop(self) -> None:
        if self.block.parent is not None:
            self.block = self.block.parent
            self.depth -= 1

    def _too_deep(self, offset: int) -> ReadingError:
        where = place(self.name, self.page.line_of(offset))
        return ReadingError("elements nested too deep", where=where, mend="save the article's text alone")


def _text(content: Mark | str) -> str:
    return content if isinstance(content, str) else "".join(map(_text, content.children))


def _parted_at_breaks(nodes: Sequence[_Node | None]) -> list[_Node | None]:
    """Put a parting in the place of two or more line breaks with nothing but white space between them."""
    parted = list(nodes)
    breaks = [index for index, node in enumerate(nodes) if node is not None and _is_break(node)]
    for first, second in pairwise(breaks):
        if all(map(_is_blank, nodes[first + 1 : second])):
            parted[first] = parted[second] = None
    return parted


def _is_break(node: _Node) -> bool:
    return isinstance(node.content, Mark) and node.content.kind == "break"


def _is_note_mark(node: _Node) -> bool:
    return isinstance(node.content, Mark) and node.content.value.startswith(NOTE)


def _is_blank(node: _Node | None) -> bool:
    return node is not None and isinstance(node.content, str) and not node.text


def _opaque_ends(tokens: Sequence[Token]) -> dict[int, int]:
    """Find the end tag of each element that is kept whole, by the index of its start; those never closed are left."""
    ends: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.name in OPAQUE:
            if token.kind == "start" and not token.void:
                opened.setdefault(token.name, []).append(index)
            elif token.kind == "end" and opened.get(token.name):
                ends[opened[token.name].pop()] = index
    return ends
