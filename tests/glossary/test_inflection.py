from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.glossary.inflection import adjective_forms, base_forms


def feature(word: str, base: str) -> str:
    """The feature under which a base form is among those of a word; empty when it is not among them."""
    return next((form.feature for form in base_forms(word) if form.text == base), "")


@pytest.mark.parametrize(
    ("word", "base"),
    [
        # a consonant doubled, a vowel made short, f/v, s/z
        ("raketten", "raket"),
        ("bommen", "bom"),
        ("kernkoppen", "kernkop"),
        ("bondgenoten", "bondgenoot"),
        ("raden", "raad"),
        ("bomen", "boom"),
        ("uren", "uur"),
        ("apen", "aap"),
        ("brieven", "brief"),
        ("huizen", "huis"),
        ("graven", "graf"),
        ("graven", "graaf"),
        ("glazen", "glas"),
        ("straffen", "straf"),
        # nothing changes
        ("landen", "land"),
        ("boeken", "boek"),
        ("wijken", "wijk"),
        ("partijen", "partij"),
        ("leeuwen", "leeuw"),
        ("zenuwen", "zenuw"),
        ("kooien", "kooi"),
        ("complexen", "complex"),
        # the vowel is short in the singular alone, or the last syllable has no stress
        ("dagen", "dag"),
        ("aanslagen", "aanslag"),
        ("oorlogen", "oorlog"),
        ("verdragen", "verdrag"),
        ("bevelen", "bevel"),
        ("middelen", "middel"),
        ("sectoren", "sector"),
        ("neutronen", "neutron"),
        ("monniken", "monnik"),
        # two vowels that are two syllables
        ("Italianen", "Italiaan"),
        ("Europeanen", "Europeaan"),
        ("materialen", "materiaal"),
        ("patriotten", "patriot"),
        # the -e is the word's own
        ("ziekten", "ziekte"),
        ("gewonden", "gewonde"),
        ("bacteriën", "bacterie"),
        ("koloniën", "kolonie"),
        ("zeeën", "zee"),
        ("industrieën", "industrie"),
        # no rule but a list
        ("overheden", "overheid"),
        ("havensteden", "havenstad"),
        ("Kamerleden", "Kamerlid"),
        ("vliegdekschepen", "vliegdekschip"),
        ("kleinkinderen", "kleinkind"),
        ("goederen", "goed"),
        ("staatslieden", "staatsman"),
        ("politici", "politicus"),
        ("musea", "museum"),
        ("centra", "centrum"),
        ("luchtmachtbases", "luchtmachtbasis"),
        ("crises", "crisis"),
        # in capitals
        ("RAKETTEN", "RAKET"),
        ("BRIEVEN", "BRIEF"),
    ],
)
def test_plurals_in_en_and_irregular_ones(word: str, base: str) -> None:
    assert feature(word, base) == "plural"


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("drones", "drone"),
        ("legers", "leger"),
        ("wapens", "wapen"),
        ("foto's", "foto"),
        ("Xi's", "Xi"),
        ("Poetins", "Poetin"),
        ("NGO's", "NGO"),
        ("16's", "16"),
        ("16s", "16"),
        ("2's", "2"),
    ],
)
def test_plurals_and_genitives_in_s(word: str, base: str) -> None:
    assert feature(word, base) == "s"


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("bondgenootje", "bondgenoot"),
        ("dorpje", "dorp"),
        ("vliegtuigje", "vliegtuig"),
        ("motortje", "motor"),
        ("dronetje", "drone"),
        ("eitje", "ei"),
        ("vrouwtje", "vrouw"),
        ("bommetje", "bom"),
        ("bloemetje", "bloem"),
        ("slangetje", "slang"),
        ("filmpje", "film"),
        ("raampje", "raam"),
        ("bodempje", "bodem"),
        ("koninkje", "koning"),
        ("fotootje", "foto"),
        ("baby'tje", "baby"),
    ],
)
def test_diminutives(word: str, base: str) -> None:
    assert feature(word, base) == "diminutive"
    assert feature(f"{word}s", base) == "diminutive plural"


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("Russische", "Russisch"),
        ("Iraanse", "Iraans"),
        ("Chinese", "Chinees"),
        ("westerse", "westers"),
        ("gewapende", "gewapend"),
        ("demissionaire", "demissionair"),
        ("veilige", "veilig"),
        ("huidige", "huidig"),
        ("gevaarlijke", "gevaarlijk"),
        ("illegale", "illegaal"),
        ("sociale", "sociaal"),
        ("actuele", "actueel"),
        ("officiële", "officieel"),
        ("financiele", "financieel"),
        ("religieuze", "religieus"),
        ("zinloze", "zinloos"),
        ("actieve", "actief"),
        ("verenigde", "verenigd"),
        ("absolute", "absoluut"),
        ("houten", "hout"),
        ("stalen", "staal"),
    ],
)
def test_adjectives(word: str, base: str) -> None:
    assert feature(word, base) == "adjective"
    assert base in adjective_forms(word)


@pytest.mark.parametrize(("word", "base"), [("grote", "groot"), ("witte", "wit"), ("rode", "rood"), ("vrije", "vrij")])
def test_an_adjective_that_nothing_shows_to_be_one_counts_only_before_a_noun(word: str, base: str) -> None:
    assert feature(word, base) == "modifier"
    assert base not in adjective_forms(word)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        # Another word, told apart by its vowel: the plural of bom is bommen.
        ("bomen", "bom"),
        ("bonen", "bon"),
        ("grote", "grot"),
        ("halen", "hal"),
        ("weten", "wet"),
        ("zaken", "zak"),
        ("taken", "tak"),
        ("lezen", "les"),
        ("zonen", "zon"),
        ("manen", "man"),
        ("ramen", "ram"),
        ("kapen", "kap"),
        ("delen", "del"),
        ("roken", "rok"),
        ("peren", "per"),
        ("malen", "mal"),
        ("rozen", "ros"),
        ("schapen", "schap"),
        ("scholen", "schol"),
        # Nouns in -e, past tenses
        ("klasse", "klas"),
        ("pauze", "paus"),
        ("waarde", "waard"),
        ("aarde", "aard"),
        ("sekse", "seks"),
        ("lente", "lent"),
        ("route", "rout"),
        ("kuste", "kust"),
        ("miste", "mist"),
        ("plantte", "plant"),
        ("landden", "land"),
        # Words in -s and -en that are no plurals
        ("als", "al"),
        ("eis", "ei"),
        ("plaats", "plaat"),
        ("kans", "kan"),
        ("hals", "hal"),
        ("mens", "men"),
        ("plots", "plot"),
        ("schaars", "schaar"),
        ("spits", "spit"),
        ("Engels", "Engel"),
        ("Nederlands", "Nederland"),
        ("buitenlands", "buitenland"),
        ("rechts", "recht"),
        ("volgens", "volgen"),
        ("geen", "ge"),
        ("reden", "rede"),
        ("teken", "teek"),
        ("zegen", "zege"),
        ("buiten", "buit"),
        ("willen", "wil"),
        ("haven", "haaf"),
        # Not diminutives
        ("oranje", "oran"),
        ("Spanje", "Span"),
        ("kastje", "kas"),
        ("lampje", "lam"),
        ("potje", "po"),
        ("beetje", "beet"),
        ("bankje", "bang"),
        ("Lui", "Man"),
        ("lieden", "man"),
    ],
)
def test_look_alikes_are_no_base_forms(word: str, other: str) -> None:
    assert feature(word, other) in ("", "modifier")


@given(st.text(alphabet="abdeinorstvzëïEN'", max_size=12))
def test_the_word_itself_comes_first_and_nothing_twice(word: str) -> None:
    forms = base_forms(word)
    assert (forms[0].text, forms[0].feature) == (word, "plain")
    assert len(set(forms)) == len(forms)
    assert all(form.text for form in forms[1:])


@given(
    st.sampled_from(["raket", "bom", "drone", "leger", "wijk", "fabriek"]), st.sampled_from(["en", "s", "je", "tje"])
)
def test_a_capital_stays_where_it_is(stem: str, ending: str) -> None:
    small = [form.text for form in base_forms(stem + ending)]
    large = [form.text for form in base_forms((stem + ending).capitalize())]
    assert large == [text.capitalize() for text in small]
