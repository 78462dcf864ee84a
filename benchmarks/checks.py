"""Measure the checks: false alarms on human translations, what they find in the model's, and what they cost.

    python benchmarks/checks.py PAIRS.tsv [--sentences 150] [--examples 20] [--model NAME] [--alarms]

PAIRS has a Dutch sentence and a human translation a line, with a tab between (Flores dev, say). What a check finds in a
human translation counts as a false alarm, even where the human made a typing error. The model translates the first
sentences, without a glossary.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from translate.alignment import align_words
from translate.checks import checks, run_checks
from translate.document import Segment
from translate.engines import load_engine

CONTEXT = 40  # characters shown on either side of a finding


def read_pairs(path: Path) -> list[Segment]:
    """Read Dutch <tab> English as segments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    parts = [line.split("\t") for line in lines]
    return [Segment(str(number), fields[0], target=fields[1]) for number, fields in enumerate(parts, 1)]


def translate(segments: Sequence[Segment], model: str | None) -> list[Segment]:
    """Translate segments anew, with their alignment."""
    engine = load_engine(model)
    made = [hypotheses[0] for hypotheses in engine.translate([segment.source for segment in segments])]
    return [
        Segment(segment.id, segment.source, target=one.text, alignment=align_words(segment.source, one))
        for segment, one in zip(segments, made, strict=True)
    ]


def findings(segments: Sequence[Segment]) -> list[tuple[str, str]]:
    """Return the check's name and the finding in its context, for every finding."""
    found = []
    for segment in segments:
        for issue in run_checks(segment):
            if issue.target is not None:
                start, end = issue.target.start, issue.target.end
                before, after = segment.target[max(start - CONTEXT, 0) : start], segment.target[end : end + CONTEXT]
                found.append((issue.check, f"{before}[{issue.target.of(segment.target)}]{after}"))
    return found


def print_shares(title: str, segments: Sequence[Segment]) -> None:
    flagged = Counter(name for segment in segments for name in {issue.check for issue in run_checks(segment)})
    print(f"{title}, {len(segments)} sentences:")
    for check in checks():
        count = flagged[check.name]
        print(f"  {check.name:16} {count:4} sentences flagged, {count / len(segments):6.1%}")


def print_examples(found: Sequence[tuple[str, str]]) -> None:
    for name, context in found:
        print(f"    {name:14} {context}")


def print_cost(segments: Sequence[Segment], loading: float) -> None:
    started = time.perf_counter()
    for segment in segments:
        run_checks(segment)
    each = (time.perf_counter() - started) / len(segments)
    print(f"first call {loading * 1000:.0f} ms (reads the word lists), then {each * 1000:.2f} ms a sentence")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the checks.")
    parser.add_argument("pairs", type=Path, help="Dutch and human English, a tab between")
    parser.add_argument("--sentences", type=int, default=150, help="how many the model translates")
    parser.add_argument("--examples", type=int, default=20, help="how many findings in them to show")
    parser.add_argument("--model", help="the model, as for translate --model")
    parser.add_argument("--alarms", action="store_true", help="show every false alarm")
    arguments = parser.parse_args()
    if not arguments.pairs.exists():
        print(f"{arguments.pairs}: not present, skipped")
        return
    started = time.perf_counter()
    run_checks(Segment("0", "Een woord.", target="A word."))
    loading = time.perf_counter() - started
    segments = read_pairs(arguments.pairs)
    print_cost(segments, loading)
    print_shares("human translations", segments)
    if arguments.alarms:
        print_examples(findings(segments))
    translated = translate(segments[: arguments.sentences], arguments.model)
    print_shares("the model's translations", translated)
    found = findings(translated)
    print_examples(random.Random(1).sample(found, min(arguments.examples, len(found))))


if __name__ == "__main__":
    main()
