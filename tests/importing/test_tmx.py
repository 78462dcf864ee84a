"""TMX comes back as it went out, from this program and from others."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.writing.articles import iran
from tests.writing.exchanged import all_segments, exchanged
from translate.document import Article
from translate.errors import ReadingError
from translate.identity import article_identity, target_mark
from translate.importing.registry import Incoming
from translate.importing.tmx import read_tmx_back
from translate.writing import render

# Everything that XML can hold.
XML = st.characters(
    codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n\t", exclude_characters="\ufffe\uffff"
)


def read(data: bytes) -> Incoming:
    assert read_tmx_back.recognise(data, "back.tmx")
    return read_tmx_back.read(data, "back.tmx")


@settings(max_examples=25, deadline=None)
@given(exchanged(XML))
def test_everything_comes_back_as_it_went_out(article: Article) -> None:
    sent = [segment for segment in all_segments(article) if segment.source.strip() and segment.target.strip()]
    if not sent:
        return
    back = read(render(article, "tmx"))
    assert (back.article, back.problems) == (article_identity(article), ())
    assert [(r.segment, r.source, r.target, r.state, r.mark) for r in back.rows] == [
        (s.id, s.source, s.target, s.state, target_mark(s.target)) for s in sent
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (r"<seg>Less dependent</seg>", "<seg>Less reliant</seg>", ""),
        (r"<seg>Less dependent</seg>", "<seg>\n  Less dependent\n</seg>", "white space was added to the English"),
        (r"<tu tuid=\"2\".*?</tu>", "", r"went out with 18 sentences; 1 of them"),
        (r"(<tu tuid=\"2\".*?</tu>)", r"\1\1", r"stands in the file twice"),
        (r'<prop type="x-segment">.*?</prop>', "", r"18 sentences without an id of this program"),
        (r"Less dependent", "Less <bpt i='1'>b</bpt>dependent<ept i='1'/>", "left out: an inline tag: bpt"),
        (r'<prop type="x-state">', "<note>Sure?</note>", ""),
    ],
)
def test_what_tools_do_to_it(old: str, new: str, problem: str) -> None:
    data = render(iran(), "tmx")
    assert isinstance(data, bytes)
    changed, count = re.subn(old, new, data.decode(), flags=re.S)
    assert count
    back = read(re.sub("(<note>Sure.</note>)translated</prop>", r"\1", changed).encode())
    assert any(problem in told for told in back.problems) if problem else not back.problems, back.problems
    targets = {row.target for row in back.rows}
    assert ("Less reliant" in targets) is ("reliant" in new)
    assert "Less dependent" in targets or "reliant" in new
    assert {row.comment for row in back.rows} == ({"Sure?"} if "Sure" in new else {""})


OMEGAT = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="1.1"><header creationtool="OmegaT"
 o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="3.6" segtype="sentence" srclang="NL"/>
 <body><tu><tuv lang="NL"><seg>Ja.</seg></tuv><tuv lang="EN" changeid="an"><seg>Yes.</seg></tuv></tu></body></tmx>"""


def test_a_memory_of_another_tool_is_matched_by_its_dutch() -> None:
    back = read(OMEGAT.encode())
    (row,) = back.rows
    assert (row.segment, row.source, row.target, row.state, back.article) == ("", "Ja.", "Yes.", None, "")
    assert back.problems == ("1 sentences without an id of this program, matched by their Dutch alone",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ('<!DOCTYPE tmx [<!ENTITY a "ha">]><tmx version="1.4"><body/></tmx>', "line 1: it declares entities"),
        (OMEGAT[:300], r"line \d: not sound XML"),
        (OMEGAT.replace("NL", "DE"), "no unit with Dutch and English"),
        ("<html/>", "XML, but not TMX"),
    ],
)
def test_bad_files_are_refused_in_one_line(data: str, says: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_tmx_back.read(data.encode(), "back.tmx")
    assert re.search(says, caught.value.line()) and "\n" not in caught.value.line()
