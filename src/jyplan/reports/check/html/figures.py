"""The figures at the top of the page: numbers of plans, of findings by level, of unread and of known."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import Level, Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.reports.check.html.page_data import FindingsPage
    from jyplan.reports.media.html_page import Card

_LEVELS: Mapping[Level, Message] = MappingProxyType(
    {Level.ERROR: Message("Errors"), Level.WARNING: Message("Warnings"), Level.INFO: Message("Notes")}
)


def figure_cards(page: FindingsPage) -> Iterator[Card]:
    """Yield the figures, each as label, value and note in HTML."""
    documents = page.say(Message("in documents: {count}", {"count": page.documents}))
    yield page.say(Message("Plans checked")), str(len(page.submissions)), documents
    for level, word in _LEVELS.items():
        count = sum(submission.levels[level] for submission in page.with_findings)
        plans = sum(1 for submission in page.with_findings if submission.levels[level])
        yield page.say(word), str(count), page.say(Message("in plans: {count}", {"count": plans})) if plans else ""
    yield page.say(Message("Plans without findings")), str(len(page.clean)), ""
    if page.unread:
        yield page.say(Message("Documents not read")), str(page.unread), _link(page, "problems")
    if known := page.options.known:
        yield page.say(Message("Known and not shown")), str(known), page.say(Message("by baseline or exception"))


def _link(page: FindingsPage, name: str) -> str:
    return f'<a href="#{name}">{page.say(Message("see why"))}</a>'
