"""When two texts count as the same although they went through somebody's word processor; and comments."""

from __future__ import annotations

import re
import unicodedata

# What programs write for one another while one types or saves.
_QUOTES = {**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛", "'")}
_ALIKE = str.maketrans({**_QUOTES, **dict.fromkeys("‐‑‒–—−", "-"), "…": "..."})
# Control characters and the pictures that files have in their place, soft hyphens, and what has no width.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\u2400-\u2421\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffd-\uffff]"
)


def same_text(one: str, other: str) -> bool:
    """Say whether two texts differ in nothing but blanks, line breaks and what is not seen."""
    return one == other or _seen(one) == _seen(other)


def dutch_key(text: str) -> str:
    """Return what two texts have in common when they are the same Dutch, be it with other quotes, dashes or blanks."""
    return _seen(text).translate(_ALIKE)


def with_comment(note: str, comment: str) -> str:
    """Return a note with a comment added, unless it is in there already; no comment takes anything away."""
    comment = "\n".join(filter(None, (_UNSEEN.sub("", line).strip() for line in comment.splitlines())))
    if not comment or comment in note:
        return note
    return comment if not note or comment.startswith(note) else f"{note}\n{comment}"


def _seen(text: str) -> str:
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())
