"""A small writer of PDFs, for tests: text where it is wanted, in type whose letters are all 0.6 of its size wide."""

from __future__ import annotations

from dataclasses import dataclass, field

WIDE = 0.6  # of the size: the width of each character
FONTS = {"": "Courier", "b": "Courier-Bold", "i": "Courier-Oblique", "bi": "Courier-BoldOblique"}


@dataclass
class PdfPage:
    width: float = 595
    height: float = 842
    rotate: int = 0
    content: list[str] = field(default_factory=list)
    links: list[tuple[tuple[float, float, float, float], str]] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10, font: str = "", turn: str = "1 0 0 1") -> PdfPage:
        """Put a text on the page; ``y`` counts from the bottom."""
        code = text.replace("ﬁ", "\x01").encode("cp1252", "replace").hex()
        self.content.append(f"BT /F{list(FONTS).index(font)} {size} Tf {turn} {x} {y} Tm <{code}> Tj ET")
        return self

    def lines(self, x: float, y: float, text: str, size: float = 10, leading: float = 12, font: str = "") -> PdfPage:
        """Put lines below one another; spaces in front of a line indent it."""
        for number, line in enumerate(text.strip("\n").split("\n")):
            indent = len(line) - len(line.lstrip())
            if line.strip():
                self.text(x + indent * WIDE * size, y - number * leading, line.strip(), size, font)
        return self

    def box(self) -> PdfPage:
        """Draw something that is no text."""
        self.content.append("100 100 300 300 re f")
        return self

    def link(self, x: float, y: float, width: float, address: str) -> PdfPage:
        self.links.append(((x, y - 3, x + width, y + 10), address))
        return self


def pdf(
    *pages: PdfPage, information: dict[str, str] | None = None, outline: dict[str, int] | None = None, extra: str = ""
) -> bytes:
    """Return the bytes of a PDF with these pages.

    Args:
        pages: in order.
        information: the title and so on that the file gives itself.
        outline: headings that the file lists, with their 0-based page.
        extra: what else the trailer holds.
    """
    objects: list[bytes] = []

    def add(text: str | bytes) -> int:
        objects.append(text if isinstance(text, bytes) else text.encode("latin-1"))
        return len(objects)

    catalogue, tree = add(""), add("")
    encoding = "<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /fi] >>"
    fonts = [
        add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding {encoding} >>") for name in FONTS.values()
    ]
    resources = "<< /Font << " + " ".join(f"/F{index} {number} 0 R" for index, number in enumerate(fonts)) + " >> >>"
    kids = []
    for page in pages:
        stream = "\n".join(page.content).encode("latin-1")
        content = add(b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream))
        links = [
            add(
                f"<< /Type /Annot /Subtype /Link /Rect [{' '.join(map(str, edges))}] "
                f"/A << /S /URI /URI ({address}) >> >>"
            )
            for edges, address in page.links
        ]
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {page.width} {page.height}] /Rotate {page.rotate} "
                f"/Resources {resources} /Contents {content} 0 R /Annots [{' '.join(f'{n} 0 R' for n in links)}] >>"
            )
        )
    objects[tree - 1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{n} 0 R' for n in kids)}] >>".encode()
    listed = _outline(outline, kids, objects) if outline else ""
    objects[catalogue - 1] = f"<< /Type /Catalog /Pages {tree} 0 R {listed} >>".encode()
    entries = " ".join(f"/{key} <FEFF{value.encode('utf-16-be').hex()}>" for key, value in (information or {}).items())
    info = add(f"<< {entries} >>")
    return _file(objects, f"/Root {catalogue} 0 R /Info {info} 0 R {extra}")


def _outline(outline: dict[str, int], kids: list[int], objects: list[bytes]) -> str:
    root, count = len(objects) + 1, len(outline)
    objects.append(f"<< /First {root + 1} 0 R /Last {root + count} 0 R /Count {count} >>".encode())
    for number, (title, page) in enumerate(outline.items(), start=1):
        following = f"/Next {root + number + 1} 0 R" if number < count else ""
        hexed = title.encode("utf-16-be").hex()
        entry = f"<< /Title <FEFF{hexed}> /Parent {root} 0 R /Dest [{kids[page]} 0 R /Fit] {following} >>"
        objects.append(entry.encode())
    return f"/Outlines {root} 0 R"


def _file(objects: list[bytes], trailer: str) -> bytes:
    written = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return written + f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
