"""Measure the terms that are proposed from articles against those marked by hand in benchmarks/candidates.

    python benchmarks/candidates.py [--glossary FILE] [--development] [--errors] [--fit] [--acter FOLDER ...]

A candidate is right when it stands exactly where a term stands that was marked. Precision at 20 is the share of the
first twenty candidates of an article that are right, recall the share of the marked terms among the first twenty, fifty
and all candidates that are more likely a term than not. The dictionary form is right when it is written as the marked
one is.

Without ``--glossary`` all terms are wanted. With one, those that it has are neither wanted nor proposed.

``--acter`` measures on domains of ACTER (Rigouts Terryn et al. 2020; https://github.com/AylaRT/ACTER, CC BY-NC-SA 4.0),
such as ``ACTER/nl/corp``: the texts of a domain together, against its list of terms and names. A candidate is right
when one of its forms is in the list; precision, recall and F1 are of the forms.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translate.document import Article, Paragraph, Segment
from translate.glossary.candidates import Candidate, propose
from translate.glossary.matching import Matcher
from translate.glossary.model import NAME_KINDS, Entry, Glossary
from translate.glossary.store import load_glossary
from translate.reading import read_article
from translate.segmenting import segment_paragraph

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "benchmarks" / "candidates"
DEVELOPMENT = ("defensienorm", "drugsproces", "kerncentrales", "noordzeekabels", "spreidingswet")
HELD_OUT = ("chipexport", "gasopslag", "munitie-initiatief", "ransomware", "strafhof")
SEED = "iran-rusland-drones"
LIKELY = 0.5  # the score from which a candidate is more likely a term than not

Place = tuple[str, int, int]  # a sentence, and where in it


@dataclass(frozen=True, slots=True)
class Marked:
    """A term marked by hand: its spellings, dictionary form first, its kind, and where it stands."""

    spellings: tuple[str, ...]
    kind: str
    places: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Row:
    """An article's candidates, which of them are right, and the terms they should have been."""

    name: str
    candidates: tuple[Candidate, ...]
    marked: tuple[Marked, ...]
    hits: tuple[int | None, ...]  # for each candidate the index of its term

    def precision(self, top: int) -> float:
        """Share of the first candidates that are right, 0 to 1."""
        hits = self.hits[:top]
        return sum(hit is not None for hit in hits) / max(len(hits), 1)

    def recall(self, top: int) -> float:
        """Share of the terms that are among the first candidates, 0 to 1."""
        found = {hit for hit in self.hits[:top] if hit is not None}
        return len(found) / max(len(self.marked), 1)

    @property
    def likely(self) -> int:
        """How many candidates are more likely a term than not."""
        return sum(candidate.score >= LIKELY for candidate in self.candidates)


def read_marked(path: Path, article: Article) -> list[Marked]:
    """Read the terms of an article: one a line, spellings between bars, a tab, the kind."""
    sentences = [segment.source for segment in _segments(article)]
    marked = []
    for line in path.read_text(encoding="utf-8").splitlines():
        names, _, kind = line.partition("\t")
        spellings = tuple(name.strip() for name in names.split("|"))
        exact = kind in NAME_KINDS - {"weapon"} and spellings[0] != spellings[0].lower()  # two Patriots, two Skyrangers
        entry = Entry(spellings, "…", case="exact" if exact else "free", kind=kind)  # type: ignore[arg-type]
        matcher = Matcher(Glossary((entry,)))
        places = frozenset(
            (sentence, found.span.start, found.span.end) for sentence in sentences for found in matcher.find(sentence)
        )
        if not places:
            raise SystemExit(f"{path}: {spellings[0]} does not stand in the article")
        marked.append(Marked(spellings, kind, places))
    return marked


def _segments(article: Article) -> Iterator[Segment]:
    for paragraph in article.paragraphs:
        yield from segment_paragraph(paragraph, "").segments


def measure(name: str, glossary: Glossary) -> Row:
    """Propose terms from one article and compare them with the marked ones."""
    folder = ROOT / "seeds" if name == SEED else GOLD
    article = read_article(folder / f"{name}.txt")
    matcher = Matcher(glossary)
    known = {
        (segment.source, found.span.start, found.span.end)
        for segment in _segments(article)
        for found in matcher.find(segment.source)
    }
    marked = tuple(m for m in read_marked(GOLD / f"{name}.terms", article) if not m.places <= known)
    candidates = tuple(propose([article], glossary))
    return Row(name, candidates, marked, tuple(_hit(candidate, marked) for candidate in candidates))


def _hit(candidate: Candidate, marked: Sequence[Marked]) -> int | None:
    for context in candidate.contexts:
        text = context.span.of(context.sentence)
        end = context.span.end - (text.endswith(".") and len(text) > 1 and text[-2].isupper())  # Berend S.
        place = (context.sentence, context.span.start, end)
        for index, term in enumerate(marked):
            if place in term.places:
                return index
    return None


def print_rows(title: str, rows: Sequence[Row]) -> None:
    print(title)
    print(
        f"  {'article':22} {'terms':>5} {'P@20':>6} {'R@20':>6} {'R@50':>6} {'likely':>6} {'P':>6} {'R':>6}  form  kind"
    )
    for row in rows:
        print(f"  {row.name:22} {_figures([row])}")
    if len(rows) > 1:
        print(f"  {'all':22} {_figures(rows)}")


def _figures(rows: Sequence[Row]) -> str:
    def mean(values: list[float]) -> float:
        return sum(values) / len(values)

    hits = [
        (row, c, row.marked[hit])
        for row in rows
        for c, hit in zip(row.candidates, row.hits, strict=True)
        if hit is not None
    ]
    form = mean([c.dutch in term.spellings for _, c, term in hits])
    kind = mean([c.kind == term.kind for _, c, term in hits])
    return (
        f"{sum(len(row.marked) for row in rows):5} {mean([row.precision(20) for row in rows]):6.1%} "
        f"{mean([row.recall(20) for row in rows]):6.1%} {mean([row.recall(50) for row in rows]):6.1%} "
        f"{sum(row.likely for row in rows):6} {mean([row.precision(row.likely) for row in rows]):6.1%} "
        f"{mean([row.recall(row.likely) for row in rows]):6.1%}  {form:.0%}  {kind:.0%}"
    )


def print_errors(rows: Sequence[Row]) -> None:
    for row in rows:
        found = {hit for hit in row.hits[: row.likely] if hit is not None}
        wrong = [c.dutch for c, hit in zip(row.candidates[: row.likely], row.hits, strict=False) if hit is None]
        print(f"{row.name}\n  no terms: {', '.join(wrong)}")
        print(f"  missed: {', '.join(m.spellings[0] for i, m in enumerate(row.marked) if i not in found)}")
        pairs = [(c, row.marked[hit]) for c, hit in zip(row.candidates, row.hits, strict=True) if hit is not None]
        print(
            f"  forms: {', '.join(f'{c.dutch} for {m.spellings[0]}' for c, m in pairs if c.dutch not in m.spellings)}"
        )
        print(f"  kinds: {', '.join(f'{c.dutch} {c.kind} for {m.kind}' for c, m in pairs if c.kind != m.kind)}")


def print_acter(folder: Path) -> None:
    """Print how well the terms of an ACTER domain are found."""
    annotated = folder / "annotated"
    name = f"{folder.name}_{folder.parent.name}_terms_nes.tsv"
    terms = annotated / "annotations" / "unique_annotation_lists" / name
    wanted = {line.split("\t")[0] for line in terms.read_text(encoding="utf-8").splitlines()}
    texts = [path.read_text(encoding="utf-8").splitlines() for path in sorted((annotated / "texts").glob("*.txt"))]
    articles = [
        Article(tuple(Paragraph("text", " ".join(line.split())) for line in text if line.strip())) for text in texts
    ]
    started = time.perf_counter()
    candidates = propose(articles, Glossary())
    seconds = time.perf_counter() - started
    words = sum(len(paragraph.text.split()) for article in articles for paragraph in article.paragraphs)
    found = {form.lower() for c in candidates if c.score >= LIKELY for form in c.forms}
    right = len(found & wanted)
    precision, recall = right / len(found), right / len(wanted)
    f1 = 2 * precision * recall / (precision + recall)
    first = [any(form.lower() in wanted for form in c.forms) for c in candidates[:200]]
    tops = "  ".join(f"P@{top} {sum(first[:top]) / top:.1%}" for top in (20, 50, 100, 200))
    print(f"{folder.name}: {len(wanted)} forms  P {precision:.1%}  R {recall:.1%}  F1 {f1:.1%}  {tops}")
    print(f"  {len(articles)} texts, {words:,} words in {seconds:.1f} s")


def fit(rows: Sequence[Row]) -> None:
    """Print the weights that a logistic regression finds on these articles."""
    import numpy as np

    from translate.glossary.candidate_heads import heads_of
    from translate.glossary.candidate_mentions import find_mentions
    from translate.glossary.candidate_scores import FEATURES, features_of, nested_counts

    x, y = [], []
    for row in rows:
        folder = ROOT / "seeds" if row.name == SEED else GOLD
        right = {c.dutch for c, hit in zip(row.candidates, row.hits, strict=True) if hit is not None}
        sentences = [segment.source for segment in _segments(read_article(folder / f"{row.name}.txt"))]
        heads = heads_of(find_mentions(sentences))
        for head, nested in zip(heads, nested_counts(heads), strict=True):
            if nested < len(head.mentions):
                features = features_of(head, nested)
                x.append([features[key] for key in FEATURES])
                y.append(head.text in right)
    inputs, wanted = np.array(x), np.array(y, dtype=float)
    weights = np.zeros(len(FEATURES))
    penalty = np.full(len(FEATURES), 1.0)
    penalty[0] = 0.01
    for _ in range(100):  # Newton's method
        p = 1 / (1 + np.exp(-inputs @ weights))
        gradient = inputs.T @ (p - wanted) + penalty * weights
        hessian = (inputs * (p * (1 - p))[:, None]).T @ inputs + np.diag(penalty)
        weights -= np.linalg.solve(hessian, gradient)
    for key, weight in zip(FEATURES, weights, strict=True):
        print(f'    "{key}": {weight:.2f},')


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the terms that are proposed from articles.")
    parser.add_argument("--glossary", type=Path, help="a glossary whose terms are not wanted")
    parser.add_argument("--errors", action="store_true", help="print what is wrong and what is missed")
    parser.add_argument("--fit", action="store_true", help="print weights fitted on the articles for development")
    parser.add_argument("--development", action="store_true", help="only the articles for development")
    parser.add_argument("--acter", nargs="+", type=Path, metavar="FOLDER", help="domains of ACTER to measure on")
    arguments = parser.parse_args()
    if arguments.acter:
        for folder in arguments.acter:
            print_acter(folder)
        return
    glossary = load_glossary(arguments.glossary) if arguments.glossary else Glossary()
    development = [measure(name, glossary) for name in DEVELOPMENT]
    if arguments.fit:
        fit(development)
        return
    groups = {"development": development}
    if not arguments.development:
        groups["held out"] = [measure(name, glossary) for name in HELD_OUT]
        groups["seed"] = [measure(SEED, glossary)]
    for title, rows in groups.items():
        print_rows(title, rows)
        if arguments.errors:
            print_errors(rows)


if __name__ == "__main__":
    main()
