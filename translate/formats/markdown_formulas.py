r"""Formulas in Markdown, as pandoc knows them: ``$x$``, ``$$x$$``, ``\(x\)`` and ``\[x\]``.

What is between the dollars follows pandoc (``tex_math_dollars``): no white space inside them, no digit behind the
second, so that `$5 en $10` is money. That a letter before the first makes money of it too (`US$`) is our own rule.

A backslash before a bracket also makes a bracket of it that is no mark-up, `\[red.\]`. That is told from a formula by
what is between the two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

CLOSERS = {"$$": "$$", "$": "$", r"\(": r"\)", r"\[": r"\]"}
"""What ends a formula, by what begins it."""

INSIDE = r"(?:[^$\\]|\\.)"
INLINE = re.compile(
    rf"(?P<two>\$\$)(?!\s*\$){INSIDE}+\$\$"
    rf"|(?P<one>\$)(?!\s){INSIDE}+(?<!\s)\$(?!\d)"
    r"|(?P<bracket>\\\()(?:[^\\]|\\[^()])+\\\)",
    re.S,
)
COMMAND = re.compile(r"(?<!\\)\\[A-Za-z]{2}")
SIGN = re.compile(r"[\^_=<>+]")
WORD = re.compile(r"[^\W\d_]{3}")
VARIABLE = re.compile(r"\s*[A-Za-z]\s*")


def know_formulas(parser: MarkdownIt) -> None:
    """Teach a parser of Markdown the tokens ``formula`` (in a sentence) and ``formula_block``."""
    parser.inline.ruler.before("escape", "formula", _inline)
    parser.block.ruler.before("fence", "formula", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def is_formula(content: str) -> bool:
    """Say whether what stands between brackets with a backslash is a formula, and not prose in brackets."""
    if COMMAND.search(content) or VARIABLE.fullmatch(content):
        return True
    return bool(SIGN.search(content)) and not WORD.search(content)


def _inline(state: StateInline, silent: bool) -> bool:
    found = INLINE.match(state.src, state.pos, state.posMax)
    if found is None or (found["one"] and state.src[state.pos - 1 : state.pos].isalpha()):
        return False
    opener = str(found[found.lastgroup or 0])
    content = found[0][len(opener) : -len(opener)]
    if found["bracket"] and not is_formula(content):
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.markup, token.content = opener, content
    state.pos = found.end()
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Take the lines from one that begins with ``$$`` or ``\[`` to one that ends the formula, no blank one between."""
    opener = _line(state, start)[:2]
    if opener not in ("$$", r"\[") or state.is_code_block(start):
        return False
    content = ""
    for line in range(start, end):
        if line > start and (state.isEmpty(line) or state.sCount[line] < state.blkIndent):
            return False
        text, closer, rest = _line(state, line)[2 if line == start else 0 :].partition(CLOSERS[opener])
        content += text + "\n"
        if closer:
            break
        if opener in text:
            return False
    else:
        return False
    if rest.strip() or not content.strip() or (opener == r"\[" and not is_formula(content)):
        return False
    if not silent:
        state.line = line + 1
        token = state.push("formula_block", "math", 0)
        token.markup, token.content, token.map = opener, content, [start, line + 1]
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
