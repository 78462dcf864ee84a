"""Measure the translation memory: searching, importing, adapting numbers, and what cleaning would throw away wrongly.

    python benchmarks/memory.py PAIRS.tsv... [--numbers FLORES.tsv] [--sizes 1000 10000 100000] [--queries 200]

PAIRS and FLORES have a Dutch sentence and a human translation a line, with a tab between. The memory is made of PAIRS.
Times are those of the processor, so that other programs do not count.
Every query is a sentence of the memory in which one word is another: what it should find is the sentence it was.

For the numbers, those in the Dutch are changed by script: each into one of the same form (2.400 into 7.318), or each
whole one into one of any size (2.400 into 36). What the English should then be is worked out apart from the program:
the number with the same digits is changed in the same way. Where the English has it not, or more than once, in digits,
the program should say that it could not adapt it.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from translate.library import Library, MemoryUnit
from translate.memory import FuzzyIndex
from translate.memory.cleaning import propose_removals
from translate.memory.numbers import adapt_numbers, differ_only_in_numbers
from translate.memory.tmx_reading import check_tmx, read_tmx
from translate.memory.tmx_writing import write_tmx

SEED = 5
BATCH = 5_000  # units added at a time, as the command does
DIGITS = re.compile(r"(?<!\w)\d+(?:[.,:]\d+)*")  # 3 of 3e and 3rd too
WORD = re.compile(r"[^\W\d_]{4,}")

Pair = tuple[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", type=Path, metavar="PAIRS")
    parser.add_argument("--numbers", type=Path, metavar="FLORES", help="where numbers are changed; PAIRS if left out")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    pairs = distinct(pair for path in options.pairs for pair in read_pairs(path))
    print("fuzzy search, milliseconds a sentence")
    print(f"  {'units':>8}  {'index':>8}  {'median':>7}  {'95 %':>7}  {'worst':>7}  {'one new':>8}  found  percent")
    for size in options.sizes:
        if size > len(pairs):
            print(f"  {size:>8,}  (there are only {len(pairs):,} pairs)")
        else:
            measure_search(pairs[:size], options.queries)
    measure_import(pairs[: max(options.sizes)])
    measured = pairs if options.numbers is None else distinct(read_pairs(options.numbers))
    measure_numbers(measured, "the same form", same_form)
    measure_numbers(measured, "any size", any_size)
    units = [MemoryUnit(id, source, target) for id, (source, target) in enumerate(measured, 1)]
    reasons = Counter(one.reason for one in propose_removals(units))
    told = ", ".join(f"{reason} {count}" for reason, count in reasons.items()) or "none"
    print(f"\ncleaning, of {len(units):,} human translations it would remove: {told}")


def read_pairs(path: Path) -> list[Pair]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [(fields[0], fields[1]) for line in lines if len(fields := line.split("\t")) > 1 and fields[0] and fields[1]]


def distinct(pairs: object) -> list[Pair]:
    """Return pairs with different Dutch, in random order."""
    chosen = list({source: (source, target) for source, target in pairs}.values())  # type: ignore[attr-defined]
    random.Random(SEED).shuffle(chosen)
    return chosen


def as_units(pairs: Sequence[Pair]) -> list[MemoryUnit]:
    return [MemoryUnit(0, source, target) for source, target in pairs]


# --- searching and importing -----------------------------------------------------------------------------------------


def measure_search(pairs: Sequence[Pair], queries: int) -> None:
    choose = random.Random(SEED)
    words = [word for source, _ in pairs[:1000] for word in WORD.findall(source)]
    asked = []
    for source, _ in choose.sample([pair for pair in pairs if WORD.search(pair[0])], queries):
        place = choose.choice(list(WORD.finditer(source)))
        asked.append((source, source[: place.start()] + choose.choice(words) + source[place.end() :]))
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "t.db") as library:
        library.add_units(as_units(pairs))
        index = FuzzyIndex(library)
        building, _ = timed(lambda: index.search(pairs[0][0]))
        times, percents, found = [], [], 0
        for source, query in asked:
            taken, matches = timed(lambda query=query: index.search(query))
            times.append(taken)
            percents.extend(match.percent for match in matches if match.unit.source == source)
            found += any(match.unit.source == source for match in matches)
        library.add_units([MemoryUnit(0, "Dit is er nog niet.", "This is not there yet.")])
        one_new, _ = timed(lambda: index.search(pairs[0][0]))
    times.sort()
    middle, high, worst = statistics.median(times), times[int(0.95 * len(times))], times[-1]
    figures = (f"{value * 1000:>{width}.1f}" for value, width in ((middle, 7), (high, 7), (worst, 7), (one_new, 8)))
    share = f"{found / len(asked):.0%}"
    print(
        f"  {len(pairs):>8,}  {building:>6.2f} s  {'  '.join(figures)}  {share:>5}  {statistics.median(percents):>7.0f}"
    )


def measure_import(pairs: Sequence[Pair]) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "t.db") as library:
        path = Path(folder) / "t.tmx"
        writing, _ = timed(lambda: write_tmx(as_units(pairs), path))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        checking, _ = timed(lambda: check_tmx(path))
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory

        def add() -> int:
            units = list(read_tmx(path, Counter()))
            return sum(library.add_units(units[start : start + BATCH]) for start in range(0, len(units), BATCH))

        adding, new = timed(add)
        again, none = timed(add)
        assert (new, none) == (len(pairs), 0)
        print(f"\nTMX of {len(pairs):,} units, {path.stat().st_size / 1e6:.0f} MB")
        print(
            f"  writing {writing:.1f} s, checking {checking:.1f} s, adding {adding:.1f} s, adding again {again:.1f} s"
        )
        print(f"  an import takes {checking + adding:.1f} s; checking needs {grown / 1000:.0f} MB more memory")


def timed(do: Callable[[], object]) -> tuple[float, object]:
    started = time.process_time()
    result = do()
    return time.process_time() - started, result


# --- numbers ---------------------------------------------------------------------------------------------------------


def measure_numbers(pairs: Sequence[Pair], how: str, change: Callable[[str, random.Random], Pair | None]) -> None:
    """Count what becomes of sentences whose numbers were all changed in one way."""
    choose = random.Random(SEED)
    counts: Counter[str] = Counter()
    wrong = []
    for source, target in pairs:
        changed = changed_pair(source, target, change, choose)
        if changed is None:
            continue
        asked, expected = changed
        if not differ_only_in_numbers(source, asked):
            continue
        adapted = adapt_numbers(source, asked, target)
        if expected is None:
            outcome = "not in the English once: said so" if adapted.problems else "not in the English once: adapted"
        else:
            right = "adapted right" if plain(adapted.target) == plain(expected) else "adapted wrong"
            outcome = f"could be adapted: {'said that it could not' if adapted.problems else right}"
        counts[outcome] += 1
        if not outcome.endswith(("right", "said so")):
            wrong.append((bool(adapted.problems), source, asked, target, "; ".join(adapted.problems) or adapted.target))
    print(f"\nnumbers changed into others of {how}: {counts.total():,} sentences")
    for outcome, count in sorted(counts.items()):
        total = sum(number for other, number in counts.items() if other.split(":")[0] == outcome.split(":")[0])
        print(f"  {outcome:<45} {count:>6,}  {count / total:>6.1%}")
    for _, *texts in sorted(wrong)[:5]:  # what is wrong comes before what is only missed
        print("   ", "\n      ".join(texts))


def changed_pair(
    source: str, target: str, change: Callable[[str, random.Random], Pair | None], choose: random.Random
) -> tuple[str, str | None] | None:
    """Return a sentence with its numbers changed and the English to expect; None where it has none to change."""
    numbers = DIGITS.findall(source)
    news = {number: change(number, choose) for number in dict.fromkeys(numbers)}
    if not numbers or any(new is None for new in news.values()) or len(news) < len(numbers):
        return None
    asked = DIGITS.sub(lambda match: news[match[0]][0], source)  # type: ignore[index]
    expected: dict[str, str] = {}
    english = Counter(map(digits, DIGITS.findall(target)))
    for number, new in news.items():
        if english[digits(number)] != 1 or sum(digits(other) == digits(number) for other in news) > 1:
            return asked, None
        expected[digits(number)] = new[1]  # type: ignore[index]
    return asked, DIGITS.sub(lambda match: expected.get(digits(match[0]), match[0]), target)


def plain(english: str) -> str:
    """Return English without what may depend on a number beside its digits: commas, endings, the article."""
    return re.sub(r"(?<=\d),(?=\d{3})|(?<=\d)(?:st|nd|rd|th)\b|\b[Aa]n?(?= [€$£]?\d)", "", english)


def digits(number: str) -> str:
    return re.sub(r"\D", "", number).lstrip("0")


def same_form(number: str, choose: random.Random) -> Pair | None:
    """Change each digit but leave the first two of a year, hours below 10, and days and minutes possible."""
    if not re.fullmatch(r"\d+|\d{1,3}(?:\.\d{3})+|\d+,\d+", number) or number in ("0", "1"):
        return None
    kept = 2 if re.fullmatch(r"(?:19|20)\d\d", number) else 0
    first = True
    new = ""
    for place, digit in enumerate(number):
        if not digit.isdigit() or place < kept:
            new += digit
            continue
        options = "23456789" if first and not kept else "0123456789"
        new, first = new + choose.choice(options.replace(digit, "")), False
    return new, new.translate(str.maketrans(".,", ",."))


def any_size(number: str, choose: random.Random) -> Pair | None:
    """Change a whole number into one of any size; a year and a decimal fraction are left out."""
    if not re.fullmatch(r"\d{1,3}(?:\.\d{3})*", number) or number in ("0", "1"):
        return None
    new = f"{int(10 ** choose.uniform(0.5, 6)):,}"
    return (new.replace(",", "."), new) if new.replace(",", ".") != number else None


if __name__ == "__main__":
    main()
