"""PDFs with a text layer into Articles: paragraphs rebuilt, columns read in order, what belongs to the page dropped.

A page is read, closed and forgotten, so that what a long document needs grows with its text alone. See
``docs/reading.md`` for the rules.
"""

from __future__ import annotations

import logging
import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from translate.document import Article
from translate.errors import ReadingError
from translate.reading.decoding import place, tidy
from translate.reading.pdf_hyphens import ADDRESS
from translate.reading.pdf_kinds import Outline, is_float, mark_notes, paragraphs_of, squeezed
from translate.reading.pdf_margins import Dropped, without_margins
from translate.reading.pdf_page import Page, read_page
from translate.reading.pdf_paragraphs import Draft, LeftOut, is_closed, page_drafts
from translate.reading.pdf_tables import same_size

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

HEAD = 1024  # bytes in which a linearised file says so, by the specification's appendix F
TAIL = 64 * 1024  # bytes at the end in which that of its end is looked for; 1,024 by the specification
UNREADABLE = 0.5  # the share of characters without a meaning above which a page counts as without text
FIRST_PDF = date(1993, 1, 1)
OUTLINE_LIMIT = 20_000  # headings
PAGES_NAMED = 20  # more pages than this are counted, not named

LINEARISED = re.compile(rb"/Linearized\s.{0,200}?/L\s+(\d+)", re.S)
DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
# What programs put where a title should be: names of files, and of nothing.
NO_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|untitled.*|naamloos.*|document\s*\d*|powerpoint.presentati\w*|title|titel|.*\\.*"
    r"|.*\.(?:docx?|dotx?|pptx?|xlsx?|pdf|indd|qxd|qxp|tex|dvi|odt|rtf|wpd|html?|txt|exe|ps|pub|pages|ai))",
    re.I,
)

# PDFium keeps state of its own and may be used by one thread at a time (its own documentation).
_ONE_AT_A_TIME = threading.Lock()


def read_document(data: bytes, name: str) -> Article:
    """Read a PDF with a text layer.

    Raises:
        ReadingError: the file is damaged, needs a password, or holds pictures without text.
    """
    if _is_cut_off(data):
        raise ReadingError("a PDF that ends before its end", where=place(name), mend="fetch it again")
    with _ONE_AT_A_TIME:
        document = _open(data, name)
        try:
            return _read(document, name)
        finally:
            document.close()


def _is_cut_off(data: bytes) -> bool:
    length = LINEARISED.search(data, 0, HEAD)
    return b"%%EOF" not in data[-TAIL:] or (length is not None and int(length[1]) > len(data))


def _open(data: bytes, name: str) -> PdfDocument:
    import pypdfium2
    from pypdfium2 import raw

    log = logging.getLogger("pypdfium2")
    if not log.handlers:  # its warnings would go to the terminal
        log.addHandler(logging.NullHandler())
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document):
            return document
        document.close()
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            mend = "save it without a password (print it to a new PDF)"
            raise ReadingError("a PDF that asks for a password", where=place(name), mend=mend) from None
    raise ReadingError("a PDF that is damaged or has no pages", where=place(name), mend="fetch or export it again")


def _read(document: PdfDocument, name: str) -> Article:
    notes = _PageNotes()
    dropped, left_out = Dropped(), LeftOut()
    pages = without_margins(_pages(document, notes), len(document), dropped)
    drafts = list(_joined(page_drafts(page, left_out) for page in pages))
    if not drafts:
        raise _without_text(notes, len(document), name)
    information = document.get_metadata_dict()
    named = _title(information.get("Title", ""))
    paragraphs = tuple(paragraphs_of(drafts, _outline(document), named))
    title = next((p.text for p in paragraphs if p.kind == "title"), named)
    listed = (*notes.listed(), *dropped.listed(), *_listed(left_out))
    return Article(
        paragraphs,
        title=title,
        date=_date(information.get("CreationDate", "")),
        metadata=tuple(("left out", what) for what in listed),
    )


class _PageNotes:
    """The pages that could not be read, or held no text, and what was left out of the others."""

    def __init__(self) -> None:
        self.damaged: list[int] = []
        self.pictures: list[int] = []
        self.unreadable: list[int] = []
        self.turned: list[int] = []
        self.lost: Counter[int] = Counter()

    def listed(self) -> Iterator[str]:
        """Say in words what is missing."""
        if self.damaged:
            yield f"damaged page, {_named(self.damaged)}"
        if self.pictures:
            yield f"page with pictures and no text, {_named(self.pictures)}"
        if self.unreadable:
            yield f"page whose fonts do not say what their letters are, {_named(self.unreadable)}"
        if self.turned:
            yield f"text at an angle, {_named(self.turned)}"
        if self.lost:
            count = sum(self.lost.values())
            yield f"{count:,} sign{'s' if count > 1 else ''} without a meaning, {_named(list(self.lost))}"


def _named(pages: Sequence[int]) -> str:
    if len(pages) > PAGES_NAMED:
        return f"{len(pages):,} pages"
    spans: list[list[int]] = []
    for page in pages:
        if spans and spans[-1][-1] == page - 1:
            spans[-1][1:] = [page]
        else:
            spans.append([page])
    return f"page{'s' if len(pages) > 1 else ''} " + ", ".join("-".join(map(str, span)) for span in spans)


def _pages(document: PdfDocument, notes: _PageNotes) -> Iterator[Page]:
    """Yield the pages that have text, one at a time."""
    import pypdfium2

    for index in range(len(document)):
        try:
            page = read_page(document, index)
        except pypdfium2.PdfiumError:
            notes.damaged.append(index + 1)
            continue
        if page.turned:
            notes.turned.append(page.number)
        read = sum(len(piece.text) for piece in page.pieces)
        if page.unreadable > UNREADABLE * (read + page.unreadable):
            notes.unreadable.append(page.number)
            continue
        if page.unreadable:
            notes.lost[page.number] = page.unreadable
        if page.pictured:
            notes.pictures.append(page.number)
        yield page


def _joined(pages: Iterable[list[Draft]]) -> Iterator[Draft]:
    """Yield the paragraphs of all pages, those that a column, a page or a picture divides put together again.

    What stands between the parts, and the notes at the foot of the page, comes behind the whole.
    """
    last: Draft | None = None
    between: list[Draft] = []
    notes: list[Draft] = []
    for drafts in pages:
        mark_notes(drafts, frozenset(draft.marker for draft in drafts if draft.kind == "note"))
        for draft in drafts:
            if draft.kind == "note":
                notes.append(draft)
            elif last is not None and last.edge and (draft.edge or between) and _goes_on(last, draft):
                last.add(draft.runs)
                last.lines += draft.lines
                last.full, last.edge = draft.full, draft.edge
            elif last is not None and last.edge and last.full and is_float(draft) and not is_closed(last.text):
                between.append(draft)
            else:
                if last is not None:
                    yield last
                yield from between
                between = []
                if notes and draft.page > notes[0].page:
                    yield from notes
                    notes = []
                last = draft
    if last is not None:
        yield last
    yield from (*between, *notes)


def _goes_on(last: Draft, draft: Draft) -> bool:
    """Say whether a paragraph at the top of a column belongs to the one at the end of the column before."""
    if draft.kind != "text" or last.kind not in ("text", "item") or is_float(draft):
        return False
    if not same_size(last.size, draft.size) or last.bold != draft.bold:
        return False
    text = last.text.rstrip()
    if text.endswith("-") and not text.endswith(" -"):
        return True
    if is_closed(text) and not ADDRESS.search(text):
        return False
    return draft.text[:1].islower() or (last.full and not draft.indented and not last.bold)


def _outline(document: PdfDocument) -> Outline:
    """Return the headings that the file lists for its readers, by page."""
    found: dict[int, dict[str, int]] = {}
    for count, bookmark in enumerate(document.get_toc(max_depth=6)):
        target = bookmark.get_dest()
        index = target.get_index() if target and count < OUTLINE_LIMIT else None
        if index is not None:
            found.setdefault(index + 1, {}).setdefault(squeezed(tidy(bookmark.get_title())), bookmark.level + 1)
    return found


def _title(text: str) -> str:
    """Return the title that the file gives, unless a program made it up."""
    title = tidy("".join(c if c.isprintable() else " " for c in text))
    return "" if NO_TITLE.fullmatch(title) or not any(map(str.isalpha, title)) else title


def _date(text: str) -> str:
    """Return the day the file was made, as ``2025-06-17``; empty where it cannot be one."""
    match = DATE.match(text)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return ""
    return day.isoformat() if day and FIRST_PDF <= day <= date.today() else ""


def _listed(left_out: LeftOut) -> Iterator[str]:
    if left_out.contents.total():
        yield f"table of contents, {left_out.contents.total()} lines, {_named(sorted(+left_out.contents))}"
    if left_out.in_pictures:
        pages = _named(sorted(left_out.in_pictures))
        yield f"small writing in pictures, {left_out.in_pictures.total()} pieces, {pages}"
    if left_out.rows:
        yield f"tables, their rows kept as lines: {left_out.rows.total()} rows, {_named(sorted(left_out.rows))}"


def _without_text(notes: _PageNotes, count: int, name: str) -> ReadingError:
    if notes.pictures and not notes.unreadable:
        pages = (
            "the only page is a picture" if count == 1 else f"{len(notes.pictures):,} of {count:,} pages are pictures"
        )
        what = f"a PDF without text: {pages}"
        return ReadingError(what, where=place(name), mend="have its text recognised (OCR) first")
    if notes.unreadable:
        what = "a PDF whose fonts do not say what their letters are"
        return ReadingError(what, where=place(name), mend="have its text recognised (OCR) first")
    if notes.damaged:
        what = f"a PDF of {count:,} pages, all of them damaged"
        return ReadingError(what, where=place(name), mend="fetch or export it again")
    return ReadingError("a PDF without text", where=place(name), mend="give a file with at least one paragraph of text")
