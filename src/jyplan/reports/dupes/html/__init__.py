"""`jyplan dupes --format html`: one page with all pairs, a map, groups, templates, and every pair side by side.

Built like the page of a comparison (`html_page`): nothing is loaded, texts of the documents are never taken for HTML.
Texts stand in the page once, however many pairs they are in, as data that the script shows when a pair is opened.
Without a script there are the tables.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from jyplan.model import Message, Relation
from jyplan.reports.dupes.html.data import data_blocks
from jyplan.reports.dupes.html.groups import group_list
from jyplan.reports.dupes.html.heat_map import heat_map, map_scale
from jyplan.reports.dupes.html.pair_table import pair_table
from jyplan.reports.dupes.html.scene import Scene
from jyplan.reports.dupes.html.stretches import template_list, widespread_table
from jyplan.reports.dupes.words import count_relations, troubles
from jyplan.reports.media.html_page import cards_html, html_language, line_html, part_of, policy, style_of
from jyplan.reports.media.labels import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Copies
    from jyplan.reports.media.html_page import Card
    from jyplan.reports.protocol import DupesOptions

_SCRIPTS = ("table.js", "changes.js", "view.js", "map.js")
"""In this order: the map opens what the view shows, which follows the table."""


def render(copies: Copies, options: DupesOptions) -> bytes:
    """Return the page in UTF-8, which it says itself."""
    scene = Scene(copies, options)
    style = style_of(__name__)
    script = "\n".join(part_of(__name__, name) for name in _SCRIPTS)
    sections = dict(_sections(scene))
    page = Template(part_of(__name__, "page.html")).substitute(
        language=html_language(options.language),
        policy=policy(style, script if scene.pairs else None),
        style=style,
        heading=scene.say(Message("Copies among plans")),
        figures=cards_html(_cards(scene)),
        links="".join(f'<a href="#{name}">{scene.say(_TITLES[name])}</a>' for name in sections),
        sections="\n".join(_section(scene, name, inside) for name, inside in sections.items()) or _nothing(scene),
        view=_view(scene, script) if scene.pairs else "",
    )
    return f"{page}\n".encode()


_TITLES = {
    "pairs": Message("Pairs"),
    "map": Message("Map"),
    "groups": Message("Groups"),
    "templates": Message("Templates"),
    "widespread": Message("Widespread, not counted as copied"),
    "troubles": Message("Not compared, or only in part"),
}


def _cards(scene: Scene) -> Iterator[Card]:
    copies, say = scene.copies, scene.say
    archived = sum(listing.archived for listing in copies.listings)
    more = say(Message("in the archive, with matches: {count}", {"count": archived})) if archived else ""
    yield say(Message("Plans compared")), str(len(copies.listings) - archived), more
    counts = count_relations(copies)
    found = {relation.name.lower(): count for relation, count in counts.items()}
    parts = Message("identical {identical} · near-identical {near_identical} · partial {partial}", found)
    yield say(Message("Pairs")), str(len(copies.pairs)), say(parts)
    largest = max((len(group.members) for group in copies.clusters), default=0)
    yield (
        say(Message("Groups")),
        str(len(copies.clusters)),
        say(Message("the largest has {count} plans", {"count": largest})) if largest else "",
    )
    widest = max((len(template.members) for template in copies.templates), default=0)
    yield (
        say(Message("Templates")),
        str(len(copies.templates)),
        say(Message("the most used stands in {count} plans", {"count": widest})) if widest else "",
    )
    if counts[Relation.PARTIAL] or counts[Relation.NEAR_IDENTICAL] or counts[Relation.IDENTICAL]:
        yield say(Message("Most copied")), percent(copies.pairs[0].copied), scene.name(copies.pairs[0].a)


def _sections(scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield the parts of the page that have something to show."""
    copies = scene.copies
    if scene.pairs:
        yield "pairs", _pairs(scene)
        yield "map", _map(scene)
    if copies.clusters:
        yield "groups", group_list(scene)
    if copies.templates:
        yield "templates", template_list(scene)
    if copies.common:
        yield "widespread", widespread_table(scene)
    if found := list(troubles(copies, scene.options)):
        items = "".join(f"<li><b>{line_html(each.name)}</b> {line_html(each.why)}</li>" for each in found)
        yield "troubles", f"<ul>{items}</ul>"


def _section(scene: Scene, name: str, inside: str) -> str:
    title = scene.say(_TITLES[name])
    return f'<section id="{name}"><h2 id="{name}-title">{title}</h2>\n{inside}</section>'


def _nothing(scene: Scene) -> str:
    return f'<p class="nothing">{scene.say(Message("no copies found"))}</p>'


def _pairs(scene: Scene) -> str:
    return Template(part_of(__name__, "pairs.html")).substitute(
        filter_words=scene.say(Message("Name, title, school or date contains")),
        filter_relation=scene.say(Message("Relation")),
        any_relation=scene.say(Message("all")),
        filter_share=scene.say(Message("At least, percent")),
        filter_group=scene.say(Message("Group")),
        any_group=scene.say(Message("all")),
        hint=scene.say(Message("A name opens both plans side by side.")),
        notes="".join(f'<p class="more">{note}</p>' for note in _limits(scene)),
        title=scene.say(_TITLES["pairs"]),
        all=scene.say(Message("Show all rows")),
        table=pair_table(scene),
    )


def _limits(scene: Scene) -> Iterator[str]:
    """Yield what the page leaves out, so that it stays one that a browser opens."""
    if rest := len(scene.copies.pairs) - len(scene.pairs):
        params = {"shown": len(scene.pairs), "count": rest}
        yield scene.say(Message("The {shown} most copied pairs; {count} more: see --format xlsx, csv or json", params))
    with_texts = sum(pair.a in scene.texts and pair.b in scene.texts for pair in scene.pairs)
    if with_texts < len(scene.pairs):
        yield scene.say(
            Message(
                "The texts of {count} of these pairs are on this page, the most copied ones first.",
                {"count": with_texts},
            )
        )


def _map(scene: Scene) -> str:
    return Template(part_of(__name__, "map.html")).substitute(
        about=scene.say(
            Message(
                "Each row and each column is a plan. The stronger the colour of a square, the more of the row’s plan stands in the"
                " column’s plan. Plans of a group stand together in a frame."
            )
        ),
        keys=scene.say(
            Message("With the arrow keys from square to square, Enter opens the pair. In a large map a click enlarges.")
        ),
        show=scene.say(Message("Show")),
        everything=scene.say(Message("all plans")),
        scale=map_scale(scene),
        map=heat_map(scene),
    )


def _view(scene: Scene, script: str) -> str:
    """Return the place where a pair is shown, with what the script needs."""
    words = {
        "previous": Message("Previous pair"),
        "next": Message("Next pair"),
        "print": Message("Print"),
        "close": Message("Close"),
        "passages": Message("Passages, with a link to their places"),
    }
    return Template(part_of(__name__, "view.html")).substitute(
        {name: scene.say(word) for name, word in words.items()}, data=data_blocks(scene), script=script
    )
