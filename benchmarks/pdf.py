"""Reading speed and memory for PDFs: one of many pages, made for the purpose, or others.

    python benchmarks/pdf.py [--pages 5000] [FILE ...]

The file that is made has running heads, page numbers, headings, a footnote and forty lines of Dutch on each page.
The rate is of processor time. Memory is the most that a fresh process had in use, and what it had before it read the
article, the file among it.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.reading.pdf_writer import PdfPage, pdf  # noqa: E402
from translate.reading import read_article, read_bytes  # noqa: E402

LINES = 40
WIDTH = 78


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    if options.files:
        read_bytes(made(1), "warm.pdf")  # PDFium and the word lists are loaded
        print(
            f"{'file':32} {'pages':>6} {'MB':>5} {'paragraphs':>10} {'seconds':>8} {'ms/page':>8}  memory before, most"
        )
        for path in options.files:
            measure(path)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"made-{options.pages}.pdf")
        path.write_bytes(made(options.pages))
        subprocess.run([sys.executable, __file__, path], check=True)


def made(pages: int) -> bytes:
    """Return a report of so many pages."""
    text = " ".join(p.text for p in read_article(ROOT / "seeds" / "iran-rusland-drones.txt").paragraphs)
    lines = textwrap.wrap(text, WIDTH)
    sheets = []
    for number in range(1, pages + 1):
        page = PdfPage().text(60, 810, "Jaarverslag 2024").text(290, 30, str(number))
        page.text(60, 780, f"Hoofdstuk {number}", 16)
        start = number * 7 % len(lines)
        page.lines(60, 750, "\n".join((lines * 3)[start : start + LINES]), 10)
        page.text(60, 80, f"{number % 100} Zie het rapport van PAX, bladzijde {number}.", 7.5)
        sheets.append(page)
    return pdf(*sheets)


def measure(path: Path) -> None:
    from pypdfium2 import PdfDocument

    with PdfDocument(path) as document:
        pages = len(document)
    data = path.read_bytes()
    before = peak()
    start, worked = time.perf_counter(), time.process_time()
    article = read_bytes(data, path.name)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    size, rate, count = len(data) / 1024**2, worked * 1000 / pages, len(article.paragraphs)
    print(
        f"{path.name[:32]:32} {pages:6,} {size:5.1f} {count:10,} {seconds:8.1f} {rate:8.0f}  {before} MB, {peak()} MB"
    )


def peak() -> int:
    """Return the most memory that the process has had in use so far, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says counts the process that started this one
        return int(re.search(r"VmHWM:\s*(\d+)", status.read_text())[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
