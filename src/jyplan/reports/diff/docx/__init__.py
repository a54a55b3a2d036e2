"""`jyplan diff --format docx`: both plans in a Word file with tracked changes, moves as moves.

Accepting all changes gives the text of the right plan, rejecting all gives the text of the left plan, character by
character. Edits of format are therefore tracked even with `--ignore-format`, with an author of their own whose changes
Word can hide. Unsafe characters are made visible; a table row is a line with tabs.

The summary is a comment on the first paragraph: in the body it would be part of the text, and in a page header it would
stay in the file that users go on to edit. Word deletes all comments in a single step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message

if TYPE_CHECKING:
    from jyplan.model import Comparison
    from jyplan.reports.protocol import DiffOptions

AUTHOR = "jyplan"


def render(comparison: Comparison, options: DiffOptions) -> bytes:
    """Return a Word file with the whole comparison; `options.only` has no effect."""
    # importing lxml and python-docx takes a tenth of a second: only reports in Word pay for it
    from jyplan.reports.diff.docx.body import Authors, write_body
    from jyplan.reports.diff.docx.remarks import Remarks
    from jyplan.reports.diff.docx.summary import summarise, title
    from jyplan.reports.media.word.new_file import write_package

    language = options.language
    authors = Authors(AUTHOR, language.say(Message("jyplan (format and numbers)")))
    head = tuple(summarise(comparison, options, authors.format))
    body = write_body(comparison, authors, head, Remarks(comparison, language).on)
    return write_package(body, title(comparison, options), AUTHOR)
