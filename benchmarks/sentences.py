"""Measure the sentence splitter against the sentences marked by hand in tests/data/sentences.

    python benchmarks/sentences.py [dev.txt|test.txt|your file ...] [--errors]

A boundary is a place between two sentences of one paragraph; the end of a paragraph does not count. Precision is the
share of boundaries found that are right, recall the share of right boundaries that were found, and a paragraph is exact
when all its boundaries and no others were found.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

from translate.segmenting import split_sentences

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data" / "sentences"


@dataclass(frozen=True, slots=True)
class Score:
    """How many boundaries and paragraphs there are, and how many of them are right."""

    gold: int
    found: int
    right: int
    paragraphs: int
    exact: int

    @property
    def precision(self) -> float:
        """Share of the boundaries found that are right, 0 to 1."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the right boundaries that were found, 0 to 1."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read_gold(path: Path) -> list[list[str]]:
    """Read paragraphs as lists of sentences: one sentence a line, a blank line between paragraphs, ``#`` comments."""
    paragraphs: list[list[str]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            paragraphs.append([])
        elif not line.startswith("# "):
            paragraphs[-1].append(line)
    return [paragraph for paragraph in paragraphs if paragraph]


def boundaries(sentences: list[str]) -> set[int]:
    """Return where sentences joined by one space end, in code points from the start, without the last."""
    ends, position = set(), -1
    for sentence in sentences:
        position += len(sentence) + 1
        ends.add(position)
    return ends - {position}


def predicted_boundaries(paragraph: str) -> set[int]:
    """Return where the splitter ends its sentences, without the last."""
    return {sentence.end for sentence in split_sentences(paragraph)[:-1]}


def score(paragraphs: list[list[str]]) -> Score:
    """Compare the splitter with paragraphs marked by hand."""
    gold = found = right = exact = 0
    for sentences in paragraphs:
        wanted, got = boundaries(sentences), predicted_boundaries(" ".join(sentences))
        gold, found, right = gold + len(wanted), found + len(got), right + len(wanted & got)
        exact += wanted == got
    return Score(gold, found, right, len(paragraphs), exact)


def print_errors(paragraphs: list[list[str]]) -> None:
    for sentences in paragraphs:
        text = " ".join(sentences)
        wanted, got = boundaries(sentences), predicted_boundaries(text)
        for place in sorted(wanted ^ got):
            kind = "missed" if place in wanted else "false "
            print(f"  {kind}  {text[max(place - 40, 0) : place]} | {text[place + 1 : place + 40]}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the Dutch sentence splitter.")
    parser.add_argument("files", nargs="*", type=Path, help="gold files; the two that come with the tests by default")
    parser.add_argument("--errors", action="store_true", help="print every boundary missed or wrongly found")
    arguments = parser.parse_args()
    for path in arguments.files or [GOLD / "dev.txt", GOLD / "test.txt"]:
        paragraphs = read_gold(path)
        text = "\n".join(" ".join(sentences) for sentences in paragraphs)
        started = time.perf_counter()
        split_sentences(text)
        speed = len(text) / (time.perf_counter() - started)
        result = score(paragraphs)
        print(
            f"{path.name}: precision {result.precision:.1%}  recall {result.recall:.1%}  F1 {result.f1:.1%}  "
            f"exact paragraphs {result.exact}/{result.paragraphs}  ({result.right} right of {result.found} found, "
            f"{result.gold} wanted; {speed / 1e6:.1f} million characters a second)"
        )
        if arguments.errors:
            print_errors(paragraphs)


if __name__ == "__main__":
    main()
