"""Segments of an article by what is in them, and one text put in place of another in all of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from translate.document import Segment
from translate.library import LibraryConflict
from translate.review.patterns import SearchError, replace_in_texts, search_texts
from translate.review.reviewing import Saved
from translate.review.workspace import ReviewError, Workspace
from translate.rewriting import clean, rewrite

__all__ = ["Filter", "Replacement", "SearchError", "Side", "find_segments", "preview_replace", "replace"]

Side = Literal["nl", "en", "both"]

# Who types one of these finds the others too.
_ALIKE = ('"“”„‟', "'‘’‚", " \u00a0\u202f")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which segments to show; all conditions must hold.

    Attributes:
        unreviewed: no person has reviewed it.
        warnings: something is to be looked at that nobody has set aside.
        missed: a term is missed or forbidden.
        refreshed: a change of the glossary has changed it, or would.
        text: what is in it, whatever its case and the shape of its quotes.
        regex: ``text`` is a regular expression, as Python's ``re`` reads it.
        side: where the text is to be.
    """

    unreviewed: bool = False
    warnings: bool = False
    missed: bool = False
    refreshed: bool = False
    text: str = ""
    regex: bool = False
    side: Side = "both"


@dataclass(frozen=True, slots=True)
class Replacement:
    """A segment's English before and after, its revision, and whether a person has reviewed it."""

    segment: str
    old: str
    new: str
    revision: int
    reviewed: bool


def find_segments(ws: Workspace, article_id: int, filter: Filter, warned: Collection[str] = ()) -> list[str]:
    """Return the ids of the segments that a filter lets through, in the order of the article.

    Args:
        ws: the workspace.
        article_id: the article.
        filter: what to let through.
        warned: ids of segments with a warning of the article checks, which are not stored with the segments.

    Raises:
        SearchError: the regular expression is wrong, or takes too long.
        LibraryError: there is no such article.
    """
    flags = {name: True for name in ("unreviewed", "warnings", "missed", "refreshed") if getattr(filter, name)}
    chosen = ws.library.matching(article_id, **flags)
    if filter.warnings and warned:
        either = {*chosen, *warned}
        chosen = [name for name in ws.library.matching(article_id, **{**flags, "warnings": False}) if name in either]
    if not filter.text:
        return chosen
    pairs = ws.library.pairs(article_id)
    if flags:
        let_through = frozenset(chosen)
        pairs = [segment for segment in pairs if segment.id in let_through]
    if filter.regex:
        found = search_texts(filter.text, [_searched(one, filter.side) for one in pairs], ignore_case=True)
        return [pairs[number].id for number in found]
    sought = re.compile("".join(map(_alike, filter.text)), re.IGNORECASE)
    return [one.id for one in pairs if sought.search(_searched(one, filter.side))]


def _alike(character: str) -> str:
    """Return a pattern for a character that was typed."""
    alike = next((group for group in _ALIKE if character in group), "")
    return f"[{alike}]" if alike else re.escape(character)


def _searched(segment: Segment, side: Side) -> str:
    """Return the text to search. Between the sides is a line break, so that ``.`` does not go from one to the other."""
    return {"nl": segment.source, "en": segment.target, "both": f"{segment.source}\n{segment.target}"}[side]


def preview_replace(
    ws: Workspace,
    article_id: int,
    find: str,
    put: str,
    *,
    regex: bool = False,
    whole_words: bool = False,
    match_case: bool = True,
) -> list[Replacement]:
    r"""Return what replacing would change in the English of an article, without changing it.

    Args:
        ws: the workspace.
        article_id: the article.
        find: what to look for.
        put: what to put in its place; with ``regex`` it may have groups (``\1``, ``\g<name>``).
        regex: ``find`` is a regular expression.
        whole_words: not within a word.
        match_case: capitals must be the same. If not, what is put has capitals where what was found has them: at its
            beginning, or throughout.

    Raises:
        SearchError: there is nothing to look for, or the regular expression or what to put is wrong or takes too long.
        LibraryError: there is no such article.
    """
    pairs = [segment for segment in ws.library.pairs(article_id) if segment.target]
    texts = [segment.target for segment in pairs]
    new = _replaced(texts, find, put, regex=regex, whole_words=whole_words, match_case=match_case)
    changed = {pairs[number].id: (texts[number], text) for number, text in new.items()}
    found = []
    for one in ws.library.segments(article_id, changed) if changed else ():
        old, text = changed[one.segment.id]
        if one.segment.target == old and clean(text, one.segment.source):  # somebody may have changed it just now
            found.append(Replacement(one.segment.id, old, text, one.revision, one.reviewed))
    return found


def replace(
    ws: Workspace,
    article_id: int,
    chosen: Sequence[tuple[str, int]],
    find: str,
    put: str,
    *,
    regex: bool = False,
    whole_words: bool = False,
    match_case: bool = True,
) -> Saved:
    """Replace in the chosen segments (id, revision), as one step that can be undone. The Dutch is never changed.

    What was reviewed stays reviewed. A segment in which nothing is found, or nothing would be left, stays as it is.

    Raises:
        SearchError: as ``preview_replace``.
        ReviewError: nothing is found in what was chosen.
        LibraryConflict: one of them has another revision by now; nothing is saved.
        LibraryError: there is no such article.
    """
    revisions = dict(chosen)
    stored = ws.library.segments(article_id, revisions)
    texts = [one.segment.target for one in stored]
    new = _replaced(texts, find, put, regex=regex, whole_words=whole_words, match_case=match_case)
    step = []
    for number, one in enumerate(stored):
        segment, expected = one.segment, revisions[one.segment.id]
        if one.revision != expected:
            raise LibraryConflict(segment.id, segment.target, new.get(number, segment.target), one.revision)
        if text := clean(new.get(number, ""), segment.source):
            requests = ws.requests(article_id, segment)
            step.append((rewrite(segment, requests, text, segment.state), expected))
    if not step:
        raise ReviewError("nothing to replace in what was chosen", mend="choose sentences of the preview")
    saved = ws.library.confirm_segments(article_id, step)
    return Saved(tuple(segment.id for segment, _ in step), saved[step[0][0].id])


def _replaced(
    texts: Sequence[str], find: str, put: str, *, regex: bool, whole_words: bool, match_case: bool
) -> dict[int, str]:
    """Return the texts that change, by number."""
    if not find:
        raise SearchError("nothing to look for", mend="write what is to be replaced")
    if regex:
        pattern = rf"(?<!\w)(?:{find})(?!\w)" if whole_words else find
        return replace_in_texts(pattern, put, texts, ignore_case=not match_case)
    literal = rf"(?<!\w){re.escape(find)}(?!\w)" if whole_words else re.escape(find)
    compiled = re.compile(literal, 0 if match_case else re.IGNORECASE)
    made = (compiled.sub(lambda match: put if match_case else _cased(put, match.group(), find), text) for text in texts)
    return {number: new for number, (new, old) in enumerate(zip(made, texts, strict=True)) if new != old}


def _cased(put: str, found: str, sought: str) -> str:
    """Give what is put the capitals by which what was found differs from what was sought."""
    letters = [c for c in found if c.isalpha()]
    if len(letters) > 1 and found.isupper() and not sought.isupper():
        return put.upper()
    if found[:1].isupper() and not sought[:1].isupper():
        return put[:1].upper() + put[1:]
    return put
