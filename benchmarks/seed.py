"""The seed article's terms: what became of each, with the glossary and without.

    python benchmarks/seed.py [--article FILE] [--english]

Without a glossary nothing is asked for; an occurrence counts as right when the sentence has the term's English, in the
number asked for, as whole words.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from translate.document import Article, Segment
from translate.engines import load_engine
from translate.glossary.matching import Matcher
from translate.glossary.model import Glossary
from translate.glossary.store import load_glossary
from translate.pipeline import Pipeline
from translate.reading import read_article
from translate.terminology.english import wanted
from translate.terminology.verify import occurrences

ROOT = Path(__file__).parent.parent
NAMED = (
    "Geran 2", "Geran 3", "PAX", "HCSS", "Haags Centrum voor Strategische Studies", "De Wijk", "Peter Wijninga",
    "Wijninga", "Wim Zwijnenburg", "Zwijnenburg", "Poetin", "Oekraïne", "Port Soedan",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--article", default=str(ROOT / "seeds" / "iran-rusland-drones.txt"))
    parser.add_argument("--english", action="store_true", help="print both English versions too")
    options = parser.parse_args()
    article, glossary, engine = read_article(options.article), load_glossary(ROOT / "glossary.yaml"), load_engine()
    with_terms = Pipeline(engine, glossary).translate(article)
    without = Pipeline(engine, Glossary()).translate(article)
    terms = [term for segment in segments(with_terms) for term in segment.terms]
    print(f"{engine.id}, {len(glossary)} entries, {len(terms)} occurrences\n")
    for (outcome, rung), count in Counter((term.outcome, term.rung) for term in terms).most_common():
        print(f"{outcome + ', ' + rung:<28}{count:5}")
    for segment in segments(with_terms):
        for issue in segment.issues:
            print(f"issue: {issue.check}: {issue.message}")
    print(f"\n{'term':<42}{'applied':>9}{'repaired':>9}{'missed':>9}{'right without glossary':>26}")
    right = unaided(without, glossary)
    entries = sorted({term.entry for term in terms}, key=lambda e: (e not in NAMED, e.casefold()))
    for entry in entries:
        outcomes = Counter(term.outcome for term in terms if term.entry == entry)
        missed = outcomes["missed"] + outcomes["forbidden"]
        print(f"{entry:<42}{outcomes['applied']:>9}{outcomes['repaired']:>9}{missed:>9}{right[entry]:>26}")
    print(f"\nwithout a glossary {sum(right.values())} of {len(terms)} are right")
    if options.english:
        for name, made in (("with glossary", with_terms), ("without", without)):
            print(f"\n== {name}\n\n" + "\n\n".join(paragraph.target for paragraph in made.paragraphs))


def segments(article: Article) -> list[Segment]:
    """Return the segments of an article in order."""
    return [segment for paragraph in article.paragraphs for segment in paragraph.segments]


def unaided(article: Article, glossary: Glossary) -> Counter[str]:
    """Count, by entry, the occurrences that the translation without a glossary has right; each needs its own place."""
    matcher = Matcher(glossary)
    right: Counter[str] = Counter()
    for segment in segments(article):
        asked = Counter((found.entry.id, wanted(found)) for found in matcher.find(segment.source))
        entries = {entry.id: entry for entry in glossary}
        for (entry, want), count in asked.items():
            exact = entries[entry].case == "exact"
            places = {span for form in want.accepted for span in occurrences(form, segment.target, exact=exact)}
            right[entry] += min(count, len(places))
    return right


if __name__ == "__main__":
    main()
