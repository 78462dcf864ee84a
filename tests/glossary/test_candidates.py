"""Terms proposed from articles, as somebody who keeps a glossary meets them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.document import Article, Paragraph, Segment, Span
from translate.glossary.candidate_entry import entry_of, suggested_target
from translate.glossary.candidate_heads import heads_of
from translate.glossary.candidate_mentions import find_mentions
from translate.glossary.candidate_translations import Rendering, rendering, renderings_of
from translate.glossary.candidates import Candidate, propose
from translate.glossary.matching import find_terms
from translate.glossary.model import Glossary, Kind
from translate.glossary.store import parse_glossary
from translate.reading import read_article
from translate.segmenting import split_sentences

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "iran-rusland-drones.txt"


def article(*paragraphs: str, path: str = "a.txt") -> Article:
    return Article(tuple(Paragraph("text", text) for text in paragraphs), path=path)


def proposed(*paragraphs: str, glossary: Glossary | None = None) -> dict[str, Candidate]:
    return {c.dutch: c for c in propose([article(*paragraphs)], glossary or Glossary())}


@pytest.mark.parametrize(
    ("text", "dutch", "kind"),
    [
        ("Dat zegt Sjoerd van der Meulen vandaag.", "Sjoerd van der Meulen", "person"),
        ("Advocaat Latifa el Amrani zwijgt.", "Latifa el Amrani", "person"),
        ("Berend S. en zijn broer zwijgen.", "Berend S.", "person"),
        ("Dat besliste de Raad van State gisteren.", "Raad van State", "organisation"),
        (
            "Het werk van de Inspectie Gezondheidszorg en Jeugd stopt.",
            "Inspectie Gezondheidszorg en Jeugd",
            "organisation",
        ),
        ("Artsen van de Autoriteit Consument & Markt.", "Autoriteit Consument & Markt", "organisation"),
        (
            "Een zaak voor het Hof van Justitie van de Europese Unie.",
            "Hof van Justitie van de Europese Unie",
            "organisation",
        ),
        ("De Immigratie- en Naturalisatiedienst telt.", "Immigratie- en Naturalisatiedienst", "organisation"),
        ("De minister van Buitenlandse Zaken reist.", "minister van Buitenlandse Zaken", "title"),
        (
            "Het ministerie van Klimaat en Groene Groei zwijgt.",
            "ministerie van Klimaat en Groene Groei",
            "organisation",
        ),
        ("Zij wonen in Zuid-Holland bij zee.", "Zuid-Holland", "place"),
        ("Het schip vaart door de Straat van Hormuz.", "Straat van Hormuz", "place"),
        ("De Zeeuwse kust is lang.", "Zeeuws", "other"),
        ("Twee Rotterdammers zijn opgepakt.", "Rotterdammer", "other"),
        ("Zij kochten F-16's in het geheim.", "F-16", "weapon"),
        ("De fabriek bouwt de Geran 2, een kopie.", "Geran 2", "organisation"),
        ("De ANVS beoordeelt dat.", "ANVS", "acronym"),
        ("Het land koopt luchtdoelraketten.", "luchtdoelraket", "weapon"),
        ("Met grote munitievoorraden begon de winter.", "munitievoorraad", "concept"),
        ("De defensie-experts zijn het eens.", "defensie-expert", "title"),
        ("De MIVD-directeur zweeg.", "MIVD-directeur", "title"),
        ("Defensie- en wapenexperts zijn het eens.", "defensie- en wapenexpert", "title"),
        ("De officier van justitie eiste twintig jaar.", "officier van justitie", "title"),
        ("Er ligt radioactief afval in de kelder.", "radioactief afval", "concept"),
        ("Dat is een gemechaniseerde brigade.", "gemechaniseerde brigade", "concept"),
    ],
)
def test_a_term_is_proposed_in_its_dictionary_form(text: str, dutch: str, kind: str) -> None:
    found = proposed(text)
    assert dutch in found
    assert found[dutch].kind == kind


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Volgens haar is dat zo. Sindsdien zwijgt zij.", {"Volgens", "Sindsdien"}),
        ("Brieven kwamen er niet.", {"Brieven"}),
        ("Het geld is op.", {"Het", "is"}),
        ("Een groot deel van de nieuwe ploeg was er.", {"groot deel", "nieuwe ploeg"}),
        ("Zij vertelt dat het ophoudt.", {"vertelt", "ophoudt"}),
        ("Mail info@politie.nl of ga naar www.politie.nl/tips.", {"info", "politie", "tips"}),
        ("VERDACHTE VAN MOORD VRIJGELATEN", {"VERDACHTE", "VAN", "MOORD"}),
        ("Rusland stuurde 30 drones en Oekraïne 40.", {"Rusland 30", "Oekraïne 40"}),
        ("Zij reisde met Nienke Agterberg van Stroomwende.", {"Nienke Agterberg van Stroomwende"}),
    ],
)
def test_what_is_no_term_is_not_proposed(text: str, wrong: set[str]) -> None:
    assert wrong.isdisjoint(proposed(text))


def test_a_name_at_the_start_of_a_sentence_is_known_from_another() -> None:
    found = proposed("Een brief van Rob de Wijk. De Wijk wil dat.", "De Voorjaarsnota ligt er. Voorjaarsnota of niet.")
    assert found["De Wijk"].forms == ("De Wijk",)
    assert found["Voorjaarsnota"].count == 2


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        (
            "Het Haags Centrum voor Strategische Studies (HCSS) zwijgt.",
            "HCSS",
            "Haags Centrum voor Strategische Studies",
        ),
        ("Het COA (Centraal Orgaan opvang asielzoekers) zwijgt.", "COA", "Centraal Orgaan opvang asielzoekers"),
        ("Een kleine modulaire reactor (KMR) is duur.", "KMR", "kleine modulaire reactor"),
        (
            "De Nederlandse Vereniging voor Rechtspraak (NVvR) klaagt.",
            "NVvR",
            "Nederlandse Vereniging voor Rechtspraak",
        ),
    ],
)
def test_an_acronym_comes_with_what_it_stands_for(text: str, short: str, long: str) -> None:
    found = proposed(text)
    assert found[short].expansion == long
    assert found[short].kind == "acronym"
    assert long in found


def test_acronyms_in_a_row_are_no_heading_in_capitals() -> None:
    assert {"EU", "NAVO", "VN", "OVSE"} <= set(proposed("De EU, NAVO, VN en OVSE zwijgen."))
    assert not proposed("DE EU EN DE NAVO ZWIJGEN")


def test_forms_of_a_term_are_put_together() -> None:
    found = proposed(
        "De kernreactor draait. Twee kernreactoren staan stil.",
        "Zij steunen Poetin. Poetins leger rukt op. Dat is de Russische vloot, zegt een Russisch blad.",
        "Er lag een Geran 2 naast een Geran-2 en nog een Geran 2.",
    )
    assert found["kernreactor"].forms == ("kernreactor", "kernreactoren")
    assert found["Poetin"].count == 2
    assert found["Russisch"].count == 2
    assert found["Geran 2"].forms == ("Geran 2", "Geran-2")


def test_what_the_glossary_has_is_left_out() -> None:
    glossary = parse_glossary("- source: kernreactor\n  target: reactor\n- source: TenneT\n  translate: false\n")
    text = "TenneT sluit twee kernreactoren en een windpark aan. De TenneT-directeur zwijgt."
    assert {"kernreactor", "TenneT"} <= set(proposed(text))
    found = proposed(text, glossary=glossary)
    assert {"kernreactor", "TenneT"}.isdisjoint(found)
    assert {"windpark", "TenneT-directeur"} <= set(found)


def test_contexts_are_the_first_three_sentences_with_the_term() -> None:
    found = propose(
        [
            article("In Ter Apel is het druk. Ter Apel zucht. Wie gaat er naar Ter Apel?", path="een.txt"),
            article("Niets.", "Uit Ter Apel komt nieuws.", path="twee.txt"),
        ],
        Glossary(),
    )
    (candidate,) = [c for c in found if c.dutch == "Ter Apel"]
    assert candidate.count == 4
    assert [context.span.of(context.sentence) for context in candidate.contexts] == ["Ter Apel"] * 3
    assert {context.article for context in candidate.contexts} == {"een.txt"}


def test_the_likeliest_come_first_and_no_more_than_asked() -> None:
    seed = read_article(SEED)
    everything = propose([seed], Glossary())
    assert [c.score for c in everything] == sorted((c.score for c in everything), reverse=True)
    assert propose([seed], Glossary(), top=20) == everything[:20]
    assert {"Haags Centrum voor Strategische Studies", "HCSS", "Geran 2", "Peter Wijninga", "PAX"} <= {
        candidate.dutch for candidate in everything[:20]
    }


def test_no_article_and_no_text_give_no_terms() -> None:
    assert propose([], Glossary()) == []
    assert propose([article("")], Glossary()) == []


# --- what the translation made of it ---------------------------------------------------------------------------------


def aligned(source: str, target: str, pairs: str) -> Segment:
    """A segment whose words are aligned as ``pairs`` says: ``0-1`` is the first word with the second."""
    ours, theirs = words_of(source), words_of(target)
    alignment = [(ours[int(i)], theirs[int(j)]) for i, j in (pair.split("-") for pair in pairs.split())]
    return Segment("s", source, target=target, state="translated", alignment=tuple(alignment))


def words_of(text: str) -> list[Span]:
    spans, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        spans.append(Span(start, at - (word[-1] in ".,")))
    return spans


def test_the_rendering_is_what_the_words_are_aligned_with() -> None:
    segment = aligned("Het gerechtshof beslist.", "The court of appeal decides.", "0-0 1-1 1-3 2-4")
    found = rendering(segment, Span(4, 15))
    assert found is not None
    assert found.of(segment.target) == "court of appeal"
    assert rendering(aligned("Het gerechtshof beslist.", "It decides.", "2-1"), Span(4, 15)) is None


def test_renderings_are_counted_without_number_case_and_small_words() -> None:
    one = aligned("De raket viel.", "The missile fell.", "0-0 1-1 2-2")
    many = aligned("De raketten vielen.", "Missiles fell.", "1-0 2-1")
    other = aligned("Een raket viel.", "Fell of a rocket.", "0-2 1-1 1-3 2-0")
    places = [(one, Span(3, 8), False), (many, Span(3, 11), True), (other, Span(4, 9), False)]
    assert [(r.text, r.count) for r in renderings_of(places)] == [("missile", 2), ("rocket", 1)]


def test_a_term_that_was_translated_in_two_ways_is_varied() -> None:
    segments = (
        aligned("De schaduwvloot vaart.", "The shadow fleet sails.", "0-0 1-1 1-2 2-3"),
        aligned("De schaduwvloot zwijgt.", "The dark fleet is silent.", "0-0 1-1 1-2 2-4"),
    )
    text = " ".join(segment.source for segment in segments)
    first = Segment("s1", segments[0].source, " ", segments[0].target, alignment=segments[0].alignment)
    paragraph = Paragraph("text", text, segments=(first, segments[1]))
    (candidate,) = [c for c in propose([Article((paragraph,))], Glossary()) if c.dutch == "schaduwvloot"]
    assert [r.text for r in candidate.translations] == ["dark fleet", "shadow fleet"]
    assert candidate.varied


def test_the_seed_tells_what_became_of_its_terms(seed: Article) -> None:
    found = {c.dutch: c for c in propose([seed], Glossary())}
    assert "Ukraine" in {r.text for r in found["Oekraïne"].translations}
    assert all(c.translations == () or sum(r.count for r in c.translations) <= c.count for c in found.values())


# --- entries ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dutch", "kind", "translations", "target"),
    [
        ("Poetin", "person", ["Putin", "Poetin"], "Putin"),
        ("Floor van Ravesteijn", "person", ["Floor van"], "Floor van Ravesteijn"),
        ("netcongestie", "concept", ["grid congestion"], "grid congestion"),
        ("netcongestie", "concept", [], ""),
        ("COVRA", "acronym", [], "COVRA"),
    ],
)
def test_the_english_to_begin_with(dutch: str, kind: Kind, translations: list[str], target: str) -> None:
    renderings = tuple(Rendering(text, 1) for text in translations)
    assert suggested_target(Candidate(dutch, kind, 0.9, 1, (dutch,), (), renderings)) == target


@pytest.mark.parametrize(
    ("dutch", "target", "kind", "case", "translate"),
    [
        ("TenneT", "TenneT", "organisation", "exact", False),
        ("Zeeuws", "Zeeland", "other", "exact", True),
        ("kruisraket", "cruise missile", "weapon", "free", True),
        ("netcongestie", "grid congestion", "concept", "free", True),
    ],
)
def test_an_entry_minds_case_where_a_name_would(
    dutch: str, target: str, kind: Kind, case: str, translate: bool
) -> None:
    entry = entry_of(dutch, target, kind)
    assert (entry.sources, entry.target, entry.case, entry.translate) == ((dutch,), target, case, translate)


def test_forms_that_no_rule_gives_are_listed_in_the_entry() -> None:
    entry = entry_of("Noordzeeland", "North Sea country", "place", ("Noordzeelanden", "Noordzeeland"))
    assert entry.forms == ("Noordzeelanden",)
    assert entry_of("raket", "missile", "weapon", ("raketten", "Raket")).forms == ()
    assert find_terms("Vijf Noordzeelanden tekenden.", Glossary((entry,)))


# --- for any text ----------------------------------------------------------------------------------------------------

# Pieces that names, acronyms, brackets and quotations are made of, so that odd texts come often.
PIECES = st.sampled_from(
    """
    Het de van der De Van 't en & - ( ) , . : ; ' " “ ” ’ É ÏJ IJ N.V. J. S. (OM) OM NAVO-land NAVO's Xi's 13 47e F-16's
    kernreactoren defensie- en- wapenexperts Raad State ministers van Zaken en Oekraïne İstanbul ǅ ß ﬁ a@b.nl _x_ 😀
    \u0301 l'Ubangi Zr.Ms. Tromp groot radioactief afval AAA BBB CCC
    """.split()  # noqa: SIM905  a list would be as long as the page
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join))


@given(TEXTS)
@settings(deadline=None)
def test_every_candidate_stands_where_it_says(text: str) -> None:
    for candidate in propose([article(text)], Glossary()):
        assert candidate.dutch.strip()
        assert 0 <= candidate.score <= 1
        assert 1 <= len(candidate.contexts) <= min(3, candidate.count)
        for context in candidate.contexts:
            assert context.span.of(context.sentence) in candidate.forms
            assert context.sentence in text


@given(TEXTS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_mentions_makes_no_difference(text: str, shuffler: random.Random) -> None:
    mentions = find_mentions([span.of(text) for span in split_sentences(text)])
    shuffled = list(mentions)
    shuffler.shuffle(shuffled)
    assert heads_of(shuffled) == heads_of(mentions)
