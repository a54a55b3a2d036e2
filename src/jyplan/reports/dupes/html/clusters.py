"""The clusters: a picture of closest links, and a table of members with the numbers of the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.dupes.html.page_data import DATE, heat
from jyplan.reports.dupes.html.tree import lay_out
from jyplan.reports.dupes.words import RELATION_WORDS
from jyplan.reports.media.html_page import line_html
from jyplan.reports.media.labels import percent
from jyplan.reports.media.section_names import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import CopyCluster
    from jyplan.reports.dupes.html.page_data import CopiesPage

_SHOWN_CLUSTERS = 150
"""Clusters on the page, the largest first."""
_SHOWN_MEMBERS = 40
"""Members of a cluster drawn and listed: with more circles, the numbers are unreadable."""
_MIN_PICTURED = 3
"""Smallest cluster with a picture: two members need none besides the table."""
_CIRCLE = 11
"""Radius of a circle in the units of `tree.SPACING`."""


def cluster_list(page: CopiesPage) -> str:
    """Return the largest clusters as HTML, and the number of the remaining clusters."""
    clusters = page.copies.clusters
    articles = "\n".join(
        _article(page, number, cluster) for number, cluster in enumerate(clusters[:_SHOWN_CLUSTERS], 1)
    )
    hidden = len(clusters) - _SHOWN_CLUSTERS
    notice = Message("{count} more groups: see --format xlsx or json", {"count": hidden})
    return articles + (f'<p class="more">{page.say(notice)}</p>' if hidden > 0 else "")


def _article(page: CopiesPage, number: int, cluster: CopyCluster) -> str:
    members = _shown(cluster)
    picture = _picture(page, cluster, members, number) if len(cluster.members) >= _MIN_PICTURED else ""
    relation = page.say(RELATION_WORDS[cluster.relation])
    title = Message("Group {number}: {count} plans", {"number": number, "count": len(cluster.members)})
    return (
        f'<article class="group" id="g{number}"><h3>{page.say(title)} <small>{relation}</small></h3>'
        f'<div class="both">{picture}{_table(page, cluster, members, number)}</div></article>'
    )


def _shown(cluster: CopyCluster) -> Sequence[int]:
    """Return the members to draw: the first `_SHOWN_MEMBERS`, with the earliest in the last place if not among them."""
    first = cluster.members[:_SHOWN_MEMBERS]
    return first if cluster.earliest is None or cluster.earliest in first else (*first[:-1], cluster.earliest)


def _picture(page: CopiesPage, cluster: CopyCluster, members: Sequence[int], number: int) -> str:
    tree = lay_out(cluster, members)
    lines = "".join(
        '<line class="h{heat}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"><title>{share}</title></line>'.format(
            heat=heat(edge.share),
            share=percent(edge.share),
            **dict(zip(("x1", "y1", "x2", "y2"), (*tree.places[edge.parent], *tree.places[edge.child]), strict=True)),
        )
        for edge in tree.edges
    )
    circles = "".join(
        f'<a href="#g{number}m{index}"><circle class="{"first" if member == cluster.earliest else "node"}"'
        f' cx="{x}" cy="{y}" r="{_CIRCLE}"/><text x="{x}" y="{y}">{index}</text>'
        f"<title>{page.name(member)}</title></a>"
        for index, member, (x, y) in ((i, m, tree.places[m]) for i, m in enumerate(members, 1))
    )
    label = page.say(Message("Closest plans in group {number}", {"number": number}))
    left, top, width, height = tree.box
    return (
        f'<svg class="tree" viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}" width="{width:.0f}" height="{height:.0f}" role="group" aria-label="{label}">'
        f"{lines}{circles}</svg>"
    )


def _table(page: CopiesPage, cluster: CopyCluster, members: Sequence[int], number: int) -> str:
    heads = (Message("no."), Message("plan"), Message("date"), Message("closest to"), Message("share of it there"))
    head = "".join(f'<th scope="col">{page.say(text)}</th>' for text in heads)
    rows = "".join(_rows(page, cluster, members, number))
    hidden = len(cluster.members) - len(members)
    notice = Message("{count} more plans in this group: see --format xlsx or json", {"count": hidden})
    ending = f'<p class="more">{page.say(notice)}</p>' if hidden else ""
    return f"<div><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{ending}</div>"


def _rows(page: CopiesPage, cluster: CopyCluster, members: Sequence[int], number: int) -> Iterator[str]:
    index_of = {member: index for index, member in enumerate(members, 1)}
    closest = dict(zip(cluster.members, cluster.closest, strict=True))
    for member, index in index_of.items():
        closest_plan, share = closest[member]
        listing = page.copies.listings[member]
        earliest_tag = f" <strong>{page.say(Message('earliest'))}</strong>" if member == cluster.earliest else ""
        name = page.name(closest_plan)
        numbered_name = f"{index_of[closest_plan]} {name}" if closest_plan in index_of else name
        yield (
            f'<tr id="g{number}m{index}"><td>{index}</td><td>{page.name(member)}{earliest_tag}</td>'
            f"<td>{line_html(shortened(listing.date or '', DATE))}</td><td>{numbered_name}</td>"
            f'<td class="share h{heat(share)}">{_pair_link(page, member, closest_plan, percent(share))}</td></tr>'
        )


def _pair_link(page: CopiesPage, left: int, right: int, content: str) -> str:
    """Return a link to the pair of two plans side by side; the content alone if the pair is not on the page."""
    row = page.rows.get((left, right))
    return content if row is None else f'<a href="#p{row}">{content}</a>'
