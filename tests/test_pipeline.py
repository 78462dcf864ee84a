"""What the way from an article to its English promises, with the built-in model; never its exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from translate.document import Article, Inline, Paragraph, Segment, Span
from translate.engines import Engine
from translate.engines.base import Hypothesis
from translate.glossary.model import Glossary
from translate.glossary.store import parse_glossary
from translate.library import Library
from translate.pipeline import Pipeline, Progress
from translate.reading import read_article

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "iran-rusland-drones.txt"


def article_of(*texts: str) -> Article:
    return Article(tuple(Paragraph("text", text) for text in texts), path="a.txt")


def segments_of(article: Article) -> list[Segment]:
    return [segment for paragraph in article.paragraphs for segment in paragraph.segments]


def translate_one(text: str, engine: Engine, glossary: Glossary | None = None, beam: int = 1) -> Segment:
    article = Pipeline(engine, glossary or Glossary(), beam=beam).translate(article_of(text))
    (segment,) = article.paragraphs[0].segments
    return segment


SEED_TERMS = [
    ("Geran 2", "Geran 2"),
    ("Geran 3", "Geran 3"),
    ("PAX", "PAX"),
    ("HCSS", "HCSS"),
    ("Haags Centrum voor Strategische Studies", "Hague Centre for Strategic Studies"),
    ("De Wijk", "De Wijk"),
    ("Wijninga", "Wijninga"),
    ("Zwijnenburg", "Zwijnenburg"),
    ("Poetin", "Putin"),
    ("Oekraïne", "Ukraine"),
    ("Port Soedan", "Port Sudan"),
]


@pytest.mark.parametrize(("dutch", "english"), SEED_TERMS)
def test_every_name_of_the_seed_is_right_or_flagged_with_its_reason(seed: Article, dutch: str, english: str) -> None:
    found = 0
    for segment in segments_of(seed):
        for place in re.finditer(rf"(?<!\w){re.escape(dutch)}(?!\w)", segment.source):
            found += 1
            (term,) = [t for t in segment.terms if t.source.start <= place.start() and place.end() <= t.source.end]
            assert term.why
            if term.outcome in ("applied", "repaired"):
                assert term.target is not None
                assert english in term.target.of(segment.target)
            else:
                (issue,) = [i for i in segment.issues if i.source == term.source and i.severity == "error"]
                assert issue.message == term.why
    text = " ".join(paragraph.text for paragraph in seed.paragraphs)
    assert found == len(re.findall(rf"(?<!\w){re.escape(dutch)}(?!\w)", text)) > 0


def test_no_term_of_the_seed_is_lost_in_silence(seed: Article) -> None:
    for segment in segments_of(seed):
        assert segment.target and segment.state == "translated"
        missed = [term for term in segment.terms if term.outcome in ("missed", "forbidden")]
        flagged = [issue for issue in segment.issues if issue.check in ("term missed", "term forbidden")]
        assert [term.source for term in missed] == [issue.source for issue in flagged]
        for term in segment.terms:
            assert term.why and (term.target is not None or term in missed)
            assert term.target is None or term.target.end <= len(segment.target)


def test_a_sentence_without_terms_is_the_same_with_and_without_a_glossary(
    engine: Engine, starter: Glossary, seed: Article
) -> None:
    lines = (ROOT / "tests" / "data" / "sentences" / "dev.txt").read_text(encoding="utf-8").splitlines()
    others = article_of(*islice((line for line in lines if line and not line.startswith("#")), 30))
    with_terms = [*segments_of(seed), *segments_of(Pipeline(engine, starter).translate(others))]
    plain = Pipeline(engine, Glossary())
    without = [*segments_of(plain.translate(read_article(SEED))), *segments_of(plain.translate(others))]
    pairs = [(a, b) for a, b in zip(with_terms, without, strict=True) if not a.terms]
    assert len(pairs) > 10
    for with_glossary, without_glossary in pairs:
        assert with_glossary.target == without_glossary.target


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("...", "..."),
        ("— * —", "— * —"),
        ("😀 👍🏽", "😀 👍🏽"),
        ("2025", "2025"),
        ("12,5", "12.5"),
        ("1.250.000", "1,250,000"),
        ("1.250,50 | 0,5% | (3,4)", "1,250.50 | 0.5% | (3.4)"),
        ("17.06.2025 12:30", "17.06.2025 12:30"),
        ("1.2.3", "1.2.3"),
        ("€ 5,-", "€ 5,-"),
        ("⦃⦄", "⦃⦄"),
    ],
)
def test_what_has_no_letters_does_not_go_to_the_model(engine: Engine, text: str, english: str) -> None:
    progress = Progress()
    done = Pipeline(engine, Glossary()).translate(article_of(text), progress)
    assert done.paragraphs[0].target == english
    assert progress.translated == 0


def test_a_sentence_in_capitals_is_translated_as_any_other(engine: Engine, small_glossary: Glossary) -> None:
    segment = translate_one("POETIN STUURT GEEN TANKS NAAR OEKRAÏNE", engine, small_glossary)
    ordinary = translate_one("Poetin stuurt geen tanks naar Oekraïne", engine, small_glossary)
    assert segment.target == ordinary.target.upper()
    assert [term.target.of(segment.target) for term in segment.terms if term.target] == ["PUTIN", "UKRAINE"]
    assert segment.alignment == ordinary.alignment
    assert not segment.issues


def test_in_capitals_an_acronym_may_be_an_ordinary_word(engine: Engine) -> None:
    glossary = parse_glossary("- source: OM\n  target: Public Prosecution Service\n  case: exact\n")
    segment = translate_one("NIEUWE REGELS OM DE OORLOG TE STOPPEN", engine, glossary)
    assert "PROSECUTION" not in segment.target
    assert [issue.check for issue in segment.issues] == ["name or word"]


@pytest.mark.parametrize(("before", "after"), [("", " ↩"), ("☎ ", ""), ("→ ", " ✓"), ("😀😀  ", "")])
def test_signs_around_a_sentence_stay_and_do_not_go_to_the_model(
    engine: Engine, small_glossary: Glossary, before: str, after: str
) -> None:
    plain = translate_one("Poetin sprak met De Wijk.", engine, small_glossary)
    segment = translate_one(f"{before}Poetin sprak met De Wijk.{after}", engine, small_glossary)
    assert segment.target == before + plain.target + after
    for dutch, english in segment.alignment:
        assert (dutch.of(segment.source), english.of(segment.target)) in [
            (a.of(plain.source), b.of(plain.target)) for a, b in plain.alignment
        ]
    terms = [(t.source.of(segment.source), t.target and t.target.of(segment.target)) for t in segment.terms]
    assert terms == [("Poetin", "Putin"), ("De Wijk", "De Wijk")]


def test_a_sign_that_is_code_stays_too(engine: Engine) -> None:
    paragraph = Paragraph("text", "Druk op →", inlines=(Inline("1", "code", Span(8, 9)),))
    done = Pipeline(engine, Glossary(), beam=1).translate(Article((paragraph,), path="a.md"))
    assert done.paragraphs[0].target.endswith("→")


def test_a_word_that_stands_alone_is_not_left_to_the_model(engine: Engine, tmp_path: Path) -> None:
    with Library.open(tmp_path / "translations.db") as library:
        pipeline = Pipeline(engine, Glossary(), library, beam=1)
        done = pipeline.translate(article_of("Bijlage 2", "Ja"))
        assert [paragraph.target for paragraph in done.paragraphs] == ["Appendix 2", "Yes"]
        first = segments_of(done)[0]
        assert [(s.of(first.source), t.of(first.target)) for s, t in first.alignment] == [("Bijlage", "Appendix")]
        # What a person made of it counts for more, in the glossary and in the memory.
        assert translate_one("Bijlage 2", engine, parse_glossary("- source: bijlage\n  target: annex\n")).target in (
            "Annex 2",
            "annex 2",
        )


def test_a_term_of_digits_is_looked_up_all_the_same(engine: Engine) -> None:
    segment = translate_one("112", engine, parse_glossary("- source: 112\n  target: 999\n"))
    assert [term.term for term in segment.terms] == ["999"]


def test_a_very_long_sentence_is_translated_in_pieces_and_says_so(engine: Engine, small_glossary: Glossary) -> None:
    words = "de oude man loopt langs het water met een hond en zegt dat Poetin daar niet woont "
    text = " ".join((words * 40).split()[:600])
    segment = translate_one(text, engine, small_glossary)
    (issue,) = [issue for issue in segment.issues if issue.check == "long sentence"]
    assert issue.severity == "info"
    assert len(segment.target.split()) > 300
    assert len(segment.terms) == text.count("Poetin")
    for source, target in segment.alignment:
        assert source.end <= len(segment.source) and target.end <= len(segment.target)


def test_a_word_of_5000_letters_is_no_obstacle(engine: Engine, small_glossary: Glossary) -> None:
    segment = translate_one(f"Poetin zegt {'zo' * 2500}.", engine, small_glossary)
    assert segment.state == "translated" and segment.target
    assert "long sentence" in {issue.check for issue in segment.issues}


@pytest.mark.parametrize(
    "text", ["De man ⦃ zegt ⦄ niets.", "De Wijk ⦃ zegt niets.", "⦃ De Wijk ⦄ zegt niets.", "De ⦄ Poetin ⦃ zwijgt."]
)
def test_term_marks_in_the_article_are_no_term_marks(engine: Engine, small_glossary: Glossary, text: str) -> None:
    segment = translate_one(text, engine, small_glossary)
    assert segment.source == text and segment.target
    assert not set("⦃⦄") & set(segment.target)
    assert [term.source.of(text) for term in segment.terms] == re.findall("De Wijk|Poetin", text)


def test_the_spelt_out_form_is_asked_for_once_an_article(engine: Engine) -> None:
    glossary = parse_glossary("- source: NAVO\n  target: NATO\n  expand: North Atlantic Treaty Organization\n")
    article = Article(
        (
            Paragraph("title", "De NAVO groeit"),
            Paragraph("text", "De NAVO groeit."),
            Paragraph("text", "De NAVO is groot."),
        )
    )
    done = Pipeline(engine, glossary, beam=1).translate(article)
    assert [term.term for segment in segments_of(done) for term in segment.terms] == [
        "NATO",
        "North Atlantic Treaty Organization (NATO)",
        "NATO",
    ]


def test_the_same_sentence_is_translated_once(engine: Engine, small_glossary: Glossary, tmp_path: Path) -> None:
    texts = ["Rusland zwijgt.", "Poetin sprak.", "Dat is niet bekend.", "Oekraïne vraagt om hulp."]
    progress = Progress()
    with Library.open(tmp_path / "translations.db") as library:
        article = article_of(*(texts[i % 4] for i in range(5000)))
        done = Pipeline(engine, small_glossary, library, beam=1).translate(article, progress)
    assert (progress.paragraphs, progress.translated, progress.known) == (5000, 4, 4996)
    assert {paragraph.text: paragraph.target for paragraph in done.paragraphs}.keys() == set(texts)
    assert len({paragraph.target for paragraph in done.paragraphs}) == 4


def test_a_sentence_that_comes_again_while_it_is_with_the_engine_is_translated_once(engine: Engine) -> None:
    # Without a library nothing is looked up: the second one joins the first, which may be in the chunk before it.
    texts = [f"De minister sprak over plan {number}." for number in range(60)]
    progress = Progress()
    done = Pipeline(engine, Glossary(), beam=1).translate(article_of(*(t for t in texts for _ in range(2))), progress)
    assert (progress.translated, progress.known) == (60, 60)
    targets = [paragraph.target for paragraph in done.paragraphs]
    assert all(targets) and targets[::2] == targets[1::2]


def test_a_sentence_that_comes_again_chunks_later_has_its_translation_too(engine: Engine) -> None:
    # Some of these need a second question, so that their chunk is still under way when all others of it are there.
    glossary = parse_glossary(
        "".join(f"- source: plan {n}\n  target: scheme of {n} pages\n" for n in range(0, 90, 7))
        + "- source: de minister\n  target: the person in charge\n"
    )
    texts = [f"Gisteren sprak de minister met de kamer over plan {n}." for n in range(90)]
    article = article_of(*(text for n in range(90) for text in (texts[n], texts[max(n - 40, 0)], texts[max(n - 9, 0)])))
    done = Pipeline(engine, glossary, beam=2).translate(article)
    assert [segment.source for segment in segments_of(done) if not segment.target] == []
    targets: dict[str, set[str]] = {}
    for segment in segments_of(done):
        targets.setdefault(segment.source, set()).add(segment.target)
    assert all(len(different) == 1 for different in targets.values())


TEXTS = [
    "De minister zwijgt. Poetin sprak gisteren met de pers.",
    "Het regent al dagen. De dijken houden het.",
    "Oekraïne vraagt om hulp. Niemand antwoordt.",
    "De trein was te laat.",
]


def test_the_first_paragraphs_are_there_before_the_last_are_begun(engine: Engine) -> None:
    progress = Progress()
    stream = Pipeline(engine, Glossary(), beam=1).stream(article_of(*TEXTS * 3), progress)
    index, paragraph = next(stream)
    assert index == 0 and paragraph.target
    assert progress.translated < 7


def test_a_run_that_stopped_goes_on_and_ends_as_one_that_did_not(
    engine: Engine, small_glossary: Glossary, tmp_path: Path
) -> None:
    article = article_of(*TEXTS, *TEXTS)
    with Library.open(tmp_path / "whole.db") as library:
        whole = Pipeline(engine, small_glossary, library, beam=2).translate(article)
    with Library.open(tmp_path / "stopped.db") as library:
        stream = Pipeline(engine, small_glossary, library, beam=2).stream(article)
        next(stream)
        stream.close()
    progress = Progress()
    with Library.open(tmp_path / "stopped.db") as library:
        resumed = Pipeline(engine, small_glossary, library, beam=2).translate(article, progress)
        again = Progress()
        Pipeline(engine, small_glossary, library, beam=2).translate(article, again)
    assert progress.translated == 1  # the seventh sentence: the first six were kept, the others are the same
    assert again.translated == 0
    assert [paragraph.target for paragraph in resumed.paragraphs] == [
        paragraph.target for paragraph in whole.paragraphs
    ]
    assert [segment.terms for segment in segments_of(resumed)] == [segment.terms for segment in segments_of(whole)]


class Interrupted:
    """An engine whose user gives up after so many answers."""

    def __init__(self, engine: Engine, answers: int) -> None:
        self._engine, self._left = engine, answers
        self.id, self.marks_terms, self.max_tokens = engine.id, engine.marks_terms, engine.max_tokens
        self.translate, self.score, self.count_tokens = engine.translate, engine.score, engine.count_tokens

    def stream(
        self,
        sources: Sequence[str],
        *,
        beam: int = 4,
        hypotheses: int = 1,
        prefixes: Sequence[str] | None = None,
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        for answer in self._engine.stream(sources, beam=beam, hypotheses=hypotheses, prefixes=prefixes):
            if not self._left:
                raise KeyboardInterrupt
            self._left -= 1
            yield answer


@pytest.mark.parametrize("answers", [3, 6, 11, 50])
def test_what_the_model_has_answered_is_kept_when_the_user_gives_up(
    engine: Engine, tmp_path: Path, answers: int
) -> None:
    article = article_of(*(f"De minister sprak over plan {number}." for number in range(60)))
    progress = Progress()
    with Library.open(tmp_path / "translations.db") as library:
        with pytest.raises(KeyboardInterrupt):
            Pipeline(Interrupted(engine, answers), Glossary(), library, beam=1).translate(article)
        Pipeline(engine, Glossary(), library, beam=1).translate(article, progress)
    assert (progress.known, progress.translated) == (answers, 60 - answers)


def test_a_changed_entry_has_its_sentences_translated_anew_and_no_others(engine: Engine, tmp_path: Path) -> None:
    before = parse_glossary("- source: Poetin\n  target: Putin\n- source: Oekraïne\n  target: Ukraine\n")
    after = parse_glossary("- source: Poetin\n  target: Putin\n- source: Oekraïne\n  target: the Ukraine\n")
    with Library.open(tmp_path / "translations.db") as library:
        Pipeline(engine, before, library, beam=1).translate(article_of(*TEXTS))
        progress = Progress()
        Pipeline(engine, after, library, beam=1).translate(article_of(*TEXTS), progress)
    assert progress.translated == 1


def test_another_beam_is_another_question(engine: Engine, tmp_path: Path) -> None:
    with Library.open(tmp_path / "translations.db") as library:
        Pipeline(engine, Glossary(), library, beam=1).translate(article_of("Het regent."))
        progress = Progress()
        Pipeline(engine, Glossary(), library, beam=2).translate(article_of("Het regent."), progress)
    assert progress.translated == 1


def test_what_a_person_reviewed_stays(engine: Engine, tmp_path: Path) -> None:
    with Library.open(tmp_path / "translations.db") as library:
        pipeline = Pipeline(engine, Glossary(), library, beam=1)
        pipeline.translate(article_of(*TEXTS))
        (summary,) = library.list_articles()
        first = library.segments(summary.id)[0].segment
        library.confirm(summary.id, first.id, "The minister keeps silent.")
        progress = Progress()
        done = Pipeline(engine, Glossary(), library, beam=2).translate(article_of(*TEXTS), progress)
    kept = done.paragraphs[0].segments[0]
    assert (kept.target, kept.state, kept.origin) == ("The minister keeps silent.", "reviewed", "human")
    assert progress.reviewed == 1 and progress.translated == 6


def test_what_a_person_wrote_and_has_not_approved_stays_too(engine: Engine, tmp_path: Path) -> None:
    with Library.open(tmp_path / "translations.db") as library:
        Pipeline(engine, Glossary(), library, beam=1).translate(article_of(*TEXTS))
        (summary,) = library.list_articles()
        first = library.segments(summary.id)[0].segment
        library.confirm(summary.id, first.id, "The minister keeps silent.", state="translated")
        progress = Progress()
        done = Pipeline(engine, Glossary(), library, beam=2).translate(article_of(*TEXTS), progress)
        kept = library.segments(summary.id)[0].segment
    assert (kept.target, kept.state, kept.origin) == ("The minister keeps silent.", "translated", "human")
    assert done.paragraphs[0].segments[0] == kept
    assert progress.reviewed == 1 and progress.translated == 6
    again = Pipeline(engine, Glossary(), beam=1).translate(done)
    assert again.paragraphs[0].segments[0] == kept  # without a library too


def test_the_article_says_what_made_it(engine: Engine, small_glossary: Glossary) -> None:
    done = Pipeline(engine, small_glossary, beam=1).translate(article_of("Het regent."))
    assert (done.model, done.glossary) == (engine.id, small_glossary.fingerprint())
    assert done.options == (("beam", "1"),)
    assert Pipeline(engine, Glossary()).finished(done, ()).glossary == ""


def test_a_file_name_that_is_no_utf_8_can_be_kept(engine: Engine, tmp_path: Path) -> None:
    article = replace(article_of("..."), path="caf\udce9.txt")
    with Library.open(tmp_path / "translations.db") as library:
        done = Pipeline(engine, Glossary(), library).translate(article)
        assert [summary.path for summary in library.list_articles()] == ["caf?.txt"]
    assert done.path == article.path


@pytest.mark.parametrize("beam", [0, -1])
def test_a_beam_below_one_is_refused(engine: Engine, beam: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Pipeline(engine, Glossary(), beam=beam)


def test_what_a_person_dismissed_stays_dismissed_when_the_article_is_translated_again(
    engine: Engine, tmp_path: Path
) -> None:
    article = article_of("Hij zei 12.", "Hij ging.")
    with Library.open(tmp_path / "translations.db") as library:
        pipeline = Pipeline(engine, Glossary(), library, beam=1)
        pipeline.translate(article)
        ((article_id, *_),) = [(one.id,) for one in library.list_articles()]
        library.confirm(article_id, "1.1", "He said 13.")
        library.confirm(article_id, "2.1", "He said 13.")
        issues = [(s, i) for s in segments_of(pipeline.translate(article)) for i in s.issues]
        assert {issue.check for _, issue in issues} and not any(issue.dismissed for _, issue in issues)
        for segment, issue in issues:
            library.dismiss(article_id, segment.id, issue.check, issue.message, True)
        again = [issue for segment in segments_of(pipeline.translate(article)) for issue in segment.issues]
        assert len(again) == len(issues) and all(issue.dismissed for issue in again)


def test_sentences_of_one_wording_and_two_translations_are_pointed_out(engine: Engine, tmp_path: Path) -> None:
    article = article_of("De minister zweeg lang.", "Het regende.", "De minister zweeg lang.")
    with Library.open(tmp_path / "translations.db") as library:
        pipeline = Pipeline(engine, Glossary(), library, beam=1)
        pipeline.translate(article)
        library.confirm(library.list_articles()[0].id, "1.1", "The minister was silent for a long time.")
        library.confirm(library.list_articles()[0].id, "3.1", "The minister said nothing for a long time.")
        done = pipeline.translate(article)
    assert [any(i.check == "same Dutch, other English" for i in s.issues) for s in segments_of(done)] == [
        False,
        False,
        True,
    ]
