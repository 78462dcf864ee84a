"""What the writers and the reader of XLIFF share: name spaces, states, and where our own facts stand in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from translate.document import State

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CORE = "urn:oasis:names:tc:xliff:document:2.0"
CORE_12 = "urn:oasis:names:tc:xliff:document:1.2"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
ITS = "http://www.w3.org/2005/11/its"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

TOOL = "nl-en-translate"
"""Our name in a file: the prefix of our types, the sender of our notes."""

ARTICLE_GROUP, SEGMENT_GROUP = f"{TOOL}:article", f"{TOOL}:segment"
"""Categories of the metadata about the article (in the file) and about each segment (in its unit), XLIFF 2.1."""

OUR_NOTES = frozenset({"issue", "term"})
"""Categories of the notes in XLIFF 2.1 that are our findings; all others are somebody's words."""

CHARACTER = "x-character-"
"""In XLIFF 1.2 an ``x`` whose ``ctype`` begins so stands for a character that XML has no place for, in hexadecimal."""

STATES_12: Mapping[State, str] = MappingProxyType(
    {"initial": "new", "translated": "needs-review-translation", "reviewed": "signed-off", "final": "final"}
)
"""The ``state`` of a target in XLIFF 1.2 (section 3, ``state``)."""

# Characters that no XML 1.0 document can hold, not even as &#1;.
UNSAYABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DIGITS = 10  # more than any number of sentences has
_KEPT = "/:,+@ "  # in packed values, beside letters, digits and _.-~
# The ASCII part of NMTOKEN (XML 1.0, section 2.3).
_NMTOKEN = re.compile(r"[\w.:-]+", re.ASCII)
IDENTITY = re.compile(r"(?:text:)?[0-9a-f]{64}")
"""What ``identity.article_identity`` looks like."""


def is_nmtoken(text: str) -> bool:
    """Say whether a text can be an id in XLIFF 2."""
    return _NMTOKEN.fullmatch(text) is not None


def sayable(text: str) -> str:
    """Return a text without what XML has no place for: for names and notes, where nothing can stand for it."""
    return UNSAYABLE.sub("", text)


def packed(facts: Mapping[str, str]) -> str:
    """Return facts as one line for an attribute: ``mark=0a1b; origin=mt``. Values come back exactly."""
    return "; ".join(f"{name}={quote(value, _KEPT, errors='surrogatepass')}" for name, value in facts.items())


def unpacked(line: str) -> dict[str, str]:
    """Return the facts of a line that ``packed`` wrote; nothing for any other line."""
    pairs = [part.partition("=") for part in line.split("; ")]
    return {name: unquote(value, errors="surrogatepass") for name, is_pair, value in pairs if is_pair}


def collapsed(text: str) -> str:
    """Return a text with each run of white space as one space and none at the ends."""
    return " ".join(text.split())


def character(code: str) -> str:
    """Return the character that a ``cp`` or one of our ``x`` stands for; nothing for what is no code point."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def local_name(element: Element) -> str:
    """Return an element's name without its name space; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child_of(element: Element, name: str) -> Element | None:
    """Return the first child of that name, of whatever version's name space."""
    return next((child for child in element if local_name(child) == name), None)


def count_of(text: str) -> int:
    """Return a number that a file gives, 0 for what is none that can be."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 0
