"""The submissions with findings, by section; each finding as a quoted line with the words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Level, Message
from jyplan.reports.check.html.tables import title
from jyplan.reports.check.wording import LEVEL_WORDS, Quote, by_section, quote
from jyplan.reports.media.html_page import line_html, text_html
from jyplan.reports.media.labels import place_words
from jyplan.reports.media.rule_words import worded
from jyplan.reports.media.section_names import section_name, section_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Finding, Node
    from jyplan.reports.check.html.page_data import FindingsPage
    from jyplan.reports.check.overview import CheckedSubmission

_CONTEXT = 160
"""Characters quoted on either side of the words: two to three lines of the page in a long paragraph."""


def submission_articles(page: FindingsPage) -> str:
    """Return an article for each submission with findings; empty if no submission has any."""
    return "\n".join(line for submission in page.with_findings for line in _Article(page, submission).lines())


class _Article:
    """Writes a submission as HTML."""

    def __init__(self, page: FindingsPage, submission: CheckedSubmission) -> None:
        self._page = page
        self._language = page.options.language
        self._submission = submission
        self._paths = section_paths(submission.plan)

    def lines(self) -> Iterator[str]:
        """Yield the HTML of the submission, from `<article>` to `</article>`."""
        anchor, submission = self._page.anchor(self._submission), self._submission
        yield f'<article id="{anchor}" aria-labelledby="{anchor}-title">'
        yield f'<h3 id="{anchor}-title">{title(self._page, submission)}</h3>'
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
        return f'<b class="level {level}">{self._page.say(LEVEL_WORDS[level])}{count}</b>'

    def _section(self, node: Node | None) -> str:
        return self._page.say(Message("plan as a whole")) if node is None else line_html(section_name(node))

    def _finding(self, finding: Finding) -> str:
        number = self._page.numbers[finding.rule]
        hint = line_html(worded(finding.hint, self._language))
        source = self._page.rules[number].card.source
        return "".join(
            (
                f'<li class="{finding.level}" data-rule="{number}">',
                f'<p class="what">{self._level(finding.level)} {line_html(worded(finding.message, self._language))}</p>',
                self._quoted(quote(self._submission.text, finding)),
                f'<p class="hint">{hint}</p>' if hint else "",
                f'<p class="where">{self._place(finding)} ',
                f'<a href="#rule{number}"><code>{line_html(self._page.rules[number].card.name)}</code></a>',
                f" <span>{self._page.say(Message('Source: {source}', {'source': source}))}</span>" if source else "",
                "</p></li>",
            )
        )

    def _place(self, finding: Finding) -> str:
        """Return the line or paragraph of a finding, and the section's number below the top level."""
        below = self._paths[finding.node] if finding.node and "." in finding.node else ""
        return line_html(" · ".join(filter(None, (place_words(finding.place, self._language), below))))

    def _quoted(self, line: Quote) -> str:
        """Return the quoted line as HTML; empty if the line is empty or only repeats the plan's title."""
        if line in {Quote("", "", ""), Quote("", self._submission.plan.title or "", "")}:
            return ""
        short = line.within(_CONTEXT)
        mark = f"<mark>{text_html(short.words)}</mark>" if short.words else ""
        return f"<blockquote>{text_html(short.before)}{mark}{text_html(short.after)}</blockquote>"
