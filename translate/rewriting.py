"""English that a person wrote, made a segment's: cleaned, its terms verified, and checked; for server and command."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translate.checks import run_checks
from translate.document import Segment, State
from translate.library.reviews import retarget
from translate.terminology.request import Request
from translate.terminology.written import verify_written

# What the pipeline says of a sentence and no check can find again; it holds as long as the English is the same.
FROM_PIPELINE = frozenset({"name or word", "long sentence"})
RIGHT = ("applied", "repaired")  # outcomes of a term that stands as asked

_LINE_BREAK = re.compile(r"[ \t]*[\r\n\u2028\u2029]+[ \t]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # no English, and no XML can hold them


def clean(target: str, source: str) -> str:
    """Return English as it is saved: on one line if the Dutch is, without blanks around it and control characters."""
    text = _CONTROL.sub("", target.replace("\r\n", "\n"))
    return (text if "\n" in source else _LINE_BREAK.sub(" ", text)).strip()


def rewrite(segment: Segment, requests: Sequence[Request], target: str, state: State) -> Segment:
    """Return a segment with the English of a person: terms verified, and checked.

    A term that stands where a machine put it keeps what is said of how it came there.

    Args:
        segment: as it was.
        requests: what is asked of it at its place in its article.
        target: the English.
        state: the state that it gets.
    """
    same = target == segment.target
    new = replace(segment if same else retarget(segment, target), state=state)
    settled = {(t.entry, t.source, t.term, t.target): t for t in new.terms if t.outcome in RIGHT}
    found = verify_written(new.source, target, requests, new.alignment)
    terms = (replace(settled.get((t.entry, t.source, t.term, t.target), t), note=t.note) for t in found)
    new = replace(new, terms=tuple(terms))
    kept = [issue for issue in segment.issues if same and issue.check in FROM_PIPELINE]
    return replace(new, issues=(*kept, *run_checks(new)))
