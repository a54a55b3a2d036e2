"""Candidates for headings without a number.

Like `markers`, this module decides nothing: `levels` takes the headings that fit the whole outline.
"""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import BlockKind, Role
from jyplan.outline.readings.emphasis import emphasised_lines
from jyplan.outline.readings.families import MarkerShape
from jyplan.outline.readings.heading_shapes import HeadingCandidate, HeadingShape
from jyplan.outline.readings.heading_words import (
    DATED_SECTION,
    LONGEST_OPENING,
    PUNCTUATED,
    is_annex_title,
    is_bare_annex,
    lone_month,
    names_aspect,
    opens_text,
    shape_of_line,
)
from jyplan.outline.readings.markers import CN, SIGNS, initial_readings, opens_with_marker
from jyplan.outline.readings.parallel_lines import (
    SECTIONS_BY_NUMBER,
    is_whole_sentences,
    labels_over_lists,
    levels_of_signs,
    parallel_lines,
    recurring_labels,
    signed_lines,
    stands_below_bare_heading,
    themed_times,
)
from jyplan.outline.sections import named_role, numbered_roles
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Block

_PARAGRAPH = BlockKind.PARAGRAPH
"""Looked up once: up to Python 3.11 a member of an enumeration takes longer than a test of a short line."""
_PICTURES = "\U0001f2ff"
"""Behind this character the pictures begin that stand before headings: 📌一、."""
_BEFORE_SECTION = frozenset(f"{SIGNS}{CN[1:-1]}")
"""The first characters of a line that may begin with 一、."""
_FAINT_SHAPES = frozenset({HeadingShape.LABEL, HeadingShape.SHORT})
"""Kinds that a section's name outweighs in a text of unnumbered sections."""
_TELLING = frozenset({HeadingShape.ANNEX, HeadingShape.TERM, HeadingShape.MONTH, HeadingShape.WEEK, HeadingShape.GRADE})
"""Kinds that the words of a line show better than its look."""
_BARE_ANNEX_START = lazy_pattern(r"附\s?(?:件|表|录|则)?\s?[一二三四五六七八九十\d]{0,2}\s?[:.、]?")
_FULL_DATE = lazy_pattern(
    r"[一二三四五六七八九〇○零\d]{4}\s?(?:年|[./-])\s?[一二三四五六七八九十元\d]{1,3}\s?(?:月|[./-])\s?[一二三四五六七八九十廿\d]{1,3}\s?日?"
)
_LEAST_NAMED = 3
"""Unnumbered sections by name among which further names are sections; and characters of the line below such a name."""
_LEAST_WITH_COLON = 2
"""Sections by name that all end with a colon, as 活动内容： does, among which further names with a colon are sections."""
_LEADING_UP = frozenset({Role.BACKGROUND, Role.GUIDING, Role.GOAL})
"""Roles of sections before the work of a plan."""
_LEAST_NUMBERED = 2
"""Numbered sections that a plan has."""
_LONGEST_RUN_IN = 12
"""Characters of a section's name before a colon and its text, the colon included."""
_LONGEST_REPEATED = 100
"""Characters of a title that stands a second time."""


class _HeadingSigns(NamedTuple):
    """Signs of unnumbered headings in all lines of a text, by index."""

    first_section: int
    """The first line that begins with 一、, the number of lines without one."""
    labels: dict[int, HeadingShape]
    parallel: dict[int, HeadingShape]
    """Lines that look alike, labels included."""
    sign_levels: dict[int, int]
    run_in: frozenset[int]
    """Lines of a section's name and its text behind a colon."""
    emphasised: dict[int, int | None]
    """Lines in a look of their own, with the level of the look."""


def read_headings(
    blocks: Sequence[Block], folded: Sequence[str], title: int | None = None
) -> dict[int, tuple[HeadingCandidate, ...]]:
    """Return the candidates for unnumbered headings, by index, mostly a single one; a section's name may be a label, too.

    `folded` holds the folded paragraphs, `title` is the index of the plan's title. A title that stands
    a second time and a full date are no headings, whatever their style.
    """
    whole_title = _wording(folded[title]) if title is not None else ""
    repeated = _titles_repeated(folded) | lone_month(folded)
    signs = _read_signs(blocks, folded)
    headings: dict[int, tuple[HeadingCandidate, ...]] = {}
    for index, line in enumerate(folded):
        if index in repeated or _FULL_DATE.fullmatch(line) or _repeats_title(line, whole_title):
            continue
        if candidates := _candidates(blocks, folded, index, signs):
            headings[index] = candidates
    headings |= _beside_named(blocks, folded, headings, numbered=signs.first_section < len(folded))
    headings |= _closing_label(blocks, folded)
    headings |= _leading_up(blocks, folded, headings, signs.first_section)
    return headings | _filling(folded, headings)


def _repeats_title(line: str, whole_title: str) -> bool:
    """Whether a line is the plan's title again; `whole_title` has no blanks and signs and is empty without a title."""
    return whole_title != "" and len(line) <= _LONGEST_REPEATED and _wording(line) == whole_title


def _read_signs(blocks: Sequence[Block], folded: Sequence[str]) -> _HeadingSigns:
    first_section = next((i for i, line in enumerate(folded) if _begins_section(line)), len(folded))
    signed = signed_lines(blocks, folded)
    labels = labels_over_lists(blocks, folded) | recurring_labels(blocks, folded)
    return _HeadingSigns(
        first_section,
        labels,
        labels | parallel_lines(blocks, folded) | signed | themed_times(blocks, folded),
        levels_of_signs(folded, signed),
        _run_in_names(blocks, folded) if first_section == len(folded) else frozenset(),
        emphasised_lines(blocks, folded),
    )


def _candidates(
    blocks: Sequence[Block], folded: Sequence[str], index: int, signs: _HeadingSigns
) -> tuple[HeadingCandidate, ...]:
    """Return the candidates for a heading in a line, none for running text."""
    block, line = blocks[index], folded[index]
    if block.kind is BlockKind.HEADING and line:
        level = block.style.outline_level if block.style else None
        return (HeadingCandidate(index, HeadingShape.DECLARED, level, opening=opens_text(line)),)
    if block.kind is not _PARAGRAPH or not line or (index and is_bare_annex(folded[index - 1])):
        return ()  # 附件1 and the title line under it are one heading
    shape = _shape(folded, index, signs)
    if index in signs.emphasised and shape not in _TELLING:
        level = signs.emphasised[index]
        return (HeadingCandidate(index, HeadingShape.EMPHASISED, level, opening=opens_text(line)),)
    if shape is None:
        return ()
    heading = HeadingCandidate(index, shape, signs.sign_levels.get(index), opening=opens_text(line))
    may_be_label = shape is HeadingShape.SECTION and index in signs.labels
    if may_be_label and (index > signs.first_section or line.endswith(":")):
        return (heading, HeadingCandidate(index, HeadingShape.LABEL))
    return (heading,)


def _shape(folded: Sequence[str], index: int, signs: _HeadingSigns) -> HeadingShape | None:
    """Return the kind of heading that words and neighbours of a line show, its look aside; None for running text."""
    if index in signs.run_in:
        return HeadingShape.SECTION
    shape = signs.parallel.get(index)
    if index + 1 == len(folded) or shape is HeadingShape.SIGNED:
        return shape
    is_label = index in signs.labels and names_aspect(folded[index])
    return HeadingShape.LABEL if is_label else shape_of_line(folded[index]) or shape


def _filling(
    folded: Sequence[str], headings: dict[int, tuple[HeadingCandidate, ...]]
) -> dict[int, tuple[HeadingCandidate, ...]]:
    """Return the headings that fill the numbered heading directly above, otherwise empty."""
    return {
        index: tuple(candidate._replace(fills=True) for candidate in headings[index])
        for index, following in zip_longest(sorted(headings), sorted(headings)[1:])
        if stands_below_bare_heading(folded, index)
        and (not folded[index].endswith(":") or _is_first_of_several(folded, index, following))
    }


def _closing_label(blocks: Sequence[Block], folded: Sequence[str]) -> dict[int, tuple[HeadingCandidate, ...]]:
    """Return the label over a list behind the text of the last section, 五、着装要求 / 统一着装。 / 工作分工： / 1. 2.

    The last section holds neither a list nor another label, and its title shows that the label belongs to the whole plan.
    """
    sections = [index for index, line in enumerate(folded) if _begins_section(line)]
    if len(sections) < _LEAST_NUMBERED:
        return {}
    last, words = sections[-1], vocabulary().headings
    below = range(last + 1, len(folded) - 1)
    label = next((i for i in below if opens_with_marker(folded[i]) or folded[i].endswith(":")), None)
    if label is None or label == last + 1 or folded[label][:-1] not in words.closing or folded[label][-1] != ":":
        return {}
    listed = next(initial_readings(0, folded[label + 1]), None)
    if (
        any(block.kind is not _PARAGRAPH for block in blocks[last + 1 : label + 2])
        or words.closing_within.search(folded[last][:DATED_SECTION])
        or listed is None
        or listed.ordinal != 1
        or any(line.endswith(":") and opens_with_marker(below) for line, below in pairwise(folded[label + 1 :]))
    ):
        return {}
    return {label: (HeadingCandidate(label, HeadingShape.CLOSING),)}


def _is_first_of_several(folded: Sequence[str], index: int, following: int | None) -> bool:
    """Whether a further heading follows in the same section; a lone 具体工作: only announces a list."""
    if following is None or folded[index] == folded[following]:
        return False
    readings = (next(initial_readings(0, line), None) for line in folded[index + 1 : following])
    return all(reading is None or reading.shape not in SECTIONS_BY_NUMBER for reading in readings)


def _leading_up(
    blocks: Sequence[Block],
    folded: Sequence[str],
    headings: dict[int, tuple[HeadingCandidate, ...]],
    first_section: int,
) -> dict[int, tuple[HeadingCandidate, ...]]:
    """Return sections by name before 一、 as openings where they lead up to the numbered sections: 指导思想 over text.

    Names of work, a name behind 一、 or numbers directly below a name show that the names stand above the numbers.
    """
    named = [index for index, candidates in headings.items() if candidates[0].shape is HeadingShape.SECTION]
    if not named or max(named) > first_section or not _LEADING_UP.issuperset(named_role(folded[i]) for i in named):
        return {}
    between = range(max(named) + 1, first_section)
    over_text = any(is_whole_sentences(blocks[i], folded[i]) for i in between) and not any(
        opens_with_marker(folded[i]) for i in between
    )
    if not over_text or sum(map(_begins_section, folded)) < _LEAST_NUMBERED or "目标" in folded[first_section]:
        return {}
    return {index: tuple(c._replace(opening=True) for c in headings[index]) for index in named}


def _run_in_names(blocks: Sequence[Block], folded: Sequence[str]) -> frozenset[int]:
    """Return the lines of a section's name, a colon and its text, in a plan whose sections all have a name and a colon.

    Two names at least, of two roles, stand alone or before their text, the first of them before the first number.
    """
    named: dict[int, Role] = {}
    for index, block in enumerate(blocks):
        line = folded[index]
        colon = line.find(":", 2, _LONGEST_RUN_IN)
        if colon < 0 or block.kind is not _PARAGRAPH:
            if not named and opens_with_marker(line):
                return frozenset()
            continue
        role = named_role(line[:colon])
        if role is not None and role is not Role.OTHER and not line[:colon].endswith(vocabulary().headings.lead_in):
            named[index] = role
        elif not named and opens_with_marker(line):
            return frozenset()
    names = [folded[index].partition(":")[0] for index in named]
    if len(set(named.values())) < _LEAST_WITH_COLON or len(set(names)) < len(names):
        return frozenset()
    return frozenset(index for index in named if not folded[index].endswith(":"))


def _beside_named(
    blocks: Sequence[Block], folded: Sequence[str], headings: dict[int, tuple[HeadingCandidate, ...]], *, numbered: bool
) -> dict[int, tuple[HeadingCandidate, ...]]:
    """Return lines with names mostly found behind a number, in a text of unnumbered sections: 参与对象, 准备工作."""
    named = [index for index, candidates in headings.items() if candidates[0].shape is HeadingShape.SECTION]
    if not named:
        return {}
    colons = not numbered and _all_with_colon([folded[index] for index in named])
    further = [
        index
        for index in range(0 if colons else named[0] + 1, len(blocks) - 1)
        if (index not in headings or (not numbered and headings[index][0].shape in _FAINT_SHAPES))
        and (folded[index].endswith(":") or not colons)
        and not names_aspect(folded[index])
        and (index + 1 not in headings or (not numbered and headings[index + 1][0].shape in _FAINT_SHAPES))
        and blocks[index].kind is _PARAGRAPH
        and 1 < len(folded[index]) <= LONGEST_OPENING
        and not PUNCTUATED.search(folded[index])
        and not opens_with_marker(folded[index])
        and len(folded[index + 1]) > _LEAST_NAMED
        and numbered_roles(folded[index])
    ]
    enough = colons or len(named) >= _LEAST_NAMED or (not numbered and len(named) + len(further) >= _LEAST_NAMED)
    if not enough:
        return {}
    return {index: (HeadingCandidate(index, HeadingShape.SECTION), *headings.get(index, ())) for index in further}


def _all_with_colon(names: Sequence[str]) -> bool:
    """Whether the sections of a text are different names, each with a colon."""
    return len(set(names)) == len(names) >= _LEAST_WITH_COLON and all(name.endswith(":") for name in names)


def _begins_section(line: str) -> bool:
    """Whether a line begins with 一、."""
    begins = line[:1] in _BEFORE_SECTION or line[:1] > _PICTURES
    return begins and any(reading.shape is MarkerShape.CN for reading in initial_readings(0, line))


def _titles_repeated(folded: Sequence[str]) -> set[int]:
    """Return the lines below 附：活动安排表 with the same title once more, whole or broken."""
    repeated: set[int] = set()
    for index, line in enumerate(folded):
        if len(line) > _LONGEST_REPEATED or not line.startswith("附") or not is_annex_title(line):
            continue
        title = _wording(_BARE_ANNEX_START.sub("", line))
        below = [_wording(following) for following in folded[index + 1 : index + 3]]
        for lines in (1, 2):
            if len("".join(below[:lines])) > 1 and "".join(below[:lines]) in title and title.endswith(below[lines - 1]):
                repeated |= set(range(index + 1, index + 1 + lines))
    return repeated


def _wording(line: str) -> str:
    """Return a folded line without blanks and signs."""
    return "".join(filter(str.isalnum, line))
