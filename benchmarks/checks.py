"""Measure the checks: false alarms on human translations, errors that they find, and what they cost.

    python benchmarks/checks.py PAIRS.tsv... [--half odd|even] [--alarms NAME] [--missed NAME] [--sentences N]

PAIRS has a Dutch sentence and a human translation a line, with a tab between (Flores dev, say). What a check finds in a
human translation counts as a false alarm, even where the human made an error. Then every error of check_errors.py and
check_errors_meaning.py is put into each sentence that has a place for it, and its check should find it; sentences in
which the check finds something already are left out. ``--half`` takes every other sentence of the files, so that checks
can be tuned on one half and measured on the other. With ``--sentences`` the model translates as many, without a
glossary, and what is found in them is shown.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from check_errors import ERRORS as OF_FORM
from check_errors_meaning import ERRORS as OF_MEANING

from translate.alignment import align_words
from translate.checks import checks, run_checks
from translate.document import Segment
from translate.engines import load_engine

SEED = 1
EXAMPLES = 20  # findings shown in the model's translations
ERRORS = {**OF_FORM, **OF_MEANING}


def read_pairs(paths: Sequence[Path], half: str | None) -> list[Segment]:
    """Read Dutch <tab> English as segments; all of them, or those on the lines with odd or even numbers."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    numbered = list(enumerate((line.split("\t") for line in lines), 1))
    chosen = [one for one in numbered if half is None or one[0] % 2 == (half == "odd")]
    return [Segment(str(number), fields[0], target=fields[1]) for number, fields in chosen]


def translate(segments: Sequence[Segment], model: str | None) -> list[Segment]:
    """Translate segments anew, with their alignment and confidence."""
    engine = load_engine(model)
    made = [hypotheses[0] for hypotheses in engine.translate([segment.source for segment in segments])]
    return [
        Segment(
            segment.id,
            segment.source,
            target=one.text,
            confidence=one.score,
            alignment=align_words(segment.source, one),
        )
        for segment, one in zip(segments, made, strict=True)
    ]


def false_alarms(segments: Sequence[Segment]) -> tuple[Counter[str], int]:
    """Return in how many segments each check finds something, and in how many any finds an error or a warning."""
    counts: Counter[str] = Counter()
    together = 0
    for segment in segments:
        issues = run_checks(segment)
        counts.update({issue.check for issue in issues})
        together += any(issue.severity != "info" for issue in issues)
    return counts, together


def detection(segments: Sequence[Segment], name: str, show: bool = False) -> tuple[int, int]:
    """Return how many errors were put into the segments for a check, and how many it found."""
    chance = random.Random(SEED)
    check = next(one for one in checks() if one.name == name)
    put = found = 0
    for segment in segments:
        for error in ERRORS.get(name, ()):
            wrong = error(segment, chance)
            if wrong is None or wrong == segment or any(check.find(segment)):
                continue
            put += 1
            is_found = any(check.find(wrong))
            found += is_found
            if show and not is_found:
                print(f"    missed: {wrong.source}\n            {wrong.target}")
    return put, found


def print_table(segments: Sequence[Segment]) -> None:
    """Print a row for each check: false alarms, and the share of the errors that it finds."""
    counts, together = false_alarms(segments)
    print(f"{len(segments)} sentences with a human translation")
    print(f"{'':26}{'severity':10}{'false alarms':>14}{'errors put in':>16}{'found':>9}")
    for check in checks():
        put, found = detection(segments, check.name)
        share = f"{found / put:9.1%}" if put else f"{'-':>9}"
        alarms = f"{counts[check.name]:6} {counts[check.name] / len(segments):7.2%}"
        print(f"{check.name:26}{check.severity:10}{alarms:>14}{put:16}{share}")
    print(f"{'any error or warning':36}{together:6} {together / len(segments):7.2%}")


def print_cost(segments: Sequence[Segment], loading: float) -> None:
    """Print what all checks cost: of each segment the best of seven runs, for others use the machine too."""
    best = [float("inf")] * len(segments)
    for _ in range(7):
        for number, segment in enumerate(segments):
            started = time.perf_counter()
            run_checks(segment)
            best[number] = min(best[number], time.perf_counter() - started)
    each = sum(best) / len(segments)
    print(f"first call {loading * 1000:.0f} ms (reads the word lists), then {each * 1000:.2f} ms a sentence")


def print_findings(segments: Sequence[Segment], names: Sequence[str], most: int | None = None) -> None:
    """Print what the checks of these names find (all, without names), or so many of it at random."""
    found = [(s, i) for s in segments for i in run_checks(s) if not names or i.check in names]
    for segment, issue in found if most is None else random.Random(SEED).sample(found, min(most, len(found))):
        print(f"    {issue.check}: {issue.message}\n        {segment.source}\n        {segment.target}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the checks.")
    parser.add_argument("pairs", type=Path, nargs="+", help="Dutch and human English, a tab between")
    parser.add_argument("--half", choices=("odd", "even"), help="take only the lines with such numbers")
    parser.add_argument("--alarms", metavar="NAME", action="append", default=[], help="show this check's false alarms")
    parser.add_argument("--missed", metavar="NAME", action="append", default=[], help="show errors that it missed")
    parser.add_argument("--sentences", type=int, default=0, help="how many the model translates")
    parser.add_argument("--model", help="the model, as for translate --model")
    arguments = parser.parse_args()
    absent = [path for path in arguments.pairs if not path.exists()]
    if absent:
        print(f"{absent[0]}: not present, skipped")
        return
    started = time.perf_counter()
    run_checks(Segment("0", "Een woord.", target="A word."))
    loading = time.perf_counter() - started
    segments = read_pairs(arguments.pairs, arguments.half)
    print_cost(segments, loading)
    print_table(segments)
    for name in arguments.alarms:
        print_findings(segments, [name])
    for name in arguments.missed:
        detection(segments, name, show=True)
    if arguments.sentences:
        translated = translate(segments[: arguments.sentences], arguments.model)
        counts, together = false_alarms(translated)
        print(f"the model's translations, {len(translated)} sentences: something in {together / len(translated):.1%}")
        print("  " + ", ".join(f"{name} {count}" for name, count in counts.most_common()))
        print_findings(translated, (), EXAMPLES)


if __name__ == "__main__":
    main()
