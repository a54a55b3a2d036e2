"""What opens the page: how much is copied, what became of goals and tasks, which figures changed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jyplan.model import Change, EditKind, FactChange, Message, RoleSummary
from jyplan.reports.diff.html.chips import mate, passage_name
from jyplan.reports.diff.html.marking import passage_look
from jyplan.reports.diff.words import CHANGE_WORDS, fact_word, role_word
from jyplan.reports.media.html_page import Card, cards_html
from jyplan.reports.media.labels import FACT_WORDS, percent
from jyplan.reports.media.section_names import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Passage
    from jyplan.reports.diff.html.scene import Scene

_LINKS = 12
"""Sections that a cell of the summary names one by one; the outline has them all."""
_QUOTED = 40
"""Characters of a fact, and of the beginning of a passage, that are quoted."""


def figure_cards(scene: Scene) -> str:
    """Return the figures of the whole comparison."""
    return cards_html(_cards(scene))


def _cards(scene: Scene) -> Iterator[Card]:
    figures, count = scene.comparison.similarity, scene.comparison.count
    for term, copied, with_boilerplate in (
        (Message("Of the right plan, copied from the left"), figures.right_copied, figures.right_copied_all),
        (Message("Of the left plan, found in the right"), figures.left_copied, figures.left_copied_all),
    ):
        more = scene.say(Message("with boilerplate {share}", {"share": percent(with_boilerplate)}))
        yield scene.say(term), percent(copied), more
    ratio = scene.say(Message("unchanged or moved text of both plans"))
    yield scene.say(Message("Similarity")), percent(figures.ratio), ratio
    longest = scene.say(Message("characters; passages: {count}", {"count": len(scene.comparison.passages)}))
    yield scene.say(Message("Longest passage")), str(figures.longest), longest
    others = {
        "moves": len(scene.comparison.moves),
        "numbers": count(EditKind.NUMBERING),
        "format": count(EditKind.FORMAT),
    }
    more = scene.say(Message("moves {moves} · renumbered {numbers} · format only {format}", others))
    yield scene.say(Message("Edits")), str(count(EditKind.TEXT)), more


def role_table(scene: Scene) -> str:
    """Return what became of goals, tasks, measures and indicators; empty where there is none."""
    if not scene.comparison.roles:
        return ""
    heads = "".join(f'<th scope="col">{scene.say(word)}</th>' for word in CHANGE_WORDS.values())
    rows = "".join(_role(scene, summary) for summary in scene.comparison.roles)
    role = scene.say(Message("Role"))
    return (
        f'<table class="roles"><thead><tr><th scope="col">{role}</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _role(scene: Scene, summary: RoleSummary) -> str:
    cells = "".join(
        f'<td class="{change}">{_members(scene, change, members)}</td>'
        for change, members in (
            (Change.KEPT, summary.kept),
            (Change.CHANGED, summary.changed),
            (Change.NEW, summary.new),
            (Change.DROPPED, summary.dropped),
        )
    )
    return f'<tr><th scope="row">{escape(role_word(summary.role, scene.options.language))}</th>{cells}</tr>'


def _members(scene: Scene, change: Change, members: tuple[str, ...]) -> str:
    """Return how many there are and where; what is kept is only counted, what is below one named is not named."""
    if not members:
        return '<span class="zero">0</span>'
    if change is Change.KEPT:
        return f"<b>{len(members)}</b>"
    half = scene.left if change is Change.DROPPED else scene.right
    inside = set(members) if change in {Change.NEW, Change.DROPPED} else set()
    places = [node for node in dict.fromkeys(members) if node.rpartition(".")[0] not in inside]
    links = " ".join(scene.path_link(node, half) for node in places[:_LINKS])
    return f'<b>{len(members)}</b> <span class="links">{links}{" …" if len(places) > _LINKS else ""}</span>'


def fact_table(scene: Scene) -> str:
    """Return the indicators, dates, owners and deliverables that changed; empty where none did."""
    if not scene.changed_facts:
        return ""
    heads = "".join(
        f'<th scope="col">{scene.say(word)}</th>'
        for word in (Message("Kind"), Message("Section"), Message("Left plan"), Message("Right plan"))
    )
    rows = "".join(_fact(scene, change) for change in sorted(scene.changed_facts, key=_kind_then_place))
    return f'<table class="facts"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _kind_then_place(change: FactChange) -> tuple[int, int]:
    return (list(FACT_WORDS).index(change.right.kind), change.right.start) if change.right else (len(FACT_WORDS), 0)


def _fact(scene: Scene, change: FactChange) -> str:
    fact = change.right or change.left
    word = escape(fact_word(fact.kind, scene.options.language)) if fact else ""
    place = scene.path_link(change.right_node, scene.right) if change.right_node else ""
    was = escape(shortened(change.left.text, _QUOTED)) if change.left else ""
    now = escape(shortened(change.right.text, _QUOTED)) if change.right else ""
    return f'<tr><th scope="row">{word}</th><td>{place}</td><td><del>{was}</del></td><td><ins>{now}</ins></td></tr>'


def passage_table(scene: Scene) -> str:
    """Return the shared passages with links to both their places; empty where there is none."""
    if not scene.comparison.passages:
        return ""
    words = (
        Message("Passage"),
        Message("Left plan"),
        Message("Right plan"),
        Message("Characters"),
        Message("How"),
        Message("Begins with"),
    )
    heads = "".join(f'<th scope="col">{scene.say(word)}</th>' for word in words)
    rows = "".join(_passage(scene, index, passage) for index, passage in enumerate(scene.comparison.passages))
    return f'<table class="passages"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _passage(scene: Scene, index: int, passage: Passage) -> str:
    name = passage_name(index)
    ends = ""
    for half, span in ((scene.left, passage.left), (scene.right, passage.right)):
        node = half.section_at(span.start)
        place = half.paths[node] if node else scene.options.language.gettext("beginning of the plan")
        ends += f"<td>{scene.link(mate(name, half), escape(place))}</td>"
    how = [Message("edited") if passage.edited else Message("word for word")]
    how += [Message("moved")] if passage.moved else []
    said = " · ".join(scene.say(word) for word in how)
    start = scene.right.before_marker(passage.right.start)
    begins = escape(shortened(scene.right.text[start : passage.right.end], _QUOTED))
    return (
        f'<tr><th scope="row"><span class="chip {passage_look(index)}">{name}</span></th>{ends}'
        f"<td>{passage.chars}</td><td>{said}</td><td>{begins}</td></tr>"
    )
