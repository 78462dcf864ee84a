"""What names an article and a translation, in files that go out and come back."""

from __future__ import annotations

import hashlib
import json

from translate.document import Article


def article_identity(article: Article) -> str:
    """Return what makes an article the same as another: the hash of its bytes; of its text, where they are unknown."""
    if article.sha256:
        return article.sha256
    text = json.dumps([(p.kind, p.text) for p in article.paragraphs], ensure_ascii=False, separators=(",", ":"))
    return "text:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def target_mark(target: str) -> str:
    """Return a short mark of a translation, by which a file that comes back tells what it was made from."""
    return hashlib.sha256(target.encode("utf-8", "replace")).hexdigest()[:12]
