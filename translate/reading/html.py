"""Saved web pages into Articles: the article found in the page, the rest left out and listed."""

from __future__ import annotations

import re
from pathlib import PurePath

from translate.document import Article
from translate.reading.decoding import PEEK, peek
from translate.reading.registry import reader
from translate.reading.signatures import WEB_PAGE, describe

SUFFIXES = (".html", ".htm", ".xhtml")
TAG = re.compile(r"<(?:p|div|h[1-6]|table|article|section|main|span|a|br|ul|ol|font|center)\b[^<>]*>", re.I)
HEADER = re.compile(rb"[A-Za-z-]+:")
RELATED = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)


def recognise_html(data: bytes, name: str) -> bool:
    """Say whether the bytes are a web page: by how they begin, or by the suffix and a tag."""
    looks_like = describe(data)
    named = PurePath(name).suffix.lower() in SUFFIXES
    return looks_like == WEB_PAGE or (named and not looks_like and bool(TAG.search(peek(data))))


def recognise_mhtml(data: bytes, name: str) -> bool:
    """Say whether the bytes are mail headers that announce parts that belong together."""
    return bool(HEADER.match(data) and RELATED.search(data, 0, PEEK))


def recognise_webarchive(data: bytes, name: str) -> bool:
    """Say whether the bytes are a property list with a page in it, as Safari saves."""
    return (data.startswith(b"bplist00") or b"<plist" in data[:1000]) and b"WebMainResource" in data


@reader("web page", suffixes=SUFFIXES, recognise=recognise_html)
def read_html(data: bytes, name: str) -> Article:
    """Read a saved web page; see ``docs/reading.md`` for what of it is the article.

    Raises:
        ReadingError: the bytes are not text that can be decoded, or the page is made to do harm.
    """
    from translate.formats.html import article_of, open_page

    return article_of(open_page(data, name))


@reader("MHTML page", suffixes=(".mhtml", ".mht"), recognise=recognise_mhtml)
def read_mhtml(data: bytes, name: str) -> Article:
    """Read a page that a browser saved in one file with its pictures; the page as ``read_html`` does.

    Raises:
        ReadingError: there is no whole page in it, or ``read_html`` would refuse it.
    """
    from translate.formats.html import article_of, open_page
    from translate.formats.mhtml import open_mhtml

    wrapped = open_mhtml(data, name)
    return article_of(open_page(wrapped.page, name, wrapped.encoding))


@reader("Safari web archive", suffixes=(".webarchive",), recognise=recognise_webarchive)
def read_webarchive(data: bytes, name: str) -> Article:
    """Read a page that Safari saved with its pictures; the page as ``read_html`` does.

    Raises:
        ReadingError: it is damaged, there is no page in it, or ``read_html`` would refuse it.
    """
    from translate.formats.html import article_of, open_page
    from translate.formats.mhtml import open_webarchive

    wrapped = open_webarchive(data, name)
    return article_of(open_page(wrapped.page, name, wrapped.encoding))
