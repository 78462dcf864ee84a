"""How a sentence ends: its full stop, its question mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.checks.registry import Finding, check
from translate.document import Segment, Span

_AROUND = " \t\n\u00a0\u202f\"'“”„‘’«»()[]*_"  # what may stand behind the mark that ends a sentence
# A full stop may become an exclamation mark and the like, for translators choose; it may not go.
_CLASSES = {".": "stop", "…": "stop", "!": "stop", "?": "stop", ":": "colon", ";": "colon", ",": "comma"}
_SHORT = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]\.)+$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|St|etc|a\.m|p\.m|enz|e\.d|bv|nv|c\.s|jr)\.$"
)


@check(
    "end punctuation",
    severity="warning",
    explanation=(
        "The Dutch sentence ends with a mark (a full stop, a colon, a comma) and the translation with none or one of "
        "another kind, or the other way round."
    ),
    example=("Het leger groeit.", "The army is growing"),
    examples=(("Het leger groeit", "The army is growing."), ("Dit is nodig:", "This is necessary.")),
    correct=(
        ("Het leger groeit!", "The army is growing."),
        ("Het leger “groeit”.", "The army is “growing.”"),
        ("De aanval was om 9 uur", "The attack was at 9 a.m."),
    ),
)
def end_punctuation(segment: Segment) -> Iterator[Finding]:
    """Find sentences that end with another kind of mark."""
    dutch, english = segment.source.rstrip(_AROUND), segment.target.rstrip(_AROUND)
    if not dutch or not english:
        return
    wanted, written = _CLASSES.get(dutch[-1], ""), _CLASSES.get(english[-1], "")
    if wanted == written or (english[-1] == "." and not wanted and _SHORT.search(english)):
        return
    if wanted and (written or dutch[-1] != "." or not _SHORT.search(dutch)):
        what = f"the Dutch ends with “{dutch[-1]}”"
        end = Span(len(dutch) - 1, len(dutch))
        yield Finding(what, Span(len(english) - 1, len(english)) if written else None, end)
    elif not wanted:
        yield Finding(f"the Dutch does not end with “{english[-1]}”", Span(len(english) - 1, len(english)))


@check(
    "question mark",
    severity="warning",
    explanation="The Dutch asks a question and the translation has no question mark, or the other way round.",
    example=("Groeit het leger?", "The army is growing."),
    examples=(("Het leger groeit.", "Is the army growing?"),),
    correct=(("Groeit het leger? Ja.", "Is the army growing? Yes."),),
)
def question_mark(segment: Segment) -> Iterator[Finding]:
    """Find questions that are none in the other language."""
    dutch, english = segment.source.find("?"), segment.target.find("?")
    if dutch >= 0 > english and "://" not in segment.source:
        yield Finding("the Dutch asks a question: “?”", source=Span(dutch, dutch + 1))
    elif english >= 0 > dutch and "://" not in segment.target:
        yield Finding("the Dutch asks no question: “?”", Span(english, english + 1))
