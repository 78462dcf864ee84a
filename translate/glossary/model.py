"""Glossary entries: values only. Reading them from YAML and validating them is ``store``'s job."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Case = Literal["exact", "free"]
KINDS = (
    "person",
    "organisation",
    "place",
    "weapon",
    "service",
    "acronym",
    "concept",
    "title",
    "event",
    "work",
    "other",
)
Kind = Literal[
    "person", "organisation", "place", "weapon", "service", "acronym", "concept", "title", "event", "work", "other"
]
NAME_KINDS = frozenset({"person", "organisation", "place", "weapon", "service", "acronym", "event", "work"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and the English it must have.

    Attributes:
        sources: the Dutch term, and other Dutch spellings or synonyms that ask for the same English.
        target: the English; equal to the first source where ``translate`` is False.
        forms: further Dutch forms of it that no rule yields (irregular plurals).
        case: ``exact`` (PAX is not pax) or ``free``.
        kind: what sort of thing it is.
        note: what a reader may want to know, shown in the side-by-side page.
        variants: other English accepted as right.
        forbidden: English that must not be used for it.
        compounds: also match inside closed compounds (drone in dronefabriek).
        translate: False keeps the Dutch as it is.
        expand: the English spelt out, used at the first mention in an article; empty where not wanted.
        line: 1-based line of the glossary file, 0 when it did not come from one.
    """

    sources: tuple[str, ...]
    target: str
    forms: tuple[str, ...] = ()
    case: Case = "free"
    kind: Kind = "other"
    note: str = ""
    variants: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    compounds: bool = False
    translate: bool = True
    expand: str = ""
    line: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        """The entry's identity within its glossary: its first source."""
        return self.sources[0]

    def fingerprint(self) -> str:
        """Return a hash of everything that can change a translation (not the note, not the line)."""
        parts = [
            self.sources,
            self.target,
            self.forms,
            self.case,
            self.kind,
            self.variants,
            self.forbidden,
            self.compounds,
            self.expand,
        ]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Glossary:
    """Entries in the order of their file. ``path`` is empty for a glossary made in memory."""

    entries: tuple[Entry, ...] = ()
    path: str = ""
    _fingerprint: list[str] = field(default_factory=list, init=False, repr=False, compare=False)  # once it is known

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def fingerprint(self) -> str:
        """Return a hash over all entries; the same for the same terms whatever file they stand in."""
        if not self._fingerprint:
            whole = "".join(e.fingerprint() for e in self.entries)
            self._fingerprint.append(hashlib.sha256(whole.encode()).hexdigest()[:16])
        return self._fingerprint[0]
