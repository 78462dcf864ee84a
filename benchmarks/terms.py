"""Term accuracy by stratum, for the ladder and for what people do without it.

    python benchmarks/terms.py [--model NAME] [--no-marks] [--misses]

Modes (after WMT23's and WMT25's terminology tasks, which score all modes against the proper terms):

    no glossary         the model alone
    find and replace    Dutch terms left in the English are replaced after translation
    substitution        the English terms are written into the Dutch, nothing is checked
    ladder              what this program does
    random              the ladder, asked for random other words of the reference: what obedience alone does to chrF2++

Accuracy: the share of annotated occurrences whose English stands in the output as words of its own (sentences.tsv,
column terms); intervals are 95 % bootstrap over sentences. Over-application: the share of negative sentences with
English in them that only the glossary would put there.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sacrebleu
from terms_data import GLOSSARY, STRATA, Expected, Item, load_items, stands_in

from translate.alignment import align_words
from translate.document import Span, TermMatch
from translate.engines import Engine, load_engine
from translate.glossary.matching import Found, Matcher
from translate.glossary.model import Entry
from translate.glossary.store import load_glossary
from translate.terminology.doubt import is_doubtful
from translate.terminology.english import Wanted, wanted
from translate.terminology.ladder import translate_sentences
from translate.terminology.request import Request, ask_by_substitution

RESAMPLES = 1000
SEED = 20
AMBIGUOUS = ("n54", "n55", "n56", "n57")  # a capital that only the beginning of the sentence gives: terms/README.md


@dataclass(frozen=True, slots=True)
class Output:
    """One mode's English for every item, with the matches where the mode records them."""

    texts: Sequence[str]
    terms: Sequence[Sequence[TermMatch]] | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="name or folder; the default model if left out")
    parser.add_argument("--no-marks", action="store_true", help="treat the model as one that does not mark terms")
    parser.add_argument("--misses", action="store_true", help="print the ladder's misses")
    options = parser.parse_args()
    items, glossary, engine = load_items(), load_glossary(GLOSSARY), load_engine(options.model)
    if options.no_marks:
        engine.marks_terms = False
    sources = [item.source for item in items]
    matcher = Matcher(glossary)
    requests = [
        [Request(found, wanted(found), is_doubtful(found, source, frozenset())) for found in matcher.find(source)]
        for source in sources
    ]
    plain = [made.text for made in translate_sentences(engine, sources, [()] * len(sources))]
    outputs = {
        "no glossary": Output(plain),
        "find and replace": Output([find_and_replace(t, s, matcher) for t, s in zip(plain, sources, strict=True)]),
        "substitution": Output(substitute(engine, sources, requests)),
        "ladder": ladder(engine, sources, requests),
        "random": ladder(engine, sources, random_requests(engine, items)),
    }
    print(f"{engine.id}, terms {'marked' if engine.marks_terms else 'not marked'}; {len(items)} sentences\n")
    print_accuracy(items, outputs)
    print_ladder(items, outputs["ladder"], plain, requests, misses=options.misses)


def find_and_replace(text: str, source: str, matcher: Matcher) -> str:
    """Replace what stands in the English as it stood in the Dutch by the glossary's English."""
    for found in matcher.find(source):
        dutch = found.span.of(source)
        text = re.sub(rf"(?<!\w){re.escape(dutch)}(?!\w)", wanted(found).term, text)
    return text


def substitute(engine: Engine, sources: Sequence[str], requests: Sequence[Sequence[Request]]) -> list[str]:
    """Write the terms into the Dutch and translate that."""
    asked = [ask_by_substitution(source, wanted) for source, wanted in zip(sources, requests, strict=True)]
    return [answer[0].text for answer in engine.translate([question.text for question in asked])]


def ladder(engine: Engine, sources: Sequence[str], requests: Sequence[Sequence[Request]]) -> Output:
    """Translate as the pipeline does."""
    made = translate_sentences(engine, sources, requests)
    return Output([translation.text for translation in made], [translation.terms for translation in made])


def random_requests(engine: Engine, items: Sequence[Item]) -> list[list[Request]]:
    """Ask for as many words as there are terms, but others: Dutch words and the reference's words aligned with them."""
    choose = random.Random(SEED)
    answers = engine.translate([item.source for item in items], beam=1, prefixes=[item.reference for item in items])
    requests = []
    for item, answer in zip(items, answers, strict=True):
        pairs = align_words(item.source, answer[0])
        words = [pair for pair in pairs if _is_other_word(pair, item, answer[0].text)]
        chosen = choose.sample(words, min(len(item.terms), len(words)))
        requests.append([_request(source, target, item.source, answer[0].text) for source, target in sorted(chosen)])
    return requests


def _is_other_word(pair: tuple[Span, Span], item: Item, text: str) -> bool:
    source, target = pair[0].of(item.source), pair[1].of(text)
    in_term = any(source in expected.surface for expected in item.terms)
    return len(source) > 3 and len(target) > 2 and not in_term and stands_in(target, item.reference, free=False)


def _request(source: Span, target: Span, sentence: str, text: str) -> Request:
    word = target.of(text)
    return Request(Found(Entry((source.of(sentence),), word), source), Wanted(word, (word,)))


def right(expected: Expected, text: str, entries: dict[str, Entry]) -> bool:
    """Say whether an occurrence is right in the output; ordinary words may have a capital."""
    free = entries[expected.entry].case == "free"
    return any(stands_in(phrase, text, free=free) for phrase in expected.expect)


def print_accuracy(items: Sequence[Item], outputs: dict[str, Output]) -> None:
    """Print accuracy by stratum and mode, chrF2++, over-application."""
    entries = {entry.id: entry for entry in load_glossary(GLOSSARY)}
    print(f"{'term accuracy, %':<20}" + "".join(f"{name:>24}" for name in outputs))
    for stratum in (*STRATA[:-1], "all"):
        chosen = [i for i, item in enumerate(items) if item.terms and stratum in (item.stratum, "all")]
        cells = []
        for output in outputs.values():
            scores = [[right(term, output.texts[i], entries) for term in items[i].terms] for i in chosen]
            cells.append(_interval(scores))
        print(f"{stratum:<20}" + "".join(f"{cell:>24}" for cell in cells))
    references = [[item.reference for item in items]]
    scores = [sacrebleu.corpus_chrf(list(o.texts), references, word_order=2).score for o in outputs.values()]
    print(f"{'chrF2++':<20}" + "".join(f"{score:>24.1f}" for score in scores))
    for label, wanted_ids in (("over-applied", False), ("  capital ambiguous", True)):
        negatives = [i for i, item in enumerate(items) if not item.terms and (item.id in AMBIGUOUS) == wanted_ids]
        cells = [
            f"{sum(_over_applied(items[i], output.texts[i]) for i in negatives)} of {len(negatives)}"
            for output in outputs.values()
        ]
        print(f"{label:<20}" + "".join(f"{cell:>24}" for cell in cells))


def _over_applied(item: Item, text: str) -> bool:
    return any(
        stands_in(p, text, free=False) and not stands_in(p, item.reference, free=False) for p in item.forbidden_out
    )


def _interval(scores: Sequence[Sequence[bool]]) -> str:
    def mean(sample: Sequence[Sequence[bool]]) -> float:
        return 100 * sum(map(sum, sample)) / max(sum(map(len, sample)), 1)

    choose = random.Random(SEED)
    resampled = sorted(mean(choose.choices(scores, k=len(scores))) for _ in range(RESAMPLES))
    low, high = resampled[int(0.025 * RESAMPLES)], resampled[int(0.975 * RESAMPLES)]
    return f"{mean(scores):.1f} [{low:.1f}, {high:.1f}]"


def is_flagged(expected: Expected, source: str, terms: Sequence[TermMatch]) -> bool:
    """Say whether this very occurrence is reported as missed or forbidden."""
    lost = [term for term in terms if term.outcome in ("missed", "forbidden") and term.entry == expected.entry]
    return any(expected.surface in source and term.source.of(source) in expected.surface for term in lost)


def print_ladder(
    items: Sequence[Item],
    output: Output,
    plain: Sequence[str],
    requests: Sequence[Sequence[Request]],
    *,
    misses: bool,
) -> None:
    """Print the ladder's rungs, whether its misses are flagged, and what it does to sentences without terms."""
    assert output.terms is not None
    entries = {entry.id: entry for entry in load_glossary(GLOSSARY)}
    rungs = Counter(f"{term.outcome}, {term.rung}" for terms in output.terms for term in terms)
    print("\nrungs: " + "; ".join(f"{name} {count}" for name, count in rungs.most_common()))
    wrong = [
        (i, term) for i, item in enumerate(items) for term in item.terms if not right(term, output.texts[i], entries)
    ]
    flagged = [(i, t) for i, t in wrong if is_flagged(t, items[i].source, output.terms[i])]
    print(f"wrong occurrences: {len(wrong)}, in a flagged sentence: {len(flagged)}")
    same = [plain[i] == output.texts[i] for i, wanted in enumerate(requests) if not wanted]
    print(f"sentences without terms: {len(same)}, byte-identical with and without glossary: {sum(same)}")
    for i, term in wrong if misses else ():
        mark = "flagged" if (i, term) in flagged else "NOT FLAGGED"
        print(
            f"  {items[i].id} {mark}: {term.surface} → {term.expect[0]}\n    {items[i].source}\n    {output.texts[i]}"
        )


if __name__ == "__main__":
    main()
