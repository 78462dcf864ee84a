"""The names of OpenDocument (OASIS ODF 1.3): elements and attributes by prefix and local name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {
    f"{_OASIS}office:1.0": "office",
    f"{_OASIS}text:1.0": "text",
    f"{_OASIS}style:1.0": "style",
    f"{_OASIS}table:1.0": "table",
    f"{_OASIS}drawing:1.0": "draw",
    f"{_OASIS}xsl-fo-compatible:1.0": "fo",
    f"{_OASIS}datastyle:1.0": "number",
    f"{_OASIS}meta:1.0": "meta",
    f"{_OASIS}manifest:1.0": "manifest",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_NAMESPACES = {prefix: namespace for namespace, prefix in PREFIXES.items()}


@cache
def full(name: str) -> str:
    """Return the full name of an element or attribute: of ``text:p``."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


@cache
def _short(tag: str) -> str:
    namespace, _, local = tag[1:].rpartition("}")
    return f"{PREFIXES[namespace]}:{local}" if namespace in PREFIXES else ""


def short(element: Element) -> str:
    """Return the name of an element with its prefix; empty for what is not OpenDocument, and for no element."""
    return _short(element.tag) if isinstance(element.tag, str) else ""


def value(element: Element | None, attribute: str) -> str:
    """Return an attribute of an element; empty where there is none."""
    return "" if element is None else str(element.get(full(attribute), ""))
