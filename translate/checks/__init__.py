"""Checks: what a reviewer should look at in a translation."""

from __future__ import annotations

from translate.checks.registry import (
    ArticleCheck,
    Check,
    Example,
    Finding,
    article_check,
    article_checks,
    check,
    checks,
    run_article_checks,
    run_checks,
)

__all__ = [
    "ArticleCheck",
    "Check",
    "Example",
    "Finding",
    "article_check",
    "article_checks",
    "check",
    "checks",
    "run_article_checks",
    "run_checks",
]
