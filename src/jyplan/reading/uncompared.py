"""Displayed content outside of the plan texts, left out of comparisons: long headers, notes, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import LeftOut, Message, OutsideKind, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Outline

_KINDS = {
    OutsideKind.HEADER: (100, Message("its headers have {chars} characters, which are not compared")),
    OutsideKind.FOOTER: (100, Message("its footers have {chars} characters, which are not compared")),
    OutsideKind.FOOTNOTE: (200, Message("its footnotes have {chars} characters, which are not compared")),
    OutsideKind.ENDNOTE: (200, Message("its endnotes have {chars} characters, which are not compared")),
}
"""By kind the fewest characters that are reported: a letterhead with address and telephone is shorter, so are sources in notes."""

_UNREAD = Message("pictures and the like: {count}; words in them, if any, are not compared")


def uncompared_parts(outline: Outline) -> Iterator[LeftOut]:
    """Yield an entry for each kind of uncompared text in a file, for its pictures, and for damaged parts."""
    path = outline.document.path
    for kind, (least, message) in _KINDS.items():
        # a PDF repeats its header on every page
        texts = {entry.text for entry in outline.outside if entry.kind is kind}
        chars = sum(len("".join(text.split())) for text in texts)
        if chars >= least:
            yield LeftOut(path, None, Message(message.template, {"chars": chars}))
    unread = sum(problem.kind is ProblemKind.UNREAD for problem in outline.document.problems)
    if unread:
        yield LeftOut(path, None, Message(_UNREAD.template, {"count": unread}))
    for problem in outline.document.problems:
        if problem.kind in (ProblemKind.DAMAGED, ProblemKind.LIMIT):
            yield LeftOut(path, None, problem.message)
