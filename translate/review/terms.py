"""The glossary from the page: an entry from selected words, what it would touch, written, and applied."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from translate.document import Segment, Span
from translate.errors import GlossaryError
from translate.glossary.edit_render import Fields, fields_of
from translate.glossary.edit_search import find_entry
from translate.glossary.editing import add_entry, edit_entry, entry_text, new_entry
from translate.glossary.impact import Touched, find_touched
from translate.glossary.model import Entry, Glossary
from translate.glossary.store import load_glossary
from translate.pipeline import Pipeline
from translate.refresh import refresh, retranslate
from translate.review.workspace import ReviewError, Workspace
from translate.words.lists import is_dutch

MOST_TRANSLATED = 8  # touched segments that a preview translates: a second at most

_WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’-][\w\u0300-\u036f]+)*")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\w)", re.IGNORECASE)
_LIDWOORD = re.compile(r"(?:de|het|een|'t)\s+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TermDraft:
    """What a term form begins with.

    Attributes:
        dutch: the Dutch, as it is to stand in the glossary.
        english: the English that stands for it in the sentence; empty where no word is aligned with it.
        existing: the entry that has this Dutch already; it is to be changed rather than another added.
    """

    dutch: str
    english: str
    existing: Entry | None = None


@dataclass(frozen=True, slots=True)
class TouchedSegment:
    """A segment that an entry touches.

    ``new`` is how it would read; None where that was not tried, because there are many. ``kept`` says that a person has
    reviewed or written it: it keeps its text, and gets the new one as a suggestion.
    """

    article: int
    title: str
    segment: str
    source: str
    old: str
    new: str | None
    kept: bool


@dataclass(frozen=True, slots=True)
class TermPreview:
    """An entry as it would be written.

    Attributes:
        entry: the entry.
        touched: the segments it touches in the article at hand.
        text: its lines in the glossary file.
        more: how many segments it touches in other articles.
        articles: how many articles those are in.
    """

    entry: Entry
    touched: list[TouchedSegment]
    text: str
    more: int = 0
    articles: int = 0


def draft_term(
    ws: Workspace, article_id: int, segment_id: str, side: Literal["nl", "en"], start: int, end: int
) -> TermDraft:
    """Return what the form for a term begins with, from words selected on one side; the other comes from alignment.

    Args:
        ws: the workspace.
        article_id: the article.
        segment_id: the segment.
        side: where the words were selected.
        start: where the selection begins, in code points of that text.
        end: where it ends. Parts of words are taken for the whole words.

    Raises:
        GlossaryError: there is no glossary to add it to.
        ReviewError: no word is selected.
        LibraryError: there is no such segment.
    """
    ws.glossary_file()
    segment = ws.segment(article_id, segment_id).segment
    text = segment.source if side == "nl" else segment.target
    chosen = _whole_words(text, start, end)
    if chosen is None:
        raise ReviewError("no word is selected", where=f"sentence {segment_id}", mend="select the words of the term")
    pairs = segment.alignment if side == "nl" else tuple((english, dutch) for dutch, english in segment.alignment)
    other = _aligned(pairs, chosen)
    dutch, english = (chosen, other) if side == "nl" else (other, chosen)
    # English words of a term stand for its Dutch, whatever the alignment of single words says.
    term = next((t for t in segment.terms if side == "en" and t.target and _covers(t.target, chosen)), None)
    if term is not None:
        dutch = term.source
    existing = None
    if dutch is not None:
        found = (one for one in ws.find_terms(segment.source) if not one.verbatim and _covers(one.span, dutch))
        existing = next((one.entry for one in found), None)
    written = english.of(segment.target) if english else ""
    if existing is not None:
        return TermDraft(existing.id, _ARTICLE.sub("", written, count=1), existing)
    return TermDraft(*_as_listed(ws, article_id, segment, dutch, written))


def _covers(span: Span, other: Span) -> bool:
    return span.start <= other.start and other.end <= span.end


def _whole_words(text: str, start: int, end: int) -> Span | None:
    """Return the words that a selection touches, from the first to the last."""
    words = [m.span() for m in _WORD.finditer(text) if m.start() < end and start < m.end()]
    return Span(words[0][0], words[-1][1]) if words else None


def _aligned(pairs: Sequence[tuple[Span, Span]], chosen: Span) -> Span | None:
    """Return the stretch of the other side that is aligned with a stretch of this one.

    It ends where words begin that are aligned with something else alone: of several such stretches the longest counts.
    """
    ours = {there for here, there in pairs if here.overlaps(chosen)}
    runs: list[Span] = []
    for span in sorted({there for _, there in pairs}):
        if span not in ours:
            runs.append(Span(span.end, span.end))  # what comes next begins anew
        elif runs and runs[-1].start < runs[-1].end:
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, span.end))
        else:
            runs.append(span)
    longest = max(runs, key=lambda run: run.end - run.start, default=None)
    return longest if longest is not None and longest.start < longest.end else None


def _as_listed(ws: Workspace, article_id: int, segment: Segment, dutch: Span | None, english: str) -> tuple[str, str]:
    """Return Dutch and English as a glossary lists them: without an article, small if only the sentence is to blame."""
    if dutch is None:
        return "", _ARTICLE.sub("", english, count=1)
    text = dutch.of(segment.source)
    begins = not any(c.isalnum() for c in segment.source[: dutch.start])
    first = re.split(r"\W", text, maxsplit=1)[0]
    if begins and first.istitle() and is_dutch(first.lower()) and first not in ws.names(article_id, segment):
        text = text[0].lower() + text[1:]
        if english[:1].isupper() and english[1:2].islower() and segment.target.lstrip("\"'“‘").startswith(english):
            english = english[0].lower() + english[1:]
    return _LIDWOORD.sub("", text, count=1), _ARTICLE.sub("", english, count=1)


# --- the file --------------------------------------------------------------------------------------------------------


def save_term(ws: Workspace, fields: Fields, existing: str | None = None) -> Entry:
    """Write an entry as ``translate glossary add`` does, or change one as ``translate glossary edit`` does.

    Args:
        ws: the workspace.
        fields: the fields of the entry as the glossary file names them: texts, lists of texts, booleans. Of an entry
            that is changed, fields that are not given stay, and those that are given empty go.
        existing: the entry to change; None for a new one.

    Returns:
        The entry as the file has it now.

    Raises:
        GlossaryError: the entry would be wrong, its Dutch is in the glossary already, there is no entry ``existing`` or
            no glossary, or the file cannot be written. It is as it was.
    """
    return _write(ws.glossary_file(), fields, existing)


def _write(path: Path, fields: Fields, existing: str | None) -> Entry:
    return add_entry(path, new_entry(fields)) if existing is None else _change(path, fields, existing)


def _change(path: Path, fields: Fields, name: str) -> Entry:
    """Set the fields that are to be others, and take out those that are to be empty."""
    old = find_entry(load_glossary(path), name)
    had, given = fields_of(old), dict(fields)
    if not old.translate and "translate" not in given and given.get("target") == old.target:
        del given["target"]  # what is kept as it is shows its Dutch as its English
    kept = dict(had)
    if given.get("translate") is False:
        kept.pop("target", None)
        given.pop("target", None)
    elif given.get("target"):
        kept.pop("translate", None)
    new = new_entry({**kept, **given})
    wanted = fields_of(new)
    changed = {key: value for key, value in wanted.items() if had.get(key) != value}
    if new.case != old.case:
        changed["case"] = new.case  # whether or not it goes without saying
    gone = [key for key in had if key not in wanted and key not in ("case", "target", "translate")]
    return edit_entry(path, old.id, set=changed, unset=gone)[0]


@contextmanager
def _trial(path: Path) -> Iterator[Path]:
    """Give a copy of the glossary file to try a change on; what is wrong with it is told of the file itself."""
    with tempfile.TemporaryDirectory(prefix="translate-") as folder:
        copy = Path(folder) / path.name
        try:
            if path.exists():
                copy.write_bytes(path.read_bytes())
            yield copy
        except GlossaryError as error:
            told = error.where.replace(str(copy), str(path))
            raise GlossaryError(error.what, where=told, mend=error.mend) from error


# --- what it touches -------------------------------------------------------------------------------------------------


def preview_term(
    ws: Workspace, fields: Fields, article_id: int | None = None, *, existing: str | None = None
) -> TermPreview:
    """Return what an entry would be and touch, without writing it.

    The first segments of the article at hand are translated with it; what that gives is remembered, so that
    ``apply_terms`` is quick.

    Args:
        ws: the workspace.
        fields: as for ``save_term``.
        article_id: the article at hand; what is touched in others is counted. None to take all articles for that one.
        existing: the entry to change; None for a new one.

    Raises:
        GlossaryError: as ``save_term``.
        ModelError: the engine cannot be loaded.
    """
    with _trial(ws.glossary_file()) as copy:
        entry = _write(copy, fields, existing)
        glossary = load_glossary(copy)
        text = entry_text(copy.read_text(encoding="utf-8-sig"), entry)
    found = find_touched(ws.library, glossary, since=ws.glossary)
    touched = [one for one in found if article_id in (None, one.stored.article)]
    elsewhere = [one.stored.article for one in found if article_id not in (None, one.stored.article)]
    titles = {name.id: name.title or name.path for name in ws.library.names()}
    new: dict[tuple[int, str], str] = {}
    if touched:
        pipeline = Pipeline(ws.engine, glossary, ws.library, ws.beam)
        for chunk in retranslate(pipeline, touched[:MOST_TRANSLATED]):
            new.update({(one.touched.stored.article, one.segment.id): one.segment.target for one in chunk})
    rows = [
        TouchedSegment(
            one.stored.article,
            titles.get(one.stored.article, ""),
            one.stored.segment.id,
            one.stored.segment.source,
            one.stored.segment.target,
            new.get((one.stored.article, one.stored.segment.id)),
            one.stored.kept,
        )
        for one in touched
    ]
    return TermPreview(entry, rows, text, len(elsewhere), len(set(elsewhere)))


@dataclass(frozen=True, slots=True)
class Outdated:
    """A glossary, the articles that were looked at (None: all), and the segments of which it asks other terms."""

    glossary: Glossary
    articles: Sequence[int] | None
    touched: list[Touched]


def find_outdated(ws: Workspace, articles: Sequence[int] | None = None) -> Outdated:
    """Return the segments of which the glossary asks other terms than they were translated with.

    Args:
        ws: the workspace.
        articles: in these articles; None for all.

    Raises:
        GlossaryError: there is no glossary file, or something is wrong in it.
        LibraryError: the library cannot be read.
    """
    ws.glossary_file()
    glossary = ws.glossary
    if ws.glossary_problem is not None:
        raise ws.glossary_problem
    return Outdated(glossary, articles, find_touched(ws.library, glossary, articles=articles))


def apply_terms(ws: Workspace, outdated: Outdated) -> Iterator[list[tuple[int, str]]]:
    """Translate again what the glossary's changes touch; yield (article, segment id) of what was saved, as it goes.

    Segments that a person has reviewed or written keep their text and get a suggestion. The glossary is the one
    that they were found with; what its file says by now may touch others.

    Raises:
        ModelError: the engine cannot be loaded.
        LibraryError: the library cannot be read or written.
    """
    pipeline = ws.pipeline(outdated.glossary)
    for chunk in refresh(pipeline, ws.library, outdated.touched, outdated.articles):
        yield [(one.touched.stored.article, one.segment.id) for one in chunk]
