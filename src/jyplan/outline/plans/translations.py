"""Find the English translation of a programme, before or behind the Chinese text: no second plan.

| line | |
|---|---|
| 四、学制与学位 | the Chinese programme |
| 四年，工学学士。 | |
| Undergraduate Program for Civil Engineering | the translation begins: a title without a Hanzi, or a title that says 英文 |
| I. Educational Objectives | |
| To train senior engineers. | the translation ends at the end of the file or at a Chinese title |

A passage in English inside a plan, as in one for English lessons, is no translation: Chinese lines follow.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.outline.plans.headlines import SURE, title_strength
from jyplan.outline.readings.markers import match_marker, opens_with_marker
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.patterns import HANZI, lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FEWEST_LINES = 4
"""Lines of a translation, its title included."""
_FEWEST_LETTERS = 60
"""Latin letters of a translation."""
_LONGEST_TITLE = 60
"""Characters of a Chinese line that says that the text below is English."""
_SIGNED = 2
"""Short Chinese lines that may stand behind a translation: signature and date."""
_LONGEST_SIGNED = 20
"""Characters of a short Chinese line behind a translation."""
_HANZI = lazy_pattern(HANZI)
_LETTER = lazy_pattern("[A-Za-z]", re.ASCII)


def find_translations(folded: Sequence[str]) -> frozenset[int]:
    """Return the indices of the lines of English translations; none in a file without a Chinese text."""
    if not any(map(_is_chinese, folded)):
        return frozenset()
    return frozenset(line for run in _runs(folded) for line in _translation_in(folded, run))


def _runs(folded: Sequence[str]) -> Iterator[range]:
    """Yield the runs of lines without a Hanzi."""
    for is_chinese, lines in groupby(range(len(folded)), lambda line: _is_chinese(folded[line])):
        if not is_chinese:
            run = list(lines)
            yield range(run[0], run[-1] + 1)


def _is_chinese(line: str) -> bool:
    """Whether a line has a Hanzi behind the marker: 一、Objectives has none."""
    marker = match_marker(line)
    return _HANZI.search(line, marker.end() if marker else 0) is not None


def _translation_in(folded: Sequence[str], run: range) -> range:
    """Return the lines of the translation in a run of English lines, the title first; none without a title."""
    words = vocabulary().translations
    above = folded[run.start - 1] if run.start else ""
    if len(above) <= _LONGEST_TITLE and words.marks.search(above):
        start = run.start - 1
    else:
        start = next((line for line in run if words.titles.search(folded[line].lower())), run.stop)
    translation = range(start, run.stop)
    letters = sum(len(_LETTER.findall(folded[line])) for line in translation)
    if len(translation) < _FEWEST_LINES or letters < _FEWEST_LETTERS or not _ends_text(folded, run.stop):
        return range(0)
    return translation


def _ends_text(folded: Sequence[str], end: int) -> bool:
    """Whether a text ends before a line: the file does, a signature follows, or the title of a plan."""
    behind = folded[end : end + _SIGNED + 1]
    if len(behind) <= _SIGNED and all(len(line) <= _LONGEST_SIGNED and not opens_with_marker(line) for line in behind):
        return True
    return title_strength(folded[end]) >= SURE or title_strength("".join(folded[end : end + 2])) >= SURE
