"""The terminology ladder: from a sentence and its terms to a translation that has them, or says which it lacks.

Each rung proposes candidates for the sentences that are still open; every candidate is verified, and the best is kept.
A sentence is settled when it has all its terms and no fault that the plain translation does not have too.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from translate.document import Issue, Rung
from translate.engines.base import Engine, Hypothesis
from translate.terminology.candidate import Candidate, Translation, judge, settle
from translate.terminology.doubt import settle_doubts
from translate.terminology.repair import force_term, replace_term
from translate.terminology.request import Asked, Request, ask_by_substitution, ask_plainly, ask_with_marks
from translate.terminology.verbatim import restore_verbatim


@dataclass(slots=True)
class _Draft:
    """A sentence under way: the best candidate so far, and what the plain translation got wrong."""

    index: int
    sentence: str
    requests: Sequence[Request]
    best: Candidate
    plain_faults: int | None = None

    @property
    def open(self) -> bool:
        missing, faults = self.best.cost
        # Without terms there is nothing to repair: what is wrong is reported, not changed.
        allowed = 0 if self.plain_faults is None else self.plain_faults
        return bool(self.requests) and (missing > 0 or faults > allowed)

    def consider(self, asked: Asked, hypothesis: Hypothesis, rung: Rung, base: Candidate | None = None) -> None:
        """Keep a hypothesis when it is better than what there is; the earlier rung wins a draw."""
        candidate = judge(self.sentence, self.requests, asked, hypothesis, rung, base)
        if candidate.cost < self.best.cost:
            self.best = candidate

    def consider_all(
        self, asked: Asked, hypotheses: Sequence[Hypothesis], first: Rung, others: Rung = "n-best"
    ) -> None:
        """Consider an n-best list, best first; the others count as another rung than the first."""
        for place, hypothesis in enumerate(hypotheses):
            if self.best.cost == (0, 0):
                return
            self.consider(asked, hypothesis, others if place else first)


def translate_sentences(
    engine: Engine, sentences: Sequence[str], requests: Sequence[Sequence[Request]], *, beam: int = 4
) -> list[Translation]:
    """Translate sentences, each with the terms requested of it.

    Args:
        engine: any engine; one that marks terms is asked for them inline.
        sentences: none of them blank, none longer than the engine takes.
        requests: the terms of each sentence, in order of their place; may be empty.
        beam: beam size.
    """
    made = dict(filter(None, stream_translations(engine, sentences, requests, beam=beam)))
    return [made[index] for index in range(len(sentences))]


def stream_translations(
    engine: Engine, sentences: Sequence[str], requests: Sequence[Sequence[Request]], *, beam: int = 4
) -> Iterator[tuple[int, Translation] | None]:
    """Translate sentences as ``translate_sentences`` does; yield each one's index and translation as it is settled.

    The engine starts at the call (once it has read plainly the sentences in which a term may be an ordinary word), and
    works on while the caller does something with what it has. None comes where it was given more to do and the next
    answer will take a while: a caller who has other sentences may see to them first.
    """
    certain, doubts = settle_doubts(engine, sentences, requests, beam)
    drafts = _ask(engine, sentences, certain, beam)
    return _climb(engine, drafts, doubts, beam)


def _climb(
    engine: Engine, drafts: Iterator[_Draft], doubts: Mapping[int, Issue], beam: int
) -> Iterator[tuple[int, Translation] | None]:
    """Settle each draft at once that is right; take the others up the ladder together."""
    waiting = []
    for draft in drafts:
        if draft.open:
            waiting.append(draft)
        else:
            yield draft.index, _settle(draft, doubts)
    for step in (_substitute, _ask_again, _force):
        if still_open := [draft for draft in waiting if draft.open]:
            yield from step(engine, still_open, beam)
    _replace([draft for draft in waiting if draft.open])
    for draft in waiting:
        yield draft.index, _settle(draft, doubts)


def _settle(draft: _Draft, doubts: Mapping[int, Issue]) -> Translation:
    made = restore_verbatim(settle(draft.sentence, draft.requests, draft.best))
    return replace(made, issues=(doubts[draft.index],)) if draft.index in doubts else made


def _ask(
    engine: Engine, sentences: Sequence[str], requests: Sequence[Sequence[Request]], beam: int
) -> Iterator[_Draft]:
    """Translate every sentence once: with its terms asked for, where the engine can be asked."""
    asked = [
        ask_with_marks(s, r) if r and engine.marks_terms else ask_plainly(s)
        for s, r in zip(sentences, requests, strict=True)
    ]
    rung: Rung = "asked" if engine.marks_terms else "already right"
    answers = engine.stream([question.text for question in asked], beam=beam)
    return (
        _Draft(i, sentences[i], requests[i], judge(sentences[i], requests[i], asked[i], hypotheses[0], rung))
        for i, hypotheses in answers
    )


def _substitute(engine: Engine, drafts: list[_Draft], beam: int) -> Generator[None, None, None]:
    """Write the English terms into the Dutch sentence, which Marian models mostly copy.

    It comes before other hypotheses because it mends twice as many sentences.
    """
    asked = [ask_by_substitution(draft.sentence, draft.requests) for draft in drafts]
    answers = yield from _translate(engine, asked, beam, beam)
    for draft, question, hypotheses in zip(drafts, asked, answers, strict=True):
        draft.consider_all(question, hypotheses, "substituted", others="substituted")


def _ask_again(engine: Engine, drafts: list[_Draft], beam: int) -> Generator[None, None, None]:
    """See whether the plain translation has the terms, or another hypothesis of it or of the sentence with marks."""
    plain = [ask_plainly(draft.sentence) for draft in drafts]
    marked = [ask_with_marks(draft.sentence, draft.requests) for draft in drafts] if engine.marks_terms else []
    answers = yield from _translate(engine, [*plain, *marked], beam, beam)
    for draft, question, hypotheses in zip(drafts, plain, answers, strict=False):
        first = judge(draft.sentence, draft.requests, question, hypotheses[0], "already right")
        draft.plain_faults = len(first.verdict.faults)
        draft.consider_all(question, hypotheses, "already right")
    for draft, question, hypotheses in zip(drafts if marked else [], marked, answers[len(plain) :], strict=True):
        draft.consider_all(question, hypotheses, "asked")


def _force(engine: Engine, drafts: list[_Draft], beam: int) -> Generator[None, None, None]:
    """Rung 5: prefix repair, one missing term at a time, as long as it helps."""
    most = max(len(draft.requests) for draft in drafts)
    for _ in range(most):
        proposals = [
            (draft, asked, prefix)
            for draft in drafts
            if draft.best.verdict.missing
            for asked, prefix in force_term(draft.sentence, draft.requests, draft.best, marks=engine.marks_terms)
        ]
        before = [draft.best for draft in drafts]
        if not proposals:
            return
        questions = [asked for _, asked, _ in proposals]
        answers = yield from _translate(engine, questions, beam, 1, [prefix for _, _, prefix in proposals])
        # By score, so that of equally good candidates the likeliest is considered first and kept.
        for (draft, asked, _), answer in sorted(
            zip(proposals, answers, strict=True), key=lambda pair: -pair[1][0].score
        ):
            draft.consider(asked, answer[0], "prefix repair", draft.best)
        drafts = [draft for draft, best in zip(drafts, before, strict=True) if draft.best is not best and draft.open]
        if not drafts:
            return


def _replace(drafts: list[_Draft]) -> None:
    """Rung 6: put missing terms in place of the words aligned with them; needs no engine."""
    for draft in drafts:
        for index, place in enumerate(draft.best.verdict.places):
            if place is None:
                replaced = replace_term(draft.requests[index], index, draft.best)
                if replaced is not None:
                    draft.consider(draft.best.asked, replaced, "span replacement", draft.best)


def _translate(
    engine: Engine, asked: Sequence[Asked], beam: int, hypotheses: int, prefixes: Sequence[str] | None = None
) -> Generator[None, None, list[list[Hypothesis]]]:
    """Put questions to the engine, let the caller do something else, and return the answers."""
    answers = engine.stream([one.text for one in asked], beam=beam, hypotheses=hypotheses, prefixes=prefixes)
    yield
    found = dict(answers)
    return [found[index] for index in range(len(asked))]
