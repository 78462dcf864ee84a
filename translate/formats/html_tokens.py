"""HTML and XHTML into tags and text with their places in the source, so that all but the text can be kept as it is.

After the HTML Standard's tokenizer (html.spec.whatwg.org, 13.2.5), without its tree: a browser's repairs are not made.
Time is linear in the length of the source.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

OPENING = re.compile(r"<(?=[A-Za-z/!?])")
NAME = re.compile(r"[A-Za-z][^\s/>]*")
ATTRIBUTE = re.compile(r"[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]*))?")
COMMENT_END = re.compile(r"--!?>")
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content has no tags in it."""

TokenKind = Literal["start", "end", "text", "comment", "other"]


class Token(NamedTuple):
    """A piece of the source, ``start`` inclusive, ``end`` exclusive.

    ``name`` is that of a tag, in lower case. ``void`` says that a start tag closes itself (``<br/>``). ``other`` is a
    document type, a processing instruction, or what a browser passes over. A CDATA section of XHTML is ``text`` too.
    """

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    void: bool = False


def tokens(source: str, *, xml: bool = False) -> Iterator[Token]:
    """Cut HTML, or XHTML as XML, into tokens that together are the whole of it."""
    at = text = 0
    raw = ""  # the element whose end alone is looked for
    while at < len(source):
        if raw:
            at = _next_raw_end(source, raw, at)
        else:
            sign = OPENING.search(source, at)
            at = sign.start() if sign else -1
        if at < 0:
            break
        raw = ""
        token = _tag(source, at, xml=xml)
        if token is None:
            at += 1
            continue
        if text < at:
            yield Token("text", text, at)
        yield token
        at = text = token.end
        if token.kind == "start" and token.name in RAW and not (xml and token.void):
            raw = token.name
    if text < len(source):
        yield Token("text", text, len(source))


def text_of(source: str, token: Token) -> str:
    """Return the characters that a text token stands for."""
    piece = source[token.start : token.end]
    return piece[9:].removesuffix("]]>") if piece.startswith("<![CDATA[") else html.unescape(piece)


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a start tag, names in lower case; the first of two with the same name counts."""
    found: dict[str, str] = {}
    for name, start, end in attribute_places(tag):
        found.setdefault(name, html.unescape(tag[start:end]))
    return found


def attribute_places(tag: str) -> Iterator[tuple[str, int, int]]:
    """Give the name of each attribute of a start tag and where its value stands, without quotation marks."""
    name = NAME.match(tag, 1)
    at = name.end() if name else len(tag)
    while match := ATTRIBUTE.match(tag, at, len(tag) - 1):
        at = match.end()
        start, end = match.span(2) if match[2] is not None else (at, at)
        if end - start >= 2 and tag[start] in "\"'":
            start, end = start + 1, end - 1
        yield match[1].lower(), start, end


def _next_raw_end(source: str, name: str, at: int) -> int:
    match = re.compile(rf"</{name}(?=[\s/>])", re.I).search(source, at)
    return match.start() if match else -1


def _tag(source: str, at: int, *, xml: bool) -> Token | None:
    """Return the token that begins with the ``<`` at this place; None where the sign is text."""
    following = source[at + 1 : at + 2]
    if following == "!":
        if source.startswith("<!--", at):
            short = source[at + 4 : at + 5] == ">" or source.startswith("->", at + 4)
            end = None if short else COMMENT_END.search(source, at + 4)
            stop = source.index(">", at) + 1 if short else end.end() if end else len(source)
            return Token("comment", at, stop)
        if xml and source.startswith("<![CDATA[", at):
            return Token("text", at, _after(source, "]]>", at))
        return Token("other", at, _after_document_type(source, at))
    if following == "?":
        return Token("other", at, _after(source, "?>" if xml else ">", at))
    closing = following == "/"
    name = NAME.match(source, at + 1 + closing)
    if name is None:
        return Token("other", at, _after(source, ">", at)) if closing and source[at + 2 : at + 3] else None
    last = name.end()
    while match := ATTRIBUTE.match(source, last):
        last = match.end()
    stop = _after(source, ">", last)
    if closing:
        return Token("end", at, stop, name[0].lower())
    return Token("start", at, stop, name[0].lower(), void="/" in source[last:stop])


def _after(source: str, sign: str, at: int) -> int:
    found = source.find(sign, at)
    return len(source) if found < 0 else found + len(sign)


def _after_document_type(source: str, at: int) -> int:
    """Return the end of a declaration, with the definitions between brackets that it may hold in XML."""
    end = _after(source, ">", at)
    bracket = source.find("[", at, end)
    return end if bracket < 0 else _after(source, ">", _after(source, "]", bracket))
