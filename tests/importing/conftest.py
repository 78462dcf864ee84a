"""A library with an article that went out for review, and the files it went out as."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from translate.document import Article, Paragraph, Segment
from translate.importing import read_incoming
from translate.importing.merge import plan_import
from translate.importing.plan import Plan
from translate.library import Library
from translate.review.workspace import Workspace
from translate.writing import WRITERS

# The Dutch of 2.1 stands again in 4.1.
PAIRS = (
    ("title", [("Een bericht over Oekraïne", "A report on Ukraine")]),
    ("text", [("Poetin sprak met de pers.", "Putin spoke to the press."), ("De brug is open.", "The bridge is open.")]),
    ("list item", [("Eerst de haven", "The port first")]),
    ("text", [("Poetin sprak met de pers.", "Putin spoke to the press."), ("Niemand zweeg.", "Nobody was silent.")]),
    ("quote", [("‘Wij blijven’, zei hij.", "‘We are staying,’ he said."), ("Punt.", "")]),
)


def make_article() -> Article:
    paragraphs = []
    for number, (kind, pairs) in enumerate(PAIRS, 1):
        segments = [
            Segment(f"{number}.{place}", dutch, " ", english, "translated" if english else "initial", confidence=-0.5)
            for place, (dutch, english) in enumerate(pairs, 1)
        ]
        text = "".join(one.source + one.gap for one in segments)
        paragraphs.append(Paragraph(kind, text, segments=tuple(segments)))  # type: ignore[arg-type]
    return Article(
        tuple(paragraphs), title="Een bericht over Oekraïne", path="bericht.txt", sha256="ab" * 32, model="m@1"
    )


def no_engine() -> NoReturn:
    raise AssertionError("to import needs no engine")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "translations.db") as opened:
        opened.save_article(make_article())
        yield opened


@pytest.fixture
def ws(library: Library, tmp_path: Path) -> Workspace:
    """The library with a glossary that wants Putin, and no engine."""
    glossary = tmp_path / "glossary.yaml"
    glossary.write_text("- source: Poetin\n  target: Putin\n", encoding="utf-8")
    return Workspace(library, glossary, no_engine)


Export = Callable[[str], Path]


@pytest.fixture
def export(library: Library, tmp_path: Path) -> Export:
    """Write the article as it is in the library, in a format, and return the file."""

    def export(format: str) -> Path:
        writer = WRITERS[format]
        (content,) = writer.files(library.load_article(1)).values()
        path = tmp_path / f"bericht{writer.infix}{writer.suffixes[0]}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return export


@pytest.fixture
def plan(library: Library) -> Callable[[Path], Plan]:
    """Find out what a file would change."""
    return lambda path: plan_import(library, read_incoming(path))


def told(plan: Plan) -> list[tuple[str, str, str]]:
    """Return kind, segment and the file's English of all that is not unchanged."""
    return [(change.kind, change.segment, change.theirs) for change in plan.changes if change.kind != "unchanged"]
