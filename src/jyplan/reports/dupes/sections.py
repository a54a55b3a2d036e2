"""The shares of a plan by section: as a line, and as the table of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.media.labels import percent, rounded_down
from jyplan.reports.media.section_names import shortened
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.language import Language
    from jyplan.model import CopiedUnion, TopSection
    from jyplan.reports.dupes.tables import ReportColumn, Tables
    from jyplan.reports.media.worksheets import Cell

_NAME = 16
"""Longest heading beside others in a line, in characters."""
_DIGITS = 4
_COLUMNS = (
    (Message("plan"), 34),
    (Message("section"), 40),
    (Message("characters"), 10),
    (Message("copied"), 10),
    (Message("without its own school"), 10),
    (Message("largest"), 10),
    (Message("from, or by"), 34),
)


def heading_words(section: TopSection, language: Language) -> str:
    """Return the heading of a section; for the text above the first section, words instead of a heading."""
    return one_line(section.heading) or language.say(Message("opening"))


def by_section(union: CopiedUnion, language: Language) -> Iterator[str]:
    """Yield heading and copied share of each section, in the order of the plan."""
    for share in union.sections:
        yield f"{shortened(heading_words(share.section, language), _NAME)} {percent(share.copied)}"


def declared_words(union: CopiedUnion, language: Language) -> str:
    """Return the share including declared text, in words; empty for a plan without quotes of declared text."""
    if not union.declared:
        return ""
    return language.say(Message("with declared text: {share}", {"share": percent(union.with_declared)}))


def section_columns(tables: Tables) -> Iterator[ReportColumn]:
    """Yield the columns of the table of sections."""
    return tables.columns(*_COLUMNS)


def section_rows(tables: Tables) -> Iterator[Sequence[Cell]]:
    """Yield a row per section of every plan with copied text."""
    for plan, union in enumerate(tables.copies.unions):
        for share in union.sections:
            yield (
                tables.names[plan],
                heading_words(share.section, tables.options.language),
                share.chars,
                *(rounded_down(figure, _DIGITS) for figure in (share.copied, share.other_schools, share.largest)),
                "" if share.source is None else tables.names[share.source],
            )
