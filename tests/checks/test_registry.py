from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.checks import ArticleCheck, Check, article_checks, checks, run_article_checks, run_checks
from translate.checks.articles import find_issues
from translate.document import Issue, Segment

from .segments import segment

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.name)
def test_a_check_finds_something_in_its_examples_and_nothing_in_what_is_correct(check: Check) -> None:
    assert check.examples
    for example in check.examples:
        assert check.name in {issue.check for issue in run_checks(example)}, example
    for example in check.correct:
        assert check.name not in {issue.check for issue in run_checks(example)}, example


@pytest.mark.parametrize("check", article_checks(), ids=lambda check: check.name)
def test_a_check_of_articles_finds_something_in_its_example(check: ArticleCheck) -> None:
    found = run_article_checks(check.example)
    assert check.name in {issue.check for issues in found.values() for issue in issues}


def test_there_are_many_checks_and_no_two_of_one_name() -> None:
    names = [one.name for one in (*checks(), *article_checks())]
    assert len(names) == len(set(names)) >= 18


def test_the_documentation_is_what_the_code_says() -> None:
    command = [sys.executable, str(ROOT / "tools" / "document_checks.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)})
    assert (done.returncode, done.stderr) == (0, "")


def test_of_a_segment_without_translation_only_that_is_said() -> None:
    for target in ("", " "):
        (issue,) = run_checks(Segment("1.1", "Minder olie.", target=target))
        assert (issue.check, issue.severity) == ("not translated", "error")
    assert run_checks(Segment("1.1", " ")) == ()
    assert run_article_checks([Segment("1.1", "Minder olie."), Segment("1.2", "Minder olie.", target=" ")]) == {}


def test_issues_come_in_order_of_place() -> None:
    issues = run_checks(segment("Minder olie en geen oorlog.", "Not minder oil, voloperate, oorlog."))
    assert [issue.check for issue in issues] == ["left in Dutch", "unknown word", "left in Dutch"]


def test_all_there_is_to_look_at_in_an_article() -> None:
    doubt = Issue("name or word", "warning", "may be a name")
    old = Issue("number lost", "warning", "found when it was translated, and right by now")
    segments = [
        replace(segment("Er waren 27 doden.", "There were 27 deaths."), id="1.1", issues=(doubt, old)),
        replace(segment("Er waren 27 doden.", "There were 72 dead."), id="1.2"),
        replace(segment("Het leger groeit.", "The army is growing."), id="1.3"),
    ]
    lost = ("Er waren 27 doden.", "number lost", "“27” is not in the English")
    found = find_issues(segments, {lost})
    assert set(found) == {"1.1", "1.2"}
    assert doubt in found["1.1"] and old not in found["1.1"]
    assert {(issue.check, issue.dismissed) for issue in found["1.2"]} >= {
        ("number lost", True),
        ("number added", False),
    }


_PIECES = str.split(
    "het oorlog Minder The army 27 2.400 3,5 14.30 uur miljard million half drie twee euro $ € % procent maart May "
    "zondag niet not geen Poetin NAVO ( ) [ ] “ ” \" ' ’ s ‘ . , : ; ? ! … - – https://nos.nl a@b.nl @wie #tag "
    "⁇ Ã© \u0301 \U0001f600 İ ŉ ² km2 \n \t \u00a0 \u0000",
    " ",
)
_TEXT = st.lists(st.sampled_from([*_PIECES, " "]), max_size=14).map("".join) | st.text(max_size=60)
_SPACED = st.lists(st.sampled_from(_PIECES), max_size=14).map(" ".join)


@given(_TEXT | _SPACED, _TEXT | _SPACED)
def test_whatever_the_texts_no_check_fails_and_places_lie_within_them(dutch: str, english: str) -> None:
    for issue in run_checks(Segment("1.1", dutch, target=english)):
        assert issue.message
        assert issue.target is None or issue.target.end <= len(english)
        assert issue.source is None or issue.source.end <= len(dutch)


@given(st.lists(st.tuples(_SPACED, _SPACED), max_size=6))
def test_whatever_the_texts_no_check_of_articles_fails(pairs: list[tuple[str, str]]) -> None:
    segments = [Segment(f"1.{number}", *pair) for number, pair in enumerate(pairs, 1)]
    segments = [replace(one, gap="", target=one.gap) for one in segments]
    assert set(run_article_checks(segments)) <= {one.id for one in segments}
