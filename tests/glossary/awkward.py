"""Glossary files as people may write them: any style of YAML, comments anywhere, any line ends."""

from __future__ import annotations

import json
from dataclasses import dataclass

from hypothesis import strategies as st

WORDS = [
    "drone",
    "havenstad",
    "De Wijk",
    "PAX",
    "Geran 2",
    "Oekraïne",
    "NAVO",
    "fregat",
    "Kyiv",
    "foto's",
    "B–C",
    "🚀 X",
]
ENGLISH = ["drone", "port: city", "The Wijk", "a, b", "it's", '"quoted"', "# hash", "[x]", "No", "2024", "x # y", "- z"]
COMMENTS = ["# a comment", "# - source: none", "#", "# {x: [y]}", "# it's “so”"]


@dataclass(frozen=True)
class Written:
    """A file, the Dutch of its entries, and the list style they stand in."""

    data: bytes
    ids: tuple[str, ...]
    bracketed: bool


def scalar(draw: st.DrawFn, text: str, *, flow: bool) -> str:
    plain = text[0].isalpha() and not any(c in text for c in ":#,[]{}'\"") and text != "No"
    styles = ['"'] + (["'"] if text.isprintable() else []) + ([""] * 4 if plain else [])
    style = draw(st.sampled_from(styles))
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    return text if not style else json.dumps(text, ensure_ascii=False)


def comment(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(["", "", "", *("  " + c for c in COMMENTS)]))


def comment_lines(draw: st.DrawFn, indent: int) -> list[str]:
    return draw(st.lists(st.sampled_from([" " * indent + c for c in COMMENTS] + ["", "", "   "]), max_size=2))


def flow_list(draw: st.DrawFn, texts: list[str], indent: int) -> str:
    items = [scalar(draw, text, flow=True) for text in texts]
    style = draw(st.sampled_from(["inline", "padded", "trailing", "wrapped", "lines"]))
    if style == "lines":
        pad = "\n" + " " * (indent + draw(st.integers(1, 4)))
        last = draw(st.sampled_from(["", ","]))
        body = "".join(
            pad + item + ("," if i < len(items) - 1 else last) + comment(draw) for i, item in enumerate(items)
        )
        return "[" + body + "\n" + " " * (indent + 1) + "]"
    joint = ",\n" + " " * (indent + 3) if style == "wrapped" else ", "
    inside = joint.join(items) + (", " if style == "trailing" else "")
    return f"[ {inside} ]" if style == "padded" else f"[{inside}]"


def block_value(draw: st.DrawFn, value: str | list[str], indent: int) -> str:
    """What stands behind ``key:``, with the blank before it."""
    if isinstance(value, str):
        style = draw(st.sampled_from(["", "", "", "next line"]))
        lead = "\n" + " " * (indent + 1) if style else " "
        return lead + scalar(draw, value, flow=False) + comment(draw)
    if draw(st.booleans()):
        return " " + flow_list(draw, value, indent) + comment(draw)
    pad = indent + draw(st.integers(0, 3))
    lines = []
    for item in value:
        lines += [line for line in comment_lines(draw, pad) if line.strip()]
        lines.append(" " * pad + "-" + " " * draw(st.integers(1, 2)) + scalar(draw, item, flow=False) + comment(draw))
    return comment(draw) + "\n" + "\n".join(lines)


def note(draw: st.DrawFn, indent: int) -> str:
    body = [" " * (indent + 2) + "A note: with # signs", "", " " * (indent + 2) + "- and lines"]
    return (
        draw(st.sampled_from([" |", " >", " >-", " |+"])) + "\n" + "\n".join(body) + draw(st.sampled_from(["", "\n"]))
    )


def fields(draw: st.DrawFn, source: str) -> list[tuple[str, str | list[str]]]:
    found: list[tuple[str, str | list[str]]] = [
        ("source", source if draw(st.booleans()) else [source, source + " bis"])
    ]
    found.append(("target", draw(st.sampled_from(ENGLISH))) if draw(st.booleans()) else ("translate", "false"))
    for key in ("variants", "forbidden", "forms"):
        if draw(st.booleans()):
            texts = draw(st.lists(st.sampled_from(ENGLISH), min_size=1, max_size=3, unique=True))
            found.append((key, [f"{key} {source} {text}" for text in texts]))
    if draw(st.booleans()):
        found.append(("kind", draw(st.sampled_from(["weapon", "place", "concept", ""]))))
    if draw(st.booleans()):
        found.append(("note", ""))
    return draw(st.permutations(found))


def block_entry(draw: st.DrawFn, source: str, dash: int) -> str:
    gap = draw(st.sampled_from([1, 1, 1, 3]))
    indent = dash + 1 + gap
    lines = []
    for key, value in fields(draw, source):
        behind = note(draw, indent) if key == "note" else block_value(draw, value, indent) if value else comment(draw)
        lines += [*(comment_lines(draw, indent) if lines else []), " " * indent + key + ":" + behind]
    alone = draw(st.sampled_from([False, False, False, True]))
    first = lines[0].lstrip() if not alone else draw(st.sampled_from(COMMENTS)) + "\n" + lines[0]
    return "\n".join([" " * dash + "-" + " " * gap + first, *lines[1:]])


def flow_entry(draw: st.DrawFn, source: str, indent: int) -> str:
    pairs = []
    for key, value in fields(draw, source):
        if key == "note":
            pairs.append("note: text")
        elif isinstance(value, list):
            pairs.append(f"{key}: {flow_list(draw, value, indent)}")
        else:
            pairs.append(f"{key}: " + (scalar(draw, value, flow=True) if value else ""))
    style = draw(st.sampled_from(["inline", "padded", "lines"]))
    if style == "lines":
        pad = "\n" + " " * (indent + 4)
        inside = "".join(pad + pair + "," + comment(draw) for pair in pairs)
        return "{" + inside + "\n" + " " * (indent + 2) + "}"
    return "{ " + ", ".join(pairs) + " }" if style == "padded" else "{" + ", ".join(pairs) + "}"


@st.composite
def files(draw: st.DrawFn) -> Written:
    """Draw a file that is a valid glossary of one to four entries."""
    ids = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True))
    bare = draw(st.booleans())
    bracketed = draw(st.sampled_from([False, False, False, False, True]))
    lines = comment_lines(draw, 0)
    if bracketed:
        items = [flow_entry(draw, source, 2) for source in ids]
        last = draw(st.sampled_from(["", ","]))
        inside = "".join(
            "\n  " + item + ("," if i < len(items) - 1 else last) + comment(draw) for i, item in enumerate(items)
        )
        if draw(st.booleans()) and "#" not in inside:
            inside = ", ".join(items)
        lines.append(("" if bare else "terms: ") + "[" + inside + "\n  ]" + comment(draw))
    else:
        dash = draw(st.integers(0, 3))
        if not bare:
            lines += ["terms:" + comment(draw), *comment_lines(draw, dash)]
        for source in ids:
            if draw(st.integers(0, 3)):
                lines.append(block_entry(draw, source, dash))
            else:
                lines.append(" " * dash + "- " + flow_entry(draw, source, dash) + comment(draw))
            lines += comment_lines(draw, draw(st.sampled_from([0, dash, dash + 2])))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n", "\n\n"]))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))
    return Written((draw(st.sampled_from(["", "", "\ufeff"])) + text).encode(), tuple(ids), bracketed)
