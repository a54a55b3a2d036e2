"""Files set aside before the review: registers, templates, photographs, notices of the office, earlier drafts."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import AsideKind, Genre
from jyplan.reviewing.schools.names import plain
from jyplan.reviewing.vocabulary import review_words
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from jyplan.model import Document, Plan, PlanSource

_NO_PLAN = frozenset({Genre.OTHER, Genre.NOTICE})
_FILLED_IN = 40
"""Characters outside a template's lines from which on it counts as filled in; a title with a name and a day has fewer."""
_BEHIND_A_NAME = lazy_pattern(r"(?<![\W\d_])[\W\d_]++\Z|\([^()]{0,12}\)\s*+\Z")
"""Additions of people and programs to the name of a file: (1), (盖章), 20250901."""
_DRAFT_SHARE = 0.5
"""Least share of an earlier draft that the later draft contains, from 0 to 1."""


def aside_kind(
    path: str, document: Document | None, plans: Sequence[Plan], school: str | None, sender: str | None
) -> AsideKind | None:
    """Return the kind of a file set aside, judged alone; None for a submission.

    `document` is None for an unread file, `school` None for plans of an office, `sender` None where neither file nor
    folder names a school: a template under the name of a school is a submission of the school.
    """
    words = review_words()
    name = PurePath(path)
    stem = fold(name.stem)
    if document is None:
        return _unread_kind(name.suffix.lower(), stem, sender)
    genres = {plan.genre for plan in plans}
    titles = [fold(plan.title or "") for plan in plans]
    if _has_any(words.template, [stem] if sender else [stem, *titles]):
        return AsideKind.TEMPLATE
    if any(map(_names_a_form, [stem, *titles])) and not _has_any(words.plan, [stem, *titles]):
        return AsideKind.REGISTER
    if not genres <= _NO_PLAN:
        return None
    if document.format in words.tables or _has_any(words.register, [stem, *titles]):
        return AsideKind.REGISTER
    if school is None:
        return AsideKind.NOTICE if Genre.NOTICE in genres else AsideKind.OTHER
    return None


def _names_a_form(name: str) -> bool:
    """Whether the folded name of a file, or a title, ends as the names of forms do.

    >>> _names_a_form("附件2:名师工作室申请表(1)"), _names_a_form("东风小学工作计划")
    (True, False)
    """
    return _BEHIND_A_NAME.sub("", name).endswith(review_words().form)


def _unread_kind(suffix: str, stem: str, sender: str | None) -> AsideKind | None:
    """Return the kind of an unread file by name; None for a possible plan."""
    words = review_words()
    is_table = suffix in words.workbooks
    if is_table and _has_any(words.register, [stem]):
        return AsideKind.REGISTER
    if _has_any(words.plan, [stem]):
        return None
    if is_table and sender is None:
        return AsideKind.REGISTER
    if suffix in words.pictures:
        return AsideKind.PHOTOGRAPH
    return AsideKind.OTHER if suffix in words.no_papers else None


def is_not_filled_in(text: str, templates: Iterable[str]) -> bool:
    r"""Whether a plan text adds hardly anything to a template, and still has a place to fill in.

    >>> template = "××学校工作计划\n一、工作目标\n(逐条填写)"
    >>> is_not_filled_in("东风小学工作计划\n一、工作目标\n(逐条填写)", [template])
    True
    """
    lines = [plain(line) for line in text.splitlines()]
    return _has_any(review_words().to_fill_in, lines) and any(
        _added_chars(lines, template) < _FILLED_IN for template in templates
    )


def is_earlier_draft(stem: str, sources: Iterable[PlanSource], stems: Sequence[str]) -> bool:
    """Whether a file is, by name, an earlier draft of a source with much of the text.

    `sources` are further drafts of the school, `stems` the names of files by listing.

    >>> from jyplan.model import PlanSource, Relation, SourceKind
    >>> final = PlanSource(1, SourceKind.DRAFT, 0, True, 0.9, 800, Relation.NEAR_IDENTICAL)
    >>> is_earlier_draft("计划初稿", [final], ["计划初稿", "计划定稿"])
    True
    """
    own = _version(stem)
    return any(own < _version(stems[source.listing]) for source in sources if source.copied >= _DRAFT_SHARE)


def _version(stem: str) -> int:
    """Return the rank of a draft by name: 0, 2, 4 … from the first draft on; 1 for a name without a word for drafts."""
    folded = fold(stem)
    versions = review_words().versions
    ranks = [rank for rank, words in enumerate(versions) if any(word in folded for word in words)]
    return 2 * ranks[-1] if ranks else 1


def _added_chars(lines: Collection[str], template: str) -> int:
    """Return the number of characters outside the lines of a template; `_FILLED_IN` for half of the text and more."""
    template_lines = {plain(line) for line in template.splitlines()}
    added = sum(len(line) for line in lines if line not in template_lines)
    return added if added < sum(map(len, lines)) - added else _FILLED_IN


def _has_any(words: Iterable[str], texts: Sequence[str]) -> bool:
    return any(word in text for word in words for text in texts)
