"""`jyplan diff --format text`, the default: what became of last year's plan, how much is copied, and every change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message, Plan
from jyplan.reports.diff.changes import change_lines
from jyplan.reports.diff.overview import fact_lines, figure_lines, passage_lines, role_lines, section_lines
from jyplan.reports.diff.page import Page
from jyplan.reports.diff.summary import differences, hidden
from jyplan.reports.media.columns import fit_end, width
from jyplan.reports.media.labels import plan_title
from jyplan.reports.media.terminal import BOLD, DIM
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.model import Comparison
    from jyplan.reports.protocol import DiffOptions

PARTS = {
    "roles": Message("By role"),
    "figures": Message("Copied"),
    "facts": Message("Changed figures, dates and owners"),
    "passages": Message("Shared passages"),
    "sections": Message("Sections"),
    "edits": Message("Changes"),
}


def render(comparison: Comparison, options: DiffOptions) -> str:
    """Return the report, no line wider than the screen."""
    page = Page(options)
    return "".join(f"{line}\n" for line in _lines(comparison, page))


def _lines(comparison: Comparison, page: Page) -> Iterator[str]:
    yield from _side("A", comparison.left, page.options.left_path, page)
    yield from _side("B", comparison.right, page.options.right_path, page)
    for name, lines in _parts(comparison, page):
        found = list(lines)
        if found:
            yield ""
            yield page.title(PARTS[name])
            yield from found
    for index, sentence in enumerate(closing(comparison, page.options)):
        yield from [""] if index == 0 else []
        yield from page.wrapped(page.language.say(sentence))


def _parts(comparison: Comparison, page: Page) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the parts that were asked for."""
    match page.options.only:
        case "roles":
            yield "roles", role_lines(comparison, page, everything=True)
            yield "facts", fact_lines(comparison, page)
        case "sections":
            yield "sections", section_lines(comparison, page)
        case "passages":
            yield "figures", figure_lines(comparison, page)
            yield "passages", passage_lines(comparison, page, everything=True)
        case "edits":
            yield "facts", fact_lines(comparison, page)
            yield "edits", change_lines(comparison, page)
        case None:
            yield "roles", role_lines(comparison, page, everything=False)
            yield "figures", figure_lines(comparison, page)
            yield "facts", fact_lines(comparison, page)
            yield "passages", passage_lines(comparison, page, everything=False)
            yield "edits", change_lines(comparison, page)


def _side(name: str, plan: Plan, path: str, page: Page) -> Iterator[str]:
    """Yield a line with the title of a plan and one with where it is from."""
    title = one_line(plan_title(plan.number, plan.title, page.language))
    chars = sum(not character.isspace() for character in plan.text)
    size = page.say(Message("{count} characters"), count=chars)
    yield page.paint(f"{name}  {page.fit(title, page.width - 3)}", BOLD)
    room = page.width - 3 - width(page.dot + size)
    yield page.paint(f"   {fit_end(one_line(path), room, page.ellipsis)}{page.dot}{size}", DIM)


def closing(comparison: Comparison, options: DiffOptions) -> list[Message]:
    """Return what to say of what is not shown, and where there is nothing to show, why."""
    format_, numbering = hidden(comparison, ignore_format=options.ignore_format)
    told = options.only in {None, "edits"}
    sentences = []
    if not differences(comparison.edits, ignore_format=options.ignore_format):
        sentences.append(Message("Both plans say the same."))
    if format_ and told:
        sentences.append(
            Message(
                "Not shown: differences of format alone: {count} (--no-ignore-format shows them).", {"count": format_}
            )
        )
    if numbering and told:
        sentences.append(Message("Sections with another number: {count} (--only sections).", {"count": numbering}))
    return sentences
