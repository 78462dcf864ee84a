"""What `--to terminal` prints."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.document import Article, Paragraph, Segment
from translate.writing.terminal import print_article

from .articles import articles, iran, with_notes


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed(article: Article, width: int = 80, *, terminal: bool = False) -> str:
    file = Terminal() if terminal else io.StringIO()
    print_article(article, file, width=width)
    return file.getvalue()


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_marks_of_notes_are_told_from_the_numbers_of_warnings() -> None:
    text = printed(with_notes(), 140)
    assert "Iran supplies[^1] drones.[^2] They fly[^9]." in text and "Drones levert[^1] Iran.[^2]" in text
    assert "[^1] According to PAX." in text


@pytest.mark.parametrize("width", [60, 80, 140])
def test_two_columns_fill_the_width_and_warnings_stand_below(width: int) -> None:
    lines = printed(iran(), width).splitlines()
    assert max(map(len, lines)) <= width
    assert max(len(line.rstrip()) for line in lines) > width - 20
    start = lines.index(next(line for line in lines if line.startswith("Op militair gebied")))
    assert re.match(r"Op militair gebied .* {3,}In the military field", lines[start])
    said = " ".join(line.strip() for line in lines)
    assert "[1] Missed: gelegenheidspartnerschap → partnership of convenience." in said


def test_terms_are_underlined_on_a_terminal_and_colours_only_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in printed(iran())
    assert "\x1b[4mbondgenoten" in re.sub(r"\x1b\[1m", "", printed(iran(), terminal=True)).replace(
        "\x1b[1;4m", "\x1b[4m"
    )
    assert "\x1b[33m" in printed(iran(), terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = printed(iran(), terminal=True)
    assert "\x1b[33m" not in plain and "\x1b[4m" in plain


def test_no_text_steers_the_terminal() -> None:
    segment = Segment("1.1", "a\x1b[2Jb\x9bc\x07", "", "x\x1b]0;title\x07y", "translated")
    shown = printed(Article((Paragraph("text", segment.source, segments=(segment,)),)))
    assert "a␛[2Jb" in shown and "x␛]0;title␇y" in shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)


@settings(max_examples=50, deadline=None)
@given(articles(st.characters() | st.sampled_from(list("<&'\u202e\0 \n|=\\"))))
def test_any_article_is_printed(article: Article) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", printed(article))
