"""Which units of a web page are the article, and what the page says about it.

Trafilatura (Barbaresi 2021, aclanthology.org/2021.acl-demo.15) decides whose text is the article's. It drops more than
a reader wants: captions, who said a quotation, a heading, a short item. So what stands with kept text is kept.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate.document import Inline
from translate.formats.html_encoding import mend_strays
from translate.formats.html_names import HEADINGS, LISTS
from translate.formats.html_page import Block, Page, Unit
from translate.formats.html_tokens import Token, attribute_places, attributes
from translate.formats.marks import lay_out
from translate.reading.decoding import tidy

LITTLE = 250
"""Fewer characters than this are no article, where the page has more; Trafilatura's own limit for a second try."""

BESIDE_NAME = 40
"""What may stand beside a name in a by-line, in characters: `Door ..., correspondent in Moskou`."""

SENTENCE = 40
"""A shorter text between title and article is no introduction but a date or a section, in characters."""

ENDS = (".", "?", "!", "…")
CLOSING_QUOTES = "\"'”’»"

SHORT = 20
"""A shorter text may stand in the page twice, so only a whole block of the article proves it kept, in characters."""

LONG_ATTRIBUTE = 2_000
"""Longer values of attributes are pictures and data, which say nothing about the article, in characters."""

DEEP = 200
"""Deeper pages are cut off by libxml2, which Trafilatura parses with, in elements."""

LARGE = 2_000_000
"""Larger pages, in characters without scripts and data, are no news; Trafilatura would be busy for minutes."""

NOT_LETTERS = re.compile(r"[\W_]+")
TITLE_PARTS = re.compile(r"\s+(?:[|–—·»-]|::)\s+")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
LANDMARKS = {
    "nav": "navigation",
    "pre": "code blocks",
    "form": "forms",
    "aside": "asides",
    "figcaption": "captions",
    "footer": "footers",
    "header": "page headers",
}
ROLES = {"navigation": "nav", "menu": "nav", "menubar": "nav", "complementary": "aside", "contentinfo": "footer"}
NEVER = frozenset({"navigation", "code blocks", "hidden", "by-line"})


@dataclass(frozen=True, slots=True)
class Found:
    """The units of the article, in order, and what is known about it; ``title`` is the unit of its title."""

    units: tuple[Unit, ...]
    title: Unit | None = None
    date: str = ""
    byline: str = ""
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Extract:
    """What Trafilatura kept, letters and digits only: the whole, and each block; and the metadata it found."""

    whole: str = ""
    blocks: frozenset[str] = frozenset()
    title: str = ""
    author: str = ""
    date: str = ""


def find_article(page: Page) -> Found:
    """Choose the units that are the article, and list what the others are."""
    places = {unit: landmark(page, unit) for unit in page.units}
    extract = _extract(page)
    for unit in page.units:
        if not places[unit] and _is_byline(unit, extract.author):
            places[unit] = "by-line"
    kept = {unit for unit in page.units if places[unit] not in NEVER and _is_kept(unit, extract)}
    main = _main_units(page, places)
    if _size(kept) < LITTLE and _size(main) > 2 * _size(kept):
        kept = set(main)
    kept |= _companions(page, kept, places)
    title = _heading_of(page, kept, extract, places) or _head_title(page, extract.title)
    if title is not None:
        kept |= {title, *_leads(page, title, kept, places)}
    units = sorted(kept, key=lambda unit: unit.start)
    others = [unit for unit in page.units if unit not in kept]
    left_out = _left_out(page, others, units, places)
    return Found(tuple(units), title, extract.date, tidy(extract.author), tuple(left_out))


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, for comparing."""
    return NOT_LETTERS.sub("", unicodedata.normalize("NFC", text).casefold())


def head_title(page: Page) -> Token | None:
    """Return the text of the page's ``<title>``."""
    for index, token in enumerate(page.tokens[:-1]):
        if token.kind == "start" and token.name in ("body", "svg"):
            return None
        if token.kind == "start" and token.name == "title":
            text = page.tokens[index + 1]
            return text if text.kind == "text" else None
    return None


def meta_places(page: Page) -> Iterator[tuple[str, int, int]]:
    """Give the name of each ``<meta>`` element and where its content stands in the source."""
    for token in page.tokens:
        if token.kind == "start" and token.name == "meta":
            tag = page.source[token.start : token.end]
            values = attributes(tag)
            name = values.get("property") or values.get("name") or ""
            content = [(start, end) for key, start, end in attribute_places(tag) if key == "content"]
            if name and content:
                yield name.lower(), token.start + content[0][0], token.start + content[0][1]


def _extract(page: Page) -> _Extract:
    """Ask Trafilatura; it gets the page without scripts and long attributes, so that its time is that of the text."""
    if max((sum(1 for _ in unit.block.chain()) for unit in page.units), default=0) > DEEP:
        return _Extract()
    slim = mend_strays("".join(_slim(page)))
    if len(slim) > LARGE:
        return _Extract()
    from trafilatura import bare_extraction

    found = bare_extraction(
        slim,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None:
        return _Extract()
    texts = [squeezed("".join(element.itertext())) for element in found.body.iter() if isinstance(element.tag, str)]
    whole = squeezed("".join(found.body.itertext()))
    return _Extract(whole, frozenset(texts), found.title or "", found.author or "", found.date or "")


def _slim(page: Page) -> Iterator[str]:
    skipped = ""
    for token in page.tokens:
        piece = page.source[token.start : token.end]
        if skipped:
            skipped = "" if token.kind == "end" and token.name == skipped else skipped
        elif token.kind == "start" and token.name in ("script", "style") and "ld+json" not in piece:
            skipped = "" if token.void else token.name
        elif token.kind == "start" and len(piece) > LONG_ATTRIBUTE:
            yield _without_long_values(piece)
        elif token.kind != "comment" and not piece.startswith("<?"):
            yield piece


def _without_long_values(tag: str) -> str:
    at, parts = 0, []
    for _, start, end in attribute_places(tag):
        if end - start > LONG_ATTRIBUTE:
            parts.append(tag[at:start])
            at = end
    return "".join([*parts, tag[at:]])


def _is_kept(unit: Unit, extract: _Extract) -> bool:
    text = squeezed(unit.laid.text)
    return text in extract.blocks or (len(text) >= SHORT and text in extract.whole)


def _is_byline(unit: Unit, author: str) -> bool:
    """Say whether a text is the name of the author with a few words around it, and no sentence."""
    text, name = unit.laid.text, author.split(";")[0].strip()
    if not name or name not in text or unit.block.name in HEADINGS or text.endswith(ENDS):
        return False
    return len(text) - len(name) <= BESIDE_NAME


def _size(units: set[Unit] | Sequence[Unit]) -> int:
    return sum(len(unit.laid.text) for unit in units)


def landmark(page: Page, unit: Unit) -> str:
    """Name the part of the page that keeps a unit from being the article; empty where none does."""
    for block in unit.block.chain():
        if not block.name:
            break
        tag = page.tag_of(block)
        if "hidden" in tag or HIDDEN.search(tag.get("style", "")):
            return "hidden"
        name = ROLES.get(tag.get("role", "").lower(), block.name)
        if name in ("footer", "header") and any(outer.name in ("blockquote", "article") for outer in block.chain()):
            continue
        if name in LANDMARKS:
            return LANDMARKS[name]
    return ""


def _main_units(page: Page, places: dict[Unit, str]) -> list[Unit]:
    """Return the text of the largest ``<article>``, else of ``<main>``, else of the page, without its landmarks."""
    sizes: Counter[Block] = Counter()
    for unit in page.units:
        for block in unit.block.chain():
            if block.name in ("article", "main"):
                sizes[block] += len(unit.laid.text)
    for name in ("article", "main", ""):
        around = max((block for block in sizes if block.name == name), key=lambda block: sizes[block], default=None)
        if around is None and name:
            continue
        inside = [unit for unit in page.units if around is None or around in unit.block.chain()]
        bare = [unit for unit in inside if not places[unit]]
        # Whole pages are a form where the server is ASP.NET.
        chosen = (
            bare if _size(bare) >= LITTLE else [unit for unit in inside if places[unit] in ("", "forms", "captions")]
        )
        if _size(chosen) >= LITTLE or not name:
            return chosen
    return []


def _companions(page: Page, kept: set[Unit], places: dict[Unit, str]) -> set[Unit]:
    """Return what stands together with kept text: in its list, table or quotation, beside it, or as its heading."""
    groups: set[Block] = set()
    for unit in kept:
        group = _group(unit)
        if group is not None:
            groups.add(group)
    around = _around(kept)
    indexes = [index for index, unit in enumerate(page.units) if unit in kept]
    found: set[Unit] = set()
    for index in range(indexes[-1], indexes[0] - 1, -1) if indexes else ():
        unit = page.units[index]
        if unit in kept or places[unit] in (NEVER | {"forms"}) or _is_link(unit):
            continue
        following = page.units[index + 1] if index < indexes[-1] else None
        heads = unit.block.name in HEADINGS and (following in kept or following in found)
        caption = places[unit] == "captions" and around in list(unit.block.chain())
        if _group(unit) in groups or heads or caption:
            found.add(unit)
    return found


def _group(unit: Unit) -> Block | None:
    """Return what holds a unit together with others: its list, table or quotation; what a paragraph stands in."""
    for block in unit.block.chain():
        if block.name in LISTS or block.name in ("dl", "table", "blockquote"):
            return block
    return unit.block.parent if unit.block.name == "p" else None


def _around(units: set[Unit]) -> Block | None:
    """Return the innermost block that holds all the units."""
    common: list[Block] = []
    for number, unit in enumerate(units):
        chain = list(unit.block.chain())
        common = chain if number == 0 else [block for block in common if block in chain]
    return common[0] if common else None


def _is_link(unit: Unit) -> bool:
    """Say whether all of a unit is one link, as in a list of other articles."""
    return any(each.kind == "link" and each.span.end - each.span.start == len(unit.laid.text) for each in _links(unit))


def _links(unit: Unit) -> list[Inline]:
    return [inline for inline in unit.laid.inlines if inline.kind == "link"]


def _heading_of(page: Page, kept: set[Unit], extract: _Extract, places: dict[Unit, str]) -> Unit | None:
    """Return the heading of the first level that is the article's title."""
    first = min((unit.start for unit in kept if unit.block.name not in HEADINGS), default=len(page.source))
    found = [unit for unit in page.units if unit.block.name == "h1" and places[unit] not in NEVER]
    named = [unit for unit in found if squeezed(unit.laid.text) == squeezed(extract.title)]
    before = [unit for unit in found if unit.start < first]
    of_article = [unit for unit in found if unit in kept]
    return next(iter((*named, *of_article, *before[-1:])), None)


def _leads(page: Page, title: Unit, kept: set[Unit], places: dict[Unit, str]) -> Iterator[Unit]:
    """Give the sentences and captions between the title and the first text that was kept."""
    first = min((unit.start for unit in kept if unit is not title and unit.start > title.start), default=0)
    for unit in page.units:
        place = places[unit]
        if title.start < unit.start < first and place in ("", "captions", "page headers") and not _is_link(unit):
            text = unit.laid.text
            if place == "captions" or (len(text) >= SENTENCE and text.rstrip(CLOSING_QUOTES).endswith(ENDS)):
                yield unit


def _head_title(page: Page, known: str) -> Unit | None:
    """Return the page's ``<title>``, without the name of the site behind it, as a unit."""
    token = head_title(page)
    if token is None:
        return None
    raw = mend_strays(page.source[token.start : token.end])
    parts = [match.start() for match in TITLE_PARTS.finditer(raw)]
    ends = [end for end in parts if known and squeezed(lay_out([html.unescape(raw[:end])]).text) == squeezed(known)]
    stop = ends[0] if ends else len(raw.rstrip())
    start = len(raw) - len(raw.lstrip())
    laid = lay_out([html.unescape(raw[start:stop])])
    return Unit(Block("title"), token.start + start, token.start + stop, laid) if laid.text else None


def _left_out(page: Page, others: Sequence[Unit], units: Sequence[Unit], places: dict[Unit, str]) -> Iterator[str]:
    """Say what of the page is not read, and how much of it."""
    counts: Counter[str] = Counter()
    links = 0
    for unit in others:
        place = places[unit] or ("navigation" if _is_link(unit) else "other text")
        counts[place] += 1
        links += len(_links(unit)) if place == "navigation" else 0
    for place in ("navigation", *sorted(set(counts) - {"navigation"})):
        if counts[place]:
            amount = f"{links} link{'s' * (links != 1)}" if place == "navigation" and links else _pieces(counts[place])
            yield f"{place}, {amount}"
    if page.counts["script"]:
        yield f"scripts, {page.counts['script']}"
    described = _descriptions(page, units)
    if described:
        yield f"descriptions of pictures, {described}"


def _pieces(count: int) -> str:
    return f"{count} piece{'s' * (count != 1)} of text"


def _descriptions(page: Page, units: Sequence[Unit]) -> int:
    """Count the pictures within the article that have their own description."""
    if not units:
        return 0
    inside = (token for token in page.tokens if units[0].start <= token.start and token.end <= units[-1].end)
    tags = (page.source[token.start : token.end] for token in inside if token.kind == "start" and token.name == "img")
    return sum(bool(attributes(tag).get("alt", "").strip()) for tag in tags)
