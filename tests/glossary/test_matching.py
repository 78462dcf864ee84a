from __future__ import annotations

import random
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.glossary.matching import Found, Matcher, find_terms
from translate.glossary.model import Entry, Glossary, Kind
from translate.glossary.store import load_glossary

STARTER = Path(__file__).parents[2] / "translate" / "glossary" / "starter.yaml"


def word(source: str, target: str = "x", *, compounds: bool = False, forms: tuple[str, ...] = ()) -> Entry:
    return Entry((source,), target, case="free", kind="concept", compounds=compounds, forms=forms)


def name(source: str, kind: Kind = "person") -> Entry:
    return Entry((source,), source, case="exact", kind=kind)


def find(sentence: str, *entries: Entry) -> list[Found]:
    return find_terms(sentence, Glossary(entries))


def spans(sentence: str, *entries: Entry) -> list[str]:
    return [found.span.of(sentence) for found in find(sentence, *entries)]


# --- what is found ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "sentence", "surface", "shape"),
    [
        (word("bondgenoot"), "Hun bondgenoten zwijgen.", "bondgenoten", "plural"),
        (word("bondgenoot"), "BONDGENOTEN ZWIJGEN", "BONDGENOTEN", "plural"),
        (word("bondgenoot"), "Bondgenoten zwijgen.", "Bondgenoten", "plural"),
        (word("foto"), "De foto’s zijn echt.", "foto’s", "plural"),
        (word("foto"), "De foto's zijn echt.", "foto's", "plural"),
        (word("foto"), "De foto`s zijn echt.", "foto`s", "plural"),
        (word("raket"), "Een raketje van niks.", "raketje", "singular"),
        (word("overheid"), "Lagere overheden klagen.", "overheden", "plural"),
        (word("westers"), "De westerse wereld.", "westerse", "singular"),
        (word("onbemand vaartuig"), "Twee onbemande vaartuigen.", "onbemande vaartuigen", "plural"),
        (word("groot offensief"), "Het grote offensief.", "grote offensief", "singular"),
        (word("hoge commissaris"), "De Hoge Commissarissen.", "Hoge Commissarissen", "plural"),
        # The head of a phrase stands before its preposition.
        (word("minister van Defensie"), "De ministers van Defensie.", "ministers van Defensie", "plural"),
        (word("motie van wantrouwen"), "Drie moties van wantrouwen.", "moties van wantrouwen", "plural"),
        (word("inval in Oekraïne"), "Na de inval in Oekraïne.", "inval in Oekraïne", "singular"),
        (word("secretaris-generaal"), "De secretarissen-generaal.", "secretarissen-generaal", "plural"),
        (word("rechter-commissaris"), "De rechters-commissarissen.", "rechters-commissarissen", "plural"),
        (word("rechter-commissaris"), "Twee rechter-commissarissen.", "rechter-commissarissen", "plural"),
        # Names
        (name("Poetin"), "Poetins leger.", "Poetins", "possessive"),
        (name("Poetin"), "POETIN DREIGT", "POETIN", "singular"),
        (name("Iran", "place"), "IRAN DREIGT", "IRAN", "singular"),
        (name("Xi"), "XI OP BEZOEK", "XI", "singular"),
        (name("Amsterdam", "place"), "Volgens Amsterdams burgemeester.", "Amsterdams", "possessive"),
        (name("Xi"), "Xi’s bezoek.", "Xi’s", "possessive"),
        (name("Xi"), "Xi's bezoek.", "Xi's", "possessive"),
        (name("Rob de Wijk"), "Rob de Wijks boek.", "Rob de Wijks", "possessive"),
        (name("Von der Leyen"), "Von der Leyens plan.", "Von der Leyens", "possessive"),
        (name("Hamas", "organisation"), "Hamas' aanval kwam onverwacht.", "Hamas'", "possessive"),
        (name("Hamas", "organisation"), "Hamas’ aanval kwam onverwacht.", "Hamas’", "possessive"),
        (name("Hamas", "organisation"), "Hij noemt 'de leiders van Hamas' een doelwit.", "Hamas", "singular"),
        (name("Russisch", "other"), "De Russische inval.", "Russische", "singular"),
        (
            name("ministerie van Defensie", "organisation"),
            "Ministerie van Defensie",
            "Ministerie van Defensie",
            "singular",
        ),
        (name("ijzeren koepel", "weapon"), "IJzeren koepel faalt.", "IJzeren koepel", "singular"),
        (name("IJsland", "place"), "IJslands regering.", "IJsland", ""),
        (name("Oekraïne", "place"), "In Oekraine.", "Oekraine", "singular"),
        (name("Oekraïne", "place"), "In OEKRAÏNE", "OEKRAÏNE", "singular"),
        (name("Erdoğan"), "Erdogan zwijgt.", "Erdogan", "singular"),
        # Weapons, acronyms and titles are counted, though they are names.
        (name("F-16", "weapon"), "Twintig F-16's.", "F-16's", "plural"),
        (name("F-16", "weapon"), "Twintig F-16s.", "F-16s", "plural"),
        (name("Leopard 2", "weapon"), "Tien Leopard 2’s.", "Leopard 2’s", "plural"),
        (name("Shahed-drone", "weapon"), "Honderd Shahed-drones.", "Shahed-drones", "plural"),
        (word("wapenleverancier"), "Wapenleveranciers klagen.", "Wapenleveranciers", "plural"),
        (name("NGO", "acronym"), "De NGO's vertrekken.", "NGO's", "plural"),
        # Space, hyphen or nothing
        (name("Geran 2", "weapon"), "De Geran-2 vliegt.", "Geran-2", "singular"),
        (name("Geran 2", "weapon"), "De Geran2 vliegt.", "Geran2", "singular"),
        (name("Geran 2", "weapon"), "De Geran\u00a02 vliegt.", "Geran\u00a02", "singular"),
        (name("Geran 2", "weapon"), "De Geran\u20112 vliegt.", "Geran\u20112", "singular"),
        (name("Geran 2", "weapon"), "De Geran–2 vliegt.", "Geran–2", "singular"),
        (name("F-16", "weapon"), "Een F16 vloog over.", "F16", "singular"),
        (name("Noord-Korea", "place"), "In Noord Korea.", "Noord Korea", "singular"),
        (word("defensie- en wapenexpert"), "Drie defensie- en wapenexperts.", "defensie- en wapenexperts", "plural"),
        # Parts of hyphenated compounds
        (name("PAX", "organisation"), "Een PAX-onderzoeker.", "PAX", "singular"),
        (name("PAX", "organisation"), "Een PAX–onderzoeker.", "PAX", "singular"),
        (name("NAVO", "acronym"), "Een anti-NAVO-betoging.", "NAVO", "singular"),
        (word("premier"), "De oud-premiers.", "premiers", "plural"),
        # Listed forms
        (word("havenstad", forms=("zeesteden",)), "Twee zeesteden.", "zeesteden", "plural"),
        (name("IND", "organisation"), "(IND)", "IND", "singular"),
    ],
)
def test_found(entry: Entry, sentence: str, surface: str, shape: str) -> None:
    found = find(sentence, entry)
    if not shape:
        assert found == []
        return
    assert [(f.span.of(sentence), f.shape) for f in found] == [(surface, shape)]


# --- what is not found -----------------------------------------------------------------------------------------------

NEAR_MISSES = [
    # Another word that is spelled like an inflection
    (word("grot"), "De grote stad."),
    (word("bon"), "Witte bonen."),
    (word("bom"), "Drie bomen."),
    (word("hal"), "Ze halen het niet."),
    (word("hal"), "Een lange hals."),
    (word("wet"), "Zij weten dat."),
    (word("zak"), "Ernstige zaken."),
    (word("tak"), "Zware taken."),
    (word("les"), "Zij lezen."),
    (word("klas"), "De middenklasse en de hoge klasse."),
    (word("paus"), "Een pauze."),
    (word("plaat"), "Op die plaats."),
    (word("kan"), "Een kans."),
    (word("mens"), "Niemand wil dat men sterft."),
    (word("men"), "De mens."),
    (word("rede"), "Om die reden."),
    (word("zege"), "Een zegen."),
    (word("buit"), "Hij staat buiten."),
    (word("wil"), "Zij willen vrede."),
    (word("kust"), "Hij kuste haar."),
    (word("waard"), "De waarde daalt."),
    (word("aard"), "Op aarde."),
    (word("roos"), "Een roze jurk."),
    (word("seks"), "Sekse en gender."),
    (word("beet"), "Een beetje."),
    (word("plot"), "Plots was het stil."),
    (word("schaar"), "Water is schaars."),
    (word("rit"), "De rits klemt."),
    (word("recht"), "Hij staat rechts."),
    (word("engel"), "Hij spreekt Engels."),
    (word("buitenland"), "Het buitenlands beleid."),
    (word("kern"), "Het kerngezonde kind."),
    (word("vlucht"), "Zij probeerden te vluchten."),
    (word("steun"), "Om Kyiv te steunen."),
    # The adjective of a people is not its genitive or plural.
    (Entry(("Amerikaan",), "American"), "De Amerikaans-Britse basis."),
    (Entry(("Palestijn",), "Palestinian"), "Een Palestijns dorp."),
    (Entry(("Pool",), "Pole"), "Een Pools dorp."),
    (Entry(("Turk",), "Turk"), "Hij spreekt Turks."),
    (name("Nederland", "place"), "Hij spreekt Nederlands."),
    (name("Oostenrijk", "place"), "Oostenrijks wijngebied."),
    (name("Amsterdam", "place"), "Een Amsterdams café, het Amsterdams accent."),
    # A name is not the word, nor the word the name.
    (name("Vos"), "Een vos in het bos."),
    (name("Vos"), "Veel vossen en Vossen."),
    (name("Vos"), "De VOS meldt winst."),
    (name("Blok"), "Het blok en de Blokken."),
    (name("De Wijk"), "De wijken en de wijk."),
    (name("Bakker"), "De bakkerij, de bakkers."),
    (name("De Groot"), "De grootste, de groot."),
    (name("Trouw", "work"), "Hij is trouw; trouwens."),
    (name("Iran", "place"), "Een Iraniër, een Iraanse, twee Iraniërs."),
    (name("Rus"), "Rust en Rusland."),
    (name("Polen", "place"), "De polen van een magneet."),
    (name("Westen", "place"), "In het westen van het land."),
    (name("Zweden", "place"), "Zij zweden zich kapot."),
    (name("Bergen", "place"), "In de bergen."),
    (name("Patriot", "weapon"), "De Patriotten van 1787."),
    (name("Poetin"), "Een Poetintje en Poetinisme."),
    (name("IJsland", "place"), "Een IJslandse en een ijslander."),
    # Acronyms are exact.
    (name("PAX", "organisation"), "De pax en de Pax Romana."),
    (name("VN", "acronym"), "De vn en de Vn."),
    (name("EU", "acronym"), "Een eu en een Eu."),
    (name("OM", "acronym"), "Om die reden, om te helpen."),
    (name("IS", "organisation"), "Dat is zo. Is dat zo?"),
    (name("DUO", "organisation"), "Een duo, het Duo."),
    (name("IND", "organisation"), "Indonesië en INDIA."),
    (name("COA", "organisation"), "De COALITIE en coaching."),
    # Never inside another word, number, address or handle
    (word("drone"), "Een dronefabriek."),
    (word("raad"), "De gemeenteraad en raadsleden."),
    (word("inval"), "Een invalshoek."),
    (name("GP", "acronym"), "De A1GP van Zandvoort."),
    (name("EU", "acronym"), "De EU27 en EU2020."),
    (name("VN", "acronym"), "De vakbond V&VN."),
    (name("F-16", "weapon"), "De F-160 en de F-16A en de AF-16."),
    (name("Geran 2", "weapon"), "De Geran 25."),
    (word("politie"), "Mail info@politie.nl of kijk op www.politie.nl/contact, politie.nl."),
    (name("NAVO", "acronym"), "Zie https://example.org/NAVO en @NAVO."),
    # Words of a term that belong to different phrases
    (name("Port Soedan", "place"), "De port, Soedan en Port. Soedan!"),
    (name("Geran 2", "weapon"), "De Geran, 2 stuks."),
    (word("gewapende groep"), "Gewapend is de groep."),
    (name("Port Soedan", "place"), "Port – Soedan."),
]


@pytest.mark.parametrize(("entry", "sentence"), NEAR_MISSES)
def test_not_found(entry: Entry, sentence: str) -> None:
    assert spans(sentence, entry) == []


# --- closed compounds ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "compound", "surface", "shape"),
    [
        ("drone", "dronefabriek", "drone", "singular"),
        ("drone", "Dronefabrieken", "Drone", "singular"),
        ("drone", "kamikazedrones", "drones", "plural"),
        ("drone", "kamikazedrone", "drone", "singular"),
        # What links the parts goes with the first.
        ("bom", "bommenwerper", "bommen", "singular"),
        ("bom", "bomaanslag", "bom", "singular"),
        ("raket", "rakettenregen", "raketten", "singular"),
        ("vluchteling", "vluchtelingenkamp", "vluchtelingen", "singular"),
        ("boek", "boekenkast", "boeken", "singular"),
        ("kern", "kernenergie", "kern", "singular"),
        ("kern", "kernproef", "kern", "singular"),
        ("regering", "regeringsgebouw", "regerings", "singular"),
        ("oorlog", "oorlogsschip", "oorlogs", "singular"),
        ("oorlog", "burgeroorlogen", "oorlogen", "plural"),
        ("drone", "dronestorm", "drone", "singular"),
        ("drone", "dronenetwerk", "drone", "singular"),
    ],
)
def test_inside_closed_compounds_where_the_entry_says_so(source: str, compound: str, surface: str, shape: str) -> None:
    sentence = f"De {compound} is er."
    (found,) = find(sentence, word(source, compounds=True))
    assert (found.span.of(sentence), found.shape, found.compound) == (surface, shape, True)
    assert find(sentence, word(source)) == []


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("drone", "Een dronetje, een dronend geluid."),
        ("bom", "Zij bombarderen na het bombardement."),
        ("kern", "Een kernachtige zin."),
        ("tank", "Zij tankten."),
        ("raad", "Een raadsel en beraad."),
        ("macht", "Machteloos, machtige mannen."),
    ],
)
def test_a_derivation_is_no_compound(source: str, sentence: str) -> None:
    assert [f for f in find(sentence, word(source, compounds=True)) if f.compound] == []


def test_a_name_in_a_compound_minds_its_case() -> None:
    entry = Entry(("NAVO",), "NATO", case="exact", kind="acronym", compounds=True)
    assert spans("De NAVOtop, de navotop.", entry) == ["NAVO"]


def test_a_listed_compound_goes_before_its_part() -> None:
    entries = (word("drone", compounds=True), word("dronefabriek"))
    assert [f.entry.id for f in find("De dronefabrieken.", *entries)] == ["dronefabriek"]


# --- which of several ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sources", "sentence", "expected"),
    [
        (("Wijninga", "Peter Wijninga"), "Peter Wijninga en Wijninga", ["Peter Wijninga", "Wijninga"]),
        (("Soedan", "Port Soedan", "Zuid-Soedan"), "Port Soedan, Zuid-Soedan, Soedan", None),
        (("Raad van Europa", "Europa", "Raad van State"), "Raad van Europa en Europa", ["Raad van Europa", "Europa"]),
        (("A B", "B C D"), "A B C D", ["B C D"]),
    ],
)
def test_the_longest_goes_first(sources: tuple[str, ...], sentence: str, expected: list[str] | None) -> None:
    assert spans(sentence, *(name(s) for s in sources)) == (expected or sentence.split(", "))


def test_the_word_as_listed_goes_before_an_inflection_of_another() -> None:
    entries = (word("Pool"), name("Polen", "place"), word("Turk"), name("Turks", "other"))
    assert [f.entry.id for f in find("Polen en Turks", *entries)] == ["Polen", "Turks"]


def test_an_entry_that_minds_case_goes_before_one_that_does_not() -> None:
    entries = (Entry(("westen",), "west"), Entry(("Westen",), "West", case="exact"))
    assert [f.entry.target for f in find("Het Westen en het westen.", *entries)] == ["West", "west"]


# --- offsets ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("before", ["", "😀 ", "👩‍👩‍👧 ", "é̈ ", "“", "(", "\u00ad", "ﬁ "])
def test_offsets_count_code_points_of_the_sentence_as_given(form: str, before: str) -> None:
    sentence = before + unicodedata.normalize(form, "Oekraïense ideeën’ uit Oek\u00adraïne, José’s idee")
    entries = (name("Oekraïens", "other"), word("idee"), name("Oekraïne", "place"), name("José"))
    found = spans(sentence, *entries)
    expected = ["Oekraïense", "ideeën", "Oek\u00adraïne", "José’s", "idee"]
    assert found == [unicodedata.normalize(form, text) for text in expected]


PIECES = [
    "Poetin",
    "poetin",
    "Port",
    "Soedan",
    "drone",
    "drones",
    "-",
    " ",
    "’s",
    "s",
    "2",
    "Geran",
    "é",
    "e\u0301",
    "😀",
    ". ",
]
GLOSSARY = Glossary(
    (
        name("Poetin"),
        name("Port Soedan", "place"),
        name("Soedan", "place"),
        name("Geran 2", "weapon"),
        word("drone", compounds=True),
        word("é"),
    )
)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_matches_are_in_order_and_apart_and_stand_at_word_boundaries(sentence: str) -> None:
    found = Matcher(GLOSSARY).find(sentence)
    for one, following in pairwise(found):
        assert one.span.end <= following.span.start
    for one in found:
        text = one.span.of(sentence)
        assert text.strip() == text != ""
        if not one.compound:
            around = sentence[max(one.span.start - 1, 0) : one.span.start] + sentence[one.span.end : one.span.end + 1]
            assert not any(c.isalnum() for c in around)


@given(st.text(max_size=60))
def test_any_text_can_be_searched(sentence: str) -> None:
    for found in Matcher(GLOSSARY).find(sentence):
        assert found.span.of(sentence)


@given(st.text(max_size=40), st.sampled_from(["Poetin", "Port Soedan", "Geran 2"]), st.text(max_size=40))
def test_a_name_between_spaces_is_found_whatever_stands_around_it(before: str, term: str, after: str) -> None:
    sentence = f"{before} , {term} , {after}"
    at = len(before) + 3
    assert any(f.span.start == at and f.span.of(sentence) == term for f in Matcher(GLOSSARY).find(sentence))


def test_a_long_text_without_spaces_is_searched_in_a_moment() -> None:
    sentence = "drone" * 20_000
    assert all(found.compound for found in Matcher(GLOSSARY).find("x" * 50_000 + "-" * 50_000))
    assert Matcher(Glossary((name("Poetin"),))).find(sentence) == []


# --- the starter glossary --------------------------------------------------------------------------------------------


def test_every_entry_of_the_starter_is_found_as_it_is_listed() -> None:
    glossary = load_glossary(STARTER)
    matcher = Matcher(glossary)
    for entry in glossary:
        for text in (*entry.sources, *entry.forms):
            sentence = f"Dit gaat over {text}, zei hij."
            assert [(f.entry.id, f.span.of(sentence)) for f in matcher.find(sentence)] == [(entry.id, text)]


def test_the_order_of_entries_does_not_matter() -> None:
    entries = list(load_glossary(STARTER))
    text = (Path(__file__).parents[2] / "seeds" / "iran-rusland-drones.txt").read_text(encoding="utf-8")
    expected = Matcher(Glossary(tuple(entries))).find(text)
    random.Random(1).shuffle(entries)
    assert Matcher(Glossary(tuple(entries))).find(text) == expected
