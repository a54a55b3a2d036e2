"""Every submission with its findings, section by section, the line quoted and the very words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Level, Message
from jyplan.reports.check.html.tables import title
from jyplan.reports.check.wording import LEVEL_WORDS, Quote, by_section, quote, worded
from jyplan.reports.media.html_page import line_html, text_html
from jyplan.reports.media.labels import place_words
from jyplan.reports.media.section_names import section_name, section_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Finding, Node
    from jyplan.reports.check.html.sheet import Sheet
    from jyplan.reports.check.overview import Reviewed

_AROUND = 160
"""Characters of a long paragraph that are quoted before and behind the words: two to three lines of the page."""


def submission_articles(sheet: Sheet) -> str:
    """Return the submissions that have findings; empty where none has."""
    return "\n".join(line for each in sheet.found for line in _Article(sheet, each).lines())


class _Article:
    """Writes down one submission."""

    def __init__(self, sheet: Sheet, submission: Reviewed) -> None:
        self._sheet = sheet
        self._language = sheet.options.language
        self._submission = submission
        self._paths = section_paths(submission.plan)

    def lines(self) -> Iterator[str]:
        """Yield its HTML."""
        anchor, submission = self._sheet.anchor(self._submission), self._submission
        yield f'<article id="{anchor}" aria-labelledby="{anchor}-title">'
        yield f'<h3 id="{anchor}-title">{title(self._sheet, submission)}</h3>'
        yield f'<p class="of"><span class="path">{line_html(submission.name)}</span> {self._counts()}</p>'
        for node, findings in by_section(submission.plan, submission.findings):
            yield f"<div><h4>{self._section(node)}</h4><ul>"
            yield from map(self._finding, findings)
            yield "</ul></div>"
        yield "</article>"

    def _counts(self) -> str:
        counts = ((level, self._submission.levels[level]) for level in Level)
        return " ".join(self._level(level, f" {count}") for level, count in counts if count)

    def _level(self, level: Level, count: str = "") -> str:
        return f'<b class="level {level}">{self._sheet.say(LEVEL_WORDS[level])}{count}</b>'

    def _section(self, node: Node | None) -> str:
        return self._sheet.say(Message("plan as a whole")) if node is None else line_html(section_name(node))

    def _finding(self, finding: Finding) -> str:
        number = self._sheet.numbers[finding.rule]
        hint = line_html(worded(finding.hint, self._language))
        source = self._sheet.rules[number].card.source
        return "".join(
            (
                f'<li class="{finding.level}" data-rule="{number}">',
                f'<p class="what">{self._level(finding.level)} {line_html(worded(finding.message, self._language))}</p>',
                self._quoted(quote(self._submission.text, finding)),
                f'<p class="hint">{hint}</p>' if hint else "",
                f'<p class="where">{self._place(finding)} ',
                f'<a href="#rule{number}"><code>{line_html(finding.rule)}</code></a>',
                f" <span>{self._sheet.say(Message('Source: {source}', {'source': source}))}</span>" if source else "",
                "</p></li>",
            )
        )

    def _place(self, finding: Finding) -> str:
        """Return line or paragraph, and the number of the section where it is not the one above."""
        below = self._paths[finding.node] if finding.node and "." in finding.node else ""
        return line_html(" · ".join(filter(None, (place_words(finding.place, self._language), below))))

    def _quoted(self, line: Quote) -> str:
        """Return the quote; nothing where it would but repeat the title of the plan."""
        if line in {Quote("", "", ""), Quote("", self._submission.plan.title or "", "")}:
            return ""
        short = line.within(_AROUND)
        mark = f"<mark>{text_html(short.words)}</mark>" if short.words else ""
        return f"<blockquote>{text_html(short.before)}{mark}{text_html(short.after)}</blockquote>"
