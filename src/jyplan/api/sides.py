"""The one plan that a side of a comparison is: never guessed, asked for in clear words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.errors import InputError, UsageError
from jyplan.model import Message, Plan, PlanKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Outline

UNEQUAL = 5
"""Times as long as the other side: then most of what differs only says that one plan is longer."""
_LISTED = 20
"""Plans in a list to choose from; a page that holds more is read with `jyplan parse`."""
_TITLE = 60
"""Characters of a title that tell it from the others."""


def only_plan(outline: Outline, number: int | None) -> Plan:
    """Return the plan of a document that is meant; `number` is the one the user named, if he did.

    Raises:
        InputError: it holds no work plan, or several and none was named, or the plan is empty.
    """
    where = outline.document.path
    if not outline.plans:
        raise InputError("there is no plan in it", where=where, hint="“jyplan parse” shows what was read")
    if len(outline.plans) > 1:
        raise _several(where, outline.plans)
    plan = outline.plans[0]
    if number is None and plan.kind is PlanKind.OTHER:
        raise InputError(
            "the text in it is no work plan",
            where=where,
            hint="to compare it all the same, name it as {name}",
            name=f"{where}#{plan.number}",
        )
    if not _letters(plan.text.removeprefix(plan.title or "")):
        raise InputError("the plan in it is empty: there is nothing under its title", where=where)
    return plan


def forbid_same(left: Plan, right: Plan, where: str) -> None:
    """Two sides that come from one file must be two plans of it.

    Raises:
        UsageError: they are one plan.
    """
    if left.number == right.number:
        raise UsageError(
            "both sides are the same plan of the same file",
            where=where,
            hint="name the earlier plan first, then the later",
        )


def length_note(left: Plan, right: Plan) -> Message | None:
    """Return what to say of two plans of very different size; None where they are not."""
    sizes = sorted((_letters(plan.text), name) for plan, name in ((left, "A"), (right, "B")))
    (short, less), (long, more) = sizes
    if long < UNEQUAL * short:
        return None
    return Message(
        "{more} is {times} times as long as {less} ({long} and {short} characters); what each has of the other is a "
        "share of its own length",
        {"more": more, "less": less, "times": round(long / short), "long": long, "short": short},
    )


def _several(where: str, plans: Sequence[Plan]) -> InputError:
    example = next((plan for plan in plans if plan.kind is PlanKind.PLAN), plans[0])
    return InputError(
        "there are {count} plans in it",
        where=where,
        hint="name one of them, as {name}:{listing}",
        count=len(plans),
        name=f"{where}#{example.number}",
        listing=_listing(plans),
    )


def _listing(plans: Sequence[Plan]) -> Message:
    """Return a line a plan; each holds the next, for a message may hold messages and no list of them."""
    rest: Message | str = ""
    if len(plans) > _LISTED:
        rest = Message("\n  … and {count} more", {"count": len(plans) - _LISTED})
    for plan in reversed(plans[:_LISTED]):
        rest = Message(
            "\n  #{number}  {title}{rest}"
            if plan.kind is PlanKind.PLAN
            else "\n  #{number}  {title} (no work plan){rest}",
            {"number": plan.number, "title": _title(plan), "rest": rest},
        )
    assert isinstance(rest, Message)
    return rest


def _title(plan: Plan) -> Message | str:
    title = " ".join((plan.title or "").split())
    if not title:
        return Message("untitled")
    return title if len(title) <= _TITLE else f"{title[:_TITLE]}…"


def _letters(text: str) -> int:
    return sum(not character.isspace() for character in text)
