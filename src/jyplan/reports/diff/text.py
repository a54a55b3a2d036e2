"""`jyplan diff --format text`, the default: summary by role, shares copied, changed facts, passages, all changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message, Plan
from jyplan.reports.diff.changes import change_lines
from jyplan.reports.diff.overview import fact_lines, figure_lines, passage_lines, role_lines, section_lines
from jyplan.reports.diff.rewriting import SUSPECTED
from jyplan.reports.diff.rewriting_lines import rewriting_lines
from jyplan.reports.diff.screen import DiffScreen
from jyplan.reports.diff.summary import count_differences, count_hidden
from jyplan.reports.diff.words import scheme_sentence
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
    "rewriting": SUSPECTED,
    "edits": Message("Changes"),
}


def render(comparison: Comparison, options: DiffOptions) -> str:
    """Return the report, no line wider than the screen."""
    screen = DiffScreen(options)
    return "".join(f"{line}\n" for line in _lines(comparison, screen))


def _lines(comparison: Comparison, screen: DiffScreen) -> Iterator[str]:
    yield from _side("A", comparison.left, screen.options.left_path, screen)
    yield from _side("B", comparison.right, screen.options.right_path, screen)
    for name, lines in _parts(comparison, screen):
        part_lines = list(lines)
        if part_lines:
            yield ""
            yield screen.title(PARTS[name])
            yield from part_lines
    for index, sentence in enumerate(closing(comparison, screen.options)):
        yield from [""] if index == 0 else []
        yield from screen.wrapped(screen.language.say(sentence))


def _parts(comparison: Comparison, screen: DiffScreen) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the requested parts: name and lines."""
    match screen.options.only:
        case "roles":
            yield "roles", role_lines(comparison, screen, everything=True)
            yield "facts", fact_lines(comparison, screen)
        case "rewriting":
            yield "rewriting", rewriting_lines(comparison, screen, everything=True)
        case "sections":
            yield "sections", section_lines(comparison, screen)
        case "passages":
            yield "figures", figure_lines(comparison, screen)
            yield "passages", passage_lines(comparison, screen, everything=True)
        case "edits":
            yield "facts", fact_lines(comparison, screen)
            yield "edits", change_lines(comparison, screen)
        case None:
            yield "roles", role_lines(comparison, screen, everything=False)
            yield "figures", figure_lines(comparison, screen)
            yield "facts", fact_lines(comparison, screen)
            yield "passages", passage_lines(comparison, screen, everything=False)
            yield "rewriting", rewriting_lines(comparison, screen, everything=False)
            yield "edits", change_lines(comparison, screen)


def _side(name: str, plan: Plan, path: str, screen: DiffScreen) -> Iterator[str]:
    """Yield two lines on a plan: title, then path and size."""
    title = one_line(plan_title(plan.number, plan.title, screen.language))
    chars = sum(not character.isspace() for character in plan.text)
    size = screen.say(Message("{count} characters"), count=chars)
    yield screen.paint(f"{name}  {screen.fit(title, screen.width - 3)}", BOLD)
    room = screen.width - 3 - width(screen.dot + size)
    yield screen.paint(f"   {fit_end(one_line(path), room, screen.ellipsis)}{screen.dot}{size}", DIM)


def closing(comparison: Comparison, options: DiffOptions) -> list[Message]:
    """Return the closing sentences: equal plans, hidden format edits, renumbered sections."""
    format_count, numbering_count = count_hidden(comparison, ignore_format=options.ignore_format)
    shows_edits = options.only in {None, "edits"}
    sentences = []
    if not count_differences(comparison.edits, ignore_format=options.ignore_format):
        sentences.append(Message("Both plans say the same."))
    if format_count and shows_edits:
        sentences.append(
            Message(
                "Not shown: differences of format alone: {count} (--no-ignore-format shows them).",
                {"count": format_count},
            )
        )
    if comparison.schemes and shows_edits:
        sentences.append(scheme_sentence(comparison.schemes))
    if options.only == "rewriting" and comparison.rewriting is None:
        return [Message("Nothing suggests that one plan is the other in other words.")]
    if numbering_count and shows_edits:
        sentences.append(
            Message("Sections with another number: {count} (--only sections).", {"count": numbering_count})
        )
    return sentences
