"""The Markdown of one paragraph as text and mark-up, each piece of mark-up as it is to be written again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from translate.document import InlineKind
from translate.formats.html_names import VOID, inline_kind
from translate.formats.html_tokens import NAME, attributes
from translate.formats.markdown_formulas import CLOSERS
from translate.formats.marks import Mark

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MARKUP = re.compile(r"[\\`*_~\[<&$]|  \n")
NOTE = re.compile(r"\[\^[^\]\s]+\]")
DELIMITED: dict[str, InlineKind] = {"em_open": "italic", "strong_open": "bold", "s_open": "strike"}
ENTITY_LIKE = re.compile(r"&(?=#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
AUTOLINK = "<"  # what stands before an address that is a link by itself, as against the [ of others


@dataclass(slots=True)
class Inlines:
    """What a run of Markdown holds: its text and mark-up, the pictures in it, and how many comments."""

    children: list[Mark | str] = field(default_factory=list)
    pictures: list[Mark] = field(default_factory=list)
    comments: int = 0


def parse_inlines(parser: MarkdownIt, source: str, env: dict[str, Any]) -> Inlines:
    """Parse the Markdown of a paragraph, lines parted by newlines."""
    found = Inlines()
    if MARKUP.search(source):
        tokens: list[Token] = []
        parser.inline.parse(source, parser, env, tokens)
        found.children = _Tree(found).grow(tokens)
    else:
        found.children = [source]
    return found


@dataclass(slots=True)
class _Open:
    """Mark-up that is open; ``tag`` is the name of an HTML tag, empty for Markdown's own."""

    mark: Mark
    tag: str = ""


@dataclass(slots=True)
class _Tree:
    found: Inlines
    opened: list[_Open] = field(default_factory=list)

    def grow(self, tokens: Sequence[Token]) -> list[Mark | str]:
        root = Mark("style", "")
        self.opened = [_Open(root)]
        for token in tokens:
            match token.type:
                case "text":
                    self._add_text(token.content)
                case "softbreak":
                    self._add(" ")
                case "hardbreak":
                    self._add(Mark("break", "\\\n"))
                case "code_inline":
                    self._add(Mark("code", token.markup, token.markup, children=[token.content]))
                case "formula":
                    self._add(_formula(token))
                case "image":
                    mark = Mark("object", "![", _target(token), str(token.attrs["src"]))
                    mark.children = _Tree(self.found)._alternative(token)
                    self.found.pictures.append(mark)
                    self._add(mark)
                case "em_open" | "strong_open" | "s_open":
                    self.opened.append(_Open(Mark(DELIMITED[token.type], token.markup, token.markup)))
                case "link_open" if token.markup == "autolink":
                    self.opened.append(_Open(Mark("link", AUTOLINK, ">", str(token.attrs["href"]))))
                case "link_open":
                    self.opened.append(_Open(Mark("link", "[", _target(token), str(token.attrs["href"]))))
                case "em_close" | "strong_close" | "s_close" | "link_close":
                    while self.opened[-1].tag:
                        self._unpaired()
                    self._fold(self.opened[-1].mark.after)
                case "html_inline":
                    self._add_html(token.content)
                case _:
                    self._add(token.content)
        while len(self.opened) > 1:
            self._unpaired()
        return root.children

    def _alternative(self, token: Token) -> list[Mark | str]:
        """Return what a picture is described by; a picture within that counts as its text."""
        flat: list[Token] = []
        for child in token.children or ():
            flat += (child.children or ()) if child.type == "image" else [child]
        return self.grow(flat)

    def _add(self, content: Mark | str) -> None:
        children = self.opened[-1].mark.children
        if isinstance(content, str) and children and isinstance(children[-1], str):
            children[-1] += content
        else:
            children.append(content)

    def _add_text(self, text: str) -> None:
        at = 0
        for note in NOTE.finditer(text):
            self._add(text[at : note.start()])
            self._add(Mark("object", note[0], value=note[0]))
            at = note.end()
        self._add(text[at:])

    def _add_html(self, tag: str) -> None:
        if tag.startswith("<!--"):
            self.found.comments += 1
            self._add(Mark("object", tag, value="comment"))
            return
        closing = tag.startswith("</")
        name = NAME.match(tag, 1 + closing)
        if name is None:
            self._add(Mark("object", tag, value="HTML"))
        elif closing:
            self._close_html(tag, name[0].lower())
        elif name[0].lower() == "br":
            self._add(Mark("break", tag))
        elif name[0].lower() in VOID or tag.endswith("/>"):
            self._add(Mark("object", tag, value=name[0].lower()))
        else:
            kind, value = inline_kind(name[0].lower(), attributes(tag))
            self.opened.append(_Open(Mark(kind, tag, value=value), name[0].lower()))

    def _close_html(self, tag: str, name: str) -> None:
        """Close an element, if it was opened within the same Markdown."""
        for depth in range(len(self.opened) - 1, 0, -1):
            if not self.opened[depth].tag:
                break
            if self.opened[depth].tag == name:
                while len(self.opened) > depth + 1:
                    self._unpaired()
                self._fold(tag)
                return
        self._add(Mark("object", tag, value=name))

    def _fold(self, after: str) -> None:
        mark = self.opened.pop().mark
        mark.after = after
        self._add(mark)

    def _unpaired(self) -> None:
        """Make a start tag that is never closed a thing by itself."""
        opened = self.opened.pop()
        self._add(Mark("object", opened.mark.before, value=opened.tag))
        for child in opened.mark.children:
            self._add(child)


def _formula(token: Token) -> Mark:
    """Return the mark of a formula; the white space at its edges is none of the text's."""
    content = token.content.strip()
    before, _, after = token.content.partition(content)
    return Mark("code", token.markup + before, after + CLOSERS[token.markup], children=[content])


def is_formula_mark(mark: Mark) -> bool:
    """Say whether mark-up is that of a formula."""
    return mark.before.rstrip() in CLOSERS


def _target(token: Token) -> str:
    """Return what closes a link or a picture: its address and title, or the name of its definition."""
    if label := token.meta.get("label"):
        return f"][{label}]"
    address = str(token.attrs.get("href") or token.attrs.get("src") or "")
    address = ENTITY_LIKE.sub("&amp;", address.replace("\\", "\\\\"))
    if not address or re.search(r"[\s()<>\x00-\x1f\x7f]", address):
        address = "<" + re.sub(r"[<>]", r"\\\g<0>", address) + ">"
    title = str(token.attrs.get("title", "")).replace("\\", "\\\\").replace('"', '\\"')
    title = ENTITY_LIKE.sub("&amp;", re.sub(r"\s*\n\s*", " ", title))
    return f']({address} "{title}")' if title else f"]({address})"
