"""Enumerations inside running text: items of a node, not nodes."""

from __future__ import annotations

from jyplan.outline.readings.markers import ENCLOSED
from jyplan.text.numerals import parse_ordinal
from jyplan.text.patterns import lazy_pattern

_CN = "[一二三四五六七八九十]"
_BULLET = lazy_pattern(r"[•·●○◆◇■□★☆▲△►▶➢➤✓✔*－–-]\s*(?=\S)")
_SERIES = (
    lazy_pattern(f"(?P<n>{ENCLOSED})"),
    lazy_pattern(rf"(?:(?<=[。;:,!?\n])|^)(?P<n>{_CN}{{1,2}})(?:是|要)"),
    lazy_pattern(r"\((?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})\)"),
    lazy_pattern(r"(?:(?<=[。;:,!?\n])|^)(?P<n>\d{1,2})[、.](?!\d)"),
    lazy_pattern(r"(?:(?<=[。;:!?(\n])|^)(?P<n>\d{1,2})(?=[“《㐀-鿿])(?![年月日号时点分个名人次项节课条天周])"),
    lazy_pattern(r"(?:(?<=[。;:,!?\n])|^)第(?P<n>[一二三四五六七八九十])[,、:]"),
)


def find_items(paragraph: str, folded: str) -> tuple[str, ...]:
    """Return the members of an enumeration inside a paragraph, or of a bullet, as displayed.

    At least two members, counted from 1 without a gap, make an enumeration.

    >>> find_items("青年教师:一是学会看,二是学会写。", "青年教师:一是学会看,二是学会写。")
    ('一是学会看', '二是学会写')
    """
    if bullet := _BULLET.match(folded):
        return (paragraph[bullet.end() :].strip(),)
    for series in _SERIES:
        starts: list[int] = []
        for match in series.finditer(folded):
            if parse_ordinal(match["n"]) == len(starts) + 1:
                starts.append(match.start())
        if len(starts) > 1:
            ends = [*starts[1:], _end_of_last(folded, starts[-1])]
            return tuple(paragraph[a:b].strip(" \n;；,，。、") for a, b in zip(starts, ends, strict=True))
    return ()


def _end_of_last(folded: str, start: int) -> int:
    stop = folded.find("。", start)
    return len(folded) if stop < 0 else stop
