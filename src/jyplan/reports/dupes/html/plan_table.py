"""The table of plans: the share of each plan found in any source plan, and the sources by the share each adds."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.dupes.html.page_data import DATE, heat
from jyplan.reports.dupes.sections import declared_words, heading_words
from jyplan.reports.dupes.words import most_copied
from jyplan.reports.media.html_page import line_html
from jyplan.reports.media.labels import SHARES_EXPLAINED, percent
from jyplan.reports.media.section_names import shortened

if TYPE_CHECKING:
    from jyplan.model import SectionShare, SourceShare
    from jyplan.reports.dupes.html.page_data import CopiesPage

_PLANS = 500
"""Rows of the table, the most copied plans first; the workbook has every plan."""
_SOURCES = 5
"""Sources named for a plan."""
_TITLE = 40
"""Longest title, in characters."""
_SCHOOL = 24
"""Longest name of a school, in characters."""


def plan_table(page: CopiesPage) -> str:
    """Return the table with a sentence on its figures; empty without copied plans."""
    plans = most_copied(page.copies)
    if not plans:
        return ""
    heads = (
        Message("no."),
        Message("copied"),
        Message("largest"),
        Message("without its own school"),
        Message("plan"),
        Message("sources, with what each adds"),
    )
    head = "".join(f'<th scope="col">{page.say(word)}</th>' for word in heads)
    rows = "\n".join(_row(page, number, plan) for number, plan in enumerate(plans[:_PLANS], 1))
    hidden = Message(
        "{ellipsis} {count} more: see --format xlsx or json", {"ellipsis": "…", "count": len(plans) - _PLANS}
    )
    notice = f'<p class="more">{page.say(hidden)}</p>' if len(plans) > _PLANS else ""
    return (
        f'<p class="hint">{page.say(SHARES_EXPLAINED)}</p>'
        f'<table class="plans"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{notice}'
    )


def _row(page: CopiesPage, number: int, plan: int) -> str:
    union = page.copies.unions[plan]
    shares = "".join(
        f'<td class="share h{heat(share)}">{percent(share)}</td>'
        for share in (union.copied, union.largest, union.other_schools)
    )
    sources = "".join(f"<li>{_source(page, source)}</li>" for source in union.sources[:_SOURCES])
    if len(union.sources) > _SOURCES:
        hidden = Message("{ellipsis} {count} more plans", {"ellipsis": "…", "count": len(union.sources) - _SOURCES})
        sources += f"<li>{page.say(hidden)}</li>"
    declared = declared_words(union, page.options.language)
    notice = f"<small>{escape(declared)}</small>" if declared else ""
    return (
        f"<tr><td>{number}</td>{shares}<td>{entitled(page, plan)}{notice}{_sections(page, plan)}</td>"
        f"<td><ol>{sources}</ol></td></tr>"
    )


def _sections(page: CopiesPage, plan: int) -> str:
    """Return the sections of a plan with their shares and closest sources, folded; empty for a plan without sections."""
    union = page.copies.unions[plan]
    if not union.sections:
        return ""
    several = len(union.sources) > 1
    rows = "".join(_section(page, share, names_source=several) for share in union.sections)
    return f"<details><summary>{page.say(Message('by section'))}</summary><ol>{rows}</ol></details>"


def _section(page: CopiesPage, share: SectionShare, *, names_source: bool) -> str:
    heading = line_html(shortened(heading_words(share.section, page.options.language), _TITLE))
    source = f" <small>{page.name(share.source)}</small>" if names_source and share.source is not None else ""
    return f'<li><span class="n h{heat(share.copied)}">{percent(share.copied)}</span> {heading}{source}</li>'


def _source(page: CopiesPage, source: SourceShare) -> str:
    return f'<span class="n">+{percent(source.copied)}</span> {page.name(source.plan)}'


def particulars(page: CopiesPage, plan: int) -> str:
    """Return title, school and date of a plan in small print; a date is never broken."""
    listing = page.copies.listings[plan]
    texts = (listing.title, _TITLE), (listing.school or "", _SCHOOL)
    known = [line_html(shortened(text, limit)) for text, limit in texts if text]
    if listing.date:
        known.append(f'<span class="date">{line_html(shortened(listing.date, DATE))}</span>')
    return f"<small>{' · '.join(known)}</small>"


def entitled(page: CopiesPage, plan: int) -> str:
    """Return a plan's name with its particulars."""
    return page.name(plan) + particulars(page, plan)
