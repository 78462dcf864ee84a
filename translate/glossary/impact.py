"""What a change to the glossary touches: the segments of which it asks other terms than they were translated with.

A sentence is asked the same as before unless an entry that changed is found in it, in its old form or its new one, or
earlier in its article. So the entries that changed are looked for in the sentences of the library, and only where they
are found both glossaries are matched and compared.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias

from translate.document import Paragraph, ParagraphKind, Segment, Span
from translate.glossary.inflection import base_forms
from translate.glossary.matching import Matcher, tokenize
from translate.glossary.model import Entry, Glossary
from translate.inlines.cutting import code_spans
from translate.library import Library, StoredSegment
from translate.pipeline import glossary_name
from translate.terminology.asking import key_entries, make_requests
from translate.terminology.doubt import names_in
from translate.terminology.request import Request


@dataclass(frozen=True, slots=True)
class TermChange:
    """What became of one term of a segment.

    Attributes:
        entry: the entry's id.
        dutch: the Dutch as it stands in the sentence.
        old: the English that was asked for; empty where no term was found.
        new: the English that is asked for now; empty where no term is found any more. The same as ``old`` where only
            what else the entry accepts or forbids is different.
    """

    entry: str
    dutch: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A segment that is asked other terms now: as the library has it, what it is asked, and what is new in that."""

    stored: StoredSegment
    requests: tuple[Request, ...]
    changes: tuple[TermChange, ...]


# What a sentence is asked, by place: the entry's id, the English, and whatever else of the glossary can matter.
_Asked: TypeAlias = Mapping[Span, tuple[str, str, str]]
# A segment of an article: its number, from 0; its id; what it was asked and is asked.
_Compared: TypeAlias = tuple[int, str, _Asked, tuple[Request, ...]]


def find_touched(
    library: Library, glossary: Glossary, *, since: Glossary | None = None, articles: Sequence[int] | None = None
) -> list[Touched]:
    """Return the segments that a glossary asks other terms of than an older one, in the order of the library.

    Args:
        library: where the segments are.
        glossary: the terms as they are now.
        since: the older glossary; None for the one that each segment was last translated with. Where the library was
            not told its entries, the terms that were found then are compared with those found now.
        articles: the ids of the articles to look in; None for all.

    Raises:
        LibraryError: the library cannot be read.
    """
    chosen = [name.id for name in library.names()] if articles is None else list(articles)
    new = Matcher(glossary)
    rows: list[tuple[int, int, Touched]] = []
    pasts: list[tuple[str | None, list[int]]] = [(None, chosen)]
    if since is None:
        pasts = [*outdated(library, glossary, chosen).items()]
    for made_with, article_ids in pasts:
        old = since if made_with is None else library.glossary(made_with)
        for article_id, compared in _compare_all(library, old, glossary, new, article_ids):
            found = {name: (number, was, requests) for number, name, was, requests in compared}
            for stored in library.segments(article_id, found) if found else ():
                if made_with is None or stored.glossary == made_with:
                    number, was, requests = found[stored.segment.id]
                    changes = tuple(_changes(was, _asked(requests), stored.segment.source))
                    rows.append((article_id, number, Touched(stored, requests, changes)))
    return [touched for _, _, touched in sorted(rows, key=lambda row: row[:2])]


def outdated(library: Library, glossary: Glossary, articles: Sequence[int] | None = None) -> dict[str, list[int]]:
    """Return the other glossaries that segments were last translated with: fingerprints, each with its articles' ids.

    Args:
        library: where the segments are.
        glossary: the terms as they are now.
        articles: the ids of the articles to look in; None for all.
    """
    now, wanted = glossary_name(glossary), set(articles or ())
    return {
        fingerprint: chosen
        for fingerprint, ids in library.glossaries_in_use().items()
        if fingerprint != now and (chosen := [i for i in ids if articles is None or i in wanted])
    }


def changed_entries(old: Glossary, new: Glossary) -> tuple[Glossary, Glossary]:
    """Return the entries of each glossary that may be found where they are not in the other, or ask for other English.

    An entry counts as changed too when another that is written like it has, or when the order of the two has: it
    decides which of them is found.
    """
    before, after = _by_spelling(old), _by_spelling(new)
    differ = [text for text in before.keys() | after.keys() if _prints(before, text) != _prints(after, text)]
    gone = {entry for text in differ for entry in before.get(text, ())}
    come = {entry for text in differ for entry in after.get(text, ())}
    return Glossary(tuple(e for e in old if e in gone)), Glossary(tuple(e for e in new if e in come))


def _by_spelling(glossary: Glossary) -> dict[str, list[Entry]]:
    spelt: dict[str, list[Entry]] = {}
    for entry in glossary:
        for text in (*entry.sources, *entry.forms):
            spelt.setdefault(_folded(text), []).append(entry)
    return spelt


def _prints(spelt: Mapping[str, Sequence[Entry]], text: str) -> list[str]:
    return [entry.fingerprint() for entry in spelt.get(text, ())]


class Search:
    """Looks for entries in many sentences. Most are done with at once, because sentences are made of the same words."""

    def __init__(self, entries: Glossary) -> None:
        texts = (text for entry in entries for text in (*entry.sources, *entry.forms))
        self._first_words = {_folded(token.text) for text in texts for token in tokenize(text)[:1]}
        self._compounds = Matcher(Glossary(tuple(entry for entry in entries if entry.compounds)))
        self._matcher = Matcher(entries)
        self._known: dict[str, bool] = {}

    def finds(self, sentence: str) -> bool:
        """Say whether one of the entries is found in a sentence."""
        return any(map(self._may_begin, sentence.split())) and bool(self._matcher.find(sentence))

    def _may_begin(self, chunk: str) -> bool:
        """Say whether a term may begin in what stands between two spaces."""
        known = self._known.get(chunk)
        if known is None:
            forms = (form.text for token in tokenize(chunk) for form in base_forms(_composed(token.text)))
            known = any(_folded(form) in self._first_words for form in forms) or bool(self._compounds.find(chunk))
            self._known[chunk] = known
        return known


def _composed(word: str) -> str:
    """Write a word as the rules of inflection expect it."""
    return unicodedata.normalize("NFC", word.replace("\u00ad", "")).translate(_STRAIGHT)


_STRAIGHT = str.maketrans(dict.fromkeys("’‘´`ʼ", "'"))


def _folded(text: str) -> str:
    """Fold more than the matcher does: what it takes for the same is the same here."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalnum())


def _compare_all(
    library: Library, old: Glossary | None, glossary: Glossary, new: Matcher, article_ids: Sequence[int]
) -> Iterator[tuple[int, list[_Compared]]]:
    """Yield the articles in which segments are asked other terms, each with those segments."""
    if old is None:
        for article_id in article_ids:
            yield article_id, list(_compare_with_stored(library, article_id, new))
        return
    searches = [Search(entries) for entries in changed_entries(old, glossary) if entries]
    sources = library.sources(article_ids) if searches else []
    found = [source for source in sources if any(search.finds(source) for search in searches)]
    before = Matcher(old)
    for article_id, candidates in library.places(found, article_ids).items():
        yield article_id, list(_compare(library.outline(article_id), candidates, before, new))


def _compare(outline: Sequence[Paragraph], candidates: Set[str], old: Matcher, new: Matcher) -> Iterator[_Compared]:
    """Yield the segments of an article that are asked other terms.

    In segments that are no candidates both glossaries find the same. They are of interest only where a term is spelt
    out at its first mention: the first may be another one now.
    """
    segments = _with_code(outline)
    finds = {s.id: (old.find(s.source), new.find(s.source)) for _, s, _ in segments if s.id in candidates}
    spelt_out = any(found.entry.expand for pair in finds.values() for side in pair for found in side)
    names = names_in([paragraph.text for paragraph in outline])
    mentioned: tuple[set[str], set[str]] = set(), set()
    for number, (kind, segment, code) in enumerate(segments):
        if segment.id not in candidates and not spelt_out:
            continue
        pair = finds.get(segment.id) or (new.find(segment.source),) * 2
        was, asked = (
            make_requests(f, segment.source, kind, m, names, code) for f, m in zip(pair, mentioned, strict=True)
        )
        if key_entries(was) != key_entries(asked):
            yield number, segment.id, _asked(was), asked


def _compare_with_stored(library: Library, article_id: int, new: Matcher) -> Iterator[_Compared]:
    """Yield the segments of an article in which other terms were found than are now, whatever the glossary was then."""
    outline, mentioned = library.outline(article_id), set[str]()
    stored = {one.segment.id: one.segment.terms for one in library.segments(article_id)}
    names = names_in([paragraph.text for paragraph in outline])
    for number, (kind, segment, code) in enumerate(_with_code(outline)):
        was = {term.source: (term.entry, term.term, "") for term in stored[segment.id] if term.entry}
        asked = make_requests(new.find(segment.source), segment.source, kind, mentioned, names, code)
        # A name that was taken for an ordinary word left no trace.
        certain = [request for request in asked if not request.doubtful or request.found.span in was]
        if was != {span: (entry, term, "") for span, (entry, term, _) in _asked(certain).items()}:
            yield number, segment.id, was, asked


def _with_code(outline: Sequence[Paragraph]) -> list[tuple[ParagraphKind, Segment, tuple[Span, ...]]]:
    """Return the segments of an article, each with the kind of its paragraph and the stretches of it that are code."""
    return [
        (paragraph.kind, segment, code)
        for paragraph in outline
        for segment, code in zip(paragraph.segments, code_spans(paragraph), strict=True)
    ]


def _asked(requests: Sequence[Request]) -> _Asked:
    """Return what the glossary asks; an address, which must stay as it is, it does not ask for."""
    found = ((request.found, request.wanted.term) for request in requests if not request.found.verbatim)
    return {one.span: (one.entry.id, term, one.entry.fingerprint()) for one, term in found}


def _changes(was: _Asked, now: _Asked, source: str) -> Iterator[TermChange]:
    for span in sorted(was.keys() | now.keys()):
        old, new = was.get(span), now.get(span)
        if old and new and old[0] == new[0]:
            if old[1] != new[1] or (old[2] and old[2] != new[2]):
                yield TermChange(new[0], span.of(source), old[1], new[1])
            continue
        if old:
            yield TermChange(old[0], span.of(source), old[1], "")
        if new:
            yield TermChange(new[0], span.of(source), "", new[1])
