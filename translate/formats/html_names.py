"""What the elements of HTML are, for reading their text: blocks, mark-up in a sentence, or no text at all."""

from __future__ import annotations

import re

from translate.document import InlineKind


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol "
    "optgroup option p pre search section summary table tbody td tfoot th thead tr ul"
)
"""Elements that part text: the HTML Standard (15.3) has them shown as blocks, or as parts of a table."""

VOID = _names("area base br col embed hr img input link meta param source track wbr")
"""Elements without content: html.spec.whatwg.org, 13.1.2."""

OPAQUE = _names(
    "script style template noscript noembed noframes iframe object applet svg math canvas audio video map picture "
    "select textarea button title xmp datalist"
)
"""Elements whose content is no running text: each is kept whole, as one object."""

NOTHING = _names("wbr")
"""What only helps to break a Dutch word over two lines, and goes with it."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = _names("ul ol menu dir")
CELLS = _names("td th")

# What an element that begins closes, and the element that keeps it from looking further out: 13.2.6.4.
CLOSED_BY = {
    "li": (_names("li"), LISTS),
    "dt": (_names("dt dd"), _names("dl")),
    "dd": (_names("dt dd"), _names("dl")),
    "tr": (_names("tr td th"), _names("table")),
    "td": (CELLS, _names("table tr")),
    "th": (CELLS, _names("table tr")),
    "tbody": (_names("thead tbody tfoot tr td th caption"), _names("table")),
    "thead": (_names("thead tbody tfoot tr td th caption"), _names("table")),
    "tfoot": (_names("thead tbody tfoot tr td th caption"), _names("table")),
    "body": (_names("head"), _names("html")),
}
SCOPES = _names("table td th caption")
TABLE_PARTS = _names("table thead tbody tfoot tr td th caption html body")

KINDS: dict[str, InlineKind] = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strike"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    "sup": "superscript",
    "sub": "subscript",
    "br": "break",
}
STYLES: tuple[tuple[re.Pattern[str], InlineKind], ...] = (
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I), "bold"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.I), "italic"),
    (re.compile(r"text-decoration[\w-]*\s*:[^;]*underline", re.I), "underline"),
    (re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.I), "strike"),
    (re.compile(r"vertical-align\s*:\s*super", re.I), "superscript"),
    (re.compile(r"vertical-align\s*:\s*sub\b", re.I), "subscript"),
)
"""What the style of an element without a meaning of its own does, as word processors write it."""

_LOOKS = ("class", "style", "face", "size", "color")  # attributes that tell one look of text from another


def inline_kind(name: str, attributes: dict[str, str]) -> tuple[InlineKind, str]:
    """Return what an element in a sentence does to its text, and the value that its inline has."""
    if name == "a" and "href" in attributes:
        return "link", attributes["href"]
    if name in KINDS:
        return KINDS[name], ""
    style = attributes.get("style", "")
    for pattern, kind in STYLES if style else ():
        if pattern.search(style):
            return kind, style
    return "style", " ".join(filter(None, map(attributes.get, _LOOKS))) or name


NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})[\])]?")
BACK_MARK = re.compile(r"[\^↑↩↵⏎⤴⤶⮌⬆▲]\ufe0e?")
"""What leads back from a note to its mark."""

NOTE_ROLES = re.compile(r"noteref|footnote", re.I)


def is_note_mark(name: str, text: str, attributes: dict[str, str], inside: frozenset[str]) -> bool:
    """Say whether an element is the mark of a note: raised or in brackets or called so, and a link to it.

    Args:
        name: of the element.
        text: what stands in it.
        attributes: those of the link that it is, or that it holds.
        inside: the elements in it and right around it.
    """
    if not NOTE_MARK.fullmatch(text) or "#" not in attributes.get("href", ""):
        return False
    named = any(NOTE_ROLES.search(attributes.get(key, "")) for key in ("epub:type", "role", "class", "rel"))
    return named or text[0] in "[(" or name == "sup" or "sup" in inside
