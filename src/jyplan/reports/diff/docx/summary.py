"""Summary of the report, a comment on the first paragraph: titles, shares copied, counts of changes by kind and role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import EditKind, Message, Plan, Role
from jyplan.reports.diff.rewriting import SUSPECTED, rewriting_sentences
from jyplan.reports.diff.words import scheme_sentence
from jyplan.reports.media.labels import ROLE_WORDS, SHARES_EXPLAINED, percent, plan_title
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.language import Language
    from jyplan.model import Comparison, RoleSummary
    from jyplan.reports.protocol import DiffOptions


def title(comparison: Comparison, options: DiffOptions) -> str:
    """Return the paths or titles of both plans: `left → right`."""
    sides = {
        "left": _side(comparison.left, options.left_path, options.language),
        "right": _side(comparison.right, options.right_path, options.language),
    }
    return options.language.say(Message("{left} → {right}", sides))


def summarise(comparison: Comparison, options: DiffOptions, format_author: str) -> Iterator[str]:
    """Yield the paragraphs of the summary."""
    figures = comparison.similarity
    yield title(comparison, options)
    say = options.language.say
    shares = {"left": percent(figures.left_copied), "right": percent(figures.right_copied)}
    yield say(
        Message("Copied: {left} of the left plan stands in the right one, {right} of the right in the left", shares)
    )
    edited = {"left": percent(figures.left_edited), "right": percent(figures.right_edited)}
    yield say(
        Message(
            "Edited inside sentences otherwise the same, beside it: {left} of the left plan, {right} of the right",
            edited,
        )
    )
    yield say(SHARES_EXPLAINED)
    similarity = {"ratio": percent(figures.ratio), "longest": figures.longest}
    yield say(Message("Similarity: {ratio}; longest passage: {longest} characters", similarity))
    counts = {kind.value: comparison.count(kind) for kind in EditKind}
    counts["move"] = len(comparison.moves)
    counts["numbering"] = sum(match.renumbered for match in comparison.sections)
    yield say(Message("Changes of text: {text}; moves: {move}; renumbered: {numbering}; format only: {format}", counts))
    if comparison.schemes:
        yield say(scheme_sentence(comparison.schemes))
    if comparison.rewriting:
        yield say(SUSPECTED)
        yield from rewriting_sentences(comparison.rewriting, options.language)
    for summary in comparison.roles:
        yield _role(summary, options.language)
    yield say(Message("Accepting all changes gives the right plan, rejecting all the left one"))
    if counts["format"] or comparison.count(EditKind.NUMBERING):
        params = {"author": format_author}
        yield say(
            Message("Changes of format and numbers have the author “{author}”, whose markup can be hidden", params)
        )


def _side(plan: Plan, path: str, language: Language) -> str:
    return one_line(path or plan_title(plan.number, plan.title, language))


def _role(summary: RoleSummary, language: Language) -> str:
    word = Message("indicator") if summary.role == "indicator" else ROLE_WORDS[Role(summary.role)]
    counts = {
        "role": word,
        "kept": len(summary.kept),
        "changed": len(summary.changed),
        "new": len(summary.new),
        "dropped": len(summary.dropped),
    }
    return language.say(Message("{role}: {kept} kept, {changed} changed, {new} new, {dropped} dropped", counts))
