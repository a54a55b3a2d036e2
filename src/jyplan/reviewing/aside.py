"""Files that are no submissions: registers, templates, photographs, notices of the office."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import AsideKind, Genre
from jyplan.reviewing.vocabulary import review_words
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.model import Document, Plan

_NO_PLAN = frozenset({Genre.OTHER, Genre.NOTICE})


def aside_kind(path: str, document: Document | None, plans: Iterable[Plan], school: str | None) -> AsideKind | None:
    """Return why a file is no submission, None for a submission; `document` is None for a file that could not be read."""
    words = review_words()
    name = PurePath(path)
    stem = fold(name.stem)
    found = list(plans)
    titles = [fold(plan.title or "") for plan in found]
    if document is None:
        is_picture = name.suffix.lower() in words.pictures
        if is_picture and not _has(words.plan, [stem]):
            return AsideKind.PHOTOGRAPH
        is_table = name.suffix.lower().removeprefix(".") in {*words.tables, "xls", "et"}
        return AsideKind.REGISTER if is_table and _has(words.register, [stem]) else None
    may_be_plan = any(plan.genre not in _NO_PLAN for plan in found)
    if _has(words.template, [stem, *titles]):
        return AsideKind.TEMPLATE
    if not may_be_plan and (document.format in words.tables or _has(words.register, [stem, *titles])):
        return AsideKind.REGISTER
    if not may_be_plan and school is None:
        return AsideKind.NOTICE if any(plan.genre is Genre.NOTICE for plan in found) else AsideKind.OTHER
    return None


def _has(words: Iterable[str], texts: Iterable[str]) -> bool:
    lines = list(texts)
    return any(word in line for word in words for line in lines)
