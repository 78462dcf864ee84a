"""What a glossary of another tool says, whatever its format: values only, with the few rules that all formats share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from translate.glossary.model import KINDS, NAME_KINDS, Case, Entry

LISTS = ("forms", "variants", "forbidden")
"""The fields of an entry that hold several texts, the sources aside."""

MAX_FILE = 256 * 1024 * 1024
"""The largest file that is read, in bytes: IATE whole is about half of it in each pair of languages."""

_LANGUAGES = {
    "nl": "nl", "nld": "nl", "dut": "nl", "dutch": "nl", "nederlands": "nl", "flemish": "nl", "vlaams": "nl",
    "en": "en", "eng": "en", "english": "en", "engels": "en",
}  # fmt: skip
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*")  # BCP 47, and the underscores that some tools write
_XML_BLANKS = re.compile("[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Term:
    """An entry as a file has it, and the fields that the file speaks of.

    A field that is not among ``given`` has its default in ``entry``, and says nothing. ``source`` among them says that
    the file lists all the Dutch there is, a list among them that it is the whole list. ``entry.line`` is where it
    stands in the file, 0 where that is not known.
    """

    entry: Entry
    given: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read from a file.

    Attributes:
        path: the file.
        format: its format, in words (``TBX v2``, ``CSV``).
        terms: the terms, in the order of the file.
        left_out: what has no place in a glossary, or could not be read as a term; a line each.
    """

    path: str
    format: str
    terms: tuple[Term, ...]
    left_out: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The terms as entries of a glossary."""
        return tuple(term.entry for term in self.terms)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the file, its format, how many entries, and what the format has no place for, a line each."""

    path: str
    format: str
    entries: int
    lost: tuple[str, ...] = ()


class Remarks:
    """What is to be told of a file, the same thing once: how often it is so, and where first."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, str]] = {}

    def add(self, what: str, where: str = "") -> None:
        """Note something."""
        what = printable(what)
        count, first = self._found.get(what, (0, printable(where)))
        self._found[what] = (count + 1, first)

    def lines(self) -> tuple[str, ...]:
        """Return a line for each thing noted, in the order in which they came up."""
        return tuple(_remark(what, count, first) for what, (count, first) in self._found.items())


def _remark(what: str, count: int, first: str) -> str:
    if count == 1:
        return f"{first}: {what}" if first else what
    return f"{what} ({count:,} times{', first at ' + first if first else ''})"


def language_of(tag: str) -> str:
    """Return ``nl`` or ``en`` for their codes and names, else the primary subtag; empty for what is no language.

    >>> language_of("nl-BE"), language_of("DUT"), language_of("English"), language_of("de_AT"), language_of("drone")
    ('nl', 'nl', 'en', 'de', '')
    """
    tag = tag.strip().lower()
    if tag in _LANGUAGES:
        return _LANGUAGES[tag]
    found = _TAG.fullmatch(tag)
    return _LANGUAGES.get(found[1], found[1]) if found else ""


def tidy(text: str) -> str:
    """Return a term as a glossary keeps it: composed (NFC), with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def tidy_note(text: str) -> str:
    """Return a note as a glossary keeps it: composed, stripped; its line breaks stay."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """Return a text with the blanks that XML does not tell apart as single spaces; no-break spaces stay."""
    return _XML_BLANKS.sub(" ", text).strip(" ")


def printable(text: str) -> str:
    """Return a stranger's text as it can be shown on a terminal: without what would steer it."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "?" for c in text)


def distinct(texts: Iterator[str] | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return the texts that are not empty, each once, in order."""
    return tuple(dict.fromkeys(text for text in texts if text))


def default_case(kind: str) -> Case:
    """Return the case rule that an entry of this kind has when it gives none."""
    return "exact" if kind in NAME_KINDS else "free"


def kind_of(text: str) -> str:
    """Return the kind that a word stands for; empty where it stands for none."""
    word = tidy(text).lower()
    return word if word in KINDS else _KINDS.get(word, "")


_KINDS = {
    "persons": "person", "people": "person", "persoon": "person", "personen": "person",
    "organization": "organisation", "organizations": "organisation", "organisations": "organisation",
    "organisatie": "organisation", "organisaties": "organisation",
    "places": "place", "location": "place", "plaats": "place", "plaatsen": "place",
    "weapons": "weapon", "wapen": "weapon", "wapens": "weapon", "services": "service", "dienst": "service",
    "diensten": "service", "acronyms": "acronym", "acroniem": "acronym", "concepts": "concept", "begrip": "concept",
    "begrippen": "concept", "titles": "title", "titel": "title", "functie": "title", "events": "event",
    "gebeurtenis": "event", "works": "work", "werk": "work",
}  # fmt: skip
