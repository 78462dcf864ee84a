"""Write the part of docs/checks.md that the code knows: every check, its severity and its examples.

    python tools/document_checks.py [--check]

``--check`` writes nothing and exits with 1 when the page is not what it would be. What stands outside the two marks is
written by hand.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

from translate.checks import ArticleCheck, Check, article_checks, checks, run_article_checks, run_checks
from translate.document import Issue, Segment

PAGE = Path(__file__).resolve().parents[1] / "docs" / "checks.md"
WIDTH = 120  # characters of a line, as in the rest of the page
START, END = "<!-- begin: tools/document_checks.py writes this -->\n", "<!-- end -->\n"


def sections() -> Iterator[str]:
    """Yield the list of checks and a section for each of them, in order of name."""
    both = sorted((*checks(), *article_checks()), key=lambda one: one.name)
    rows = [f"| [{one.name}](#{_anchor(one.name)}) | {one.severity} |" for one in both]
    yield "\n".join(["| check | severity |", "|---|---|", *rows])
    for one in both:
        yield f"### {one.name}"
        scope = " It looks at the sentences of an article together." if isinstance(one, ArticleCheck) else ""
        yield fill(f"Severity: {one.severity}. {one.explanation}{scope}", WIDTH)
        if one.details:
            yield fill(one.details, WIDTH)
        yield "\n".join(["| Dutch | English | finds |", "|---|---|---|", *_examples(one)])


def _anchor(heading: str) -> str:
    """Return what links to a heading of Markdown as GitHub makes it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _examples(one: Check | ArticleCheck) -> Iterator[str]:
    if isinstance(one, ArticleCheck):
        found = run_article_checks(one.example)
        for segment in one.example:
            yield _row(one, segment, found.get(segment.id, ()))
    else:
        for segment in (*one.examples, *one.correct):
            yield _row(one, segment, run_checks(segment))


def _row(one: Check | ArticleCheck, segment: Segment, issues: tuple[Issue, ...]) -> str:
    messages = [issue.message for issue in issues if issue.check == one.name]
    cells = (_dutch(segment), segment.target, "; ".join(messages) or "nothing")
    return "| " + " | ".join(cell.replace("|", "\\|").replace("  ", "&nbsp; ") for cell in cells) + " |"


def _dutch(segment: Segment) -> str:
    """Return the Dutch, and what the example says of the segment besides."""
    terms = [f"{term.source.of(segment.source)} → {term.term}" for term in segment.terms]
    notes = [f"term: {term}" for term in terms]
    if segment.confidence is not None:
        notes.append(f"confidence {segment.confidence:.1f}")
    return segment.source + (f" ({'; '.join(notes)})" if notes else "")


def page(text: str) -> str:
    """Return the page with what stands between the marks as the code has it now."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return before + START + "\n" + "\n\n".join(sections()) + "\n\n" + END + after


def main() -> None:
    """Write the page, or say whether it is up to date."""
    parser = argparse.ArgumentParser(description="Write the checks into docs/checks.md.")
    parser.add_argument("--check", action="store_true", help="only say whether the page is up to date")
    arguments = parser.parse_args()
    old = PAGE.read_text(encoding="utf-8")
    new = page(old)
    if not arguments.check:
        PAGE.write_text(new, encoding="utf-8")
    elif new != old:
        sys.exit(f"{PAGE} is out of date: run python tools/document_checks.py")


if __name__ == "__main__":
    main()
