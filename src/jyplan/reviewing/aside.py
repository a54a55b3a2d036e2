"""Files that are no submissions: registers, templates, photographs, notices of the office, earlier drafts."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import AsideKind, Genre
from jyplan.reviewing.schools.names import plain
from jyplan.reviewing.vocabulary import review_words
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from jyplan.model import Document, Plan, PlanSource

_NO_PLAN = frozenset({Genre.OTHER, Genre.NOTICE})
_FILLED_IN = 40
"""Characters beyond a template's lines from which on somebody has filled it in; a title with a name and a day has fewer."""
_DRAFT_SHARE = 0.5
"""Least share of a draft that stands in the later one."""


def aside_kind(
    path: str, document: Document | None, plans: Iterable[Plan], school: str | None, sender: str | None
) -> AsideKind | None:
    """Return why a file is no submission, None for a submission; `document` is None for a file that could not be read.

    `school` is the school of its plans, None for an office; `sender` the school that the names of file and folders say:
    a template under the name of a school is what the school handed in.
    """
    words = review_words()
    name = PurePath(path)
    stem = fold(name.stem)
    found = list(plans)
    titles = [fold(plan.title or "") for plan in found]
    if document is None:
        return _unread_kind(name.suffix.lower(), stem, sender)
    may_be_plan = any(plan.genre not in _NO_PLAN for plan in found)
    if _has(words.template, [stem] if sender else [stem, *titles]):
        return AsideKind.TEMPLATE
    if not may_be_plan and (document.format in words.tables or _has(words.register, [stem, *titles])):
        return AsideKind.REGISTER
    if not may_be_plan and school is None:
        return AsideKind.NOTICE if any(plan.genre is Genre.NOTICE for plan in found) else AsideKind.OTHER
    return None


def _unread_kind(suffix: str, stem: str, sender: str | None) -> AsideKind | None:
    """Return what a file without a readable text is by its name; None for what may be a plan."""
    words = review_words()
    is_table = suffix in words.workbooks
    if is_table and _has(words.register, [stem]):
        return AsideKind.REGISTER
    if _has(words.plan, [stem]):
        return None
    if is_table and sender is None:
        return AsideKind.REGISTER
    if suffix in words.pictures:
        return AsideKind.PHOTOGRAPH
    return AsideKind.OTHER if suffix in words.no_papers else None


def is_not_filled_in(text: str, templates: Iterable[str]) -> bool:
    r"""Whether a plan text says hardly more than a template, and still has a place that is to be filled in.

    >>> template = "××学校工作计划\n一、工作目标\n(逐条填写)"
    >>> is_not_filled_in("东风小学工作计划\n一、工作目标\n(逐条填写)", [template])
    True
    """
    lines = [plain(line) for line in text.splitlines()]
    return _has(review_words().to_fill_in, lines) and any(
        _chars_beyond(lines, template) < _FILLED_IN for template in templates
    )


def is_earlier_draft(stem: str, sources: Iterable[PlanSource], stems: Sequence[str]) -> bool:
    """Whether a file is by name an earlier draft of one of its sources, and the texts are alike.

    `sources` are the other drafts, `stems` the names of files by listing.
    """
    own = _version(stem)
    return any(own < _version(stems[source.other]) for source in sources if source.copied >= _DRAFT_SHARE)


def _version(stem: str) -> int:
    """Return the place of a file among the drafts of its school, a name without a word for it behind the first drafts."""
    folded = fold(stem)
    versions = review_words().versions
    ranks = [rank for rank, words in enumerate(versions) if any(word in folded for word in words)]
    return 2 * ranks[-1] if ranks else 1


def _chars_beyond(lines: Collection[str], template: str) -> int:
    known = {plain(line) for line in template.splitlines()}
    beyond = sum(len(line) for line in lines if line not in known)
    return beyond if beyond < sum(map(len, lines)) - beyond else _FILLED_IN


def _has(words: Iterable[str], texts: Iterable[str]) -> bool:
    lines = list(texts)
    return any(word in line for word in words for line in lines)
