from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from translate.document import Article, Outcome, Paragraph, Segment, Span, TermMatch
from translate.glossary.nodes import GlossaryInvalid
from translate.glossary.report import (
    Coverage,
    Finding,
    Usage,
    check_glossary,
    glossary_stats,
    invalid_findings,
    most_used,
    open_library,
    read_coverage,
)
from translate.glossary.store import load_glossary, parse_glossary
from translate.library import Library

ROOT = Path(__file__).parents[2]


def check(text: str) -> list[tuple[str, str, str, int, str]]:
    return [(f.severity, f.kind, f.entry, f.line, f.message) for f in check_glossary(parse_glossary(text))]


def segment(number: str, source: str, *terms: tuple[str, Outcome]) -> Segment:
    matches = tuple(TermMatch(entry, Span(0, 1), entry, None, outcome) for entry, outcome in terms)
    return Segment(number, source, target="English.", state="translated", terms=matches)


def save(path: Path, *articles: Sequence[Segment]) -> Path:
    with Library.open(path) as library:
        for number, segments in enumerate(articles):
            paragraphs = tuple(Paragraph("text", s.source, segments=(s,)) for s in segments)
            library.save_article(Article(paragraphs, path=f"{number}.txt", sha256=f"{number:064}"))
    return path


# --- entries beside one another --------------------------------------------------------------------------------------


FOUND = [
    # the entries, and what is said of them
    (
        "- {source: Geran-2, target: Geran-2, kind: weapon}\n- {source: Geran 2, target: Shahed, kind: weapon}\n",
        [("error", "contradiction", "Geran 2", 2, 'which asks for "Geran-2" and not "Shahed"')],
    ),
    (
        "- {source: Oekraine, target: Ukraine, kind: place}\n- {source: Oekraïne, target: Ukraine, kind: place}\n",
        [("warning", "written twice", "Oekraïne", 2, '"Oekraïne" is the same as "Oekraine" on line 1')],
    ),
    (
        "- {source: drone-aanval, target: drone attack}\n- {source: uav, target: UAV, forms: [Drone aanval]}\n",
        [("error", "contradiction", "uav", 2, '"Drone aanval" is the same as "drone-aanval" on line 1')],
    ),
    ("- {source: VS-1, target: US, kind: acronym, note: x}\n- {source: vs 1, target: verses, case: exact}\n", []),
    ("- {source: Geran, target: Geran, forms: [Ge-ran, Géran]}\n", []),
    (
        "- {source: marine, target: navy}\n- {source: Marine Le Pen, translate: false, kind: person}\n",
        [("info", "overlap", "Marine Le Pen", 2, '"marine" (line 1: navy) is part of "Marine Le Pen"')],
    ),
    (
        "- {source: Rusland, target: Russia, kind: place}\n- {source: Wit-Rusland, target: Belarus, kind: place}\n",
        [("info", "overlap", "Wit-Rusland", 2, '"Rusland" (line 1: Russia) is part of "Wit-Rusland"')],
    ),
    ("- {source: Soedan, target: Sudan, kind: place}\n- {source: Zuid-Soedan, target: South Sudan, kind: place}\n", []),
    ("- {source: Pools, target: Polish, case: exact}\n- {source: pools reservoir, target: pool tank}\n", []),
    (
        "- {source: defensie, target: defence}\n- {source: luchtafweer, target: air defense}\n",
        [("warning", "spelling", "luchtafweer", 2, '"defense" is "defence" in "defence" (line 1, "defensie")')],
    ),
    (
        "- {source: a1, target: defence organisation}\n- {source: b1, target: defense organization}\n",
        [
            ("warning", "spelling", "b1", 2, '"defense" is "defence"'),
            ("warning", "spelling", "b1", 2, '"organization" is "organisation"'),
        ],
    ),
    (
        "- {source: a1, target: peace organization}\n- {source: b1, target: organisation}\n"
        "- {source: c1, target: X, expand: organisation}\n",
        [("warning", "spelling", "a1", 1, '"organization" is "organisation" in "organisation" (line 2, "b1")')],
    ),
    (
        "- {source: a1, target: organisation}\n"
        "- {source: WHO, target: Health Organization, forbidden: [Health Organisation]}\n",
        [],
    ),
    (
        "- {source: a1, target: air strike force}\n- {source: b1, target: missile airstrike force}\n",
        [("warning", "spelling", "b1", 2, '"airstrike" is "air strike" in "air strike force" (line 1, "a1")')],
    ),
    (
        "- {source: a1, target: secretary-general}\n- {source: b1, target: Secretary General}\n",
        [("warning", "spelling", "b1", 2, '"secretary general" is "secretary-general"')],
    ),
    (
        "- {source: a1, target: prime minister}\n- {source: b1, target: Prime Minister}\n",
        [("warning", "spelling", "b1", 2, '"Prime Minister" is "prime minister" in "prime minister" (line 1, "a1")')],
    ),
    ("- {source: PAX, target: PAX, case: exact}\n- {source: pax, target: pax, case: exact}\n", []),
    ("- {source: a1, target: four harbours}\n- {source: b1, target: for a court}\n", []),
    (
        "- {source: NAVO, target: NATO, kind: acronym}\n",
        [("info", "acronym", "NAVO", 1, 'nothing says what "NATO" stands for')],
    ),
    ("- {source: NAVO, target: NATO, kind: acronym, note: The alliance.}\n", []),
    ("- {source: VN, target: UN, kind: acronym, variants: [United Nations]}\n", []),
    ("- {source: AIVD, target: AIVD, kind: acronym, expand: General Intelligence and Security Service}\n", []),
    ("- {source: EU, target: EU, kind: acronym}\n- {source: Europese Unie, target: European Union}\n", []),
    ("- {source: UEA, target: UAE, kind: acronym}\n- {source: Emiraten, target: the Emirates, variants: [UAE]}\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "findings"), FOUND)
def test_entries_that_do_not_go_together(text: str, findings: list[tuple[str, str, str, int, str]]) -> None:
    found = check(text)
    assert [finding[:4] for finding in found] == [finding[:4] for finding in findings]
    for (*_, message), (*_, said) in zip(found, findings, strict=True):
        assert said in message


def test_errors_come_first_then_the_order_of_the_file() -> None:
    text = (
        "- {source: NAVO, target: NATO, kind: acronym}\n"
        "- {source: a1, target: defence}\n- {source: b1, target: defense}\n"
        "- {source: Geran 2, target: x}\n- {source: Geran-2, target: y}\n"
    )
    assert [(finding[0], finding[3]) for finding in check(text)] == [("error", 5), ("warning", 3), ("info", 1)]


def test_the_starter_has_no_errors_and_no_warnings() -> None:
    findings = check_glossary(load_glossary(ROOT / "glossary.yaml"))
    assert {finding.severity for finding in findings} <= {"info"}
    assert all(finding.line and finding.entry and finding.mend for finding in findings)


def test_what_makes_a_file_no_glossary_is_told_with_entry_line_and_remedy() -> None:
    text = '- {source: "x; y", target: ""}\n- {source: PAX, target: PAX, nte: "a; b"}\n'
    with pytest.raises(GlossaryInvalid) as caught:
        parse_glossary(text, "my.yaml")
    first, second = invalid_findings(caught.value, "my.yaml")
    mend = "write the English after target:, or translate: false to keep the Dutch"
    assert first == Finding("invalid", "error", "x; y", 1, "empty target", mend)
    assert second == Finding("invalid", "error", "PAX", 2, 'unknown key "nte"', "did you mean note?")


# --- entries in use --------------------------------------------------------------------------------------------------

USED = (
    "- {source: drone, target: drone}\n- {source: Kyiv, target: Kyiv, kind: place}\n"
    "- {source: fregat, target: frigate}\n"
)
ONE = [
    segment("1.1", "Een drone bij Kyiv.", ("drone", "applied"), ("Kyiv", "repaired")),
    segment("2.1", "Drones boven Kyiv.", ("drone", "missed"), ("Kyiv", "forbidden")),
    segment("3.1", "Kyiv!", ("Kyiv", "missed")),
]
TWO = [segment("1.1", "Kyiv!", ("Kyiv", "missed")), segment("2.1", "Kyivs drone.", ("gone", "missed"))]


def test_coverage_counts_what_is_found_now_and_what_became_of_it_then(tmp_path: Path) -> None:
    library = open_library(save(tmp_path / "t.db", ONE, TWO))
    assert library is not None
    with library:
        coverage = read_coverage(parse_glossary(USED), library)
    usage = {
        "drone": Usage(matches=3, applied=1, repaired=0, missed=1),
        "Kyiv": Usage(matches=5, applied=0, repaired=1, missed=3),
        "fregat": Usage(),
    }
    assert coverage == Coverage(articles=2, sentences=5, usage=usage)
    assert most_used(coverage) == [("Kyiv", usage["Kyiv"]), ("drone", usage["drone"])]
    assert most_used(coverage, 1) == [("Kyiv", usage["Kyiv"])]


def test_terms_that_are_never_found_or_often_missed_are_told(tmp_path: Path) -> None:
    library = open_library(save(tmp_path / "t.db", ONE, TWO))
    assert library is not None
    with library:
        glossary = parse_glossary(USED)
        findings = check_glossary(glossary, read_coverage(glossary, library))
    assert [(f.severity, f.kind, f.entry, f.message) for f in findings] == [
        ("warning", "missed often", "Kyiv", "missed 3 of 4 times (75%)"),
        ("info", "never found", "fregat", "found in no article"),
    ]


def test_without_articles_nothing_is_said_of_use(tmp_path: Path) -> None:
    assert open_library(tmp_path / "none.db") is None
    library = open_library(save(tmp_path / "t.db"))
    assert library is not None
    with library:
        coverage = read_coverage(parse_glossary(USED), library)
    assert (coverage.articles, coverage.sentences) == (0, 0)
    assert check_glossary(parse_glossary(USED), coverage) == []
    assert not (tmp_path / "none.db").exists()


def test_stats_count_entries_by_kind_and_by_what_they_have() -> None:
    stats = glossary_stats(
        parse_glossary(
            "- {source: [Poetin, Putin], target: Putin, kind: person, forbidden: [Poetin]}\n"
            "- {source: Xi, translate: false, kind: person, note: x}\n"
            "- {source: havenstad, target: port city, forms: [havensteden], variants: [port]}\n"
        )
    )
    assert stats.entries == 3
    assert dict(stats.kinds) == {"person": 2, "other": 1}
    assert {name: count for name, count in stats.fields if count} == {
        "several sources": 1,
        "forms": 1,
        "variants": 1,
        "forbidden": 1,
        "note": 1,
        "kept in Dutch": 1,
        "exact case": 2,
    }
    assert stats.coverage is None
