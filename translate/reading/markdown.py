"""Markdown (CommonMark, tables and strike-through) into an Article; what is not prose is left out and listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal

from translate.document import Article, Paragraph
from translate.errors import ReadingError
from translate.reading.decoding import decode, peek, place, tidy
from translate.reading.front_matter import has_front_matter, read_front_matter
from translate.reading.registry import reader
from translate.reading.signatures import describe

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

NESTING_LIMIT = 100
"""Lists and quotes inside one another, each counted once or twice: deeper, the parser would drop what they hold."""

INLINE_LIMIT = 200_000
"""The longest run of Markdown in one paragraph, in characters, as for paragraphs of every format."""

MARKUP = re.compile(r"[\\`*_~\[<&]")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
FOOTNOTE = re.compile(r"(\[\^[^\]\s]+\]:)\s*")
FOOTNOTE_BREAK = re.compile(r"\n(?=\[\^[^\]\s]+\]:)")

# What shows that a file with another suffix is Markdown: front matter, a heading by itself, or two of the signs.
LONE_HEADING = re.compile(r"(?:\A|\n[ \t]*\n|\A\n+)#{1,6} +[^\s#].*(?=\n[ \t]*\n|\n?\Z)")
FRONT_MATTER_END = re.compile(r"^(---|\.\.\.)[ \t]*$", re.M)
SIGNS = (
    re.compile(r"!?\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)"),
    re.compile(r"^> ?\S", re.M),
    re.compile(r"^(```|~~~)", re.M),
    re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*"),
)


def recognise_markdown(data: bytes, name: str) -> bool:
    """Say whether the bytes are Markdown: by the suffix, or by front matter, a heading, or two other kinds of mark."""
    if describe(data):
        return False
    if PurePath(name).suffix.lower() in SUFFIXES:
        return True
    start = peek(data)
    return (
        (has_front_matter(start) and bool(FRONT_MATTER_END.search(start, 4)))
        or bool(LONE_HEADING.search(start))
        or sum(1 for sign in SIGNS if sign.search(start)) >= 2
    )


@reader("Markdown", suffixes=SUFFIXES, recognise=recognise_markdown)
def read_markdown(data: bytes, name: str) -> Article:
    """Read Markdown; see ``docs/reading.md`` for what becomes of each part of it.

    Raises:
        ReadingError: the bytes are not text that can be decoded, the front matter is broken, or lists or quotes are
            nested too deep.
    """
    decoded = decode(data, name)
    front = read_front_matter(decoded.text, name)
    # Lines stay where they were, so that the tokens count those of the file.
    body = "\n" * front.lines + decoded.text.split("\n", front.lines)[-1]
    walk = _Walk(name)
    paragraphs = list(walk.paragraphs(body))
    title = front.title
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind == "heading" and paragraph.level == 1:
            paragraphs[index] = replace(paragraph, kind="title")
            title = title or paragraph.text
            break
    else:
        if front.title:
            paragraphs.insert(0, Paragraph("title", front.title, level=1, line=front.title_line))
    left_out = (("left out", what) for what in (*decoded.left_out, *walk.left_out))
    return Article(
        tuple(paragraphs),
        title=title,
        date=front.date,
        byline=front.byline,
        metadata=(*front.metadata, *left_out),
    )


@dataclass(slots=True)
class _Container:
    """A list item or a quote that is open; ``marker`` is emptied once a paragraph has it."""

    kind: Literal["list item", "quote"]
    marker: str = ""


@dataclass(slots=True)
class _Walk:
    """A walk through the blocks of one text: where it is, and what it has left out."""

    name: str
    left_out: list[str] = field(default_factory=list)
    inside: list[_Container] = field(default_factory=list)
    env: dict[str, Any] = field(default_factory=dict)  # the link definitions of the text, for the parser

    def paragraphs(self, text: str) -> Iterator[Paragraph]:
        """Parse the text and give its paragraphs in order."""
        parser = _parser()
        opener = ""
        cells: list[str] = []
        captions: list[Paragraph] = []
        line = 0
        for token in parser.parse(text, self.env):
            line = token.map[0] + 1 if token.map else line
            match token.type:
                case "list_item_open" | "blockquote_open":
                    self._enter(token, line)
                case "list_item_close" | "blockquote_close":
                    self.inside.pop()
                case "paragraph_open" | "heading_open" | "th_open" | "td_open":
                    opener = token.tag
                case "inline" if opener in ("th", "td"):
                    cell = list(self._inline(parser, token.content, line, Paragraph("text", "", line=line)))
                    cells.append("".join(each.text for each in cell if each.kind == "text"))
                    captions += (each for each in cell if each.kind == "caption")
                case "inline" if opener == "p":
                    for part in FOOTNOTE_BREAK.split(token.content):
                        yield from self._inline(parser, part, line, self._paragraph(line))
                        line += part.count("\n") + 1
                case "inline":
                    heading = Paragraph("heading", "", level=int(opener[1:]), line=line)
                    yield from self._inline(parser, token.content, line, heading)
                case "tr_close":
                    if any(cells):
                        yield Paragraph("text", tidy(" | ".join(cells)), line=line)
                    yield from captions
                    cells, captions = [], []
                case "code_block" | "fence":
                    self.left_out.append(f"code block, line {line}")
                case "html_block":
                    bare = COMMENT.sub("", token.content).strip()
                    self.left_out.append(f"HTML {'block' if bare else 'comment'}, line {line}")

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

    def _paragraph(self, line: int) -> Paragraph:
        """Return what a paragraph is at this place, still without its text."""
        if not self.inside:
            return Paragraph("text", "", line=line)
        container = self.inside[-1]
        if container.kind == "quote":
            return Paragraph("quote", "", line=line)
        depth = sum(each.kind == "list item" for each in self.inside)
        marker, container.marker = container.marker, ""
        return Paragraph("list item", "", level=depth, marker=marker, line=line)

    def _inline(self, parser: MarkdownIt, source: str, line: int, paragraph: Paragraph) -> Iterator[Paragraph]:
        """Give the paragraph with the text of its Markdown, and a caption for each picture in it."""
        if len(source) > INLINE_LIMIT:
            raise ReadingError(
                f"a paragraph of {len(source):,} characters (at most {INLINE_LIMIT:,} are read)",
                where=place(self.name, line),
                mend="put blank lines between the paragraphs",
            )
        note = FOOTNOTE.match(source)
        if note and paragraph.kind == "text":
            source = source[note.end() :]
            paragraph = replace(paragraph, kind="list item", level=1, marker=note[1])
        captions: list[str] = []
        if MARKUP.search(source):
            tokens: list[Token] = []
            parser.inline.parse(source, parser, self.env, tokens)
            source = self._flatten(tokens, line, captions)
        text = tidy(source)
        if text:
            yield replace(paragraph, text=text)
        for caption in filter(None, map(tidy, captions)):
            yield Paragraph("caption", caption, line=line)

    def _flatten(self, tokens: Sequence[Token], line: int, captions: list[str]) -> str:
        """Return the text of inline tokens without its mark-up; put the texts of pictures into ``captions``."""
        texts: list[str] = []
        for token in tokens:
            match token.type:
                case "image":
                    captions.append(self._flatten(token.children or (), line, captions))
                case "softbreak" | "hardbreak":
                    texts.append(" ")
                case "html_inline" if token.content.startswith("<!--"):
                    self.left_out.append(f"HTML comment, line {line}")
                case "html_inline":
                    texts.append(" " if token.content.lower().startswith("<br") else "")
                case _:
                    texts.append(token.content)
        return "".join(texts)


def _parser() -> MarkdownIt:
    """Return a parser of blocks; the inline Markdown is left to ask for, paragraph by paragraph."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import reference

    def reference_but_not_footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # CommonMark takes `[^1]: Volkskrant` for the address of a link, and the footnote would be lost.
        at = state.bMarks[start] + state.tShift[start]
        return not state.src.startswith("[^", at) and reference(state, start, end, silent)

    parser = MarkdownIt("commonmark", {"maxNesting": NESTING_LIMIT}).enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.at("reference", reference_but_not_footnote)
    return parser
