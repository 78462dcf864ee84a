from __future__ import annotations

import pytest

from translate.formats.gather import Atom, Gathered, Mark, Rank, gather, lay_out

BOLD = Mark("bold", "bold")
ITALIC = Mark("italic", "italic")
RED = Mark("style", "red")
LINK = Mark("link", "link", "nos.nl", Rank.HOLDER)
PLACE = Mark("style", "place", "bookmark", Rank.RANGE)
NOTE = Mark("object", "note", "footnote 1")
PICTURE = Mark("object", "picture", "picture")
BREAK = Mark("break", "break")


def shown(gathered: Gathered) -> list[str]:
    return [f"{i.kind} {i.span.of(gathered.text) or f'at {i.span.start}'}" for i in gathered.inlines]


@pytest.mark.parametrize(
    ("atoms", "text", "inlines"),
    [
        ([Atom("  Een\n"), Atom(" vet ", (BOLD,)), Atom("woord ")], "Een vet woord", ["bold vet"]),
        ([Atom("cafe\u0301 "), Atom("wa\u00adpen", (BOLD,))], "café wapen", ["bold wapen"]),
        ([Atom("a ", (BOLD,)), Atom("b", (BOLD, ITALIC)), Atom(" c", (BOLD,))], "a b c", ["bold a b c", "italic b"]),
        (
            [Atom("a ", (BOLD,)), Atom("b ", (BOLD, ITALIC)), Atom("c", (ITALIC,))],
            "a b c",
            ["bold a b", "italic b", "italic c"],
        ),
        # A link stays whole where the look of the text begins outside it and ends inside.
        (
            [Atom("a ", (BOLD,)), Atom("b ", (LINK, BOLD)), Atom("c", (LINK,))],
            "a b c",
            ["bold a", "link b c", "bold b"],
        ),
        (
            [Atom("a ", (PLACE,)), Atom("b ", (LINK, PLACE)), Atom("c", (LINK,)), Atom(" d")],
            "a b c d",
            ["style a", "link b c", "style b"],
        ),
        ([Atom("alles ", (RED,)), Atom("rood", (RED, BOLD))], "alles rood", ["bold rood"]),
        ([Atom("vet", (BOLD,)), Atom(" ", (BOLD,)), Atom("niet"), Atom(" ", (ITALIC,))], "vet niet", ["bold vet"]),
        ([Atom("vet ", (BOLD,)), Atom(point=NOTE), Atom("ook", (BOLD,))], "vet ook", ["bold vet ook", "object at 4"]),
        ([Atom("een "), Atom(point=BREAK), Atom(" twee")], "een twee", ["break at 3"]),
        ([Atom("een"), Atom(point=BREAK), Atom("twee")], "een twee", ["break at 3"]),
        ([Atom(point=PICTURE), Atom(" na")], "na", ["object at 0"]),
        ([Atom("voor "), Atom(point=PICTURE)], "voor", ["object at 4"]),
        ([], "", []),
    ],
)
def test_atoms_become_text_and_inlines(atoms: list[Atom], text: str, inlines: list[str]) -> None:
    gathered = gather(atoms)
    assert gathered.text == text
    assert shown(gathered) == inlines


@pytest.mark.parametrize(
    ("atoms", "written"),
    [
        ([Atom("een "), Atom(point=BREAK), Atom(" twee")], ["een", "<break>", "twee"]),
        ([Atom("zie "), Atom(point=PICTURE), Atom(" hier")], ["zie ", "<picture>", " ", "hier"]),
        ([Atom("bron"), Atom(point=NOTE), Atom(" zegt")], ["bron", "<note>", " zegt"]),
        ([Atom(point=PICTURE), Atom(" na")], ["<picture>", " ", "na"]),
        ([Atom("voor "), Atom(point=PICTURE)], ["voor", " ", "<picture>"]),
    ],
)
def test_spaces_around_points_come_back(atoms: list[Atom], written: list[str]) -> None:
    gathered = gather(atoms)
    pieces = lay_out(gathered, gathered.text, gathered.inlines)
    assert [piece.text if piece.point is None else f"<{piece.point.key}>" for piece in pieces] == written


def test_control_characters_of_the_english_are_not_written() -> None:
    assert [piece.text for piece in lay_out(gather([Atom("een")]), "on\x00e\x1f", ())] == ["one"]
