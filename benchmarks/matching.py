"""Matching speed for glossaries of 100, 10,000 and 200,000 entries, and for sentences of growing length.

    python benchmarks/matching.py [--sizes 100,10000,200000]

Entries are the starter glossary's, filled up with made-up Dutch compounds and two-word terms, so that the index has the
shape of a real one. Times are medians of five runs.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from translate.glossary.matching import Matcher
from translate.glossary.model import Entry, Glossary
from translate.glossary.store import load_glossary
from translate.reading import read_article

ROOT = Path(__file__).parent.parent
SYLLABLES = [
    "ba",
    "de",
    "fi",
    "go",
    "hu",
    "ka",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "wa",
    "ze",
    "lan",
    "der",
    "ven",
    "stuk",
    "werk",
    "huis",
    "berg",
    "veld",
    "recht",
    "macht",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,10000,200000")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    text = " ".join(p.text for p in read_article(ROOT / "seeds" / "iran-rusland-drones.txt").paragraphs)
    words = text.split()
    starter = load_glossary(ROOT / "glossary.yaml")
    print(f"{'entries':>9}{'load YAML':>12}{'build index':>13}" + "".join(f"{n:>12} words" for n in (25, 250, 2500)))
    for size in sizes:
        glossary = filled_up(starter, size)
        loading = load_time(glossary)
        started = time.perf_counter()
        matcher = Matcher(glossary)
        building = time.perf_counter() - started
        cells = []
        for length in (25, 250, 2500):
            sentence = " ".join((words * (length // len(words) + 1))[:length])
            cells.append(f"{median(partial(matcher.find, sentence)) * 1e6 / length:>12.1f} µs/w")
        print(f"{size:>9,}{loading:>10.2f} s{building:>11.2f} s" + "".join(cells))


def filled_up(starter: Glossary, size: int) -> Glossary:
    """Return the starter cut or filled up to a size."""
    choose = random.Random(size)
    entries = list(starter.entries)[:size]
    seen = {source for entry in entries for source in entry.sources}
    while len(entries) < size:
        source = "".join(choose.choices(SYLLABLES, k=choose.randint(3, 6)))
        if choose.random() < 0.3:
            source += " " + "".join(choose.choices(SYLLABLES, k=3))
        if source not in seen:
            seen.add(source)
            entries.append(Entry((source,), f"term {len(entries)}"))
    return Glossary(tuple(entries))


def load_time(glossary: Glossary) -> float:
    """Write the glossary as YAML and time reading it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "glossary.yaml"
        lines = [f"  - source: {entry.sources[0]!r}\n    target: {entry.target!r}\n" for entry in glossary]
        path.write_text("terms:\n" + "".join(lines).replace("\\'", "''"), encoding="utf-8")
        started = time.perf_counter()
        load_glossary(path)
        return time.perf_counter() - started


def median(run: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    main()
