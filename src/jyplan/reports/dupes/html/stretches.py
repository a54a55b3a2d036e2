"""Templates with their text and members, and what is so widespread that it is nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.media.html_page import text_html
from jyplan.reports.media.section_names import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import SharedStretch
    from jyplan.reports.dupes.html.scene import Scene

_TEMPLATES = 60
_COMMON = 30
_MEMBERS = 300
"""Members that are named; all of them are in the workbook."""
_TEXT = 5_000
"""Characters of a template that are shown."""
_BEGINNING = 46
"""Characters that a template is known by while it is folded."""


def template_list(scene: Scene) -> str:
    """Return the templates that most plans have, each folded, and how many more there are."""
    shown = [_template(scene, number, each) for number, each in enumerate(scene.copies.templates[:_TEMPLATES], 1)]
    return "\n".join([*shown, *_more(scene, scene.copies.templates, _TEMPLATES)])


def widespread_table(scene: Scene) -> str:
    """Return the widespread stretches, and how many more there are."""
    heads = (Message("plans"), Message("characters"), Message("text"))
    head = "".join(f'<th scope="col">{scene.say(each)}</th>' for each in heads)
    rows = "".join(
        f"<tr><td>{len(each.members)}</td><td>{each.chars}</td><td>{text_html(each.text[:_TEXT])}</td></tr>"
        for each in scene.copies.common[:_COMMON]
    )
    table = f'<table class="widespread"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return "\n".join([table, *_more(scene, scene.copies.common, _COMMON)])


def _template(scene: Scene, number: int, stretch: SharedStretch) -> str:
    size = Message("{count} plans, {chars} characters", {"count": len(stretch.members), "chars": stretch.chars})
    members = "".join(f"<li>{scene.name(member)}</li>" for member in stretch.members[:_MEMBERS])
    rest = len(stretch.members) - _MEMBERS
    more = Message("{ellipsis} {count} more plans", {"ellipsis": "…", "count": rest})
    ending = f"<li>{scene.say(more)}</li>" if rest > 0 else ""
    text = text_html(stretch.text[:_TEXT]) + ("…" if stretch.chars > _TEXT else "")
    return (
        f'<details class="template" id="s{number}"><summary><b>{number}</b> {scene.say(size)} '
        f"<span>“{text_html(shortened(stretch.text, _BEGINNING))}”</span></summary>"
        f"<blockquote>{text}</blockquote><ul>{members}{ending}</ul></details>"
    )


def _more(scene: Scene, all_of_them: Sequence[SharedStretch], shown: int) -> list[str]:
    rest = len(all_of_them) - shown
    message = Message("{ellipsis} {count} more: see --format xlsx or json", {"ellipsis": "…", "count": rest})
    return [f'<p class="more">{scene.say(message)}</p>'] if rest > 0 else []
