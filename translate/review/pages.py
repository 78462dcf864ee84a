"""The pages and fragments of the review: from values to HTML, nothing else.

Everything that comes from an article, a glossary or a person goes into the templates as text and is escaped there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode

from translate.document import Issue, Paragraph
from translate.glossary.model import KINDS, NAME_KINDS
from translate.reading import readers
from translate.review.blocks import Block
from translate.review.rows import ORIGINS, STATES, Issues, head_of, paragraph_rows, row_of
from translate.wording import Stretch, compare_wordings
from translate.writing.marking import shown as visible

if TYPE_CHECKING:
    from jinja2 import Environment

    from translate.glossary.model import Entry
    from translate.library import ArticleSummary, Change, Step, StoredParagraph, StoredSegment
    from translate.review.alternatives import Alternative
    from translate.review.searching import Filter, Replacement
    from translate.review.terms import TermDraft, TermPreview, TouchedSegment


@dataclass(frozen=True, slots=True)
class RunningJob:
    """A translation that is being made, as the pages show it; ``done`` and ``all`` count paragraphs or sentences."""

    id: str
    title: str
    done: int
    all: int
    unit: Literal["paragraph", "sentence"] = "paragraph"


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What the article page shows.

    Attributes:
        summary: of the article.
        blocks: from `cut_blocks`, with the ids of the filter where there is one.
        first: the paragraphs of ``blocks[0]``, from `Library.paragraphs`; empty without blocks.
        issues: from the article checks.
        filter: what the reader asked for.
        filtered: the filter leaves something out; the page then says how many segments match.
        undoable: from `Library.undoable`.
        formats: what the article can be exported as: name and one sentence about it.
        message: one line to begin with (a regular expression that is none); empty for nothing.
    """

    summary: ArticleSummary
    blocks: Sequence[Block]
    first: Sequence[StoredParagraph]
    issues: Issues
    filter: Filter
    filtered: bool
    undoable: tuple[Step | None, Step | None]
    formats: Sequence[tuple[str, str]]
    message: str = ""


class Pages:
    """Renders every page and fragment; one object serves all requests of a server."""

    # Whole pages

    def list_page(
        self,
        articles: Sequence[ArticleSummary],
        jobs: Sequence[RunningJob] = (),
        *,
        message: str = "",
        title: str = "",
        text: str = "",
    ) -> str:
        """Return the list of articles with the form for a new one.

        Args:
            articles: from `Library.list_articles`; the page has the newest first.
            jobs: translations that are still running.
            message: why what was sent was refused, one line; empty for nothing.
            title: what the reader had given as title, so that nothing typed is lost.
            text: what the reader had pasted.
        """
        newest = sorted(articles, key=lambda article: article.id, reverse=True)
        accept = ",".join(sorted(suffix for reader in readers() for suffix in reader.suffixes))
        return self._render(
            "list.html", articles=newest, jobs=jobs, accept=accept, message=message, title=title, text=text
        )

    def job_page(self, job: RunningJob) -> str:
        """Return the page of a translation under way; its script listens to ``/jobs/{id}/events``."""
        return self._render("job.html", job=job)

    def job_row(self, paragraph: Paragraph) -> str:
        """Return a translated paragraph for the job page."""
        return self._render("job_row.html", paragraph=paragraph, head=head_of(paragraph))

    def article_page(self, view: ArticleView) -> str:
        """Return the side-by-side page with its first block; the others are placeholders."""
        paragraphs = paragraph_rows(view.first, view.blocks[0].ids if view.blocks else (), view.issues)
        return self._render(
            "article.html",
            view=view,
            article=view.summary.id,
            paragraphs=paragraphs,
            query=filter_query(view.filter),
            chips=_chips(view.filter),
            filtered=view.filtered,
            formats=view.formats,
            oob=False,
            matching=sum(len(block.ids) for block in view.blocks),
            **_progress(view.summary, view.undoable),
        )

    def error_page(self, status: int, line: str) -> str:
        """Return a page that says what is wrong."""
        return self._render("error.html", status=status, line=line)

    # Fragments of the article page

    def rows(self, paragraphs: Sequence[StoredParagraph], only: Collection[str] | None, issues: Issues) -> str:
        """Return the rows of a block.

        Args:
            paragraphs: of the block, from `Library.paragraphs`.
            only: ids of the segments that the filter shows; None for all.
            issues: from the article checks.
        """
        return self._render("rows.html", paragraphs=paragraph_rows(paragraphs, only, issues))

    def segment(
        self,
        stored: StoredSegment,
        paragraph: Paragraph,
        issues: Sequence[Issue] = (),
        *,
        oob: bool = False,
        aligning: bool = False,
    ) -> str:
        """Return one row.

        Args:
            stored: the segment.
            paragraph: its paragraph, of which only kind, level and marker count.
            issues: what the article checks say of it; what is stored with the segment comes by itself.
            oob: the row is not what was asked for but goes in its place on the page all the same.
            aligning: its words are being aligned; the page asks once, a second later, for what came of it.
        """
        row = row_of(stored, head_of(paragraph), issues)
        return self._render("segment.html", row=row, oob=oob, aligning=aligning)

    def progress(self, summary: ArticleSummary, undoable: tuple[Step | None, Step | None], *, oob: bool = True) -> str:
        """Return the progress and the undo and redo buttons, to go in their place on the page."""
        return self._render("progress.html", article=summary.id, oob=oob, **_progress(summary, undoable))

    def conflict(self, stored: StoredSegment, offered: str) -> str:
        """Return both texts of a segment that somebody else changed; goes with status 409."""
        stretches = compare_wordings(stored.segment.target, offered)
        return self._render("conflict.html", stored=stored, segment=stored.segment, stretches=stretches)

    def alternatives(self, stored: StoredSegment, found: Sequence[Alternative], problem: str = "") -> str:
        """Return other wordings of a segment, numbered as the keys Alt+1 to Alt+9 take them.

        Args:
            stored: the segment.
            found: the wordings.
            problem: why there are none of the model, one line; empty for nothing.
        """
        return self._render(
            "alternatives.html", segment=stored.segment, found=found, problem=problem, kinds=_ALTERNATIVES
        )

    def history(self, stored: StoredSegment, changes: Sequence[Change]) -> str:
        """Return what a segment read before, newest first (``changes`` are oldest first, as the library has them)."""
        rows = [
            (
                change,
                _local_time(change.at),
                compare_wordings(change.old_target, change.new_target),
                STATES[change.state],
                ORIGINS[change.origin],
            )
            for change in reversed(changes)
        ]
        return self._render("history.html", segment=stored.segment, changes=rows)

    def replace_preview(self, article_id: int, asked: Mapping[str, str], found: Sequence[Replacement]) -> str:
        """Return what a replacement would change, each with a box to tick: ``chosen=ID:REVISION``.

        Args:
            article_id: the article.
            asked: the fields of the request as they came: find, put, regex, words, case.
            found: from `preview_replace`.
        """
        rows = [(item, compare_wordings(item.old, item.new)) for item in found]
        return self._render("replace_preview.html", article=article_id, asked=asked, found=rows)

    def term_form(self, article_id: int, fields: Mapping[str, str], existing: str | None = None) -> str:
        """Return the form of a glossary entry.

        Its fields: ``target``, ``case``, ``kind``, ``note``, ``expand``; one item a line in ``sources``, ``forms``,
        ``variants`` and ``forbidden``; ticked, ``compounds=1`` and ``keep=1`` (the Dutch stays as it is, ``translate``
        False); hidden, ``existing`` (empty for a new entry). An empty ``case`` is the usual one of the kind.

        Args:
            article_id: the article from whose page it was opened.
            fields: what stands in the form, by field name (`term_fields` makes them from a draft).
            existing: id of the entry that is changed; None for a new one.
        """
        filled = {**_EMPTY_TERM, **fields}
        return self._render("term_form.html", article=article_id, fields=filled, existing=existing, kinds=KINDS)

    def term_preview(self, article_id: int, preview: TermPreview) -> str:
        """Return what an entry that is not saved yet would change, and the lines it would have in the file."""
        touched = _touched(preview)
        return self._render("term_preview.html", article=article_id, preview=preview, touched=touched)

    def term_saved(self, article_id: int, entry: Entry, preview: TermPreview) -> str:
        """Return what a saved entry touches, with the button that applies it."""
        touched = _touched(preview)
        return self._render("term_saved.html", article=article_id, entry=entry, preview=preview, touched=touched)

    def message(self, line: str, kind: str = "info") -> str:
        """Return one line for the reader; ``kind`` is ``info`` or ``error``.

        The page's script shows an error that comes with a status of 400 or more; an ``info`` goes in its place by
        itself, so that it may stand beside rows.
        """
        return self._render("message.html", line=line, kind=kind)

    def warm(self) -> None:
        """Compile the templates, which the first page would wait for."""
        for name in self._environment.list_templates():
            self._environment.get_template(name)

    def _render(self, template: str, **values: Any) -> str:
        return self._environment.get_template(template).render(values)

    @cached_property
    def _environment(self) -> Environment:
        return make_environment()


def make_environment() -> Environment:
    """Return the environment of our templates: everything is escaped, a name that is missing is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("translate.review"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_show,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment


def filter_query(filter: Filter) -> str:
    """Return a filter as the query of an address, empty for one that leaves nothing out."""
    return urlencode(_filter_fields(filter, {name for name in _CHIPS if getattr(filter, name)}))


def term_fields(draft: TermDraft) -> dict[str, str]:
    """Return what the form of a glossary entry begins with: the entry there is, or the words that were selected."""
    entry = draft.existing
    if entry is None:
        return {"sources": draft.dutch, "target": draft.english}
    usual = "exact" if entry.kind in NAME_KINDS else "free"
    return {
        "sources": "\n".join(entry.sources),
        "target": entry.target,
        "forms": "\n".join(entry.forms),
        "case": "" if entry.case == usual else entry.case,
        "kind": entry.kind,
        "note": entry.note,
        "variants": "\n".join(entry.variants),
        "forbidden": "\n".join(entry.forbidden),
        "compounds": "1" if entry.compounds else "",
        "keep": "" if entry.translate else "1",
        "expand": entry.expand,
    }


_ALTERNATIVES = {
    "suggestion": "With today’s glossary",
    "before": "Before the glossary changed",
    "memory": "From memory",
    "hypothesis": "The model’s other wording",
}
_CHIPS = {
    "unreviewed": "Unreviewed",
    "warnings": "With warnings",
    "missed": "Terms missed",
    "refreshed": "Changed by refresh",
}
_EMPTY_TERM = dict.fromkeys(
    ("sources", "target", "forms", "note", "variants", "forbidden", "compounds", "keep", "expand"), ""
) | {"case": "", "kind": "other"}


def _chips(filter: Filter) -> list[tuple[str, bool, str]]:
    """Return each chip: what it says, whether it is on, and the query of the page when it is pressed."""
    on = {name for name in _CHIPS if getattr(filter, name)}
    return [(label, name in on, urlencode(_filter_fields(filter, on ^ {name}))) for name, label in _CHIPS.items()]


def _filter_fields(filter: Filter, on: Collection[str]) -> dict[str, str]:
    fields = {name: "1" for name in _CHIPS if name in on}
    if filter.text:
        fields |= {"q": filter.text} | ({"regex": "1"} if filter.regex else {}) | {"side": filter.side}
    return fields


def _touched(preview: TermPreview) -> list[tuple[TouchedSegment, list[Stretch] | None]]:
    """Return what is touched in the article at hand, with the difference where the new text is known."""
    return [(item, None if item.new is None else compare_wordings(item.old, item.new)) for item in preview.touched]


def _local_time(moment: str) -> str:
    """Return a moment, in ISO 8601, as the clock here shows it."""
    try:
        here = datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return moment
    return f"{here.day} {here:%B %Y, %H:%M}"


def _progress(summary: ArticleSummary, undoable: tuple[Step | None, Step | None]) -> dict[str, Any]:
    return {"summary": summary, "undo": undoable[0], "redo": undoable[1]}


def _show(value: Any) -> Any:
    """Make visible what HTML has no place for; what is HTML already has been through this."""
    return visible(value) if type(value) is str else value
