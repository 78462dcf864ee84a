"""How the side-by-side Word file looks: page, styles, columns, lines. Lengths in twentieths of a point, as Word's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from translate.writing.marking import shown

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

PAGE = (16838, 11906)  # A4, lying
EDGE = 850  # 1.5 cm of white around the page
COLUMNS = (("No.", 794), ("Dutch", 5160), ("English", 5160), ("State", 1134), ("To check", 2890))
"""Names and widths; together as wide as the page without its edges."""

CELL_MARGIN = (("top", 45), ("left", 85), ("bottom", 55), ("right", 85))
FILL_TITLE = "E4E8EC"
FILL_HEADING = "F3F5F7"
LINE_STRONG = {"val": "single", "sz": 8, "space": 0, "color": "3B4652"}  # sz in eighths of a point
LINE_PARAGRAPH = {"val": "single", "sz": 4, "space": 0, "color": "8C97A3"}
LINE_SEGMENT = {"val": "dotted", "sz": 4, "space": 0, "color": "C5CCD3"}

_FONT = "Calibri"
_INK, _SOFT, _FAINT = "1B2229", "5B6670", "CDD3D9"
_NO_PROOF = ""  # in the place of a language: not to be spell-checked
_STYLES: tuple[tuple[str, float, str, str, dict[str, Any]], ...] = (
    # name, size in points, colour, language, what else
    ("title", 17, _INK, "en-GB", {"bold": True}),
    ("Dutch title", 11, _SOFT, "nl-NL", {"italic": True, "after": 60}),
    ("about", 8, _SOFT, "en-GB", {"after": 40}),
    ("identity", 6, _SOFT, _NO_PROOF, {"after": 100}),
    ("header", 9, _INK, "en-GB", {"bold": True}),
    ("number", 7.5, _SOFT, _NO_PROOF, {}),
    ("mark", 3.5, _FAINT, _NO_PROOF, {}),
    ("Dutch", 10, _INK, "nl-NL", {}),
    ("English", 10, _INK, "en-GB", {}),
    ("Dutch heading", 11, _INK, "nl-NL", {"bold": True, "next": True}),
    ("English heading", 11, _INK, "en-GB", {"bold": True, "next": True}),
    ("Dutch quote", 10, _INK, "nl-NL", {"italic": True}),
    ("English quote", 10, _INK, "en-GB", {"italic": True}),
    ("state", 8, _SOFT, _NO_PROOF, {}),
    ("note", 8, _INK, "en-GB", {}),
)


def add_styles(document: Document) -> None:
    """Add the paragraph styles ``nl-en …``; the language of each is what Word spell-checks it in."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor, Twips

    for name, size, colour, language, rest in _STYLES:
        style = document.styles.add_style(f"nl-en {name}", WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), f"nl-en-{name.replace(' ', '-')}")
        font, block = style.font, style.paragraph_format
        font.name, font.size, font.color.rgb = _FONT, Pt(size), RGBColor.from_string(colour)
        font.bold, font.italic = rest.get("bold"), rest.get("italic")
        block.space_before, block.space_after = Twips(0), Twips(rest.get("after", 0))
        block.line_spacing, block.keep_with_next = 1.0, rest.get("next")
        properties = style.element.get_or_add_rPr()
        if language == _NO_PROOF:
            font.no_proof = True
        else:
            _add(properties, "lang", val=language, eastAsia=language)


def set_page(document: Document, title: str) -> None:
    """Lay the page on its side, and put title and page numbers at its foot."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Twips

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Twips, PAGE)
    for edge in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, edge, Twips(EDGE))
    section.header_distance = section.footer_distance = Twips(EDGE // 2)
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["nl-en about"]
    foot.paragraph_format.tab_stops.add_tab_stop(Twips(PAGE[0] - 2 * EDGE), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{shown(title)}\t")
    _add(foot._p, "fldSimple", instr="PAGE")
    foot.add_run(" / ")
    _add(foot._p, "fldSimple", instr="NUMPAGES")


def _add(parent: _Element, name: str, **attributes: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
