from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.checks import Check, checks, run_checks
from translate.document import Segment

from .segments import found, segment

DOCS = Path(__file__).resolve().parents[2] / "docs" / "checks.md"


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.name)
def test_every_check_finds_something_in_its_own_example(check: Check) -> None:
    assert found(check.name, segment(*check.example))


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.name)
def test_the_documentation_has_every_check(check: Check) -> None:
    text = re.sub(r"\s+", " ", DOCS.read_text(encoding="utf-8"))
    assert f"## {check.name} Severity: {check.severity}. {check.explanation}" in text
    assert f"> {check.example[0]} > > {check.example[1]}" in text


def test_a_segment_without_translation_has_no_issues() -> None:
    assert run_checks(Segment("1.1", "Minder olie.")) == ()
    assert run_checks(Segment("1.1", "Minder olie.", target=" ")) == ()


def test_issues_come_in_order_of_place() -> None:
    issues = run_checks(segment("Minder olie en geen oorlog.", "Minder oil, voloperate, oorlog."))
    assert [issue.check for issue in issues] == ["left in Dutch", "unknown word", "left in Dutch"]


_TEXT = st.text(st.sampled_from("het oorlog Minder'’s-“:.é5²@_[]\u0301\U0001f600İŉ\n"), max_size=60) | st.text(
    max_size=60
)


@given(_TEXT, _TEXT)
def test_whatever_the_texts_places_lie_within_them(dutch: str, english: str) -> None:
    for issue in run_checks(Segment("1.1", dutch, target=english)):
        assert issue.target is not None and issue.target.of(english).strip() in issue.message
        assert issue.target.end <= len(english)
        assert issue.source is None or issue.source.end <= len(dutch)
