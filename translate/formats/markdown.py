"""Markdown cut into its units of text, each with its place in the source: for its reader and its rewriter alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, Literal

from translate.document import ParagraphKind
from translate.errors import ReadingError
from translate.formats.markdown_formulas import know_formulas
from translate.formats.markdown_inline import parse_inlines
from translate.formats.marks import Laid, Mark, lay_out
from translate.reading.decoding import place

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

NESTING_LIMIT = 100
"""Lists and quotes inside one another, each counted once or twice: deeper, the parser would drop what they hold."""

INLINE_LIMIT = 200_000
"""The longest run of Markdown in one paragraph, in characters, as for paragraphs of every format."""

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
FOOTNOTE = re.compile(r"(\[\^[^\]\s]+\]:)\s*")
TASK = re.compile(r"(\[[ xX]\])[ \t]+(?=\S)")
DEFINITION = re.compile(r":[ \t]+(?=\S)")
BREAK = re.compile(r"\n(?=\[\^[^\]\s]+\]:)|\n {0,3}(?=:[ \t]+\S)")  # before a footnote, or a definition as of pandoc
HASHES = re.compile(r"#{1,6}[ \t]*")

Shape = Literal["paragraph", "hashes", "cell", "picture"]


@dataclass(slots=True)
class Unit:
    """A stretch of Markdown that is translated as one, ``start`` to ``end`` in the source.

    ``shape`` says how its text is to be written. ``prefix`` is what begins its second line. A ``picture`` is the
    description of one, which stands within the unit before it; its mark-up is ``picture``.
    """

    kind: ParagraphKind
    level: int
    marker: str
    line: int
    start: int
    end: int
    laid: Laid
    shape: Shape = "paragraph"
    prefix: str = ""
    picture: Mark | None = None
    inside: tuple[Mark, ...] = ()  # the pictures in it


@dataclass(slots=True)
class MarkdownPage:
    """The units of a text in order, also those of pictures alone, and what is left out of it, in words."""

    units: list[Unit] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    env: dict[str, Any] = field(default_factory=dict)  # the link definitions of the text, for the parser


def cut_markdown(source: str, name: str) -> MarkdownPage:
    """Cut Markdown into its units of text.

    Args:
        source: the text; empty lines may stand for a front matter, so that the lines are those of the file.
        name: what the file is called, for errors.

    Raises:
        ReadingError: lists or quotes are nested too deep, or a paragraph is too long.
    """
    walk = _Walk(source, name)
    walk.walk()
    return walk.page


def markdown_parser() -> MarkdownIt:
    """Return a parser of blocks; the inline Markdown is left to ask for, paragraph by paragraph."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import heading, lheading, paragraph, reference, table

    def reference_but_not_footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # CommonMark takes `[^1]: Volkskrant` for the address of a link, and the footnote would be lost.
        at = state.bMarks[start] + state.tShift[start]
        return not state.src.startswith("[^", at) and reference(state, start, end, silent)

    options = {"maxNesting": NESTING_LIMIT, "store_labels": True}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    know_formulas(parser)
    # Addresses stay as they are written.
    parser.normalizeLink = parser.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    ruler = parser.block.ruler
    ruler.at("reference", reference_but_not_footnote)
    ruler.at("table", _placed(table), {"alt": ["paragraph", "reference"]})
    ruler.at("heading", _placed(heading), {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("lheading", _placed(lheading))
    ruler.at("paragraph", _placed(paragraph))
    return parser


def _placed(rule: Callable[[StateBlock, int, int, bool], bool]) -> Callable[[StateBlock, int, int, bool], bool]:
    """Make a rule that also notes where the lines of its text begin and end in the source, and not only which."""

    def placed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        done = rule(state, start, end, silent)
        for token in state.tokens[before:] if done and not silent else ():
            if token.type == "inline" and token.map:
                lines = range(*token.map)
                token.meta["starts"] = [state.bMarks[line] + state.tShift[line] for line in lines]
                token.meta["ends"] = [state.eMarks[line] for line in lines]
        return done

    return placed


def cell_places(row: str) -> list[tuple[int, int]]:
    """Return where the cells of a table's row stand, without the white space around them."""
    low, high = len(row) - len(row.lstrip()), len(row.rstrip())
    edges = [low]
    for at in range(low, high):
        if row[at] == "|" and not (at > low and row[at - 1] == "\\"):
            edges += [at, at + 1]
    edges.append(high)
    cells = list(zip(edges[::2], edges[1::2], strict=True))
    if cells and cells[0][0] == cells[0][1]:
        cells.pop(0)
    if cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    places = []
    for start, end in cells:
        cell = row[start:end]
        start += len(cell) - len(cell.lstrip())
        places.append((start, max(start, start + len(cell.strip()))))
    return places


@dataclass(slots=True)
class _Container:
    """A list item or a quote that is open; ``marker`` is emptied once a paragraph has it."""

    kind: Literal["list item", "quote"]
    marker: str = ""


@dataclass(slots=True)
class _Walk:
    """A walk through the blocks of one text: where it is, and what it has found."""

    source: str
    name: str
    page: MarkdownPage = field(default_factory=MarkdownPage)
    inside: list[_Container] = field(default_factory=list)
    parser: MarkdownIt = field(default_factory=markdown_parser)

    def walk(self) -> None:
        opener = ""
        column = count()
        line = 0
        for token in self.parser.parse(self.source, self.page.env):
            line = token.map[0] + 1 if token.map else line
            match token.type:
                case "list_item_open" | "blockquote_open":
                    self._enter(token, line)
                case "list_item_close" | "blockquote_close":
                    self.inside.pop()
                case "paragraph_open" | "heading_open" | "th_open" | "td_open":
                    opener = token.tag
                case "tr_open":
                    column = count()
                case "inline" if opener in ("th", "td"):
                    self._cell(token, line, next(column))
                case "inline" if opener == "p":
                    self._paragraph(token, line)
                case "inline":
                    self._heading(token, line, int(opener[1:]))
                case "formula_block":
                    self.page.left_out.append(f"formula, line {line}")
                case "code_block" | "fence":
                    self.page.left_out.append(f"code block, line {line}")
                case "html_block":
                    bare = COMMENT.sub("", token.content).strip()
                    self.page.left_out.append(f"HTML {'block' if bare else 'comment'}, line {line}")

    def _enter(self, token: Token, line: int) -> None:
        if token.level >= NESTING_LIMIT - 1:
            raise ReadingError(
                f"lists or quotes more than {len(self.inside)} deep",
                where=place(self.name, line),
                mend="take the outer levels away",
            )
        if token.type == "list_item_open":
            self.inside.append(_Container("list item", token.info + token.markup))
        else:
            self.inside.append(_Container("quote"))

    def _cell(self, token: Token, line: int, column: int) -> None:
        if not token.content:
            return
        at = token.meta["starts"][0]
        start, end = cell_places(self.source[at : token.meta["ends"][0]])[column]
        self._add("text", 0, "", line, at + start, at + end, token.content, "cell")

    def _heading(self, token: Token, line: int, level: int) -> None:
        start = token.meta["starts"][0]
        if hashes := HASHES.match(self.source, start) if self.source[start : start + 1] == "#" else None:
            start = hashes.end()
            end = start + len(token.content)
            if self.source[start:end] == token.content:
                self._add("heading", level, "", line, start, end, token.content, "hashes")
                return
        self._lines(token, token.content, line, 0, ("heading", level, ""))

    def _paragraph(self, token: Token, line: int) -> None:
        first = 0
        for part in BREAK.split(token.content):
            self._lines(token, part, line + first, first, self._place())
            first += part.count("\n") + 1

    def _place(self) -> tuple[ParagraphKind, int, str]:
        """Return what a paragraph is at this place: its kind, level and marker."""
        if not self.inside:
            return "text", 0, ""
        container = self.inside[-1]
        if container.kind == "quote":
            return "quote", 0, ""
        depth = sum(each.kind == "list item" for each in self.inside)
        marker, container.marker = container.marker, ""
        return "list item", depth, marker

    def _lines(self, token: Token, text: str, line: int, first: int, what: tuple[ParagraphKind, int, str]) -> None:
        """Add the unit of some lines of a token, from its line ``first``."""
        kind, level, marker = what
        starts, ends = token.meta["starts"], token.meta["ends"]
        last = first + text.count("\n")
        start = starts[first]
        note = FOOTNOTE.match(text)
        if note and kind == "text":
            skipped = note[0].count("\n")
            # White space behind the label may reach over a line end.
            start = starts[first + skipped] if skipped else start + note.end()
            kind, level, marker, text = "list item", 1, note[1], text[note.end() :]
        elif task := TASK.match(text) if marker else None:
            start += task.end()
            marker, text = f"{marker} {task[1]}", text[task.end() :]
        elif definition := DEFINITION.match(text) if kind != "heading" else None:
            start += definition.end()
            text = text[definition.end() :]
        end = start + len(self.source[start : ends[last]].rstrip())
        below = starts[first + 1] if last > first else 0
        prefix = self.source[self.source.rfind("\n", 0, below) + 1 : below] if below else ""
        self._add(kind, level, marker, line, start, end, text, "paragraph", prefix)

    def _add(
        self,
        kind: ParagraphKind,
        level: int,
        marker: str,
        line: int,
        start: int,
        end: int,
        source: str,
        shape: Shape,
        prefix: str = "",
    ) -> None:
        """Add a unit, and one for each picture in it."""
        if len(source) > INLINE_LIMIT:
            raise ReadingError(
                f"a paragraph of {len(source):,} characters (at most {INLINE_LIMIT:,} are read)",
                where=place(self.name, line),
                mend="put blank lines between the paragraphs",
            )
        found = parse_inlines(self.parser, source, self.page.env)
        self.page.left_out += [f"HTML comment, line {line}"] * found.comments
        pictures = tuple(found.pictures)
        laid = lay_out(found.children)
        if laid.text or pictures:
            # One of pictures alone has no text, and is there to write their descriptions.
            laid = laid if laid.text else Laid("", (), {"": Mark("style", "", children=found.children)})
            self.page.units.append(Unit(kind, level, marker, line, start, end, laid, shape, prefix, inside=pictures))
        for picture in pictures:
            described = lay_out(picture.children)
            if described.text:
                self.page.units.append(Unit("caption", 0, "", line, start, end, described, "picture", "", picture))


def texts(page: MarkdownPage) -> Iterator[Unit]:
    """Give the units that have a text: those that are paragraphs of the article."""
    return (unit for unit in page.units if unit.laid.text)
