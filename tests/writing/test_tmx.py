"""The article as a translation memory: valid TMX, every translated sentence with its state."""

from __future__ import annotations

from lxml import etree

from tests.memory.tmx_rules import faults
from translate.document import Article, Paragraph, Segment
from translate.writing import render

from .articles import iran
from .exchanged import all_segments


def test_the_drone_article_as_tmx() -> None:
    data = render(iran(), "tmx")
    assert isinstance(data, bytes)
    assert faults(data) == []
    root = etree.fromstring(data)
    translated = [segment for segment in all_segments(iran()) if segment.target]
    units = root.findall("body/tu")
    assert [[seg.text for seg in unit.iter("seg")] for unit in units] == [[s.source, s.target] for s in translated]
    said = {prop.get("type"): prop.text for prop in units[1].iter("prop")}
    assert said["x-state"] == "translated" and said["x-segment"] == translated[1].id
    assert said["x-previous-source-text"] == translated[0].source
    assert root.find("header/prop").text == "2c" * 32


def test_what_has_no_english_is_left_out() -> None:
    segments = (Segment("1.1", "Ja.", " ", "Yes."), Segment("1.2", "Nee."), Segment("1.3", "\n", "", "No."))
    data = render(Article((Paragraph("text", "Ja. Nee.\n", segments=segments),)), "tmx")
    assert isinstance(data, bytes)
    assert [seg.text for seg in etree.fromstring(data).iter("seg")] == ["Ja.", "Yes."]
