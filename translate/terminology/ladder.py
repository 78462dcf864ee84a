"""The terminology ladder: from a sentence and its terms to a translation that has them, or says which it lacks.

Each rung proposes candidates for the sentences that are still open; every candidate is verified, and the best is kept.
A sentence is settled when it has all its terms and no fault that the plain translation does not have too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translate.document import Rung
from translate.engines.base import Engine, Hypothesis
from translate.terminology.candidate import Candidate, Translation, judge, settle
from translate.terminology.repair import force_term, replace_term
from translate.terminology.request import Asked, Request, ask_by_substitution, ask_plainly, ask_with_marks


@dataclass(slots=True)
class _Draft:
    """A sentence under way: the best candidate so far, and what the plain translation got wrong."""

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

    def consider_all(self, asked: Asked, hypotheses: Sequence[Hypothesis], first: Rung) -> None:
        """Consider an n-best list: its first on the rung named, the others as n-best."""
        for place, hypothesis in enumerate(hypotheses):
            self.consider(asked, hypothesis, "n-best" if place else first)


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
    marks = engine.marks_terms
    first = [ask_with_marks(s, r) if marks and r else ask_plainly(s) for s, r in zip(sentences, requests, strict=True)]
    answers = engine.translate([asked.text for asked in first], beam=beam)
    rung: Rung = "asked" if marks else "already right"
    drafts = [
        _Draft(sentence, wanted, judge(sentence, wanted, asked, answer[0], rung))
        for sentence, wanted, asked, answer in zip(sentences, requests, first, answers, strict=True)
    ]
    for step in (_ask_again, _force, _replace):
        waiting = [draft for draft in drafts if draft.open]
        if waiting:
            step(engine, waiting, beam)
    return [settle(draft.sentence, draft.requests, draft.best) for draft in drafts]


def _ask_again(engine: Engine, drafts: list[_Draft], beam: int) -> None:
    """Rungs 2 to 4: the plain translation may have the terms, or another hypothesis, or the English in the Dutch.

    One call for all three, though the first may be enough: a few sentences more in a batch cost less than another call.
    """
    ways = [ask_by_substitution, ask_with_marks] if engine.marks_terms else [ask_by_substitution]
    asked = [[ask_plainly(d.sentence), *(ask(d.sentence, d.requests) for ask in ways)] for d in drafts]
    texts = [question.text for questions in asked for question in questions]
    answers = iter(engine.translate(texts, beam=beam, hypotheses=beam))
    for draft, questions in zip(drafts, asked, strict=True):
        plain, substituted, *marked = [(question, next(answers)) for question in questions]
        faults = judge(draft.sentence, draft.requests, plain[0], plain[1][0], "already right").verdict.faults
        draft.plain_faults = len(faults)
        draft.consider_all(*plain, first="already right")
        for question, hypotheses in marked:
            draft.consider_all(question, hypotheses, first="asked")
        for hypothesis in substituted[1]:
            draft.consider(substituted[0], hypothesis, "substituted")


def _force(engine: Engine, drafts: list[_Draft], beam: int) -> None:
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
        answers = engine.translate(
            [asked.text for _, asked, _ in proposals], beam=beam, prefixes=[prefix for _, _, prefix in proposals]
        )
        # By score, so that of equally good candidates the likeliest is considered first and kept.
        for (draft, asked, _), answer in sorted(
            zip(proposals, answers, strict=True), key=lambda pair: -pair[1][0].score
        ):
            draft.consider(asked, answer[0], "prefix repair", draft.best)
        drafts = [draft for draft, best in zip(drafts, before, strict=True) if draft.best is not best and draft.open]
        if not drafts:
            return


def _replace(engine: Engine, drafts: list[_Draft], beam: int) -> None:
    """Rung 6: put missing terms in place of the words aligned with them; needs no engine."""
    for draft in drafts:
        for index, place in enumerate(draft.best.verdict.places):
            if place is None:
                replaced = replace_term(draft.requests[index], index, draft.best)
                if replaced is not None:
                    draft.consider(draft.best.asked, replaced, "span replacement", draft.best)
