"""Checks: what a reviewer should look at in a translation."""

from __future__ import annotations

from translate.checks.registry import Check, Finding, check, checks, run_checks

__all__ = ["Check", "Finding", "check", "checks", "run_checks"]
