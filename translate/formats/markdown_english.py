"""English put into Markdown: mark-up around the same words, and no character of the text taken for mark-up."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from translate.document import Inline, Paragraph, Span
from translate.errors import WritingError
from translate.formats.markdown import MarkdownPage, Unit, markdown_parser, texts
from translate.formats.markdown_formulas import is_formula
from translate.formats.markdown_inline import AUTOLINK, ENTITY_LIKE, is_formula_mark, parse_inlines
from translate.formats.marks import Laid, Mark, lay_out, spaced, weave
from translate.inlines import english_with_inlines
from translate.reading.decoding import tidy

MARKS = r"[\\`*\[\]~]|<(?=[A-Za-z/!?])|(?<![^\W_])_|_(?![^\W_])|" + ENTITY_LIKE.pattern
SPECIAL = re.compile(rf"(?<!\s)\$(?!\d)|{MARKS}")  # a dollar that could end a formula: $5 stays as it is
BESIDE_FORMULAS = re.compile(rf"\$|{MARKS}")
LINE_START = re.compile(r"#{1,6}(?=\s|$)|[-+](?=[\s-]|$)|:(?=\s|$)|[>=]")
NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
DASHES_BELOW = re.compile(r"[^\n]*\n[\s>]*[-:|]")
BRACKETED = re.compile(r"\\\[.*\\\]", re.S)
TICKS = re.compile(r"`+")
AS_HTML = {"italic": "em", "bold": "strong", "strike": "del", "code": "code"}

Alternatives = Mapping[Mark, str]  # pictures, and the Markdown of their English descriptions


def english_edits(source: str, page: MarkdownPage, paragraphs: Sequence[Paragraph]) -> list[tuple[int, int, str]]:
    """Return what comes in the place of which stretch of the source.

    Args:
        source: the Markdown that ``page`` was cut from.
        page: its units.
        paragraphs: the paragraphs of the units that have a text, with their English.

    Raises:
        WritingError: they are not the paragraphs of the page.
    """
    units = list(texts(page))
    if [unit.laid.text for unit in units] != [paragraph.text for paragraph in paragraphs]:
        raise WritingError("the document's paragraphs are not those of the article", mend="translate it again")
    by_unit = dict(zip(map(id, units), paragraphs, strict=True))
    writer = _Writer(source, page)
    for unit in units:
        if unit.picture is not None:
            writer.alternatives[unit.picture] = writer.write(unit, by_unit[id(unit)])
    edits = []
    for unit in page.units:
        if unit.picture is None and unit.laid.text:
            edits.append((unit.start, unit.end, writer.write(unit, by_unit[id(unit)])))
        elif any(picture in writer.alternatives for picture in unit.inside):
            children = unit.laid.marks[""].children
            text = "".join(whole(child, writer.alternatives) for child in children)
            edits.append((unit.start, unit.end, text.replace("|", "\\|") if unit.shape == "cell" else text))
    return edits


def escaped(text: str, *, line_start: bool = False, cell: bool = False, formulas: bool = False) -> str:
    """Return text with a backslash before each character that would be mark-up.

    Args:
        text: one line.
        line_start: whether it stands at the start of a line, where a block may begin.
        cell: whether it stands in a table, where what parts cells is seen to when the whole cell is written.
        formulas: whether formulas stand beside it, whose dollars could end one that begins in it.
    """
    result = (BESIDE_FORMULAS if formulas else SPECIAL).sub(r"\\\g<0>", text)
    result = result if cell else result.replace("|", "\\|")
    if line_start and (number := NUMBER.match(result)):
        return f"{number[0]}\\{result[number.end() :]}"
    return f"\\{result}" if line_start and LINE_START.match(result) else result


def whole(content: Mark | str, alternatives: Alternatives) -> str:
    """Return mark-up around no text, or a text, as Markdown."""
    if isinstance(content, str):
        return escaped(content)
    if content in alternatives:
        return content.before + alternatives[content] + content.after
    if is_formula_mark(content):
        return _formula(content)
    return content.before + "".join(whole(child, alternatives) for child in content.children) + content.after


class _Writer:
    def __init__(self, source: str, page: MarkdownPage) -> None:
        self.source = source
        self.page = page
        self.parser = markdown_parser()
        self.alternatives: dict[Mark, str] = {}

    def write(self, unit: Unit, paragraph: Paragraph) -> str:
        """Return the Markdown of a paragraph's English.

        Where Markdown's own marks would not be read as such (in the middle of a word, beside one another), HTML's are
        written.
        """
        text, placed = english_with_inlines(paragraph)
        inlines = _trimmed(text, placed)
        wanted = (tidy(text), [(inline.kind, inline.span) for inline in inlines])
        for as_html in (False, True):
            written = "".join(_pieces(text, inlines, unit, self.alternatives, as_html=as_html))
            laid = self._read(written.replace("\n" + unit.prefix, "\n"))
            if (laid.text, [(inline.kind, inline.span) for inline in laid.inlines]) == wanted:
                break
        if unit.shape == "cell":
            return written.replace("|", "\\|")
        if DASHES_BELOW.match(self.source, unit.end):
            # A line with a bar in it, even a literal one, and dashes below are a table.
            written = written.replace("\\|", "&#124;")
        if unit.shape == "paragraph" and BRACKETED.fullmatch(written) and is_formula(written[2:-2]):
            written = f"&#91;{written[2:]}"
        if unit.shape == "hashes" and written.endswith("#") and not written.endswith("\\#"):
            return written[:-1] + "\\#"
        return written

    def _read(self, written: str) -> Laid:
        return lay_out(parse_inlines(self.parser, written, self.page.env).children)


def _trimmed(text: str, inlines: Sequence[Inline]) -> list[Inline]:
    """Return the inlines without the white space at the ends of their spans, where no mark-up begins or ends."""
    trimmed = []
    for inline in inlines:
        start, end = inline.span.start, inline.span.end
        while start < end and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        trimmed.append(replace(inline, span=Span(start, end)))
    return sorted(trimmed, key=lambda inline: inline.span.start)


def _pieces(
    text: str, inlines: Sequence[Inline], unit: Unit, alternatives: Alternatives, *, as_html: bool
) -> Iterator[str]:
    """Give the Markdown of a text, in pieces."""
    marks = unit.laid.marks
    line_start = unit.shape in ("paragraph", "hashes")
    formulas = any(map(is_formula_mark, marks.values()))
    broken = False  # a line break has been written, which takes the place of the space behind it
    noted = False  # a footnote's mark has been written
    code: Mark | None = None
    woven = list(weave(text, inlines))
    for index, piece in enumerate(woven):
        if isinstance(piece, str):
            piece = piece.lstrip() if broken else piece
            if code is not None:
                yield _formula(code, piece, unit.prefix) if is_formula_mark(code) else _fenced(piece)
            else:
                written = escaped(piece, line_start=line_start, cell=unit.shape == "cell", formulas=formulas)
                # Behind a footnote's mark these would make an address or the footnote itself of it.
                written = f"\\{written}" if noted and written.startswith(("(", ":")) else written
                opens = woven[index + 1 : index + 2]
                before_link = bool(opens) and not isinstance(opens[0], str) and opens[0][1]
                yield written[:-1] + "\\!" if before_link and written.endswith("!") else written
            line_start = broken = noted = False
            continue
        inline, begins = piece
        mark = marks[inline.id]
        if mark.kind == "break":
            at_edge = inline.span.start in (0, len(text))
            broken = not at_edge
            line_start = broken and mark.before.endswith("\n")
            yield f"{mark.before}{unit.prefix}" if line_start else mark.before if "<" in mark.before else "<br>"
            continue
        line_start = line_start and mark.kind == "link"
        empty = inline.span.start == inline.span.end
        if mark.kind == "code" and mark.before.startswith("`") and not as_html:
            code = mark if begins and not empty else None
        elif is_formula_mark(mark) and not empty:
            code = mark if begins else None
        elif empty:
            noted = mark.before.endswith("]")
            yield spaced(whole(mark, alternatives), mark, inline.span.start, text)
        else:
            yield _sign(inline, mark, text, begins=begins, as_html=as_html)


def _sign(inline: Inline, mark: Mark, text: str, *, begins: bool, as_html: bool) -> str:
    """Return what begins or ends some mark-up around a text."""
    if mark.before == AUTOLINK:
        itself = inline.span.of(text) in mark.children
        return ("<" if begins else ">") if itself else "[" if begins else f"](<{mark.value}>)"
    if as_html and mark.kind in AS_HTML and not mark.before.startswith("<"):
        return f"<{AS_HTML[mark.kind]}>" if begins else f"</{AS_HTML[mark.kind]}>"
    if as_html and mark.kind == "link" and mark.before == "[":
        return f'<a href="{html.escape(mark.value)}">' if begins else "</a>"
    return mark.before if begins else mark.after


def _formula(mark: Mark, text: str | None = None, prefix: str = "") -> str:
    """Return a formula as it was written, over the same lines, unless its text is another by now."""
    content = "".join(child for child in mark.children if isinstance(child, str))
    if text is not None and text != lay_out([content]).text:
        content = text
    return re.sub(r"\n[ \t]*", lambda _: f"\n{prefix}", f"{mark.before}{content}{mark.after}")


def _fenced(code: str) -> str:
    """Return text as code, between more backticks than stand together in it."""
    runs = {len(run) for run in TICKS.findall(code)}
    fence = "`" * next(size for size in range(1, len(runs) + 2) if size not in runs)
    pad = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{fence}{pad}{code}{pad}{fence}"
