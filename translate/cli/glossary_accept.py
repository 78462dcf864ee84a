"""Walk through proposed terms on a terminal and add those that are chosen to the glossary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from translate.glossary.model import KINDS, Kind

if TYPE_CHECKING:
    from translate.glossary.candidates import Candidate, Context

KEYS = "y add, n not this one, e change the English, d change the Dutch, k change the kind, q stop"
MARGIN = 60  # characters of a sentence shown on either side of the term


@dataclass(frozen=True, slots=True)
class _Draft:
    """What the entry will say, as far as it has been settled."""

    dutch: str
    target: str
    kind: Kind


def walk_through(
    candidates: Sequence[Candidate],
    glossary: Path,
    *,
    ask: Callable[[str], str] = input,
    say: Callable[[str], None] = print,
) -> int:
    """Ask about each candidate in turn, add those that are wanted to a glossary file, and return how many.

    The end of the input, and Ctrl-C, stop as ``q`` does. What was added until then stays.

    Args:
        candidates: in the order in which they are asked about.
        glossary: the file.
        ask: shows a question and returns the answer.
        say: shows a line.
    """
    added = 0
    say(KEYS)
    try:
        for number, candidate in enumerate(candidates, 1):
            say(f"\n{number}/{len(candidates)}  {_heading(candidate)}")
            for context in candidate.contexts:
                say(f"    {_excerpt(context)}")
            if _settle(candidate, glossary, ask, say):
                added += 1
    except (EOFError, KeyboardInterrupt, _Stopped):
        say("")
    say(f"Added {added} {'term' if added == 1 else 'terms'} to {glossary}.")
    return added


class _Stopped(Exception):
    """The user has had enough."""


def _settle(candidate: Candidate, glossary: Path, ask: Callable[[str], str], say: Callable[[str], None]) -> bool:
    """Ask about one candidate until it is added (True) or passed over."""
    from translate.errors import GlossaryError
    from translate.glossary.candidate_entry import entry_of, suggested_target
    from translate.glossary.editing import add_entry

    draft = _Draft(candidate.dutch, suggested_target(candidate), candidate.kind)
    while True:
        answer = ask(f"  {draft.dutch} = {draft.target or '?'} ({draft.kind})  [y/n/e/d/k/q] ").strip().lower()
        if answer == "q":
            raise _Stopped
        if answer == "n":
            return False
        if answer == "e" or (answer == "y" and not draft.target):
            draft = replace(draft, target=ask("  English: ").strip() or draft.target)
        elif answer == "d":
            draft = replace(draft, dutch=ask("  Dutch: ").strip() or draft.dutch)
        elif answer == "k":
            draft = replace(draft, kind=_kind(ask(f"  kind ({', '.join(KINDS)}): "), draft.kind, say))
        elif answer != "y":
            say(f"  {KEYS}")
        if answer == "y" and draft.target:
            try:
                added = add_entry(glossary, entry_of(draft.dutch, draft.target, draft.kind, candidate.forms))
            except GlossaryError as error:  # what was typed can be mended here and now
                say(f"  {error.line()}")
                continue
            say(f"  added on line {added.line}")
            return True


def _kind(typed: str, kind: Kind, say: Callable[[str], None]) -> Kind:
    """Return the one kind that begins with what was typed, else the kind it was."""
    wanted = typed.strip().lower()
    found = [known for known in KINDS if wanted and known.startswith(wanted)]
    if len(found) == 1 or wanted in found:
        return cast(Kind, wanted if wanted in found else found[0])
    if wanted:
        say(f"  {wanted!r} is no kind")
    return kind


def _heading(candidate: Candidate) -> str:
    parts = [candidate.dutch, candidate.kind, f"{candidate.count}×"]
    if candidate.expansion:
        parts.append(f"stands for {candidate.expansion}")
    if candidate.translations:
        ways = ", ".join(f"{rendering.text} ({rendering.count}×)" for rendering in candidate.translations)
        parts.append(f"translated as {ways}")
    return "; ".join(parts)


def _excerpt(context: Context) -> str:
    """Return the term between arrows, with what stands around it."""
    sentence, span = context.sentence, context.span
    before, after = sentence[: span.start], sentence[span.end :]
    if len(before) > MARGIN:
        before = "… " + before[-MARGIN:].partition(" ")[2]
    if len(after) > MARGIN:
        after = after[:MARGIN].rpartition(" ")[0] + " …"
    return f"{before}»{span.of(sentence)}«{after}"
