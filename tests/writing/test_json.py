from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.document import Article, Inline, Issue, Paragraph, Segment, TermMatch
from translate.errors import ReadingError
from translate.writing import render
from translate.writing.json import read_json

from .articles import articles, iran

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "article.schema.json").read_text(encoding="utf-8"))
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}


def check(value: Any, schema: dict[str, Any]) -> None:
    """Hold a value against the part of JSON Schema that ours uses."""
    if "$ref" in schema:
        check(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    if "anyOf" in schema:
        assert any(fits(value, option) for option in schema["anyOf"]), value
    if "const" in schema or "enum" in schema:
        assert value in schema.get("enum", [schema.get("const")])
    if schema.get("type") == "null":
        assert value is None
    elif "type" in schema:
        assert isinstance(value, TYPES[schema["type"]]), (value, schema)
    if isinstance(value, dict) and "$ref" not in schema:
        assert set(schema["required"]) <= set(value) <= set(schema["properties"])
        for key, part in value.items():
            check(part, schema["properties"][key])
    if isinstance(value, list) and "$ref" not in schema and "anyOf" not in schema:
        assert schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
        parts = schema.get("prefixItems") or [schema["items"]] * len(value)
        for part, each in zip(value, parts, strict=True):
            check(part, each)


def fits(value: Any, schema: dict[str, Any]) -> bool:
    try:
        check(value, schema)
    except AssertionError:
        return False
    return True


@settings(max_examples=60, deadline=None)
@given(articles(st.characters()))
def test_reading_gives_back_what_was_written(article: Article) -> None:
    text = render(article, "json")
    assert read_json(text) == article
    check(json.loads(text), SCHEMA)
    text.encode()


def test_the_drone_article_comes_back_whole_a_paragraph_a_line() -> None:
    text = render(iran(), "json")
    assert read_json(text) == iran()
    assert text.count("\n") == len(iran().paragraphs) + 2
    assert "Oekraïne" in text and '"entry": "Poetin", "source": [1, 7], "term": "Putin", "target": [1, 6]' in text


@pytest.mark.parametrize("part", [Paragraph, Segment, TermMatch, Issue, Inline])
def test_the_schema_names_what_the_dataclasses_name(part: type) -> None:
    described = SCHEMA["$defs"][part.__name__]["properties"]
    hints = get_type_hints(part)
    assert described.keys() == hints.keys()
    for name, schema in described.items():
        if "enum" in schema:
            assert tuple(schema["enum"]) == get_args(hints[name])


def test_the_schema_describes_an_article() -> None:
    assert SCHEMA["properties"].keys() == {"version", *get_type_hints(Article)}


def broken(place: str, value: Any) -> str:
    """Write the drone article with one value, at a place such as ``paragraphs.1.kind``, replaced."""
    data = json.loads(render(iran(), "json"))
    *steps, last = (int(step) if step.isdigit() else step for step in place.split("."))
    inner = data
    for step in steps:
        inner = inner[step]
    inner[last] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is no JSON"),
        ("{", "is no JSON"),
        ("[]", "version None"),
        ("{}", "version None"),
        ('{"version": 2, "paragraphs": []}', "version 2, not 1"),
        ('{"version": 1}', "paragraphs"),
        ("[" * 100_000, "is no JSON"),
        (broken("paragraphs.1.kind", "poem"), "paragraphs[1].kind"),
        (broken("paragraphs.1.text", "Anders."), "do not add up"),
        (broken("paragraphs.1.segments.0.alignment.0", 3), "paragraphs[1].segments[0].alignment[0]"),
        (broken("paragraphs.1.segments.0.alignment.0.1", [5, 2]), "span out of order"),
        (broken("paragraphs.1.segments.0.terms.0.source", [1, 2, 3]), "paragraphs[1].segments[0].terms[0].source"),
        (broken("paragraphs.1.segments.0.confidence", "high"), "paragraphs[1].segments[0].confidence"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line_that_says_where(text: str, says: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_json(text)
    assert says in caught.value.line() and "\n" not in caught.value.line()


def test_a_confidence_without_bounds_is_left_out() -> None:
    segment = Segment("s1", "a", confidence=float("-inf"))
    text = render(Article((Paragraph("text", "a", segments=(segment,)),)), "json")
    assert json.loads(text)["paragraphs"][0]["segments"][0]["confidence"] is None
