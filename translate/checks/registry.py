"""What a check is, and how the checks are found: every module of this package may hold some.

To check for something else, add a module beside this one with a function under ``@check(...)``; nothing else changes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from translate.document import Issue, Segment, Severity, Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a message for the reviewer, and where it is in the translation and in the Dutch."""

    message: str
    target: Span | None = None
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Something that is looked for in every segment.

    ``explanation`` tells a reviewer in a sentence or two what it looks for. ``example`` is a Dutch sentence and a
    translation in which the check finds something. ``find`` is only given segments that have a translation.
    """

    name: str
    severity: Severity
    explanation: str
    example: tuple[str, str]
    find: Callable[[Segment], Iterator[Finding]]


def check(
    name: str, *, severity: Severity, explanation: str, example: tuple[str, str]
) -> Callable[[Callable[[Segment], Iterator[Finding]]], Check]:
    """Make a function that yields findings into a Check; the arguments are the fields of Check."""

    def make(find: Callable[[Segment], Iterator[Finding]]) -> Check:
        return Check(name, severity, explanation, example, find)

    return make


@cache
def checks() -> tuple[Check, ...]:
    """Return the checks of all modules of this package, in order of name."""
    package = __name__.rpartition(".")[0]
    found: dict[str, Check] = {}
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        held = vars(importlib.import_module(f"{package}.{module.name}"))
        found.update({value.name: value for value in held.values() if isinstance(value, Check)})
    return tuple(found[name] for name in sorted(found))


def run_checks(segment: Segment) -> tuple[Issue, ...]:
    """Return what the checks find in a segment, in order of place; nothing where there is no translation yet.

    What ``segment.issues`` holds already is neither looked at nor returned.
    """
    if not segment.target.strip():
        return ()
    issues = [
        Issue(one.name, one.severity, finding.message, finding.source, finding.target)
        for one in checks()
        for finding in one.find(segment)
    ]
    return tuple(sorted(issues, key=lambda issue: issue.target or Span(0, 0)))
