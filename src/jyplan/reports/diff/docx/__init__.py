"""`jyplan diff --format docx`: both plans in one Word file with tracked changes, moves as moves.

Accepting all changes gives the right plan's text, rejecting all the left one's, character by
character: what only changes format is tracked too, whatever is to be ignored, but under an author
of its own that Word can hide. A character that XML cannot hold, or that would hide from the eye,
is spelled out; a table row is a line with tabs.

The head of the report is a comment on the first paragraph: in the body it would be part of the
text, in a page header it would stay in the file that the user goes on to work with. All comments
can be deleted at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message

if TYPE_CHECKING:
    from jyplan.model import Comparison
    from jyplan.reports.protocol import DiffOptions

AUTHOR = "jyplan"


def render(comparison: Comparison, options: DiffOptions) -> bytes:
    """Return a Word file; the parts of a comparison that `options.only` names are not told apart."""
    # lxml and python-docx take a tenth of a second, which other reports need not wait
    from jyplan.reports.diff.docx.body import Authors, write_body
    from jyplan.reports.diff.docx.remarks import Remarks
    from jyplan.reports.diff.docx.summary import summarise, title
    from jyplan.reports.media.word.new_file import write_package

    language = options.language
    authors = Authors(AUTHOR, language.say(Message("jyplan (format and numbers)")))
    head = tuple(summarise(comparison, options, authors.format))
    body = write_body(comparison, authors, head, Remarks(comparison, language).on)
    return write_package(body, title(comparison, options), AUTHOR)
