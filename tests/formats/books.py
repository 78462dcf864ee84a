"""EPUB books as small as they can be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/boek.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="nl">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title id="t">Oorlog &amp; vrede</dc:title>
<dc:creator>Jan de Vries</dc:creator><dc:date>2025-06-17</dc:date><dc:language>nl-NL</dc:language></metadata>
<manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="twee" href="tekst/h%202.xhtml" media-type="application/xhtml+xml"/>
<item id="een" href="tekst/h1.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine toc="ncx"><itemref idref="een"/><itemref idref="twee"/></spine></package>
"""
HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="nl" lang="nl">
<head><title>{title}</title></head><body>"""
FIRST = f"""{HEAD.format(title="De oorlog")}<h1>De oorlog</h1>
<p>Een <em>korte</em> zin<a epub:type="noteref" href="#n1">1</a>.</p><p/>
<aside epub:type="footnote" id="n1"><p>Een noot.</p></aside></body></html>"""
SECOND = f"""{HEAD.format(title="x")}<h1>De vrede</h1>
<p>Een <b>lange</b> zin<br/>met <img src='a.png' alt=''/>beeld.</p></body></html>"""
NAV = f"""{HEAD.format(title="Inhoud")}<nav epub:type="toc"><ol><li><a href="tekst/h1.xhtml">De oorlog</a></li>
<li><a href="tekst/h%202.xhtml">Deel twee</a></li></ol></nav></body></html>"""
NCX = """<?xml version="1.0"?>
<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><docTitle><text>Oorlog &amp; vrede</text></docTitle>
<navMap><navPoint id="a"><navLabel><text>De oorlog</text></navLabel><content src="tekst/h1.xhtml"/></navPoint></navMap>
</ncx>
"""
PARTS = {
    "META-INF/container.xml": CONTAINER,
    "OEBPS/boek.opf": PACKAGE,
    "OEBPS/tekst/h1.xhtml": FIRST,
    "OEBPS/tekst/h 2.xhtml": SECOND,
    "OEBPS/nav.xhtml": NAV,
    "OEBPS/toc.ncx": NCX,
    "OEBPS/a.png": "PNG",
}


def book(changed: Mapping[str, str | bytes | None] = {}) -> bytes:
    """Return a book of two chapters; ``changed`` has other parts, more of them, or None for those to leave out."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in {**PARTS, **changed}.items():
            if content is not None:
                archive.writestr(name, content)
    return made.getvalue()
