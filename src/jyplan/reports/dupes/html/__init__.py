"""`jyplan dupes --format html`: a page with all pairs, a map, clusters, templates, and the plans of every pair side by side.

Built like the page of a comparison (`html_page`): the page loads nothing, and document text is always escaped. Each
plan text is in the page once, as data, and the script shows it when a pair is opened. Without scripts the page has the
tables only. Users read "group" for a cluster; the HTML ids and the data of the script keep that word.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.dupes.html.clusters import cluster_list
from jyplan.reports.dupes.html.data import data_blocks
from jyplan.reports.dupes.html.heat_map import heat_map, map_scale
from jyplan.reports.dupes.html.page_data import CopiesPage
from jyplan.reports.dupes.html.pair_table import pair_table
from jyplan.reports.dupes.html.plan_table import plan_table
from jyplan.reports.dupes.html.rewritten_list import rewritten_list
from jyplan.reports.dupes.html.stretches import template_list, widespread_table
from jyplan.reports.dupes.words import TAMPERED, NotCompared, count_relations, most_copied, not_compared, tampered
from jyplan.reports.media.html_page import cards_html, line_html, page_bytes, part_of
from jyplan.reports.media.labels import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.model import Copies
    from jyplan.reports.media.html_page import Card
    from jyplan.reports.protocol import DupesOptions

_SCRIPTS = ("table.js", "changes.js", "view.js", "map.js")
"""The scripts in the order of their dependencies: the view uses the table, the map opens pairs in the view."""


def render(copies: Copies, options: DupesOptions) -> bytes:
    """Return the page in UTF-8, declared in the head."""
    data = CopiesPage(copies, options)
    script = "\n".join(part_of(__name__, name) for name in _SCRIPTS)
    sections = dict(_sections(data))
    heading = data.say(Message("Copies among plans"))
    body = Template(part_of(__name__, "page.html")).substitute(
        heading=heading,
        figures=cards_html(_cards(data)),
        links="".join(f'<a href="#{name}">{data.say(_TITLES[name])}</a>' for name in sections),
        sections="\n".join(_section(data, name, content) for name, content in sections.items()) or _nothing(data),
        view=_view(data, script) if data.pairs else "",
    )
    return page_bytes(__name__, options.language, heading, body, script if data.pairs else None)


_TITLES = {
    "tampered": TAMPERED,
    "plans": Message("Plans, by how much of each stands in any of the others"),
    "groups": Message("Groups"),
    "pairs": Message("Pairs"),
    "rewritten": Message("Suspected rewriting"),
    "map": Message("Map"),
    "templates": Message("Templates"),
    "widespread": Message("Widespread, not counted as copied"),
    "troubles": Message("Not compared, or only in part"),
}


def _cards(page: CopiesPage) -> Iterator[Card]:
    """Yield the figures at the top of the page, each as label, value and note."""
    copies, say = page.copies, page.say
    archived = sum(listing.archived for listing in copies.listings)
    yield from _most_copied_card(page)
    archived_note = say(Message("in the archive, with matches: {count}", {"count": archived})) if archived else ""
    yield say(Message("Plans compared")), str(len(copies.listings) - archived), archived_note
    counts = count_relations(copies)
    relation_counts = {relation.name.lower(): count for relation, count in counts.items()}
    parts = Message("identical {identical} · near-identical {near_identical} · partial {partial}", relation_counts)
    yield say(Message("Pairs")), str(len(copies.pairs)), say(parts)
    largest = max((len(cluster.members) for cluster in copies.clusters), default=0)
    yield (
        say(Message("Groups")),
        str(len(copies.clusters)),
        say(Message("the largest has {count} plans", {"count": largest})) if largest else "",
    )
    widest = max((len(template.members) for template in copies.templates), default=0)
    if copies.rewritten:
        count = len(copies.rewritten)
        yield say(Message("Suspected rewriting")), str(count), say(Message("pairs, not counted as copied"))
    yield (
        say(Message("Templates")),
        str(len(copies.templates)),
        say(Message("the most used stands in {count} plans", {"count": widest})) if widest else "",
    )


def _most_copied_card(page: CopiesPage) -> Iterator[Card]:
    """Yield the largest union of a plan, the first figure of the page; nothing without pairs."""
    copies, say = page.copies, page.say
    if plans := most_copied(copies):
        union = copies.unions[plans[0]]
        figures = {"largest": percent(union.largest), "sources": len(union.sources)}
        note = say(Message("largest of a single plan {largest} · sources {sources} · ", figures)) + page.name(plans[0])
        yield say(Message("Most copied")), percent(union.copied), note
    elif copies.pairs:
        yield say(Message("Most copied")), percent(copies.pairs[0].copied), page.name(copies.pairs[0].a)


def _sections(page: CopiesPage) -> Iterator[tuple[str, str]]:
    """Yield the id and the content of each non-empty section."""
    copies = page.copies
    if entries := list(tampered(copies, page.options.language)):
        yield "tampered", _list(entries)
    if plans := plan_table(page):
        yield "plans", plans
    if copies.clusters:
        yield "groups", cluster_list(page)
    if page.pairs:
        yield "pairs", _pairs(page)
    if copies.rewritten:
        yield "rewritten", rewritten_list(page)
    if page.pairs:
        yield "map", _map(page)
    if copies.templates:
        yield "templates", template_list(page)
    if copies.common:
        yield "widespread", widespread_table(page)
    if entries := list(not_compared(copies, page.options)):
        yield "troubles", _list(entries)


def _list(entries: Iterable[NotCompared]) -> str:
    items = "".join(f"<li><b>{line_html(entry.name)}</b> {line_html(entry.reason)}</li>" for entry in entries)
    return f"<ul>{items}</ul>"


def _section(page: CopiesPage, name: str, content: str) -> str:
    title = page.say(_TITLES[name])
    return f'<section id="{name}"><h2 id="{name}-title">{title}</h2>\n{content}</section>'


def _nothing(page: CopiesPage) -> str:
    return f'<p class="nothing">{page.say(Message("no copies found"))}</p>'


def _pairs(page: CopiesPage) -> str:
    return Template(part_of(__name__, "pairs.html")).substitute(
        filter_words=page.say(Message("Name, title, school or date contains")),
        filter_relation=page.say(Message("Relation")),
        any_relation=page.say(Message("all")),
        filter_share=page.say(Message("At least, percent")),
        filter_group=page.say(Message("Group")),
        any_group=page.say(Message("all")),
        hint=page.say(Message("A name opens both plans side by side.")),
        notes="".join(f'<p class="more">{note}</p>' for note in _limits(page)),
        title=page.say(_TITLES["pairs"]),
        all=page.say(Message("Show all rows")),
        table=pair_table(page),
    )


def _limits(page: CopiesPage) -> Iterator[str]:
    """Yield notices of pairs that show nothing new, and of pairs and texts left out to keep the page small."""
    if left_out := sum(entry.pairs for entry in page.copies.pairs_left_out):
        groups = sorted({entry.cluster + 1 for entry in page.copies.pairs_left_out if entry.cluster is not None})
        params = {"count": left_out, "groups": ", ".join(map(str, groups[:20])) + (" …" if len(groups) > 20 else "")}
        yield page.say(
            Message("Pairs not listed, as closer ones show the same text: {count} (groups {groups})", params)
            if groups
            else Message("pairs not listed, as closer ones show the same text: {count}", {"count": left_out})
        )
    if hidden := len(page.copies.pairs) - len(page.pairs):
        params = {"shown": len(page.pairs), "count": hidden}
        yield page.say(Message("The {shown} most copied pairs; {count} more: see --format xlsx, csv or json", params))
    with_texts = sum(pair.a in page.texts and pair.b in page.texts for pair in page.pairs)
    if with_texts < len(page.pairs):
        yield page.say(
            Message(
                "The texts of {count} of these pairs are on this page, the most copied ones first.",
                {"count": with_texts},
            )
        )


def _map(page: CopiesPage) -> str:
    return Template(part_of(__name__, "map.html")).substitute(
        about=page.say(
            Message(
                "Each row and each column is a plan. The stronger the colour of a square, the more of the row’s plan stands in the"
                " column’s plan. Plans of a group stand together in a frame."
            )
        ),
        keys=page.say(
            Message("With the arrow keys from square to square, Enter opens the pair. In a large map a click enlarges.")
        ),
        show=page.say(Message("Show")),
        everything=page.say(Message("all plans")),
        scale=map_scale(page),
        map=heat_map(page),
    )


def _view(page: CopiesPage, script: str) -> str:
    """Return the view for a pair side by side, with the data and the code of the script."""
    words = {
        "previous": Message("Previous pair"),
        "next": Message("Next pair"),
        "print": Message("Print"),
        "close": Message("Close"),
        "passages": Message("Passages, with a link to their places"),
    }
    return Template(part_of(__name__, "view.html")).substitute(
        {name: page.say(word) for name, word in words.items()}, data=data_blocks(page), script=script
    )
