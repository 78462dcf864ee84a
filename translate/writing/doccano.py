"""Annotation for doccano: JSONL, a sentence a line, as its relation extraction projects import it.

Relations lead from one entity to another of the same text, so that a line's text is the Dutch sentence and, below it,
the English one. Offsets count code points.
"""

from __future__ import annotations

import json

from translate.document import Article
from translate.identity import article_identity
from translate.writing.english import is_untranslated
from translate.writing.registry import writer
from translate.writing.standoff import annotated


@writer(
    "doccano",
    suffix=".jsonl",
    infix=".nl-en.doccano",
    about="Annotation for doccano: terms, names, warnings, and word alignment as relations.",
)
def render_doccano(article: Article) -> str:
    """Return a line of JSON for each sentence; the ids of entities and relations run through the file."""
    identity = article_identity(article)
    lines = []
    entities = relations = 0
    for sentence in annotated(article):
        if not sentence.source.strip():
            continue  # doccano takes no empty text
        untranslated = is_untranslated(sentence.segment)
        text = sentence.source if untranslated else f"{sentence.source}\n{sentence.target}"
        at = {"source": 0, "target": len(sentence.source) + 1}
        row = {
            "text": text,
            "entities": [
                {
                    "id": entities + index,
                    "label": entity.label,
                    "start_offset": at[entity.side] + entity.span.start,
                    "end_offset": at[entity.side] + entity.span.end,
                }
                for index, entity in enumerate(sentence.entities)
            ],
            "relations": [
                {"id": relations + index, "from_id": entities + one, "to_id": entities + other, "type": kind}
                for index, (one, other, kind) in enumerate(sentence.relations)
            ],
            "article": identity,
            "segment": sentence.segment.id,
            "state": sentence.segment.state,
        }
        entities += len(sentence.entities)
        relations += len(sentence.relations)
        lines.append(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode())
    return "".join(f"{line}\n" for line in lines)
