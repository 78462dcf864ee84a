"""A page with the English in the place of its Dutch, and every other character as it was."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from translate.document import Paragraph
from translate.errors import WritingError
from translate.formats.html_article import head_title, meta_places
from translate.formats.html_encoding import Decoding
from translate.formats.html_page import Page, Unit
from translate.formats.html_tokens import NAME, attribute_places
from translate.formats.marks import Laid, spaced, weave
from translate.inlines import english_with_inlines
from translate.reading.decoding import tidy
from translate.writing.marking import SHOWN

DUTCH = re.compile(r"nl\b|dut\b|nld\b", re.I)
LANGUAGES = ("lang", "xml:lang")
NAMES = ("id", "name", "xml:id")
TITLES = ("og:title", "twitter:title", "title", "dc.title")
DESCRIPTIONS = ("og:description", "twitter:description", "description", "dc.description")

Pieces = list[tuple[str, bool]]  # what to write, and whether it is new text and no mark-up of the page


class Edit(NamedTuple):
    """A stretch of the source, ``start`` to ``end``, and what comes in its place."""

    start: int
    end: int
    pieces: Pieces


def check_paragraphs(units: Sequence[Unit], paragraphs: Sequence[Paragraph]) -> None:
    """Refuse to write an article into a document that has other texts.

    Raises:
        WritingError: the texts differ.
    """
    if [unit.laid.text for unit in units] != [paragraph.text for paragraph in paragraphs]:
        raise WritingError("the document's paragraphs are not those of the article", mend="translate it again")


def english_page(decoding: Decoding, page: Page, edits: Sequence[Edit]) -> bytes:
    """Return the page with the edits made; they may not overlap."""
    source = page.source
    parts = [decoding.bom]
    at = 0
    for edit in sorted(edits):
        parts.append(decoding.bytes_of(source[at : edit.start]))
        parts += (decoding.bytes_of_new(piece) if new else decoding.bytes_of(piece) for piece, new in edit.pieces)
        at = edit.end
    return b"".join([*parts, decoding.bytes_of(source[at:])])


def unit_edits(units: Sequence[Unit], paragraphs: Iterable[Paragraph]) -> Iterator[Edit]:
    """Put the English of each paragraph in the place of its unit."""
    for unit, paragraph in zip(units, paragraphs, strict=True):
        pieces = list(english_pieces(unit.laid, paragraph))
        yield Edit(unit.start, unit.end, [(unit.comments, False), *pieces] if unit.comments else pieces)


def english_pieces(laid: Laid, paragraph: Paragraph) -> Iterator[tuple[str, bool]]:
    """Give the English of a paragraph with the page's own mark-up around the words that it was around."""
    text, inlines = english_with_inlines(paragraph)
    begun: set[str] = set()
    broken = False  # a line break has been written, which takes the place of the space behind it
    for piece in weave(text, inlines):
        if isinstance(piece, str):
            yield escaped(piece.lstrip(" ") if broken else piece), True
            broken = False
            continue
        inline, begins = piece
        mark = laid.marks[inline.id]
        broken = broken or mark.kind == "break"
        if not begins:
            yield mark.after, False
            continue
        tag = in_english(mark.before)
        tag = _without_name(tag) if inline.id in begun else tag
        if inline.span.start == inline.span.end:
            tag = spaced(tag + mark.after, mark, inline.span.start, text)
        yield tag, False
        begun.add(inline.id)


def head_edits(page: Page, english: Mapping[str, str], title: str, taken: Sequence[Unit] = ()) -> Iterator[Edit]:
    """Translate the title and the descriptions in the head, where they are texts of the article.

    Args:
        page: the page.
        english: the English of each text of the article.
        title: the Dutch title; one with the name of the site behind it keeps that.
        taken: units that are written otherwise.
    """
    places = [(name, start, end) for name, start, end in meta_places(page) if name in (*TITLES, *DESCRIPTIONS)]
    token = head_title(page)
    if token is not None and not any(token.start <= unit.start < token.end for unit in taken):
        places.append(("title", token.start, token.end))
    for name, start, end in places:
        dutch = tidy(html.unescape(page.source[start:end]))
        found = english.get(dutch, "")
        if not found and title and name in TITLES and dutch.startswith(title) and title in english:
            found = english[title] + dutch[len(title) :]
        if found:
            yield Edit(start, end, [(html.escape(found), True)])


def language_edits(page: Page, units: Sequence[Unit], *, xml: bool = False) -> Iterator[Edit]:
    """Say ``lang="en"`` on the root, and wherever else the page says that its text is Dutch.

    Args:
        page: the page.
        units: those that are written otherwise, in order: their tags are left to that.
        xml: whether the root also says so as XML.
    """
    inside = iter([*((unit.start, unit.end) for unit in units), (len(page.source), len(page.source))])
    start, end = next(inside)
    root_seen = False
    for token in page.tokens:
        while end <= token.start and end < len(page.source):
            start, end = next(inside)
        if token.kind != "start" or start <= token.start < end:
            continue
        tag = page.source[token.start : token.end]
        if token.name == "html" and not root_seen:
            root_seen = True
            yield Edit(token.start, token.end, [(_root(tag, xml=xml), False)])
        elif "lang" in tag.lower() and (changed := in_english(tag)) != tag:
            yield Edit(token.start, token.end, [(changed, False)])


def in_english(tag: str) -> str:
    """Return a start tag that says English where it said Dutch."""
    if "lang" not in tag.lower():
        return tag
    places = [(s, e) for name, s, e in attribute_places(tag) if name in LANGUAGES and DUTCH.match(tag[s:e])]
    return _with(tag, places, "en")


def escaped(text: str) -> str:
    """Return text as HTML has it; what HTML has no place for is made visible."""
    return html.escape(text.translate(SHOWN), quote=False)


def _root(tag: str, *, xml: bool) -> str:
    places = [(name, start, end) for name, start, end in attribute_places(tag) if name in LANGUAGES]
    tag = _with(tag, [(start, end) for _, start, end in places if end > start], "en")
    missing = [name for name in (LANGUAGES if xml else LANGUAGES[:1]) if name not in [each[0] for each in places]]
    name_end = NAME.match(tag, 1)
    at = name_end.end() if name_end else len(tag)
    return tag[:at] + "".join(f' {name}="en"' for name in missing) + tag[at:]


def _with(tag: str, places: Sequence[tuple[int, int]], value: str) -> str:
    for start, end in reversed(places):
        tag = tag[:start] + value + tag[end:]
    return tag


def _without_name(tag: str) -> str:
    """Return a start tag without what may stand only once in a page."""
    for name, start, end in reversed(list(attribute_places(tag))):
        if name in NAMES:
            quoted = tag[start - 1 : start] in ("'", '"')
            opening = tag.lower().rfind(name, 0, start - quoted)
            tag = tag[:opening].rstrip() + tag[end + quoted :]
    return tag
