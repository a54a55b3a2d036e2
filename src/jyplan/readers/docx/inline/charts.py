"""The words of a chart: `word/charts/chart1.xml`, ECMA-376 part 1, 21.2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.readers.ooxml.names import CHART, DRAWING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_PARAGRAPH, _RUN_TEXT = (f"{{{DRAWING}}}{name}" for name in ("p", "t"))
_VALUE = f"{{{CHART}}}v"
_NUMBERS, _SERIES_VALUES = f"{{{CHART}}}numCache", (f"{{{CHART}}}val", f"{{{CHART}}}yVal", f"{{{CHART}}}bubbleSize")
_BETWEEN = " / "


def chart_words(chart: Element) -> str:
    """Return titles, names of series and categories in a line, each once; empty for a chart without words.

    They are one line, as twelve months below an axis are no headings. The figures that bars and lines stand for are left out.
    """
    return _BETWEEN.join(dict.fromkeys(_words(chart)))


def _words(chart: Element) -> Iterator[str]:
    for element in chart.iter(_PARAGRAPH, _VALUE):
        if element.tag == _PARAGRAPH:
            words = "".join(part.text or "" for part in element.iter(_RUN_TEXT))
        else:
            words = "" if _is_figure(element) else element.text or ""
        if line := " ".join(words.split()):
            yield line


def _is_figure(value: Element) -> bool:
    """Whether a value is a figure of a series, and no category: `c:val/c:numRef/c:numCache/c:pt/c:v`."""
    point = value.getparent()
    cache = None if point is None else point.getparent()
    if cache is None or cache.tag != _NUMBERS:
        return False
    series = next(cache.iterancestors(*_SERIES_VALUES), None)
    return series is not None
