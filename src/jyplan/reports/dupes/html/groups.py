"""The groups: a picture of who is closest to whom, and its members in a table with the numbers of the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.dupes.html.scene import DATE, heat
from jyplan.reports.dupes.html.tree import lay_out
from jyplan.reports.dupes.words import RELATION_WORDS
from jyplan.reports.media.html_page import line_html
from jyplan.reports.media.labels import percent
from jyplan.reports.media.section_names import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import CopyCluster
    from jyplan.reports.dupes.html.scene import Scene

_GROUPS = 150
"""Groups on the page, the largest."""
_MEMBERS = 40
"""Members of one that are drawn and listed: more circles than these have no readable numbers."""
_PICTURED = 3
"""Members from which on a picture says more than the table."""
_CIRCLE = 11
"""Radius in the units of `tree.SPACING`."""


def group_list(scene: Scene) -> str:
    """Return the largest groups, and how many more there are."""
    groups = scene.copies.clusters
    found = "\n".join(_group(scene, number, group) for number, group in enumerate(groups[:_GROUPS], 1))
    rest = len(groups) - _GROUPS
    more = Message("{count} more groups: see --format xlsx or json", {"count": rest})
    return found + (f'<p class="more">{scene.say(more)}</p>' if rest > 0 else "")


def _group(scene: Scene, number: int, group: CopyCluster) -> str:
    members = _shown(group)
    picture = _picture(scene, group, members, number) if len(group.members) >= _PICTURED else ""
    relation = scene.say(RELATION_WORDS[group.relation])
    title = Message("Group {number}: {count} plans", {"number": number, "count": len(group.members)})
    return (
        f'<article class="group" id="g{number}"><h3>{scene.say(title)} <small>{relation}</small></h3>'
        f'<div class="both">{picture}{_table(scene, group, members, number)}</div></article>'
    )


def _shown(group: CopyCluster) -> Sequence[int]:
    """Return the members that are drawn: the first ones, the earliest always among them."""
    first = group.members[:_MEMBERS]
    return first if group.earliest is None or group.earliest in first else (*first[:-1], group.earliest)


def _picture(scene: Scene, group: CopyCluster, members: Sequence[int], number: int) -> str:
    tree = lay_out(group, members)
    lines = "".join(
        '<line class="h{heat}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"><title>{share}</title></line>'.format(
            heat=heat(link.share),
            share=percent(link.share),
            **dict(zip(("x1", "y1", "x2", "y2"), (*tree.places[link.parent], *tree.places[link.child]), strict=True)),
        )
        for link in tree.links
    )
    circles = "".join(
        f'<a href="#g{number}m{index}"><circle class="{"first" if member == group.earliest else "node"}"'
        f' cx="{x}" cy="{y}" r="{_CIRCLE}"/><text x="{x}" y="{y}">{index}</text>'
        f"<title>{scene.name(member)}</title></a>"
        for index, member, (x, y) in ((i, m, tree.places[m]) for i, m in enumerate(members, 1))
    )
    label = scene.say(Message("Who is closest to whom in group {number}", {"number": number}))
    left, top, width, height = tree.box
    return (
        f'<svg class="tree" viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}" width="{width:.0f}" height="{height:.0f}" role="group" aria-label="{label}">'
        f"{lines}{circles}</svg>"
    )


def _table(scene: Scene, group: CopyCluster, members: Sequence[int], number: int) -> str:
    heads = (Message("no."), Message("plan"), Message("date"), Message("closest to"), Message("share of it there"))
    head = "".join(f'<th scope="col">{scene.say(each)}</th>' for each in heads)
    rows = "".join(_rows(scene, group, members, number))
    rest = len(group.members) - len(members)
    more = Message("{count} more plans in this group: see --format xlsx or json", {"count": rest})
    ending = f'<p class="more">{scene.say(more)}</p>' if rest else ""
    return f"<div><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{ending}</div>"


def _rows(scene: Scene, group: CopyCluster, members: Sequence[int], number: int) -> Iterator[str]:
    index_of = {member: index for index, member in enumerate(members, 1)}
    closest = dict(zip(group.members, group.closest, strict=True))
    for member, index in index_of.items():
        other, share = closest[member]
        listing = scene.copies.listings[member]
        first = f" <strong>{scene.say(Message('earliest'))}</strong>" if member == group.earliest else ""
        near = f"{index_of[other]} {scene.name(other)}" if other in index_of else scene.name(other)
        yield (
            f'<tr id="g{number}m{index}"><td>{index}</td><td>{scene.name(member)}{first}</td>'
            f"<td>{line_html(shortened(listing.date or '', DATE))}</td><td>{near}</td>"
            f'<td class="share h{heat(share)}">{_opening(scene, member, other, percent(share))}</td></tr>'
        )


def _opening(scene: Scene, plan: int, other: int, content: str) -> str:
    """Return a link that opens both plans side by side, the content alone where the page does not have this pair."""
    row = scene.rows.get((plan, other))
    return content if row is None else f'<a href="#p{row}">{content}</a>'
