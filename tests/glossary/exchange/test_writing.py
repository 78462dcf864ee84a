from __future__ import annotations

from pathlib import Path

import pytest

from translate.errors import WritingError
from translate.glossary.exchange import FORMATS, format_for, write_terms
from translate.glossary.model import Entry, Glossary
from translate.glossary.store import parse_glossary

SHIP = Glossary((Entry(("schip",), "ship"),))


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path, format: str) -> None:
    path = tmp_path / "terms"
    path.write_text("old")
    write_terms(SHIP, path, format)
    assert path.read_bytes() != b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("format", [format for format in FORMATS if format != "xlsx"])
def test_the_same_glossary_makes_the_same_file(tmp_path: Path, format: str) -> None:
    write_terms(SHIP, tmp_path / "a", format)
    write_terms(SHIP, tmp_path / "b", format)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    glossary = tmp_path / "glossary.yaml"
    glossary.write_text("- source: schip\n  target: ship\n")
    loaded = parse_glossary(glossary.read_text(), str(glossary))
    (tmp_path / "link.csv").symlink_to(glossary)
    for terms, path, format, said in [
        (SHIP, tmp_path / "x", "pdf", "no format 'pdf'; choose one of tbx,"),
        (Glossary(), tmp_path / "x", "csv", "no entries to write"),
        (loaded, glossary, "csv", "this is the glossary itself"),
        (loaded, tmp_path / "link.csv", "csv", "this is the glossary itself"),
        (SHIP, tmp_path, "csv", "cannot be written: Is a directory"),
        (SHIP, tmp_path / "none" / "x", "csv", "cannot be written: No such file or directory"),
        (SHIP, tmp_path / "a\0b", "csv", "cannot be written"),
        (Glossary((Entry(("a\x07",), "b"),)), tmp_path / "x", "tbx", "holds a character that XML cannot"),
    ]:
        with pytest.raises(WritingError) as caught:
            write_terms(terms, path, format)
        assert said in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["glossary.yaml", "link.csv"]
    assert glossary.read_text() == "- source: schip\n  target: ship\n"


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.tbx", "tbx"),
        ("A.XLSX", "xlsx"),
        ("a.csv", "csv"),
        ("a.tsv", "tsv"),
        ("a.utf8", "omegat"),
        ("a", ""),
        ("a.pdf", ""),
    ],
)
def test_a_name_may_say_the_format(name: str, format: str) -> None:
    assert format_for(Path(name)) == format
