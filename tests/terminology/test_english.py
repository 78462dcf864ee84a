from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Span
from translate.glossary.matching import Found, Shape
from translate.glossary.model import Entry
from translate.terminology.english import indefinite_article, pluralise, possessive, wanted


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("drone", "drones"),
        ("ally", "allies"),
        ("convoy", "convoys"),
        ("missile strike", "missile strikes"),
        ("air force base", "air force bases"),
        ("bus", "buses"),
        ("campus", "campuses"),
        ("launch", "launches"),
        ("oligarch", "oligarchs"),
        ("half", "halves"),
        ("knife", "knives"),
        ("chief", "chiefs"),
        ("embargo", "embargoes"),
        ("photo", "photos"),
        ("crisis", "crises"),
        ("analysis", "analyses"),
        ("hypothesis", "hypotheses"),
        ("lens", "lenses"),
        ("fisherman", "fishermen"),
        ("spokeswoman", "spokeswomen"),
        ("German", "Germans"),
        ("grandchild", "grandchildren"),
        ("warlord", "warlords"),
        # The head of the phrase
        ("minister of defence", "ministers of defence"),
        ("letter to parliament", "letters to parliament"),
        ("Chief of Defence", "Chiefs of Defence"),
        ("Ministry of Finance", "Ministries of Finance"),
        ("chargé d'affaires", "chargés d'affaires"),
        ("coup d'état", "coups d'état"),
        ("secretary-general", "secretaries-general"),
        ("attorney general", "attorneys general"),
        ("major general", "major generals"),
        ("general", "generals"),
        ("commander-in-chief", "commanders-in-chief"),
        ("president-elect", "presidents-elect"),
        ("court martial", "courts martial"),
        ("specimen", "specimens"),
        ("passer-by", "passers-by"),
        ("sit-in", "sit-ins"),
        ("surface-to-air missile", "surface-to-air missiles"),
        # Already plural, or not counted
        ("armed forces", "armed forces"),
        ("human rights", "human rights"),
        ("headquarters", "headquarters"),
        ("aircraft", "aircraft"),
        ("landing craft", "landing craft"),
        ("ammunition", "ammunition"),
        ("ransomware", "ransomware"),
        ("military personnel", "military personnel"),
        ("police", "police"),
        ("community service", "community service"),
        ("weapons of mass destruction", "weapons of mass destruction"),
        # Names and acronyms
        ("F-16", "F-16s"),
        ("Geran 2", "Geran 2s"),
        ("Leopard 2", "Leopard 2s"),
        ("NGO", "NGOs"),
        ("MP", "MPs"),
        ("HIMARS", "HIMARS"),
        ("Patriot", "Patriots"),
        ("Kennedy", "Kennedys"),
        ("Sentry", "Sentrys"),
        ("Houthi", "Houthis"),
        ("", ""),
    ],
)
def test_pluralise(singular: str, plural: str) -> None:
    assert pluralise(singular) == plural
    assert pluralise(plural) == plural


@given(st.text(max_size=30))
def test_any_phrase_can_be_pluralised(phrase: str) -> None:
    assert len(pluralise(phrase)) >= len(phrase) - 3


@pytest.mark.parametrize(
    ("text", "genitive"),
    [
        ("Putin", "Putin's"),
        ("Wilders", "Wilders'"),
        ("the Netherlands", "the Netherlands'"),
        ("Xi", "Xi's"),
        ("Marx", "Marx's"),
        ("Russia's", "Russia's"),
        ("allies'", "allies'"),
    ],
)
def test_possessive(text: str, genitive: str) -> None:
    assert possessive(text) == genitive


@pytest.mark.parametrize(
    ("article", "words"),
    [
        (
            "a",
            "missile hospital European Ukrainian UN UK US UAV UFO UNIFIL NATO HIMARS PAX unit united use one one-off 9",
        ),
        ("a", "uranium Uyghur universal utility once warhead year house Houthi T-72 B-52 MiG 100 Leopard missile"),
        ("an", "ally enemy hour honest heir NGO MP F-16 MH17 S-300 EU AIVD MIVD HCSS X-ray AK-47 8 80 11 18th 18,000"),
        ("an", "unidentified uninhabited unarmed umbrella urgent Iranian Avash 'attack' official OSCE OPEC e-mail IED"),
    ],
)
def test_indefinite_article(article: str, words: str) -> None:
    assert {word: indefinite_article(word) for word in words.split()} == dict.fromkeys(words.split(), article)


def found(shape: Shape = "singular", **fields: object) -> Found:
    fields = {"sources": ("bron",), "target": "ally", "kind": "concept", "case": "free", **fields}
    return Found(Entry(**fields), Span(0, 4), shape)  # type: ignore[arg-type]


def test_a_dutch_plural_asks_for_an_english_one() -> None:
    asked = wanted(found("plural", variants=("partner",)))
    assert asked.term == "allies"
    assert asked.accepted == ("allies", "partners")
    assert asked.other_number == ("ally", "partner")


def test_a_singular_asks_for_a_singular() -> None:
    asked = wanted(found())
    assert (asked.term, asked.accepted, asked.other_number) == ("ally", ("ally",), ("allies",))


def test_what_is_not_counted_has_one_form() -> None:
    asked = wanted(found("plural", target="ammunition"))
    assert (asked.term, asked.accepted, asked.other_number) == ("ammunition", ("ammunition",), ())


def test_a_genitive_asks_for_the_possessive_and_accepts_of() -> None:
    asked = wanted(found("possessive", target="Putin", case="exact", kind="person"))
    assert (asked.term, asked.accepted) == ("Putin's", ("Putin's", "Putin"))


def test_names_have_no_plural_but_weapons_and_acronyms_have() -> None:
    assert wanted(found(target="Putin", case="exact", kind="person")).accepted == ("Putin",)
    assert wanted(found("plural", target="F-16", case="exact", kind="weapon")).term == "F-16s"
    assert wanted(found("plural", target="NGO", case="exact", kind="acronym")).term == "NGOs"


def test_a_first_mention_is_spelt_out_and_inflected() -> None:
    fields = {"target": "NGO", "expand": "non-governmental organisation", "kind": "acronym", "case": "exact"}
    assert wanted(found(**fields), expand=True).term == "non-governmental organisation (NGO)"
    assert wanted(found("plural", **fields), expand=True).term == "non-governmental organisations (NGOs)"
    assert wanted(found("possessive", **fields), expand=True).term == "non-governmental organisation's"
    assert "NGO" in wanted(found(**fields), expand=True).accepted
    assert wanted(found(**fields)).term == "NGO"


def test_forbidden_english_is_passed_on() -> None:
    assert wanted(found(forbidden=("friend",))).forbidden == ("friend",)
