"""What is exported is TMX 1.4b, and comes back as it was."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from translate.errors import WritingError
from translate.library import MemoryUnit
from translate.memory.tmx_reading import read_tmx
from translate.memory.tmx_writing import write_tmx

from .tmx_rules import faults
from .units import reviewed, unit

# Everything that XML holds, on one line and without white space at the ends: as a sentence is.
_characters = st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters="\n\r\ufffe\uffff")
_odd = st.sampled_from(["<seg>", "]]>", "&amp;", "&#0;", "a\tb", "é", "\u0085", "\u2028", "𝄞", "<!--", "nl"])
texts = st.lists(_odd | st.text(_characters, max_size=8), min_size=1, max_size=4).map(" ".join)
xml_texts = texts.map(lambda text: "".join(c for c in text if c >= " " or c == "\t").strip())
dates = st.just("") | st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
    lambda when: when.replace(microsecond=0, tzinfo=timezone.utc).isoformat(timespec="seconds")
)
units = st.builds(
    MemoryUnit,
    st.integers(1, 10**9),
    xml_texts.filter(bool),
    xml_texts.filter(bool),
    xml_texts,
    xml_texts,
    dates,
    st.none(),
    st.none(),
    xml_texts.map(lambda text: " ".join(text.split())),
)


@given(st.lists(units, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_units_come_back_as_they_were(tmp_path: Path, written: list[MemoryUnit]) -> None:
    path = tmp_path / "memory.tmx"
    assert write_tmx(written, path) == (len(written), 0)
    assert faults(path.read_bytes()) == []
    left_out: Counter[str] = Counter()
    assert list(read_tmx(path, left_out)) == [replace(one, id=0) for one in written]
    assert not left_out


def test_a_unit_has_all_that_other_tools_ask(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    one = unit("Ja.", "Yes.", "Komt hij?", "Mooi.", at="2026-02-03T04:05:06+02:00", creator="An")
    write_tmx([replace(one, id=7)], path)
    data = path.read_bytes()
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n")
    root = etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True))
    assert root.get("version") == "1.4" and root.find("header").get("srclang") == "nl"
    tu = root.find("body/tu")
    moment = "20260203T020506Z"
    assert dict(tu.attrib) == {
        "tuid": "7", "creationdate": moment, "changedate": moment, "creationid": "An", "changeid": "An",
    }  # fmt: skip
    assert [(p.get("type"), p.text) for p in tu.iter("prop")] == [
        ("x-previous-source-text", "Komt hij?"),
        ("x-next-source-text", "Mooi."),
    ]
    assert [(v.values(), v.findtext("seg")) for v in tu.iter("tuv")] == [(["nl"], "Ja."), (["en"], "Yes.")]


def test_control_characters_are_left_out_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    told = write_tmx([unit("Hij\0 \x1bzwijgt.", "He keeps\x0b silent.\uffff"), unit("Ja.", "Yes.")], path)
    assert told == (2, 1) and faults(path.read_bytes()) == []
    first, _ = read_tmx(path, Counter())
    assert (first.source, first.target) == ("Hij zwijgt.", "He keeps silent.")


def test_reviewed_units_are_written_like_others(tmp_path: Path) -> None:
    write_tmx([reviewed(1, "Ja.", "Yes.")], tmp_path / "memory.tmx")
    (read,) = read_tmx(tmp_path / "memory.tmx", Counter())
    assert (read.source, read.target, read.article) == ("Ja.", "Yes.", None)


@pytest.mark.parametrize("name", ["none/memory.tmx", "folder.tmx", "translations.db", "memory"])
def test_what_cannot_be_written_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.tmx").mkdir()
    (tmp_path / "translations.db").write_text("a library", encoding="utf-8")
    with pytest.raises(WritingError) as caught:
        write_tmx([unit("Ja.", "Yes.")], tmp_path / name)
    assert name in caught.value.line()
    assert (tmp_path / "translations.db").read_text(encoding="utf-8") == "a library"
    assert sorted(os.listdir(tmp_path)) == ["folder.tmx", "translations.db"]


def test_a_fault_in_the_middle_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text("old", encoding="utf-8")

    def failing() -> list[MemoryUnit]:
        yield unit("Ja.", "Yes.")  # type: ignore[misc]
        raise OSError(28, "No space left on device")

    with pytest.raises(WritingError, match="No space left"):
        write_tmx(failing(), path)
    assert path.read_text(encoding="utf-8") == "old" and os.listdir(tmp_path) == ["memory.tmx"]
