"""Summary at the top of the page: shares copied, sections by role, changed facts, shared passages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jyplan.model import Change, EditKind, Message, RoleSummary
from jyplan.reports.diff.html.chips import link_id, passage_name
from jyplan.reports.diff.html.marking import passage_class
from jyplan.reports.diff.summary import changed_facts
from jyplan.reports.diff.words import CHANGE_WORDS, fact_word, role_word, scheme_sentence
from jyplan.reports.media.html_page import Card, cards_html
from jyplan.reports.media.labels import SHARES_EXPLAINED, percent
from jyplan.reports.media.section_names import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Passage
    from jyplan.reports.diff.html.comparison_page import ComparisonPage
    from jyplan.reports.diff.summary import ChangedFact

_LINKS = 12
"""Sections linked in a cell of the role table; the outline links all sections."""
_QUOTED = 40
"""Longest quotation of a fact, or of the beginning of a passage, in characters."""


def figure_cards(page: ComparisonPage) -> str:
    """Return the figures at the top of the page."""
    schemes = page.comparison.schemes
    remark = f'<p class="explained">{page.say(scheme_sentence(schemes))}</p>' if schemes else ""
    return cards_html(_cards(page)) + f'<p class="explained">{page.say(SHARES_EXPLAINED)}</p>{remark}'


def _cards(page: ComparisonPage) -> Iterator[Card]:
    figures, count = page.comparison.similarity, page.comparison.count
    for term, copied, with_boilerplate, edited, covered in (
        (
            Message("Of the right plan, copied from the left"),
            figures.right_copied,
            figures.right_copied_all,
            figures.right_edited,
            figures.right_passages,
        ),
        (
            Message("Of the left plan, found in the right"),
            figures.left_copied,
            figures.left_copied_all,
            figures.left_edited,
            figures.left_passages,
        ),
    ):
        beside = {"share": percent(with_boilerplate), "edited": percent(edited), "passages": percent(covered)}
        figures_beside = Message("with boilerplate {share} · edited {edited} · in passages {passages}", beside)
        yield page.say(term), percent(copied), page.say(figures_beside)
    ratio = page.say(Message("unchanged or moved text of both plans"))
    yield page.say(Message("Similarity")), percent(figures.ratio), ratio
    longest = page.say(Message("characters; passages: {count}", {"count": len(page.comparison.passages)}))
    yield page.say(Message("Longest passage")), str(figures.longest), longest
    counts = {
        "moves": len(page.comparison.moves),
        "numbers": sum(match.renumbered for match in page.comparison.sections),
        "format": count(EditKind.FORMAT),
    }
    note = page.say(Message("moves {moves} · renumbered {numbers} · format only {format}", counts))
    yield page.say(Message("Edits")), str(count(EditKind.TEXT)), note


def role_table(page: ComparisonPage) -> str:
    """Return the table of kept, changed, new and dropped sections and indicators by role; empty without roles."""
    if not page.comparison.roles:
        return ""
    heads = "".join(f'<th scope="col">{page.say(word)}</th>' for word in CHANGE_WORDS.values())
    rows = "".join(_role(page, summary) for summary in page.comparison.roles)
    role = page.say(Message("Role"))
    return (
        f'<table class="roles"><thead><tr><th scope="col">{role}</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _role(page: ComparisonPage, summary: RoleSummary) -> str:
    cells = "".join(
        f'<td class="{change}">{_members(page, change, members)}</td>'
        for change, members in (
            (Change.KEPT, summary.kept),
            (Change.CHANGED, summary.changed),
            (Change.NEW, summary.new),
            (Change.DROPPED, summary.dropped),
        )
    )
    return f'<tr><th scope="row">{escape(role_word(summary.role, page.options.language))}</th>{cells}</tr>'


def _members(page: ComparisonPage, change: Change, node_ids: tuple[str, ...]) -> str:
    """Return the number of sections with a change, and links to the topmost of them; kept sections are only counted."""
    if not node_ids:
        return '<span class="zero">0</span>'
    if change is Change.KEPT:
        return f"<b>{len(node_ids)}</b>"
    column = page.left if change is Change.DROPPED else page.right
    parents = set(node_ids) if change in {Change.NEW, Change.DROPPED} else set()
    topmost = [node_id for node_id in dict.fromkeys(node_ids) if node_id.rpartition(".")[0] not in parents]
    links = " ".join(page.path_link(node_id, column) for node_id in topmost[:_LINKS])
    return f'<b>{len(node_ids)}</b> <span class="links">{links}{" …" if len(topmost) > _LINKS else ""}</span>'


def fact_table(page: ComparisonPage) -> str:
    """Return the table of changed indicators, dates, owners and deliverables; empty without any."""
    facts = changed_facts(page.comparison)
    if not facts:
        return ""
    heads = "".join(
        f'<th scope="col">{page.say(word)}</th>'
        for word in (Message("Kind"), Message("Section"), Message("Left plan"), Message("Right plan"))
    )
    rows = "".join(_fact(page, fact) for fact in facts)
    return f'<table class="facts"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _fact(page: ComparisonPage, fact: ChangedFact) -> str:
    word = escape(fact_word(fact.kind, page.options.language))
    column = page.left if fact.change is Change.DROPPED else page.right
    place = page.path_link(fact.node_id, column) if fact.node_id else ""
    before, after = escape(shortened(fact.left, _QUOTED)), escape(shortened(fact.right, _QUOTED))
    return (
        f'<tr><th scope="row">{word}</th><td>{place}</td><td>{f"<del>{before}</del>" if before else ""}</td>'
        f"<td>{f'<ins>{after}</ins>' if after else ''}</td></tr>"
    )


def passage_table(page: ComparisonPage) -> str:
    """Return the table of shared passages, linked to both texts; empty without any."""
    if not page.comparison.passages:
        return ""
    words = (
        Message("Passage"),
        Message("Left plan"),
        Message("Right plan"),
        Message("Characters"),
        Message("How"),
        Message("Begins with"),
    )
    heads = "".join(f'<th scope="col">{page.say(word)}</th>' for word in words)
    rows = "".join(_passage(page, index, passage) for index, passage in enumerate(page.comparison.passages))
    return f'<table class="passages"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _passage(page: ComparisonPage, index: int, passage: Passage) -> str:
    name = passage_name(index)
    places = ""
    for column, span in ((page.left, passage.left), (page.right, passage.right)):
        node_id = column.section_at(span.start)
        place = column.paths[node_id] if node_id else page.options.language.gettext("beginning of the plan")
        places += f"<td>{page.link(link_id(name, column), escape(place))}</td>"
    properties = [Message("edited") if passage.edited else Message("word for word")]
    properties += [Message("moved")] if passage.moved else []
    how = " · ".join(page.say(word) for word in properties)
    start = page.right.before_marker(passage.right.start)
    beginning = escape(shortened(page.right.text[start : passage.right.end], _QUOTED))
    return (
        f'<tr><th scope="row"><span class="chip {passage_class(index)}">{name}</span></th>{places}'
        f"<td>{passage.chars}</td><td>{how}</td><td>{beginning}</td></tr>"
    )
