"""A page of a PDF as pieces of text: what stands on one line, close together, with its place, size and style.

PDF has no words, lines or paragraphs: it places characters. Coordinates are in points (1/72 inch) from the lower left
corner of the page, once its text is upright.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from translate.reading.decoding import CONTROLS, INVISIBLE
from translate.reading.pdf_rules import Edges, Rule, read_rules

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

TURNED = 6.0  # degrees: what is turned further does not belong to the text
GAP = 1.0  # in sizes of the type: a wider gap parts two pieces, as between columns or the cells of a table
# In sizes of the type: a wider gap between two letters is a space; an ordinary space is 0.25.
SPACE = 0.22
GUESSED_SPACE = 0.12
REAL_SPACE = -1.0  # slanted letters lean over the space behind them
RAISED = 0.15  # in sizes of the type: how far a superscript stands above the line at least
INITIAL = 0.4  # characters that are smaller than this share of their neighbours stand on lines of their own
SMALLER = 0.88  # a superscript is at most this much of the type around it
MATHEMATICAL = (0x1D400, 0x1D7FF)  # letters that differ from the usual ones in their style alone
ADDRESS_LIMIT = 2048  # bytes; longer addresses of links are dropped
WHITE = frozenset((0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x202F, 0x3000, *range(0x2000, 0x200B)))

BOLD = re.compile(r"bold|black|heavy|demi|medi(?:ital|obli)?$|bx\d|-bd|\bbd\b", re.I)
ITALIC = re.compile(r"ital|obli|slant|kursiv|cmti|cmmi|cmsl|sfti|-it$", re.I)
ITALIC_FLAG, BOLD_FLAG = 1 << 6, 1 << 18  # of a font descriptor, PDF 32000-1, table 123

LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# What Symbol and Wingdings have at these codes are the usual bullets.
BULLETS = dict.fromkeys((0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF0FC, 0xF06C, 0xF06E, 0xF076, 0xF09F, 0xF0A0), "•")
HYPHENS = dict.fromkeys((0x02, 0xFFFE), "-")  # PDFium's marks of a hyphen at the end of a line
READ_AS = LIGATURES | BULLETS | HYPHENS | {0xAD: "\u00ad", 0x2010: "-", 0x2011: "-"}
ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327", "˚": "\u030a"}


class Style(NamedTuple):
    """How characters look, as far as it is kept. ``script`` is 1 for raised ones, -1 for lowered ones."""

    bold: bool = False
    italic: bool = False
    script: int = 0
    link: str = ""


class Run(NamedTuple):
    """Characters of one style."""

    text: str
    style: Style


class Glyph(NamedTuple):
    """A character as placed. A gap wider than ``space`` sizes of the type before it is a space."""

    text: str
    left: float
    right: float
    base: float
    size: float
    style: Style
    space: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that stand on one line without a wide gap. ``base`` is the height of the line they stand on.

    A row of a table that rules frame is one piece with its ``cells``, each of which may hold several lines.
    """

    runs: tuple[Run, ...]
    left: float
    right: float
    base: float
    size: float
    cells: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """The characters without their style."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, in the order in which the file has it, and what is not in it.

    ``number`` counts from 1. ``turned`` and ``unreadable`` are numbers of characters: those at an angle, and those of
    fonts that do not say which letters they are. ``pictured`` says that something is drawn on the page.
    """

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...] = ()
    turned: int = 0
    unreadable: int = 0
    pictured: bool = False


class _Look(NamedTuple):
    """``turn`` is the angle in degrees, -1 for what is at no right angle."""

    size: float
    turn: int
    style: Style


def read_page(document: PdfDocument, index: int) -> Page:
    """Read the page at a 0-based index, and close it.

    The page stands as most of its characters do, whichever way up it is shown: many files turn pages for a screen.

    Raises:
        pypdfium2.PdfiumError: the page is damaged.
    """
    import pypdfium2.raw as raw

    page = document[index]
    try:
        x0, y0, x1, y1 = page.get_cropbox()
        counts: Counter[str] = Counter()
        by_turn: dict[int, list[Glyph]] = {}
        for turn, glyph in _glyphs(page, (x0, y0, x1, y1), counts):
            by_turn.setdefault(turn, []).append(glyph)
        upright = max(by_turn, key=lambda turn: len(by_turn[turn]), default=0)
        pieces = tuple(_pieces(by_turn.pop(upright, ())))
        turned = counts["turned"] + sum(map(len, by_turn.values()))
        pictured = not pieces and raw.FPDFPage_CountObjects(page) > 0
        size = (x1 - x0, y1 - y0) if upright % 180 == 0 else (y1 - y0, x1 - x0)
        rules = read_rules(page, lambda edges: _upright(edges, upright, (x0, y0, x1, y1))) if pieces else ()
        return Page(index + 1, *size, pieces, rules, turned, counts["unreadable"], pictured)
    finally:
        page.close()


def _glyphs(page: PdfPage, crop: Edges, counts: Counter[str]) -> Iterator[tuple[int, Glyph]]:
    """Yield the characters with the angle at which they run: 0, 90, 180 or 270 degrees."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    text = textpage.raw
    looks: dict[int, _Look] = {}
    links = list(_links(page))
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    space: float = SPACE
    high = 0  # the first half of a character beyond U+FFFF
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        drawn = raw.FPDFText_GetTextObject(text, index)
        if code in WHITE or not drawn:
            # PDFium guesses at spaces where the file has none, also behind ligatures.
            space = GUESSED_SPACE if raw.FPDFText_IsGenerated(text, index) == 1 else REAL_SPACE
            continue
        address = ctypes.addressof(drawn.contents)
        look = looks.get(address) or looks.setdefault(address, _look(text, index, drawn))
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        edges = (box.left, box.bottom, box.right, box.top)
        across, up = (edges[0] + edges[2]) / 2, (edges[1] + edges[3]) / 2
        # What is put outside the page, or drawn with no size, nobody sees.
        if not (crop[0] <= across <= crop[2] and crop[1] <= up <= crop[3] and look.size > 0.5):
            continue
        if look.turn < 0:
            counts["turned"] += 1
            continue
        # Where a font does not say which letter it is, PDFium gives the number of the glyph.
        character = _character(0 if raw.FPDFText_HasUnicodeMapError(text, index) == 1 else code, counts)
        if character:
            style = look.style
            for (x0, y0, x1, y1), target in links:
                if x0 <= across <= x1 and y0 <= up <= y1:
                    style = style._replace(link=target)
            start, _, end, _ = _upright(edges, look.turn, crop)
            base = (
                _upright((x.value, y.value, x.value, y.value), look.turn, crop)[1] if look.turn else y.value - crop[1]
            )
            yield look.turn, Glyph(character, start, end, base, look.size, style, space)
        space = SPACE


def _look(text: Any, index: int, drawn: Any) -> _Look:
    """Return size, angle and style of the characters of a text object."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    font = raw.FPDFTextObj_GetFont(drawn)
    name = ctypes.create_string_buffer(128)
    length = raw.FPDFFont_GetBaseFontName(font, name, 128)
    # Fonts that hold only some characters have six letters and a plus before their name.
    label = name.value.decode("utf-8", "replace").rpartition("+")[2] if 0 < length <= 128 else ""
    flags = max(raw.FPDFFont_GetFlags(font), 0)
    outlined = raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
    style = Style(
        bold=bool(BOLD.search(label)) or bool(flags & BOLD_FLAG) or outlined,
        italic=bool(ITALIC.search(label)) or bool(flags & ITALIC_FLAG),
    )
    angle = math.degrees(math.atan2(matrix.b, matrix.a))
    turn = round(angle / 90) * 90
    return _Look(raw.FPDFText_GetFontSize(text, index) * scale, turn % 360 if abs(angle - turn) < TURNED else -1, style)


def _links(page: PdfPage) -> Iterator[tuple[Edges, str]]:
    """Yield the rectangles of the links to the web, and their addresses."""
    import pypdfium2.raw as raw

    place, link, rectangle = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page, place, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        address = ctypes.create_string_buffer(ADDRESS_LIMIT)
        length = raw.FPDFAction_GetURIPath(page.pdf, action, address, ADDRESS_LIMIT)
        if 0 < length <= ADDRESS_LIMIT and raw.FPDFLink_GetAnnotRect(link, rectangle):
            edges = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            yield edges, address.value.decode("utf-8", "replace")


def _upright(edges: Edges, turn: int, crop: Edges) -> Edges:
    """Return left, bottom, right and top on the page when text that runs at ``turn`` degrees is put upright."""
    left, bottom, right, top = edges
    match turn:
        case 90:
            return bottom - crop[1], crop[2] - right, top - crop[1], crop[2] - left
        case 180:
            return crop[2] - right, crop[3] - top, crop[2] - left, crop[3] - bottom
        case 270:
            return crop[3] - top, left - crop[0], crop[3] - bottom, right - crop[0]
    return left - crop[0], bottom - crop[1], right - crop[0], top - crop[1]


def _character(code: int, counts: Counter[str]) -> str:
    """Return what a code stands for, empty for what is nothing to read."""
    if 0x21 <= code <= 0x7E:
        return chr(code)
    known = READ_AS.get(code)
    if known:
        return known
    character = chr(code) if code < 0x110000 else "\ufffd"
    category = unicodedata.category(character)
    if MATHEMATICAL[0] <= code <= MATHEMATICAL[1]:
        return unicodedata.normalize("NFKC", character)
    if category in ("Co", "Cs", "Cn") or code in (0, 0xFFFD):
        counts["unreadable"] += 1
        return ""
    if CONTROLS.match(character) or INVISIBLE.match(character):
        return ""
    return character


def _pieces(glyphs: Iterable[Glyph]) -> Iterator[Piece]:
    """Put characters that follow one another on a line together, and what is printed twice once."""
    held: list[Glyph] = []
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        if held and _repeats(held[-1], glyph):
            continue
        if held and not _follows(held[-1], glyph):
            yield from _piece(held, seen)
            held = []
        if held and held[-1].text in ACCENTS and glyph.left < (held[-1].left + held[-1].right) / 2 + 0.1:
            accent = held.pop()
            both = unicodedata.normalize("NFC", glyph.text + ACCENTS[accent.text])
            glyph = glyph._replace(text=both, space=accent.space)
        if held and _same_box(held[-1], glyph):  # the letters of a ligature have one box
            held[-1] = held[-1]._replace(text=held[-1].text + glyph.text)
        else:
            held.append(glyph)
    yield from _piece(held, seen)


def _follows(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    near = -0.6 * size <= glyph.left - last.right <= GAP * size or _same_box(last, glyph)
    step = abs(glyph.base - last.base)
    if min(last.size, glyph.size) < INITIAL * size:
        return False  # an initial as tall as two lines, or a heading beside the text
    # Only a superscript, or what comes behind one, stands on another height.
    return near and (step <= 0.1 * size or (step <= 0.6 * size and _scripted(last, glyph)))


def _scripted(one: Glyph, other: Glyph) -> bool:
    small, large = sorted((one.size, other.size))
    return small <= SMALLER * large


def _same_box(one: Glyph, other: Glyph) -> bool:
    return one.left == other.left and one.right == other.right and one.base == other.base


def _repeats(one: Glyph, other: Glyph) -> bool:
    """Say whether a character is printed over itself, which makes it look bold."""
    shift = abs(other.left - one.left) + abs(other.base - one.base)
    return one.text == other.text and 0 < shift < 0.12 * one.size


def _piece(glyphs: Sequence[Glyph], seen: set[tuple[str, int, int]]) -> Iterator[Piece]:
    """Make a piece of characters, if there are any, and they have not been ``seen`` in this place."""
    if not glyphs:
        return
    base, size = glyphs[0].base, glyphs[0].size
    if any(glyph.base != base or glyph.size != size for glyph in glyphs):
        weights: Counter[tuple[float, float]] = Counter()
        for glyph in glyphs:
            weights[(round(glyph.base, 1), round(glyph.size, 1))] += round(len(glyph.text) * glyph.size)
        (base, size), _ = max(weights.items(), key=lambda item: item[1])
    gaps = [after.left - before.right for before, after in pairwise(glyphs)]
    close = sorted(gap for gap, glyph in zip(gaps, glyphs[1:], strict=True) if glyph.space != REAL_SPACE)
    usual = close[len(close) // 2] if len(close) > 5 else 0.0
    runs: list[Run] = []
    ligature = False
    for gap, glyph in zip((0.0, *gaps), glyphs, strict=True):
        if glyph.space == REAL_SPACE:  # some programs put one behind a ligature to make good its width
            wide = 0.05 * size if ligature else REAL_SPACE * size
        else:  # in letters that are s p a c e d only a gap that is wider still is a space
            wide = usual + 0.15 * size if usual > 0.1 * size else glyph.space * size
        space = " " if runs and gap > wide else ""
        ligature = len(glyph.text) > 1
        script = _script(glyph, base, size)
        runs.append(Run(space + glyph.text, glyph.style._replace(script=script) if script else glyph.style))
    left, right = min(g.left for g in glyphs), max(g.right for g in glyphs)
    piece = Piece(tuple(merge(runs)), left, right, base, size)
    place = (piece.text, round(left), round(base))
    if place not in seen:
        seen.add(place)
        yield piece


def _script(glyph: Glyph, base: float, size: float) -> int:
    if glyph.size > SMALLER * size or abs(glyph.base - base) < 0.08 * size:
        return 0
    return 1 if glyph.base > base + RAISED * size else -1 if glyph.base < base else 0


def merge(runs: Iterable[Run]) -> Iterator[Run]:
    """Join neighbours of the same style."""
    for style, group in groupby(runs, key=lambda run: run.style):
        yield Run("".join(run.text for run in group), style)


def body_size(pieces: Iterable[Piece]) -> float:
    """Return the size of the type that most characters have."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size * 2) / 2] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0
