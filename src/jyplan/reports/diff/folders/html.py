"""`jyplan diff A B -o FOLDER` for two folders: `index.html` with a row a pair, linked to the page of the pair."""

from __future__ import annotations

from html import escape
from string import Template
from typing import TYPE_CHECKING

from jyplan.model import Change, Message
from jyplan.reports.diff.folders.summary import PAIRED_WORDS, SHARES_OF_YEARS, name_in, sections_of
from jyplan.reports.media.html_page import cards_html, line_html, page_bytes, part_of
from jyplan.reports.media.labels import percent, reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import ComparedFolders, ComparedPair, Listing
    from jyplan.reports.protocol import FolderOptions

_PACKAGE = "jyplan.reports.diff.folders"


def render(folders: ComparedFolders, options: FolderOptions) -> bytes:
    """Return the page in UTF-8; it loads nothing and has no script."""
    index = _Index(folders, options)
    title = index.say(Message("Last year’s plans and this year’s"))
    body = Template(part_of(_PACKAGE, "page.html")).substitute(
        title=title,
        left=line_html(options.left_path),
        right=line_html(options.right_path),
        figures=cards_html(index.cards()),
        explained=index.say(SHARES_OF_YEARS),
        sections="\n".join(index.sections()),
    )
    return page_bytes(_PACKAGE, options.language, title, body, script=None)


class _Index:
    """Writes the parts of the page."""

    def __init__(self, folders: ComparedFolders, options: FolderOptions) -> None:
        self._folders = folders
        self._options = options

    def say(self, message: Message) -> str:
        """Return a sentence as HTML."""
        return escape(self._options.language.say(message))

    def cards(self) -> Iterator[tuple[str, str, str]]:
        """Yield the figures at the top."""
        plans = self._folders.plans
        both = self.say(
            Message("plans in A: {left}, in B: {right}", {"left": len(plans.left), "right": len(plans.right)})
        )
        yield self.say(Message("Plans paired")), str(len(plans.pairs)), both
        yield self.say(Message("Only in A")), str(len(plans.left_alone)), ""
        yield self.say(Message("Only in B")), str(len(plans.right_alone)), ""
        rewritten = sum(pair.is_rewritten for pair in self._folders.pairs)
        yield self.say(Message("Suspected to be rewritten")), str(rewritten), ""

    def sections(self) -> Iterator[str]:
        """Yield the tables of pairs, of plans alone and of problems, without empty ones."""
        plans, options = self._folders.plans, self._options
        if self._folders.pairs:
            words = (
                Message("B in A"), Message("edited"), Message("new"), Message("dropped"), Message("changed"),
                Message("figures"), Message("this year"), Message("last year"), Message("paired by"),
            )  # fmt: skip
            heads = "".join(f'<th scope="col">{self.say(word)}</th>' for word in words)
            rows = "".join(map(self._row, self._folders.pairs))
            yield f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        for title, listings, folder in (
            (
                Message("Only in A, without a plan of this year"),
                [plans.left[i] for i in plans.left_alone],
                options.left_path,
            ),
            (
                Message("Only in B, without a plan of last year"),
                [plans.right[i] for i in plans.right_alone],
                options.right_path,
            ),
        ):
            if listings:
                entries = "".join(f"<li>{self._entitled(listing, folder)}</li>" for listing in listings)
                yield f"<h2>{self.say(title)}</h2><ul>{entries}</ul>"
        if problems := list(self._problems()):
            yield f"<h2>{self.say(Message('Not compared, or only in part'))}</h2><ul>{''.join(problems)}</ul>"

    def _row(self, pair: ComparedPair) -> str:
        plans, options, figures = self._folders.plans, self._options, pair.similarity
        counts = [sections_of(pair, change) for change in (Change.NEW, Change.DROPPED, Change.CHANGED)]
        cells = ["", "", "", "", "", ""]
        if figures:
            cells = [
                percent(figures.right_copied),
                percent(figures.right_edited),
                *map(str, counts),
                str(pair.changed_facts),
            ]
        name = self._entitled(plans.right[pair.pair.right], options.right_path)
        link = f'<a href="{escape(pair.page)}">{name}</a>' if pair.page else name
        by = self.say(PAIRED_WORDS[pair.pair.by])
        if pair.is_rewritten:
            by += f" · {self.say(Message('suspected to be rewritten'))}"
        before = self._entitled(plans.left[pair.pair.left], options.left_path)
        numbers = "".join(f'<td class="n">{cell}</td>' for cell in cells)
        return f"<tr>{numbers}<td>{link}</td><td>{before}</td><td>{by}</td></tr>"

    def _entitled(self, listing: Listing, folder: str) -> str:
        title = f" <small>{line_html(listing.title)}</small>" if listing.title else ""
        return line_html(name_in(listing, folder)) + title

    def _problems(self) -> Iterator[str]:
        plans, language = self._folders.plans, self._options.language
        entries = [(unread.path, reason(unread, language)) for unread in self._options.unread]
        entries += [(entry.path, language.say(entry.reason)) for entry in plans.left_out]
        entries += [
            (plans.right[pair.pair.right].path, language.say(pair.problem))
            for pair in self._folders.pairs
            if pair.problem
        ]
        return (f"<li>{line_html(path)}: {line_html(sentence)}</li>" for path, sentence in entries)
