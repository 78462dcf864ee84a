"""Speed and memory: the pipeline beside the bare engine, and beside transformers.

    python benchmarks/speed.py [--runs 5] [--article FILE] [--no-transformers]

Times are medians of runs that take turns, and ratios within one run of this command: a machine that is busy with
something else slows all of them. Processor time (all threads) suffers less from it than time on the clock; both are
printed, and the ratios are of both. The bare engine comes twice: as whoever calls ``translate_batch`` gets it, and with
the workers and batches that the pipeline gives it, which is as fast as it goes.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import ctranslate2

from translate.document import Article
from translate.engines.convert import convert_checkpoint
from translate.engines.ctranslate2 import BATCH_TOKENS, CTranslate2Engine
from translate.engines.models import find_model
from translate.engines.tokens import END
from translate.glossary.matching import Matcher
from translate.glossary.model import Glossary
from translate.glossary.store import load_glossary
from translate.library import Library
from translate.pipeline import Pipeline
from translate.reading import read_article
from translate.segmenting import segment_paragraph

ROOT = Path(__file__).parent.parent
FIRST_PARAGRAPH = """
import sys, time
from pathlib import Path
from translate.cli.options import choose_glossary
from translate.engines import load_engine
from translate.library import Library
from translate.pipeline import Pipeline
from translate.reading import read_article
article, glossary, library, started = sys.argv[1:]
with Library.open(Path(library)) as opened:
    pipeline = Pipeline(load_engine(), choose_glossary(Path(glossary), none=False), opened)
    stream = pipeline.stream(read_article(article))
    next(stream)
    print(time.time() - float(started))
    for _ in stream:
        pass
    # Not getrusage: its peak begins with the parent's.
    print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--article", default=str(ROOT / "seeds" / "iran-rusland-drones.txt"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--no-transformers", action="store_true")
    options = parser.parse_args()
    article = read_article(options.article)
    sentences = [
        segment.source
        for index, paragraph in enumerate(article.paragraphs)
        for segment in segment_paragraph(paragraph, str(index)).segments
    ]
    words = sum(len(sentence.split()) for sentence in sentences)
    print(f"{Path(options.article).name}: {len(sentences)} sentences, {words} words; medians of {options.runs} runs\n")
    ratios(article, sentences, options.runs, transformers=not options.no_transformers)
    process_figures(options.article, options.runs)


def ratios(article: Article, sentences: list[str], runs: int, *, transformers: bool) -> None:
    """Time the bare engine, the pipeline without and with the glossary, and transformers, taking turns."""
    engine = CTranslate2Engine(find_model())
    glossary = load_glossary(ROOT / "glossary.yaml")
    eighty = most_used(glossary, sentences, 80)
    tokens = [[*engine._tokenizer.encode(s).pieces, END] for s in sentences]

    plain = ctranslate2.Translator(str(convert_checkpoint(find_model().folder, quantization="int8")))

    def bare(library: Library) -> None:
        engine._translator.translate_batch(tokens, beam_size=4, max_batch_size=BATCH_TOKENS, batch_type="tokens")

    ways: dict[str, Callable[[Library], object]] = {
        "translate_batch, its own settings": lambda library: plain.translate_batch(tokens, beam_size=4),
        "translate_batch, as the pipeline sets it": bare,
        "pipeline, no glossary": lambda library: Pipeline(engine, Glossary(), library).translate(article),
        "pipeline, glossary of 80": lambda library: Pipeline(engine, eighty, library).translate(article),
        f"pipeline, glossary of {len(glossary)}": lambda library: Pipeline(engine, glossary, library).translate(
            article
        ),
    }
    if transformers:
        from translate.engines import load_engine

        reference = load_engine(backend="pytorch")
        reference.translate(sentences[:1])
        ways["transformers generate, float32"] = lambda library: generate(reference, sentences)
    clock: dict[str, list[float]] = {name: [] for name in ways}
    processor: dict[str, list[float]] = {name: [] for name in ways}
    for run in range(runs + 1):
        for name, way in ways.items():
            with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "t.db") as library:
                # A library is made, and told the glossary, once and not for each article.
                library.remember_glossary(glossary)
                library.remember_glossary(eighty)
                started, worked = time.perf_counter(), time.process_time()
                way(library)
                if run:  # the first warms up
                    clock[name].append(time.perf_counter() - started)
                    processor[name].append(time.process_time() - worked)
    seconds = [[statistics.median(values[name]) for values in (clock, processor)] for name in ways]
    print(f"{'':<45}{'clock':>10}{'processor':>12}")
    for name, (real, busy) in zip(ways, seconds, strict=True):
        print(f"{name:<45}{real:8.3f} s{busy:10.3f} s")
    default, base, without, *others = seconds
    for title, below in (("translate_batch, its own settings", default), ("as the pipeline sets it", base)):
        print(f"\nbeside {title}:")
        print_ratio("pipeline, no glossary", without, below, "at most 1.10")
        for name, values in zip(list(ways)[3:], others, strict=True):
            if name.startswith("pipeline"):
                print_ratio(name, values, below, "at most 1.50")
    if transformers:
        print()
        print_ratio("transformers / pipeline, no glossary", others[-1], without, "at least 5")


def print_ratio(name: str, above: list[float], below: list[float], wanted: str) -> None:
    """Print the ratios of two pairs of clock and processor time."""
    print(f"{name:<45}{above[0] / below[0]:8.2f}  {above[1] / below[1]:10.2f}     ({wanted})")


def most_used(glossary: Glossary, sentences: list[str], size: int) -> Glossary:
    """Return the entries that the article uses most, filled up with others: the hardest glossary of its size."""
    matcher = Matcher(glossary)
    uses = Counter(found.entry.id for sentence in sentences for found in matcher.find(sentence))
    return Glossary(tuple(sorted(glossary, key=lambda entry: -uses[entry.id])[:size]))


def generate(reference: object, sentences: list[str]) -> None:
    """Call ``MarianMTModel.generate`` as a user of transformers would: one batch of 32 after the other, beam 4."""
    import torch

    for start in range(0, len(sentences), 32):
        rows = [[*reference._tokenizer.encode(s).pieces, END] for s in sentences[start : start + 32]]  # type: ignore[attr-defined]
        inputs, mask = reference._padded(rows)  # type: ignore[attr-defined]
        with torch.inference_mode():
            reference._model.generate(input_ids=inputs, attention_mask=mask, num_beams=4, max_length=256)  # type: ignore[attr-defined]


def process_figures(article: str, runs: int) -> None:
    """Time whole processes: the first paragraph, and --help; and the memory of a 1,000-word article."""
    firsts, helps, peaks = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        long = Path(folder) / "long.txt"
        text = Path(article).read_text(encoding="utf-8")
        extra = (ROOT / "tests" / "data" / "sentences" / "dev.txt").read_text(encoding="utf-8").splitlines()
        lines = [line for line in extra if line and not line.startswith("#")]
        while len(text.split()) < 1000:
            text += f"\n\n{lines.pop(0)}"
        long.write_text(text, encoding="utf-8")
        for run in range(runs):
            command = [sys.executable, "-c", FIRST_PARAGRAPH, str(long), str(ROOT / "glossary.yaml")]
            output = subprocess.run(
                [*command, f"{folder}/{run}.db", str(time.time())], check=True, capture_output=True, text=True
            )
            first, memory = output.stdout.split()
            firsts.append(float(first))
            peaks.append(int(memory) / 1024)
            started = time.perf_counter()
            subprocess.run([sys.executable, "-m", "translate", "--help"], check=True, capture_output=True)
            helps.append(time.perf_counter() - started)
    print(f"\nprocess start to first paragraph       {statistics.median(firsts):5.2f} s (at most 1.0)")
    print(f"translate --help                       {statistics.median(helps):5.2f} s (at most 0.3)")
    print(f"peak memory, {len(text.split()):,}-word article        {statistics.median(peaks):5.0f} MB (at most 300)")


if __name__ == "__main__":
    main()
