"""`jyplan diff --format html`: one page with both plans side by side, to be read, printed and passed on.

Style and script stand in the page, which loads nothing and forbids itself anything else (Content Security
Policy); texts of the documents are never taken for HTML. `page.html`, `page.css` and `page.js` are its parts.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.diff.html.figures import fact_table, figure_cards, passage_table, role_table
from jyplan.reports.diff.html.scene import Scene, set_scene
from jyplan.reports.diff.html.strip import outline_strip
from jyplan.reports.diff.html.text_table import text_table
from jyplan.reports.media.html_page import html_language, line_html, part_of, policy, style_of
from jyplan.reports.media.labels import plan_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Comparison
    from jyplan.reports.protocol import DiffOptions

_NEARLY_ALL = 0.8
"""Share of both plans from which on one is a version of the other."""


def render(comparison: Comparison, options: DiffOptions) -> bytes:
    """Return the page in UTF-8, which it says itself."""
    scene = set_scene(comparison, options)
    style, script = style_of(__name__), part_of(__name__, "page.js")
    titles = [line_html(plan_title(half.plan.number, half.plan.title, options.language)) for half in scene.halves]
    page = Template(part_of(__name__, "page.html")).substitute(
        _words(scene),
        language=html_language(options.language),
        policy=policy(style, script if scene.has_texts else None),
        title=" ⇄ ".join(titles),
        left=titles[0],
        right=titles[1],
        style=style,
        skip_link=_skip_link(scene) if scene.has_texts else "",
        figures=figure_cards(scene),
        summary="\n".join(_summary(scene)),
        work=_work(scene, script) if scene.has_texts else "",
    )
    return f"{page}\n".encode()


def _skip_link(scene: Scene) -> str:
    return f'<a class="skip" href="#texts">{scene.say(Message("Skip to the text"))}</a>\n'


def _summary(scene: Scene) -> Iterator[str]:
    """Yield the sections above the texts, those without content left out."""
    for part, title, content in (
        ("roles", Message("What became of goals, tasks and measures"), role_table),
        ("roles", Message("Changed figures, dates, owners and deliverables"), fact_table),
        ("passages", Message("Shared passages"), passage_table),
        ("sections", Message("Outline"), outline_strip),
    ):
        is_wanted = scene.options.only == part or (scene.options.only is None and part != "sections")
        if is_wanted and (inside := content(scene)):
            yield f"<section><h2>{scene.say(title)}</h2>{inside}</section>"


def _work(scene: Scene, script: str) -> str:
    """Return the outline and the two columns, with what makes them easy to go through."""
    return Template(part_of(__name__, "work.html")).substitute(
        _words(scene),
        tinted="" if _is_new_version(scene) else " checked",
        sections=outline_strip(scene),
        texts=text_table(scene),
        script=script,
    )


def _is_new_version(scene: Scene) -> bool:
    """Return whether nearly all of either plan is in the other, so that colouring it would tell nothing."""
    figures = scene.comparison.similarity
    return min(figures.left_copied, figures.right_copied) >= _NEARLY_ALL


def _words(scene: Scene) -> dict[str, str]:
    """Return the fixed sentences of the page by their names in page.html."""
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
        if scene.comparison.edits
        else Message("The text of both plans is the same."),
        "removed": Message("removed"),
        "added": Message("added"),
        "moved": Message("moved, with a link to its other place"),
        "tints": Message("Shared passages"),
        "figure": Message("changed figure, date or owner"),
        "passage": Message("shared passage, with a link to its other place"),
        "numbering": Message("renumbered"),
    }
    return {name: scene.say(sentence) for name, sentence in sentences.items()}
