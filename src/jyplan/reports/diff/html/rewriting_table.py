"""Table of a suspected rewriting: aligned sentences side by side, with the facts and words in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.diff.rewriting import FATE_WORDS, RewritingRow, rewriting_rows, rewriting_sentences
from jyplan.reports.media.html_page import text_html

if TYPE_CHECKING:
    from jyplan.reports.diff.html.comparison_page import ComparisonPage


def rewriting_table(page: ComparisonPage) -> str:
    """Return the sentences of both plans side by side; empty where nothing is suspected."""
    language = page.options.language
    if page.comparison.rewriting is None:
        return ""
    sentences = "".join(
        f"<p>{text_html(line)}</p>" for line in rewriting_sentences(page.comparison.rewriting, language)
    )
    words = (Message("What became of it"), Message("Left plan"), Message("Right plan"), Message("in both"))
    heads = "".join(f'<th scope="col">{page.say(word)}</th>' for word in words)
    rows = "".join(_row(page, row) for row in rewriting_rows(page.comparison, language))
    return f'{sentences}<table class="rewriting"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(page: ComparisonPage, row: RewritingRow) -> str:
    cells = "".join(f"<td>{text_html(text)}</td>" for text in (row.left, row.right, row.shared))
    return f'<tr class="{row.fate}"><th scope="row">{page.say(FATE_WORDS[row.fate])}</th>{cells}</tr>'
