"""What opens the page: how many plans, how many findings of each level, what is not shown."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import Level, Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.reports.check.html.sheet import Sheet
    from jyplan.reports.media.html_page import Card

_LEVELS: Mapping[Level, Message] = MappingProxyType(
    {Level.ERROR: Message("Errors"), Level.WARNING: Message("Warnings"), Level.INFO: Message("Notes")}
)


def figure_cards(sheet: Sheet) -> Iterator[Card]:
    """Yield the figures of the whole run."""
    documents = sheet.say(Message("in documents: {count}", {"count": sheet.documents}))
    yield sheet.say(Message("Plans checked")), str(len(sheet.submissions)), documents
    for level, word in _LEVELS.items():
        count = sum(each.levels[level] for each in sheet.found)
        plans = sum(1 for each in sheet.found if each.levels[level])
        yield sheet.say(word), str(count), sheet.say(Message("in plans: {count}", {"count": plans})) if plans else ""
    yield sheet.say(Message("Plans without findings")), str(len(sheet.clean)), ""
    if sheet.unread:
        yield sheet.say(Message("Documents not read")), str(sheet.unread), _link(sheet, "problems")
    if known := sheet.options.known:
        yield sheet.say(Message("Known and not shown")), str(known), sheet.say(Message("by baseline or exception"))


def _link(sheet: Sheet, name: str) -> str:
    return f'<a href="#{name}">{sheet.say(Message("see why"))}</a>'
