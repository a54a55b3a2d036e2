"""The single plan on each side of a comparison: never guessed; an error lists the plans to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.errors import InputError, UsageError
from jyplan.model import Message, Plan, PlanKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Outline

UNEQUAL = 5
"""Length of the longer plan in lengths of the shorter; beyond, most differences only come from the lengths."""
_LISTED = 20
"""Plans in a list to choose from; a longer list is for `jyplan parse`."""
_TITLE = 60
"""Characters of a title in the list: enough to tell the plans of a file apart."""


def only_plan(outline: Outline, number: int | None) -> Plan:
    """Return the only plan of an outline; `number` is the plan number in the address, None without a number.

    Raises:
        InputError: the outline has no plan or several, the plan is empty, or, without a number, is no work plan.
    """
    where = outline.document.path
    if not outline.plans:
        raise InputError("no plan was found in this file", where=where, hint="“jyplan parse” shows what was read")
    if len(outline.plans) > 1:
        raise _several(where, outline.plans)
    plan = outline.plans[0]
    if number is None and plan.kind is PlanKind.OTHER:
        raise InputError(
            "the text in this file is not a work plan",
            where=where,
            hint="to compare it all the same, name it as {name}",
            name=f"{where}#{plan.number}",
        )
    if not _letters(plan.text.removeprefix(plan.title or "")):
        raise InputError("the plan in this file is empty: nothing stands under its title", where=where)
    return plan


def forbid_same(left: Plan, right: Plan, where: str) -> None:
    """Refuse the same plan on both sides, for two sides of the same file.

    Raises:
        UsageError: both sides have the same number.
    """
    if left.number == right.number:
        raise UsageError(
            "both sides are the same plan of the same file",
            where=where,
            hint="name the earlier plan first, then the later",
        )


def length_note(left: Plan, right: Plan) -> Message | None:
    """Return a note where the longer plan is at least `UNEQUAL` times as long as the shorter; else None."""
    sizes = sorted((_letters(plan.text), name) for plan, name in ((left, "A"), (right, "B")))
    (short, shorter), (long, longer) = sizes
    if long < UNEQUAL * short:
        return None
    return Message(
        "{more} is {times} times as long as {less} ({long} and {short} characters); what each has of the other is a "
        "share of its own length",
        {"more": longer, "less": shorter, "times": round(long / short), "long": long, "short": short},
    )


def _several(where: str, plans: Sequence[Plan]) -> InputError:
    example = next((plan for plan in plans if plan.kind is PlanKind.PLAN), plans[0])
    return InputError(
        "this file holds {count} plans",
        where=where,
        hint="name one of them, as {name}:{listing}",
        count=len(plans),
        name=f"{where}#{example.number}",
        listing=_listing(plans),
    )


def _listing(plans: Sequence[Plan]) -> Message:
    """Return a line a plan, as nested messages: a message can hold another message, but no list of messages."""
    lines: Message | str = ""
    if len(plans) > _LISTED:
        lines = Message("\n  … and {count} more", {"count": len(plans) - _LISTED})
    for plan in reversed(plans[:_LISTED]):
        lines = Message(
            "\n  #{number}  {title}{rest}"
            if plan.kind is PlanKind.PLAN
            else "\n  #{number}  {title} (no work plan){rest}",
            {"number": plan.number, "title": _title(plan), "rest": lines},
        )
    assert isinstance(lines, Message)
    return lines


def _title(plan: Plan) -> Message | str:
    title = " ".join((plan.title or "").split())
    if not title:
        return Message("untitled")
    return title if len(title) <= _TITLE else f"{title[:_TITLE]}…"


def _letters(text: str) -> int:
    return sum(not character.isspace() for character in text)
