"""Glossaries that are valid, and as odd as a valid one can be."""

from __future__ import annotations

from hypothesis import reject
from hypothesis import strategies as st

from translate.glossary.exchange.composing import Change, compose
from translate.glossary.exchange.terms import default_case, tidy, tidy_note
from translate.glossary.model import KINDS, Entry, Glossary
from translate.glossary.nodes import GlossaryInvalid
from translate.glossary.stopwords import STOPWORDS
from translate.glossary.store import parse_glossary

# Everything but controls, invisible characters, surrogates, what XML cannot hold, and the marks of terms.
_characters = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"), exclude_characters="⦃⦄"
)
_odd = st.sampled_from(
    [
        "=1+1",
        "+31",
        "-x",
        "@home",
        "#metoo",
        "x_x0041_",
        "<b>&amp;",
        '"q"',
        "a;b",
        "c,d",
        "'s",
        "No",
        "2024",
        "~",
        "ж",
        "🚀",
        "]]>",
    ]
)
words = _odd | st.text(_characters, min_size=1, max_size=8)
texts = st.lists(words, min_size=1, max_size=4).map(" ".join).map(tidy).filter(bool)
dutch = texts.filter(lambda text: any(c.isalnum() for c in text) and text.lower() not in STOPWORDS)
many = st.lists(texts, max_size=3, unique=True).map(tuple)
_lines = texts | st.sampled_from(["", "  x", "a  b", "glossary.yaml case: exact", "glossary.yaml note: 1", "a\u00a0b"])
notes = st.just("") | st.lists(_lines, min_size=1, max_size=3).map("\n".join).map(tidy_note)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    sources = tuple(draw(st.lists(dutch, min_size=1, max_size=3, unique_by=str.casefold)))
    translate = draw(st.booleans())
    target = draw(texts) if translate else sources[0]
    variants, expand = draw(many), draw(st.just("") | texts)
    accepted = {target, expand, *variants}
    return Entry(
        sources=sources,
        target=target,
        forms=draw(st.lists(dutch, max_size=2, unique=True).map(tuple)),
        case=draw(st.sampled_from(["exact", "free"])),
        kind=draw(st.sampled_from(KINDS)),  # type: ignore[arg-type]
        note=draw(notes),
        variants=variants,
        forbidden=tuple(text for text in draw(many) if text not in accepted),
        compounds=draw(st.booleans()),
        translate=translate,
        expand=expand,
    )


@st.composite
def glossaries(draw: st.DrawFn) -> Glossary:
    """Glossaries of one to four entries that share no Dutch."""
    chosen: list[Entry] = []
    taken: set[str] = set()
    for entry in draw(st.lists(entries(), min_size=1, max_size=4)):
        dutch_of_it = {text.casefold() for text in (*entry.sources, *entry.forms)}
        if not taken & dutch_of_it:
            chosen.append(entry)
            taken |= dutch_of_it
    try:
        parse_glossary(compose("", (), [Change(None, entry) for entry in chosen], "", "").text)
    except GlossaryInvalid:  # Dutch that is the same in another way than in case
        reject()
    return Glossary(tuple(chosen))


def pairs(glossary: Glossary) -> list[Entry]:
    """Return what a list of pairs can hold of a glossary: an entry for each source, with the target alone."""
    return [
        Entry((source,), entry.target, case=default_case("other")) for entry in glossary for source in entry.sources
    ]
