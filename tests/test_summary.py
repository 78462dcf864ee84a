"""The figures of a run, and the table that shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate.cli.table import print_table
from translate.document import Article, Issue, Paragraph, Segment, Span, TermMatch
from translate.pipeline import Progress
from translate.summary import Summary, summarise

APPLIED = TermMatch("PAX", Span(0, 3), "PAX", Span(0, 3), "applied", "asked", "the model was asked for it")
REPAIRED = TermMatch("Iran", Span(7, 11), "Iran", Span(6, 10), "repaired", "n-best", "another hypothesis had it")
MISSED = TermMatch("De Wijk", Span(0, 7), "De Wijk", why="no step got it in")
FORBIDDEN = TermMatch("Poetin", Span(8, 14), "Putin", Span(9, 15), "forbidden", why="the English has “Poetin”")


@pytest.fixture
def summary() -> Summary:
    issues = (
        Issue("term missed", "error", "no step got it in", Span(0, 7)),
        Issue("term forbidden", "error", "the English has “Poetin”", Span(8, 14)),
        Issue("number lost", "warning", "not in the English: 3"),
        Issue("number lost", "warning", "not in the English: 4", dismissed=True),
        Issue("long sentence", "info", "translated in 2 pieces"),
    )
    segments = (
        Segment("1.1", "PAX in Iran.", " ", "PAX, Iran.", terms=(APPLIED, REPAIRED)),
        Segment("1.2", "De Wijk Poetin", "", "The Wijk Poetin", terms=(MISSED, FORBIDDEN), issues=issues),
        # A reviewer rewrote this one: its term is gone and nobody is to be told.
        Segment("1.3", "De Wijk", "", "He", state="reviewed", terms=(MISSED,)),
    )
    text = "".join(segment.source + segment.gap for segment in segments)
    article = Article((Paragraph("text", text, segments=segments),), path="a/iran.txt")
    return summarise(article, Progress(words=7, translated=2), 1.26, [Path("iran.en.html"), Path("iran.en.txt")])


def test_a_term_counts_once_and_what_was_dismissed_not_at_all(summary: Summary) -> None:
    assert (summary.applied, summary.repaired, summary.missed) == (1, 1, 3)
    assert summary.warnings == 1
    assert summary.misses[:2] == (
        "paragraph 1, sentence 2: De Wijk → De Wijk: no step got it in",
        "paragraph 1, sentence 2: Poetin → Putin: the English has “Poetin”",
    )
    assert dict(summary.rungs) == {"asked": 1, "flagged": 3, "n-best": 1}


def test_the_table_has_a_line_an_article_and_under_it_what_to_look_at(
    summary: Summary, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = Summary(
        "kort.txt", 1, 1, 2, 0, 0, 0, 0, (), 0, 0.04, ("kort.en.txt",), (), ("navigation, 11 links", "by-line")
    )
    print_table([summary, nothing])
    assert capsys.readouterr().out == (
        "article     paragraphs  sentences  words  applied  repaired  missed  warnings   time\n"
        "a/iran.txt           1          3      7        1         1       3         1  1.3 s\n"
        "kort.txt             1          1      2        0         0       0         0  0.0 s\n"
        "  missed: paragraph 1, sentence 2: De Wijk → De Wijk: no step got it in\n"
        "  missed: paragraph 1, sentence 2: Poetin → Putin: the English has “Poetin”\n"
        "  missed: paragraph 1, sentence 3: De Wijk → De Wijk: no step got it in\n"
        "  wrote iran.en.html\n"
        "  wrote iran.en.txt\n"
        "  left out of kort.txt: navigation, 11 links; by-line\n"
        "  kort.txt: nothing to translate, everything was known\n"
        "  wrote kort.en.txt\n"
    )


def test_of_much_that_is_left_out_the_first_is_said_and_the_rest_counted(capsys: pytest.CaptureFixture[str]) -> None:
    codes = tuple(f"code block, line {line}" for line in range(10, 99))
    print_table([Summary("a.md", 1, 1, 2, 1, 0, 0, 0, (), 0, 0.04, (), (), codes)])
    line = capsys.readouterr().out.splitlines()[2]
    assert line.startswith("  left out of a.md: code block, line 10; code block, line 11; ")
    assert line.endswith("; code block, line 16; and 82 more")
    print_table([Summary("a.pdf", 1, 1, 2, 1, 0, 0, 0, (), 0, 0.04, (), (), ("running head: " + "kop " * 99,))])
    assert len(capsys.readouterr().out.splitlines()[2]) < 200
