"""All that there is to look at in an article: what the checks find now, and what was found when it was translated."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from translate.checks.registry import NOT_TRANSLATED, article_checks, checks, in_order, run_article_checks, run_checks
from translate.document import Issue, Segment


def find_issues(
    segments: Sequence[Segment], dismissed: Collection[tuple[str, str, str]] = ()
) -> dict[str, tuple[Issue, ...]]:
    """Return the issues of an article's segments by segment id, in order; segments without any are left out.

    The checks are run anew, so that what is stored of them does not count. Stored issues that come from no check (a
    name that may be a word, say) are kept.

    Args:
        segments: the article's segments in order.
        dismissed: what is to be ignored: source, check and message (``Library.dismissals``).
    """
    anew = {NOT_TRANSLATED, *(one.name for one in checks()), *(one.name for one in article_checks())}
    of_article = run_article_checks(segments)
    found = {}
    for segment in segments:
        kept = [issue for issue in segment.issues if issue.check not in anew]
        issues = in_order((*kept, *run_checks(segment), *of_article.get(segment.id, ())))
        if issues:
            found[segment.id] = tuple(
                replace(issue, dismissed=True) if (segment.source, issue.check, issue.message) in dismissed else issue
                for issue in issues
            )
    return found
