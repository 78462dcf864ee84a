"""What a change to the glossary costs, beside translating everything again.

    python benchmarks/impact.py [--segments 10000] [--share 0.01] [--sample 500] [--runs 1]

A library of many articles is made: the sentences of terms/sentences.tsv and tests/data/sentences, and others from
templates, half of them with terms. Their English is a stand-in, for nothing here reads it. Then the English of one
entry changes, one that is found in about the share of the segments that is asked for, and the segments it touches are
found, translated and saved. What a full run takes is scaled up from a random sample of the sentences.

A change that touches 1 % should cost at most 3 % of a full run. It costs more where the model does not take the new
English and the terminology has to go on trying: the second change is to English that no model has seen.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from terms_data import load_items

from translate.document import Article, Paragraph, Segment
from translate.engines import Engine, load_engine
from translate.glossary.impact import find_touched
from translate.glossary.matching import Matcher
from translate.glossary.model import Entry, Glossary
from translate.glossary.store import load_glossary
from translate.library import Library
from translate.pipeline import Pipeline, Progress
from translate.refresh import refresh

ROOT = Path(__file__).parent.parent
SEED = 20
PER_ARTICLE = 40  # segments in an article

TEMPLATES = (
    "Volgens {term} is de toestand bij {term} de afgelopen {number} dagen {state}.",
    "De {people} spraken {day} in {place} over {term}, maar een besluit bleef uit.",
    "In {place} zijn {day} {number} {people} opgepakt wegens betrokkenheid bij {term}.",
    "{day} bleek dat {term} al {number} jaar geen overleg meer voert met de {people}.",
    "De {people} in {place} wachten al {number} weken op antwoord van de gemeente.",
    "Het werd {day} {number} graden in {place}, en de {people} zochten de schaduw op.",
    "Meer dan {number} {people} kwamen {day} naar {place} om de nieuwe brug te zien.",
    "De bouw van het ziekenhuis in {place} is {number} maanden vertraagd, zeggen de {people}.",
)
WORDS = {
    "state": "verbeterd verslechterd onduidelijk rustig gespannen stabiel onhoudbaar",
    "people": "bewoners boeren leraren artsen kiezers reizigers studenten vissers ambtenaren ouders",
    "day": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gisteren vanochtend",
    "place": "Assen Breda Delft Ede Goes Hoorn Leiden Meppel Sneek Tiel Venlo Weert Zwolle",
}


@dataclass(frozen=True, slots=True)
class Change:
    """How many segments a change touched, and the seconds it took to find them, and to translate and save them."""

    touched: int
    finding: float
    translating: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=int, default=10_000)
    parser.add_argument("--share", type=float, default=0.01, help="of the segments, to be touched")
    parser.add_argument("--sample", type=int, default=500, help="sentences from which a full run is scaled up")
    parser.add_argument("--runs", type=int, default=1, help="medians of so many, which take turns")
    options = parser.parse_args()
    glossary, engine = load_glossary(ROOT / "glossary.yaml"), load_engine()
    sentences = make_sentences(options.segments, glossary)
    entry = find_entry(glossary, sentences, options.share)
    print(f"{engine.id}; {len(sentences):,} sentences; the entry {entry.id} gets another English\n")
    engine.translate(sentences[:1])  # loads the model
    sample = random.Random(SEED).sample(sentences, options.sample)
    sampling: list[float] = []
    changes: dict[str, list[Change]] = {target: [] for target in other_english(glossary, entry)}
    for _ in range(options.runs):
        sampling.append(time_sample(engine, glossary, sample))
        for target, runs in changes.items():
            runs.append(time_change(engine, glossary, entry, target, sentences))
    full = statistics.median(sampling) * len(sentences) / len(sample)
    speed = len(sentences) / full
    print(f"full run, scaled up from {len(sample)} sentences: {full:.1f} s, {speed:.1f} sentences a second")
    for target, runs in changes.items():
        finding = statistics.median(run.finding for run in runs)
        translating = statistics.median(run.translating for run in runs)
        touched = runs[0].touched
        print(f"\n{entry.id}: {entry.target} → {target}")
        print(f"  touches               {touched:8,}     {touched / len(sentences):7.2%} of the segments")
        print(f"  finding them          {finding:8.2f} s   {finding / full:7.2%} of a full run")
        print(f"  translating, saving   {translating:8.2f} s   {translating / full:7.2%}")
        print(f"  together              {finding + translating:8.2f} s   {(finding + translating) / full:7.2%}")
        print(f"  sentences a second    {touched / translating:8.1f}")


def make_sentences(count: int, glossary: Glossary) -> list[str]:
    """Return as many different sentences, in random order."""
    lines = [
        line
        for name in ("dev", "test")
        for line in (ROOT / "tests" / "data" / "sentences" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    choose = random.Random(SEED)
    sentences = dict.fromkeys([*(item.source for item in load_items()), *lines])
    made = fill_templates(choose, [entry.sources[0] for entry in glossary])
    while len(sentences) < count:
        sentences[next(made)] = None
    chosen = list(sentences)[:count]
    choose.shuffle(chosen)
    return chosen


def fill_templates(choose: random.Random, terms: Sequence[str]) -> Iterator[str]:
    """Yield sentences: templates with their slots filled at random; a few terms are frequent, most are not."""
    slots = {name: words.split() for name, words in WORDS.items()}
    slots["number"] = [str(number) for number in range(2, 900)]
    slots["term"] = choose.choices(terms, [1 / rank for rank in range(1, len(terms) + 1)], k=10_000)
    while True:
        text = re.sub(r"\{(\w+)\}", lambda slot: choose.choice(slots[slot[1]]), choose.choice(TEMPLATES))
        yield text[0].upper() + text[1:]


def find_entry(glossary: Glossary, sentences: Sequence[str], share: float) -> Entry:
    """Return the entry that is found in about this share of the sentences."""
    matcher = Matcher(glossary)
    counts = Counter(entry for sentence in sentences for entry in {found.entry for found in matcher.find(sentence)})
    return min(counts, key=lambda entry: abs(counts[entry] - share * len(sentences)))


def other_english(glossary: Glossary, entry: Entry) -> tuple[str, str]:
    """Return two other translations: that of a like entry, and one that no model has seen."""
    like = next(e for e in glossary if e.kind == entry.kind and e.target != entry.target)
    return like.target, f"{entry.target[::-1].lower()} force"


def time_sample(engine: Engine, glossary: Glossary, sample: Sequence[str]) -> float:
    """Return the seconds that an article of these sentences takes, with a library that knows none of them."""
    article = Article(tuple(Paragraph("text", sentence) for sentence in sample))
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "t.db") as library:
        started = time.perf_counter()
        Pipeline(engine, glossary, library).translate(article)
        return time.perf_counter() - started


def time_change(engine: Engine, glossary: Glossary, entry: Entry, target: str, sentences: Sequence[str]) -> Change:
    """Find, translate and save what is touched when an entry gets this English."""
    entries = (replace(e, target=target, forbidden=()) if e == entry else e for e in glossary)
    edited = Glossary(tuple(entries), glossary.path)
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "t.db") as library:
        fill(library, engine, glossary, sentences)
        started = time.perf_counter()
        touched, progress = find_touched(library, edited), Progress()
        found = time.perf_counter()
        for _ in refresh(Pipeline(engine, edited, library), library, touched, progress=progress):
            pass
        done = time.perf_counter()
        assert progress.translated == len(touched) and not find_touched(library, edited)
        return Change(len(touched), found - started, done - found)


def fill(library: Library, engine: Engine, glossary: Glossary, sentences: Sequence[str]) -> None:
    """Save the sentences as articles that were translated with a glossary."""
    for start in range(0, len(sentences), PER_ARTICLE):
        paragraphs = tuple(
            Paragraph("text", sentence, segments=(Segment(f"{n}.1", sentence, target=sentence, state="translated"),))
            for n, sentence in enumerate(sentences[start : start + PER_ARTICLE], 1)
        )
        made_by = {"model": engine.id, "glossary": glossary.fingerprint()}
        library.save_article(Article(paragraphs, title=f"Article {start}", path=f"{start}.txt", **made_by))
    library.remember_glossary(glossary)


if __name__ == "__main__":
    main()
