"""Enumerations inside running text: items of a node, not nodes."""

from __future__ import annotations

from jyplan.outline.readings.markers import ENCLOSED, offers_choices
from jyplan.text.numerals import parse_ordinal
from jyplan.text.patterns import HANZI, lazy_pattern

_CN = "[一二三四五六七八九十]"
_BULLET = lazy_pattern(r"[•·●○◆◇■□★☆▲△►▶▷➢➤✓✔☑✦✧❖✿❀✰▪◎※☞→⇨*－–-]\s*(?=\S)")
_SERIES = (
    lazy_pattern(f"(?P<n>{ENCLOSED})"),
    lazy_pattern(rf"(?:(?<=[。;:,!?\n])|^)(?P<n>{_CN}{{1,2}})(?:是|要)"),
    lazy_pattern(r"\((?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})\)"),
    lazy_pattern(r"(?:(?<=[。;:,!?\n])|^)(?P<n>\d{1,2})[、.](?!\d)"),
    lazy_pattern(
        r"(?:(?<=[。;:!?(\n])|^)(?P<n>\d{1,2})(?=[“《]|" + HANZI + r")(?![年月日号时点分个名人次项节课条天周])"
    ),
    lazy_pattern(r"(?:(?<=[。;:,!?\n])|^)第(?P<n>[一二三四五六七八九十])[,、:]"),
)

_SECOND = lazy_pattern("[。;:,!?\n(第]0?[2二]")
"""For each series but the first: the text before the second member, and the member's number."""


def find_items(paragraph: str, folded: str) -> tuple[str, ...]:
    """Return the members of an enumeration inside a paragraph, or of a bullet, as displayed.

    At least two members, counted from 1 without a gap, make an enumeration.

    A count that begins again at 1 behind another label is a second enumeration.

    >>> find_items("青年教师:一是学会看,二是学会写。", "青年教师:一是学会看,二是学会写。")
    ('一是学会看', '二是学会写')
    >>> text = "教师:1.备课;2.上课。学生:1.预习;2.复习。"
    >>> find_items(text, text)
    ('1.备课', '2.上课', '1.预习', '2.复习')
    """
    if (bullet := _BULLET.match(folded)) and not offers_choices(folded):
        return (paragraph[bullet.end() :].strip(),)
    if not _SECOND.search(folded) and not _SERIES[0].search(folded):
        return ()
    for series in _SERIES:
        counts: list[list[int]] = [[]]
        for match in series.finditer(folded):
            ordinal = parse_ordinal(match["n"])
            if ordinal == len(counts[-1]) + 1:
                counts[-1].append(match.start())
            elif ordinal == 1 and len(counts[-1]) > 1:
                counts.append([match.start()])
        if len(counts[-1]) < 2:
            counts.pop()
        if counts:
            limits = [count[0] for count in counts[1:]] + [len(folded)]
            return tuple(
                paragraph[start:end].strip(" \n;；,，。、")
                for starts, limit in zip(counts, limits, strict=True)
                for start, end in zip(starts, [*starts[1:], _end_of_last(folded, starts[-1], limit)], strict=True)
            )
    return ()


def _end_of_last(folded: str, start: int, limit: int) -> int:
    """Return the end of an enumeration's last member: its full stop, or the start of the next label."""
    stop = folded.find("。", start, limit)
    if stop < 0 and limit < len(folded):
        stop = folded.rfind(";", start, limit)
    return limit if stop < 0 else stop
