"""The names of WordprocessingML: elements by their local name, in the transitional and the strict namespace alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATIONSHIP_ID = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

OFF = ("0", "false", "off", "none")


def names(text: str) -> tuple[str, ...]:
    """Return the names in a text, parted by white space."""
    return tuple(text.split())


@cache
def _split(tag: str) -> tuple[str, str]:
    namespace, _, local = tag.rpartition("}")
    return namespace[1:], local


def local(element: Element) -> str:
    """Return the local name of a Word element; empty for any other node."""
    tag = element.tag
    if not isinstance(tag, str):  # a comment or a processing instruction
        return ""
    namespace, name = _split(tag)
    return name if namespace in NAMESPACES else ""


def named(like: Element, name: str) -> str:
    """Return the full name of a Word element or attribute, in the namespace of the element ``like``."""
    return _named(like.tag, name)


@cache
def _named(tag: str, name: str) -> str:
    return f"{{{_split(tag)[0]}}}{name}"


def each_named(root: Element, names: Iterable[str]) -> Iterator[Element]:
    """Yield all Word elements with these local names under ``root``, in order."""
    return iter(root.iter(*(named(root, name) for name in names)))


def value(element: Element | None, attribute: str = "val") -> str:
    """Return a Word attribute of an element; empty where there is none."""
    return "" if element is None else str(element.get(named(element, attribute), ""))


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first Word element down a path of local names, None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(named(element, name)), None)
    return element


def is_on(element: Element | None) -> bool:
    """Say whether a property that is on or off is there and on (ECMA-376 part 1, 17.17.4)."""
    return element is not None and value(element).lower() not in OFF


def remove(element: Element) -> None:
    """Take an element out of its parent; text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
