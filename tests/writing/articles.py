"""Articles the writers are tried on: the one about Iranian drones, by hand, and any article at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

from hypothesis import strategies as st

from translate.document import Article, Inline, Issue, Paragraph, Segment, Span, TermMatch

DE_WIJK = "Rob de Wijk, professor of international relations and founder of HCSS."
HCSS = "Think tank in The Hague; its own English name has the article."
GERAN = "Russian name of the drones built after Iranian design."
PAX = "Dutch peace organisation; always in capitals."


def span(text: str, part: str) -> Span:
    """Find a part in a text; ``part#2`` is its second occurrence as whole words."""
    word, _, number = part.partition("#")
    found = [*re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
    match = found[int(number or 1) - 1]
    return Span(*match.span())


def segment(
    dutch: str,
    english: str,
    alignment: str = "",
    *,
    gap: str = " ",
    terms: Sequence[tuple[str, str, dict[str, str]]] = (),
    issues: Sequence[Issue] = (),
    note: str = "",
) -> Segment:
    """Make a segment; ``alignment`` is ``volgens=According volgens=to``, a term is Dutch, English and the rest."""
    pairs = [pair.split("=") for pair in alignment.split()]
    return Segment(
        id=f"{crc32(dutch.encode()):08x}",
        source=dutch,
        target=english,
        gap=gap,
        state="translated" if english else "initial",
        confidence=-0.31 if english else None,
        alignment=tuple((span(dutch, left), span(english, right)) for left, right in pairs),
        terms=tuple(term(dutch, english, *each) for each in terms),
        issues=tuple(issues),
        note=note,
    )


def term(dutch: str, english: str, source: str, target: str, rest: dict[str, str]) -> TermMatch:
    settled = {"outcome": "applied", "rung": "asked", "entry": source.partition("#")[0]} | rest
    asked = settled.pop("term", target.partition("#")[0])
    return TermMatch(
        source=span(dutch, source), term=asked, target=span(english, target) if target else None, **settled
    )


def paragraph(*segments: Segment, kind: str = "text", level: int = 0, marker: str = "") -> Paragraph:
    *others, last = segments
    closed = (*others, Segment(**{name: getattr(last, name) for name in Segment.__slots__} | {"gap": ""}))
    return Paragraph(kind, "".join(s.source + s.gap for s in closed), level, marker, segments=closed)


def iran() -> Article:
    """Return the drone article, translated, with terms applied, repaired and missed, and things to check."""
    return Article(
        (
            paragraph(
                segment(
                    "Iran en Rusland: bondgenoten met drones",
                    "Iran and Russia: allies with drones",
                    "Iran=Iran en=and Rusland=Russia bondgenoten=allies met=with drones=drones",
                    terms=[("bondgenoten", "allies", {"entry": "bondgenoot", "rung": "already right"})],
                ),
                kind="title",
            ),
            paragraph(
                segment(
                    "Op militair gebied is Iran een van de belangrijkste bondgenoten van Rusland.",
                    "In the military field, Iran is one of Russia's most important allies.",
                    "Op=In militair=military gebied=field is=is Iran=Iran een=one van=of belangrijkste=most "
                    "belangrijkste=important bondgenoten=allies Rusland=Russia",
                    terms=[("bondgenoten", "allies", {"entry": "bondgenoot", "rung": "already right"})],
                ),
                segment(
                    "Nu zijn beide landen in gewapend conflict met landen die door het Westen worden gesteund.",
                    "Both countries are now in armed conflict with countries supported by the West.",
                    "Nu=now zijn=are beide=Both landen=countries in=in gewapend=armed conflict=conflict met=with "
                    "landen#2=countries#2 door=by het=the Westen=West gesteund=supported",
                    terms=[("het Westen", "the West", {"rung": "already right"})],
                ),
                segment(
                    "We vroegen drie defensie- en wapenexperts om uitleg.",
                    "We asked three defence and weapons experts to explain.",
                    "We=We vroegen=asked drie=three en=and wapenexperts=weapons wapenexperts=experts uitleg=explain",
                ),
            ),
            paragraph(
                segment(
                    "In het begin van de Russische oorlog in Oekraïne heeft Iran een stuk of honderd drones geleverd "
                    "aan Rusland, zegt Wim Zwijnenburg, projectleider Humanitaire Ontwapening bij vredesorganisatie "
                    "PAX.",
                    "At the start of the Russian war in Ukraine, Iran supplied Russia with around a hundred drones, "
                    "says Wim Zwijnenburg, project leader Humanitarian Disarmament at the peace organisation PAX.",
                    "In=At het=the begin=start van=of de=the Russische=Russian oorlog=war in=in Oekraïne=Ukraine "
                    "Iran=Iran een=around honderd=hundred drones=drones geleverd=supplied aan=with Rusland=Russia "
                    "zegt=says Wim=Wim Zwijnenburg=Zwijnenburg projectleider=project projectleider=leader "
                    "Humanitaire=Humanitarian Ontwapening=Disarmament bij=at vredesorganisatie=peace "
                    "vredesorganisatie=organisation PAX=PAX",
                    terms=[
                        ("Wim Zwijnenburg", "Wim Zwijnenburg", {}),
                        ("projectleider", "project leader", {"rung": "already right"}),
                        (
                            "Humanitaire Ontwapening",
                            "Humanitarian Disarmament",
                            {
                                "outcome": "repaired",
                                "rung": "prefix repair",
                                "why": "the model had written “humanitarian armament”",
                            },
                        ),
                        ("vredesorganisatie", "peace organisation", {"rung": "already right"}),
                        ("PAX", "PAX", {"note": PAX}),
                    ],
                ),
            ),
            paragraph(
                segment(
                    "“Maar Iran vuurt nu ook een nieuw type drone af op Israël, de Avash-drone.",
                    "“But Iran is now also firing a new type of drone at Israel, the Avash drone.",
                    "Maar=But Iran=Iran vuurt=firing nu=now ook=also een=a nieuw=new type=type drone=drone op=at "
                    "Israël=Israel de=the Avash-drone=Avash",
                    terms=[("Avash-drone", "Avash drone", {})],
                ),
                segment(
                    "Rusland heeft ook deze drones nagebouwd, onder de naam Geran 2 en Geran 3.",
                    "Russia has copied these drones too, under the names Geran-2 and Geran-3.",
                    "Rusland=Russia heeft=has ook=too deze=these drones=drones nagebouwd=copied onder=under de=the "
                    "naam=names en=and Geran=Geran-2 2=Geran-2 3=Geran-3",
                    terms=[
                        ("Geran 2", "Geran-2", {"note": GERAN}),
                        ("Geran 3", "Geran-3", {"outcome": "repaired", "rung": "substituted", "note": GERAN}),
                    ],
                ),
                segment(
                    "Deze drones zien er hetzelfde uit, maar worden lokaal geproduceerd in een fabriek in "
                    "Centraal-Rusland.",
                    "These drones look the same, but are produced locally at a factory in central Russia.",
                    "Deze=These drones=drones zien=look hetzelfde=same maar=but worden=are lokaal=locally "
                    "geproduceerd=produced in=at een=a fabriek=factory in#2=in Centraal-Rusland=central",
                ),
                segment(
                    "Onlangs is deze fabriek aangevallen door Oekraïense drones.”",
                    "That factory was recently attacked by Ukrainian drones.”",
                    "Onlangs=recently is=was deze=That fabriek=factory aangevallen=attacked door=by "
                    "Oekraïense=Ukrainian drones=drones",
                ),
            ),
            paragraph(
                segment("Minder afhankelijk", "Less dependent", "Minder=Less afhankelijk=dependent"),
                kind="heading",
                level=2,
            ),
            paragraph(
                segment(
                    "Volgens De Wijk is de band tussen Iran en Rusland vooral een gelegenheidspartnerschap.",
                    "According to De Wijk, the bond between Iran and Russia is above all an occasional partnership.",
                    "Volgens=According Volgens=to De=De Wijk=Wijk is=is de=the band=bond tussen=between Iran=Iran "
                    "en=and Rusland=Russia vooral=above vooral=all een=an gelegenheidspartnerschap=occasional "
                    "gelegenheidspartnerschap=partnership",
                    terms=[
                        ("De Wijk", "De Wijk", {"note": DE_WIJK}),
                        (
                            "gelegenheidspartnerschap",
                            "",
                            {
                                "term": "partnership of convenience",
                                "outcome": "missed",
                                "rung": "flagged",
                                "why": "The model wrote “occasional partnership”; no repair read as well.",
                            },
                        ),
                    ],
                    issues=[
                        Issue("terms", "error", "gelegenheidspartnerschap: partnership of convenience", Span(61, 85))
                    ],
                ),
                segment(
                    "“Rusland gebruikt Iran als doorvoerland van goederen, als wapenleverancier, maar ook als "
                    "bondgenoot in de strijd tegen het Westen.”",
                    "“Russia uses Iran as a transit country for goods, as an arms supplier, but also as an ally in "
                    "the fight against the West.”",
                    "Rusland=Russia gebruikt=uses Iran=Iran als=as doorvoerland=transit doorvoerland=country van=for "
                    "goederen=goods als#2=as#2 wapenleverancier=arms wapenleverancier=supplier maar=but ook=also "
                    "als#3=as#3 bondgenoot=ally in=in de=the strijd=fight tegen=against het=the#2 Westen=West",
                    terms=[
                        ("doorvoerland", "transit country", {}),
                        ("bondgenoot", "ally", {"rung": "already right"}),
                        ("het Westen", "the West", {"rung": "already right"}),
                    ],
                ),
            ),
            paragraph(
                segment(
                    "Met het uitbreken van een grootschalige oorlog tussen Israël en Iran is het heel goed mogelijk "
                    "dat Iran de leveranties aan Rusland helemaal heeft stopgezet, zegt Peter Wijninga, "
                    "defensie-expert bij het Haags Centrum voor Strategische Studies (HCSS).",
                    "With the outbreak of a large-scale war between Israel and Iran, it is quite possible that Iran "
                    "has stopped its deliveries to Russia altogether, says Peter Wijninga, defence expert at The "
                    "Hague Centre for Strategic Studies (HCSS).",
                    "Met=With het=the uitbreken=outbreak van=of een=a grootschalige=large-scale oorlog=war "
                    "tussen=between Israël=Israel en=and Iran=Iran is=is het#2=it goed=quite mogelijk=possible "
                    "dat=that Iran#2=Iran#2 heeft=has stopgezet=stopped leveranties=deliveries aan=to Rusland=Russia "
                    "helemaal=altogether zegt=says Peter=Peter Wijninga=Wijninga defensie-expert=defence "
                    "defensie-expert=expert bij=at Haags=Hague Centrum=Centre voor=for Strategische=Strategic "
                    "Studies=Studies HCSS=HCSS",
                    terms=[
                        ("Peter Wijninga", "Peter Wijninga", {}),
                        ("defensie-expert", "defence expert", {"rung": "already right"}),
                        (
                            "Haags Centrum voor Strategische Studies (HCSS)",
                            "The Hague Centre for Strategic Studies (HCSS)",
                            {
                                "entry": "Haags Centrum voor Strategische Studies (HCSS)",
                                "outcome": "repaired",
                                "rung": "n-best",
                                "why": "taken from the second hypothesis",
                                "note": HCSS,
                            },
                        ),
                    ],
                ),
                segment(
                    "Het is niet bekend hoeveel drones Iran heeft, maar je kunt volgens hem rekenen op duizenden.",
                    "It is not known how many drones Iran has, but according to him you can count on hundreds.",
                    "Het=It is=is niet=not bekend=known hoeveel=how hoeveel=many drones=drones Iran=Iran heeft=has "
                    "maar=but je=you kunt=can volgens=according volgens=to hem=him rekenen=count op=on "
                    "duizenden=hundreds",
                    issues=[
                        Issue(
                            "numbers",
                            "warning",
                            "“duizenden” is thousands; the English says hundreds.",
                            Span(82, 91),
                            Span(80, 88),
                        )
                    ],
                ),
            ),
            paragraph(
                segment("Wapenleveranties uit Iran", "Arms deliveries from Iran", "Wapenleveranties=Arms uit=from"),
                kind="list item",
                level=1,
                marker="-",
            ),
            paragraph(
                segment("Motortjes uit China", "Small engines from China", "Motortjes=engines uit=from China=China"),
                kind="list item",
                level=1,
                marker="-",
            ),
            paragraph(
                segment(
                    "“Poetin moet een keuze maken tussen het volop steunen van Iran enerzijds en het voorkomen dat hij "
                    "de woede van Trump op zijn hals haalt anderzijds.”",
                    "“Putin has to choose between fully supporting Iran on the one hand and avoiding Trump's anger on "
                    "the other.”",
                    "Poetin=Putin moet=has keuze=choose tussen=between volop=fully steunen=supporting Iran=Iran "
                    "enerzijds=one enerzijds=hand en=and voorkomen=avoiding woede=anger Trump=Trump anderzijds=other",
                    terms=[("Poetin", "Putin", {})],
                ),
                kind="quote",
            ),
            paragraph(
                segment(
                    "Rusland zou personeel ronselen in Afrika om de drones in elkaar te zetten.",
                    "",
                    issues=[Issue("length", "info", "Every hypothesis repeated itself.")],
                ),
                segment(
                    "Het is volgens hoogleraar De Wijk niet helemaal duidelijk of Rusland nog steeds drones uit Iran "
                    "gebruikt in de oorlog tegen Oekraïne.",
                    "According to Professor De Wijk, it is not entirely clear whether Russia is still using drones "
                    "from Iran in the war against Ukraine.",
                    "Het=it is=is volgens=According volgens=to hoogleraar=Professor De=De Wijk=Wijk niet=not "
                    "helemaal=entirely duidelijk=clear of=whether Rusland=Russia nog=still steeds=still drones=drones "
                    "uit=from Iran=Iran gebruikt=using in=in de=the oorlog=war tegen=against Oekraïne=Ukraine",
                    terms=[
                        ("hoogleraar", "Professor", {"rung": "already right"}),
                        ("De Wijk", "De Wijk", {"note": DE_WIJK}),
                    ],
                    note="Ask the desk whether we write Professor with a capital.",
                ),
            ),
        ),
        title="Iran en Rusland: bondgenoten met drones",
        date="juni 2025",
        byline="Redactie Buitenland",
        path="seeds/iran-rusland-drones.txt",
        sha256="2c" * 32,
        metadata=(("section", "Buitenland"),),
        model="nl-en-compact@3f2a91c0d1e2",
        glossary="8c1f0e5b7a2d4496",
        options=(("beam", "4"),),
    )


def with_notes() -> Article:
    """Two sentences with the marks of three notes, of which the last is not there."""
    first = segment("Drones levert Iran.", "Iran supplies drones.", "Drones=drones levert=supplies Iran=Iran")
    text = paragraph(first, segment("Ze vliegen.", "They fly.", "Ze=They vliegen=fly"))
    marks = [(13, "footnote 1"), (19, "footnote 2"), (30, "footnote 9")]
    inlines = tuple(Inline(value, "object", Span(at, at), value) for at, value in marks)
    notes = [
        paragraph(segment("Volgens PAX.", "According to PAX."), marker="[^1]:"),
        paragraph(segment("Zie *PAX*.", "See *PAX*."), kind="list item", level=1, marker="[^2]:"),
    ]
    return Article((replace(text, inlines=inlines), *notes))


def long_article(paragraphs: int) -> Article:
    """Return an article of that many times the same five sentences."""
    whole = [part for part in iran().paragraphs if part.kind == "text"]
    sentences = [sentence for part in whole for sentence in part.segments][:5]
    spaced = [Segment(**{name: getattr(s, name) for name in Segment.__slots__} | {"gap": " "}) for s in sentences]
    return Article(tuple(paragraph(*spaced) for _ in range(paragraphs)), path="long.txt", model="m", glossary="g")


def spans() -> st.SearchStrategy[Span]:
    """Return spans anywhere, also where no text is."""
    return st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def segments(characters: st.SearchStrategy[str]) -> st.SearchStrategy[Segment]:
    """Return segments with marks anywhere on any text."""
    text = st.text(characters, max_size=30)
    maybe = st.none() | spans()
    outcomes = st.sampled_from(["applied", "repaired", "missed", "forbidden"])
    terms = st.builds(TermMatch, text, spans(), text, maybe, outcomes, st.just("asked"), text, text)
    severities = st.sampled_from(["error", "warning", "info"])
    issues = st.builds(Issue, text, severities, text, maybe, maybe, st.booleans())
    return st.builds(
        Segment,
        id=text,
        source=text,
        gap=st.sampled_from(["", " ", "\n"]),
        target=text,
        confidence=st.none() | st.floats(-20, 0),
        alignment=st.lists(st.tuples(spans(), spans()), max_size=4).map(tuple),
        terms=st.lists(terms, max_size=3).map(tuple),
        issues=st.lists(issues, max_size=2).map(tuple),
        note=text,
    )


def articles(characters: st.SearchStrategy[str]) -> st.SearchStrategy[Article]:
    """Return articles of any text, any marks, any kind of paragraph."""
    text = st.text(characters, max_size=20)

    def build(kind: str, level: int, marker: str, parts: list[Segment], bare: str) -> Paragraph:
        whole = "".join(part.source + part.gap for part in parts) if parts else bare
        return Paragraph(kind, whole, level, marker, segments=tuple(parts))

    kinds = st.sampled_from(["title", "heading", "text", "list item", "quote", "caption"])
    markers = st.sampled_from(["", "-", "*", "1.", "3)", "a."])
    paragraphs = st.builds(build, kinds, st.integers(0, 6), markers, st.lists(segments(characters), max_size=3), text)
    pairs = st.lists(st.tuples(text, text), max_size=2).map(tuple)
    return st.builds(
        Article, st.lists(paragraphs, max_size=4).map(tuple), text, text, text, text, text, pairs, text, text, pairs
    )
