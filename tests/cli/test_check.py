"""What the checks find in the library, from the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from translate.document import Article, Issue, Paragraph, Segment
from translate.library import Library

from .conftest import Run

LOST = "“27” is not in the English"
ADDED = "“72” is not in the Dutch"


def article(title: str, *pairs: tuple[str, str]) -> Article:
    """An article of one paragraph a sentence."""
    segments = [Segment(f"{n}.1", dutch, target=english) for n, (dutch, english) in enumerate(pairs, 1)]
    paragraphs = tuple(Paragraph("text", one.source, segments=(one,)) for one in segments)
    return Article(paragraphs, title=title, path=f"{title}.txt", sha256=title)


@pytest.fixture
def library(folder: Path) -> Path:
    """A library of two articles: the first has something to look at in its second paragraph, the other nothing."""
    path = folder / "translations.db"
    with Library.open(path) as opened:
        pairs = [("Het leger groeit.", "The army is growing."), ("Er waren 27 doden.", "There were 72 deaths.")]
        opened.save_article(article("Leger", *pairs))
        opened.save_article(article("Vloot", ("De vloot groeit.", "The fleet is growing.")))
    return path


def test_findings_stand_under_their_article_and_sentence(run: Run, library: Path) -> None:
    result = run("check", "--library", library)
    assert result.status == 1
    lines = result.out.splitlines()
    assert lines[0] == "Leger (1)"
    assert lines[1].split() == ["2.1", "Er", "waren", "27", "doden."]
    assert lines[2].strip() == "There were 72 deaths."
    assert {line.strip() for line in lines[3:5]} == {f"warning: number lost: {LOST}", f"warning: number added: {ADDED}"}
    assert lines[5:] == ["2 warnings in 2 articles."]


def test_articles_and_checks_can_be_chosen(run: Run, library: Path) -> None:
    clean = run("check", "vloot", "--library", library)
    assert (clean.status, clean.out) == (0, "Nothing to look at in 1 article.\n")
    one = run("check", "1", "--check", "number lost", "--library", library)
    assert one.status == 1 and one.out.endswith("1 warning in 1 article.\n") and ADDED not in one.out
    assert run("check", "--check", "spacing", "--library", library).status == 0


def test_what_was_dismissed_counts_no_more(run: Run, library: Path) -> None:
    with Library.open(library) as opened:
        opened.dismiss(1, "2.1", "number lost", LOST, True)
        opened.dismiss(1, "2.1", "number added", ADDED, True)
    assert run("check", "--library", library).status == 0
    shown = run("check", "--all", "--library", library)
    assert shown.status == 0
    assert f"number lost: {LOST} (dismissed)" in shown.out and shown.out.endswith("2 dismissed in 2 articles.\n")


def test_what_comes_from_no_check_is_shown_too(run: Run, folder: Path) -> None:
    note = Issue("long sentence", "info", "translated in 2 pieces")
    given = article("Vloot", ("De vloot groeit.", "The fleet is growing."))
    segment = replace(given.paragraphs[0].segments[0], issues=(note,))
    with Library.open(folder / "l.db") as opened:
        opened.save_article(replace(given, paragraphs=(replace(given.paragraphs[0], segments=(segment,)),)))
    result = run("check", "--library", folder / "l.db")
    assert result.status == 0  # only worth knowing
    assert "info: long sentence: translated in 2 pieces\n1 note in 1 article." in result.out
    assert run("check", "--check", "long sentence", "--library", folder / "l.db").status == 0


def test_an_article_cannot_steer_the_terminal(run: Run, folder: Path) -> None:
    with Library.open(folder / "l.db") as opened:
        opened.save_article(article("Ti\x9b31mtel", ("Er waren\xa027 \x1b[31mdoden.", "There were\n72 deaths\x07.")))
    result = run("check", "--library", folder / "l.db")
    assert result.status == 1
    assert all(line.isprintable() for line in result.out.splitlines())
    assert "Er waren 27 ?[31mdoden." in result.out and "There were 72 deaths?." in result.out


def test_json(run: Run, library: Path) -> None:
    rows = run("check", "--json", "--library", library).json
    assert {row["check"] for row in rows} == {"number lost", "number added"}
    row = next(row for row in rows if row["check"] == "number lost")
    assert row == {
        "article": 1,
        "title": "Leger",
        "path": "Leger.txt",
        "segment": "2.1",
        "state": "initial",
        "check": "number lost",
        "severity": "warning",
        "message": LOST,
        "dismissed": False,
        "source": "Er waren 27 doden.",
        "target": "There were 72 deaths.",
    }
    assert run("check", "vloot", "--json", "--library", library).json == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--check", "number lots"], "no check is called 'number lots'"),
        (["zeppelin"], "no article is called 'zeppelin'"),
        (["--library", "nowhere.db"], "there is no library"),
    ],
)
def test_bad_input(run: Run, library: Path, arguments: list[str], message: str) -> None:
    result = run("check", *arguments, *([] if "--library" in arguments else ["--library", library]))
    assert (result.status, result.out) == (2, "")
    assert message in result.err and result.err.count("\n") == 1
