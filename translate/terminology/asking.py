"""What is asked of the sentences of an article: which terms, in which English, and what must come through as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from translate.document import ParagraphKind, Span
from translate.glossary.matching import Found
from translate.terminology.doubt import is_doubtful
from translate.terminology.english import wanted
from translate.terminology.request import Request
from translate.terminology.verbatim import with_verbatim


def make_requests(
    found: Sequence[Found],
    source: str,
    kind: ParagraphKind,
    mentioned: set[str],
    names: frozenset[str],
    code: Sequence[Span] = (),
) -> tuple[Request, ...]:
    """Say what is asked of a sentence: its terms, and what must come through as it is.

    Args:
        found: the terms that were found in it.
        source: the sentence.
        kind: what sort of paragraph it stands in.
        mentioned: ids of the entries that came up earlier in the article; those of this sentence are added.
        names: the article's ``names_in``.
        code: the stretches of it that are code (``code_spans``).
    """
    requests = _requests(with_verbatim(found, source, code), mentioned, spell_out=kind not in ("title", "heading"))
    return tuple(replace(request, doubtful=is_doubtful(request.found, source, names)) for request in requests)


def key_entries(requests: Sequence[Request]) -> list[str]:
    """Return what a sentence's translation depends on of the glossary: the entries of its key in the cache."""
    return [f"{r.found.entry.fingerprint()} {r.found.span.start} {r.wanted.term} {r.doubtful}" for r in requests]


def _requests(found: Sequence[Found], mentioned: set[str], *, spell_out: bool) -> Iterator[Request]:
    """Ask for each term; for its spelt-out form where it comes up first and is not spelt out beside it."""
    targets = {f.entry.target.casefold() for f in found if not f.entry.expand}
    for one in found:
        entry = one.entry
        first = entry.id not in mentioned
        beside = any(len(t) > len(entry.target) and t in entry.expand.casefold() for t in targets)
        yield Request(one, wanted(one, expand=bool(entry.expand) and first and spell_out and not beside))
        if spell_out:
            mentioned.add(entry.id)
