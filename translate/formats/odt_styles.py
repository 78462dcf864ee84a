"""What the styles of an OpenDocument text say: of a paragraph whether it is a heading, of text whether it is bold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translate.document import InlineKind
from translate.formats.odt_names import PREFIXES, full, short, value
from translate.formats.sorts import DEEPEST_HEADING, Sort, is_code, marker, small_number, sort_of_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

_PARENTS_LIMIT = 20  # styles; a longer chain goes round in a circle
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
# What a style says of text without changing how Dutch looks: its language, and other programs' notes.
_NOT_SEEN = frozenset({"language", "country", "script", "rfc-language-tag", "no-proof"})


@dataclass(slots=True)
class Styles:
    """The styles of one part; ``roots`` are the XML of ``styles.xml`` and of the part, later ones before earlier."""

    roots: Sequence[Element]
    _styles: dict[tuple[str, str], Element] = field(init=False, default_factory=dict)
    _lists: dict[str, Element] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for root in self.roots:
            for element in root.iter(full("style:style"), full("text:list-style")):
                if short(element) == "text:list-style":
                    self._lists[value(element, "style:name")] = element
                else:
                    self._styles[value(element, "style:family"), value(element, "style:name")] = element

    def sort(self, paragraph: Element) -> Sort:
        """Say what a paragraph is."""
        for style in self._chain("paragraph", value(paragraph, "text:style-name")):
            name = value(style, "style:display-name") or value(style, "style:name").replace("_20_", " ")
            found = sort_of_style(name)
            if found is not None:
                return found
        if short(paragraph) == "text:h":
            level = small_number(value(paragraph, "text:outline-level"), 1)
            return Sort("heading", min(max(level, 1), DEEPEST_HEADING))
        return self._item(paragraph)

    def kinds(self, style: str) -> list[InlineKind]:
        """Say what a text style does, as far as inlines have names for it; ``style`` for anything else to be seen."""
        kinds: dict[InlineKind, None] = {}
        seen = False
        for each in self._chain("text", style):
            if is_code(value(each, "style:display-name") or value(each, "style:name").replace("_20_", " ")):
                kinds["code"] = None
            properties = each.find(full("style:text-properties"))
            kinds |= dict.fromkeys(_looks(properties))
            # A style of no known kind may still be one that another document gives a look.
            seen = seen or not value(each, "style:name").startswith("T") or _is_seen(properties)
        return list(kinds) or (["style"] if seen else [])

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        """Yield a style, the one it is based on, and so on."""
        for _ in range(_PARENTS_LIMIT):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = value(style, "style:parent-style-name")

    def _item(self, paragraph: Element) -> Sort:
        """Say which item of a list a paragraph is; a second one in an item is text."""
        item = paragraph.getparent()
        if item is None or short(item) != "text:list-item" or item[0] is not paragraph:
            return Sort("text")
        lists = [each for each in item.iterancestors() if short(each) == "text:list"]
        style = next((value(each, "text:style-name") for each in lists if value(each, "text:style-name")), "")
        sign, first = "", 1
        for level in self._lists.get(style, ()):
            if value(level, "text:level") == str(len(lists)) and short(level) == "text:list-level-style-number":
                sign = value(level, "style:num-format")
                first = small_number(value(level, "text:start-value"), 1)
        items = [each for each in lists[0] if short(each) == "text:list-item"]
        sign = sign if sign in ("1", "a", "A", "i", "I") else ""
        return Sort("list item", len(lists), marker(sign, first + items.index(item)))


def _looks(properties: Element | None) -> Iterator[InlineKind]:
    if value(properties, "fo:font-weight") in _BOLD:
        yield "bold"
    if value(properties, "fo:font-style") in ("italic", "oblique"):
        yield "italic"
    if value(properties, "style:text-underline-style") not in ("", "none"):
        yield "underline"
    if value(properties, "style:text-line-through-style") not in ("", "none"):
        yield "strike"
    position = value(properties, "style:text-position").split(" ")[0]
    if position.startswith("sub") or (position.startswith("-") and position != "-0%"):
        yield "subscript"
    elif position not in ("", "0%"):
        yield "superscript"


def _is_seen(properties: Element | None) -> bool:
    """Say whether properties have more than a language and notes of the program that wrote them."""
    if properties is None:
        return False
    names = [str(name)[1:].partition("}") for name in properties.attrib]
    return bool(len(properties)) or any(n in PREFIXES and local not in _NOT_SEEN for n, _, local in names)
