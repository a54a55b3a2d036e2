"""Names of files in the result folder: valid on every system, unique for each school."""

from __future__ import annotations

import unicodedata
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import ReviewVerdict
from jyplan.reports.check.docx.names import safe_name
from jyplan.reports.media.file_names import shown_name

if TYPE_CHECKING:
    from jyplan.model import Review

FEEDBACK, COMMENTS = "反馈单", "批注"
"""Folders of the result folder."""


def school_names(review: Review) -> list[str]:
    """Return a name for a file or folder of each line of `Review.schools`; names different only in case are numbered."""
    taken: set[str] = set()
    names: list[str] = []
    for school in review.schools:
        stem = safe_name(shown_name(school.name if school.is_known else PurePath(school.name).stem))
        for number in count(1):
            name = stem if number == 1 else f"{stem}-{number}"
            key = unicodedata.normalize("NFC", name).casefold()
            if key not in taken:
                taken.add(key)
                names.append(name)
                break
    return names


def feedback_names(review: Review) -> list[str]:
    """Return the path of each school's feedback, in the order of `Review.schools`; empty for a school without a file."""
    return [
        "" if school.verdict is ReviewVerdict.MISSING else f"{FEEDBACK}/{name}.docx"
        for school, name in zip(review.schools, school_names(review), strict=True)
    ]
