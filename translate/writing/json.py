"""Everything an article holds as JSON, and back. ``docs/article.schema.json`` describes it."""

from __future__ import annotations

import json
import math
import re
from dataclasses import fields, is_dataclass
from typing import Any

from translate.document import Article, Span
from translate.errors import ReadingError
from translate.writing.registry import writer

VERSION = 1
SURROGATE = re.compile(r"[\ud800-\udfff]")


@writer("json", suffix=".json", about="Everything: text, alignment, terms, issues; for other programs.")
def render_json(article: Article) -> str:
    """Return the article as JSON, a paragraph a line. A confidence that is no finite number is written as null."""
    data = {"version": VERSION, **_plain(article)}
    paragraphs = ",\n".join(_dumps(paragraph) for paragraph in data.pop("paragraphs"))
    return f'{_dumps(data)[:-1]}, "paragraphs": [\n{paragraphs}\n]}}\n'


def read_json(text: str) -> Article:
    """Return the article that ``render_json`` wrote.

    Raises:
        ReadingError: the text is no JSON, of a later version, or not an article.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        data = json.loads(text, object_hook=_with_spans)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"is no JSON ({error})") from None
    version = data.pop("version", None) if isinstance(data, dict) else None
    if version != VERSION:
        raise ReadingError(
            f"is no article this program can read (version {version!r}, not {VERSION})",
            mend="write it anew from the article",
        )
    try:
        return TypeAdapter(Article).validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ReadingError(first["msg"], where=_place(first["loc"])) from None


def _plain(value: Any) -> Any:
    """Turn dataclasses into dicts, tuples into lists, spans into pairs of numbers."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _dumps(value: Any) -> str:
    """Write readable JSON that any UTF-8 file can hold: half a surrogate pair is escaped."""
    return SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def _with_spans(data: dict[str, Any]) -> dict[str, Any]:
    """Turn pairs of numbers back into spans where the format has spans."""
    for key in ("source", "target", "span"):
        if isinstance(data.get(key), list):
            data[key] = _span(data[key])
    if isinstance(data.get("alignment"), list):
        data["alignment"] = [[*map(_span, pair)] if isinstance(pair, list) else pair for pair in data["alignment"]]
    return data


def _span(pair: Any) -> Any:
    """Name the two numbers; anything else is left for the validation to refuse."""
    return {"start": pair[0], "end": pair[1]} if isinstance(pair, list) and len(pair) == 2 else pair


def _place(location: tuple[int | str, ...]) -> str:
    """Write ``paragraphs[0].segments[2].source`` for the steps that lead there."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).lstrip(".")
