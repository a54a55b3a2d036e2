"""Templates with text and members, and the widespread stretches: boilerplate, not counted as copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.media.html_page import text_html
from jyplan.reports.media.section_names import shortened

if TYPE_CHECKING:
    from jyplan.model import SharedStretch
    from jyplan.reports.dupes.html.page_data import CopiesPage

_TEMPLATES = 60
"""Largest number of templates on the page."""
_WIDESPREAD = 30
"""Largest number of widespread stretches on the page."""
_MEMBERS = 300
"""Largest number of members named; the workbook names all."""
_TEXT = 5_000
"""Longest text of a stretch, in characters."""
_BEGINNING = 46
"""Characters of the text shown while a template is folded."""


def template_list(page: CopiesPage) -> str:
    """Return the templates with most members, each folded, and the number of the remaining templates."""
    templates = page.copies.templates
    shown = [_template(page, number, template) for number, template in enumerate(templates[:_TEMPLATES], 1)]
    return "\n".join([*shown, *_hidden_notice(page, len(templates) - _TEMPLATES)])


def widespread_table(page: CopiesPage) -> str:
    """Return the table of widespread stretches, and the number of the remaining stretches."""
    heads = (Message("plans"), Message("characters"), Message("text"))
    head = "".join(f'<th scope="col">{page.say(text)}</th>' for text in heads)
    rows = "".join(
        f"<tr><td>{len(stretch.members)}</td><td>{stretch.chars}</td><td>{text_html(stretch.text[:_TEXT])}</td></tr>"
        for stretch in page.copies.common[:_WIDESPREAD]
    )
    table = f'<table class="widespread"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return "\n".join([table, *_hidden_notice(page, len(page.copies.common) - _WIDESPREAD)])


def _template(page: CopiesPage, number: int, stretch: SharedStretch) -> str:
    size = Message("{count} plans, {chars} characters", {"count": len(stretch.members), "chars": stretch.chars})
    members = "".join(f"<li>{page.name(member)}</li>" for member in stretch.members[:_MEMBERS])
    hidden = len(stretch.members) - _MEMBERS
    notice = Message("{ellipsis} {count} more plans", {"ellipsis": "…", "count": hidden})
    ending = f"<li>{page.say(notice)}</li>" if hidden > 0 else ""
    text = text_html(stretch.text[:_TEXT]) + ("…" if stretch.chars > _TEXT else "")
    return (
        f'<details class="template" id="s{number}"><summary><b>{number}</b> {page.say(size)} '
        f"<span>“{text_html(shortened(stretch.text, _BEGINNING))}”</span></summary>"
        f"<blockquote>{text}</blockquote><ul>{members}{ending}</ul></details>"
    )


def _hidden_notice(page: CopiesPage, count: int) -> list[str]:
    """Return a notice of hidden stretches; no notice for a count of 0 or less."""
    message = Message("{ellipsis} {count} more: see --format xlsx or json", {"ellipsis": "…", "count": count})
    return [f'<p class="more">{page.say(message)}</p>'] if count > 0 else []
