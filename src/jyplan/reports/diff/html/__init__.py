"""`jyplan diff --format html`: a page with both plans side by side, to be read, printed and passed on.

The page holds its style and script and loads nothing; its Content Security Policy forbids anything else. Texts of
the documents are escaped. `page.html`, `work.html`, `page.css` and `page.js` are the parts of the page.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.diff.html.comparison_page import ComparisonPage, prepare_page
from jyplan.reports.diff.html.figures import fact_table, figure_cards, passage_table, role_table
from jyplan.reports.diff.html.rewriting_table import rewriting_table
from jyplan.reports.diff.html.strip import outline_strip
from jyplan.reports.diff.html.text_table import text_table
from jyplan.reports.diff.rewriting import SUSPECTED
from jyplan.reports.media.html_page import line_html, page_bytes, part_of
from jyplan.reports.media.labels import plan_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Comparison
    from jyplan.reports.protocol import DiffOptions

_NEARLY_ALL = 0.8
"""Share copied of both plans from which on the right plan counts as a new version of the left plan."""


def render(comparison: Comparison, options: DiffOptions) -> bytes:
    """Return the page in UTF-8."""
    page = prepare_page(comparison, options)
    script = part_of(__name__, "page.js")
    titles = [line_html(plan_title(column.plan.number, column.plan.title, options.language)) for column in page.columns]
    body = Template(part_of(__name__, "page.html")).substitute(
        _words(page),
        left=titles[0],
        right=titles[1],
        skip_link=_skip_link(page) if page.has_texts else "",
        figures=figure_cards(page),
        summary="\n".join(_summary(page)),
        work=_work(page, script) if page.has_texts else "",
    )
    return page_bytes(__name__, options.language, " ⇄ ".join(titles), body, script if page.has_texts else None)


def _skip_link(page: ComparisonPage) -> str:
    return f'<a class="skip" href="#texts">{page.say(Message("Skip to the text"))}</a>\n'


def _summary(page: ComparisonPage) -> Iterator[str]:
    """Yield the HTML sections above the texts, without empty ones."""
    for part, title, make_content in (
        ("roles", Message("What became of goals, tasks and measures"), role_table),
        ("roles", Message("Changed figures, dates, owners and deliverables"), fact_table),
        ("passages", Message("Shared passages"), passage_table),
        ("rewriting", SUSPECTED, rewriting_table),
        ("sections", Message("Outline"), outline_strip),
    ):
        is_wanted = page.options.only == part or (page.options.only is None and part != "sections")
        if is_wanted and (content := make_content(page)):
            yield f"<section><h2>{page.say(title)}</h2>{content}</section>"


def _work(page: ComparisonPage, script: str) -> str:
    """Return the outline, the table with both texts, and the controls for going through the changes."""
    return Template(part_of(__name__, "work.html")).substitute(
        _words(page),
        tinted="" if _is_new_version(page) else " checked",
        sections=outline_strip(page),
        texts=text_table(page),
        script=script,
    )


def _is_new_version(page: ComparisonPage) -> bool:
    """Return whether nearly all of both plans is shared; colouring the passages would colour everything."""
    figures = page.comparison.similarity
    return min(figures.left_copied, figures.right_copied) >= _NEARLY_ALL


def _words(page: ComparisonPage) -> dict[str, str]:
    """Return the fixed sentences of the page by their names in page.html and work.html."""
    sentences = {
        "heading": Message("Comparison of two plans"),
        "outline": Message("Outline"),
        "texts_title": Message("Both plans side by side"),
        "changes": Message("Changes"),
        "next": Message("Next change"),
        "previous": Message("Previous change"),
        "unfold": Message("Show unchanged text"),
        "keys": Message("Keys"),
        "keys_hint": Message("n or → next change, p or ← previous change, u unchanged text"),
        "where": Message("Go through the changes with the buttons or the keys n and p.")
        if page.comparison.edits
        else Message("The text of both plans is the same."),
        "removed": Message("removed"),
        "added": Message("added"),
        "moved": Message("moved, with a link to its other place"),
        "tints": Message("Shared passages"),
        "figure": Message("changed figure, date or owner"),
        "passage": Message("shared passage, with a link to its other place"),
        "numbering": Message("renumbered"),
    }
    return {name: page.say(sentence) for name, sentence in sentences.items()}
