"""Canonical names of schools: the spelling of the roster, else the longest spelling in the batch.

| written | known name | same school |
|---|---|---|
| 文昌路小学 | 星河区文昌路小学 | yes: a name with its district is the longer form |
| 城南二小 | 城南第二小学 | yes: short for it |
| 星河区实验小学 | 实验小学, in the roster | yes: a roster of one district leaves the district out |
| 第一小学 | 甲镇第一小学, 乙镇第一小学 | no: ambiguous |
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from jyplan.reviewing.vocabulary import review_words
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jyplan.model import RosterSchool

_SHORTEST = 4
"""Characters of the shortest name that may stand for a longer name with that end: 文昌小学, not 小学."""
_SHORTEST_PROPER = 2
"""Characters of the shortest name without its kind that names a school in a file name: 文昌-计划.docx."""
_LONGEST = 30
"""Characters of the longest name looked for in a text."""
_SENTENCE = 80
"""Characters of a sentence read on either side of a name, at most."""
_SENTENCE_ENDS = "。;!?\n"
_BRACKETS = dict.fromkeys(map(ord, "()[]〔〕【】"))
_LONGEST_PLACE = 20
"""Characters of the places before a school's name, at most."""
_NAMES_OF_A_BATCH = 20_000
"""Abbreviations remembered: each name of a batch is laid beside every other name."""
_COUNTY_BEFORE_NUMERAL = lazy_pattern(r"(?<=[一-鿿]{2})[县市区旗州](?=[一二三四五六七八九十]{1,3}[小中高幼职校]\Z)")
"""The word that people leave out of a name with a numeral: 丹枫三中 for 丹枫县第三中学."""


@dataclass(frozen=True)
class SchoolNames:
    """All names of schools in a batch; `canonical` gives a single spelling for each school."""

    roster: tuple[RosterSchool, ...] = ()
    found: tuple[str, ...] = field(default=())
    """Names found in titles, signatures and the names of files."""

    def canonical(self, written: str) -> str:
        """Return the spelling of a name in all reports; an unknown name is returned without spaces and brackets."""
        name = plain(written)
        return self._by_name.get(name) or self._fitting(name) or name

    def is_in_roster(self, name: str) -> bool:
        """Whether the roster has a school with this canonical name."""
        return name in self._roster_names

    def named_in_file(self, stem: str) -> str | None:
        """Return the known school named in a file's name: in full, by alias or shortened; None for none or several."""
        folded = fold(stem)
        hits = {school: len(words) for words, school in self._by_words_in_files.items() if words in folded}
        best = [school for school, length in hits.items() if length == max(hits.values())]
        return best[0] if len(best) == 1 else None

    def mentions(self, text: str) -> dict[str, int]:
        """Return for each known school the number of times a text names it; partners are left out.

        A school once named as a partner or a place, 与向阳小学结对, is a partner throughout.
        """
        folded = fold(text)
        counts: dict[str, int] = {}
        partners: set[str] = set()
        for ending in self._endings:
            offset = folded.find(ending)
            while offset >= 0:
                end = offset + len(ending)
                if named := self._name_before(folded, end):
                    school, start = named
                    if _is_partner(folded, start, end):
                        partners.add(school)
                    counts[school] = counts.get(school, 0) + 1
                offset = folded.find(ending, end)
        return {school: count for school, count in counts.items() if school not in partners}

    def _name_before(self, folded: str, end: int) -> tuple[str, int] | None:
        """Return the school with the longest known name ending at `end`, and the start of the name."""
        for start in range(max(0, end - _LONGEST), end - _SHORTEST + 1):
            if name := self._full_names.get(folded[start:end]):
                return name, start
        return None

    @cached_property
    def _roster_names(self) -> frozenset[str]:
        return frozenset(school.name for school in self.roster)

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        known = dict(self._listed_names)
        names = sorted({plain(name) for name in self.found} - {*known}, key=lambda name: (-len(name), name))
        for name in names:
            known[name] = self._listed_form(name) or self._longer_form(name, {*known.values(), *known}, known) or name
        return known

    def _listed_form(self, name: str) -> str | None:
        """Return the school of the roster with a shorter or equal name, as without the district; None for several."""
        fitting: dict[str, int] = {}
        for listed, school in self._listed_names.items():
            if (
                is_with_place(name, listed)
                or is_short_for(listed, name)
                or is_short_for(listed, _without_district(name))
            ):
                fitting[school] = max(len(listed), fitting.get(school, 0))
        longest = [school for school, length in fitting.items() if length == max(fitting.values())]
        return longest[0] if len(longest) == 1 else None

    @cached_property
    def _listed_names(self) -> Mapping[str, str]:
        return {plain(name): school.name for school in self.roster for name in (*school.aliases, school.name)}

    def _longer_form(self, name: str, candidates: Iterable[str], known: Mapping[str, str]) -> str | None:
        """Return the known school that a name is the end or a short form of; None for several."""
        fitting = {known.get(candidate, candidate) for candidate in candidates if is_short_for(name, candidate)}
        return fitting.pop() if len(fitting) == 1 else None

    def _fitting(self, name: str) -> str | None:
        return self._listed_form(name) or self._longer_form(name, self._by_name, self._by_name)

    @cached_property
    def _full_names(self) -> Mapping[str, str]:
        return {fold(name): school for name, school in self._by_name.items() if len(name) >= _SHORTEST}

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(sorted({name[-2:] for name in self._full_names}))

    @cached_property
    def _by_words_in_files(self) -> Mapping[str, str]:
        """School by full name and by name without its kind (文昌 for 文昌小学); ambiguous names are left out."""
        schools_by_words: dict[str, set[str]] = {}
        for name, school in self._by_name.items():
            for words in {fold(name), _without_kind(name)}:
                if len(words) >= _SHORTEST_PROPER and words not in review_words().common:
                    schools_by_words.setdefault(words, set()).add(school)
        return {words: schools.pop() for words, schools in schools_by_words.items() if len(schools) == 1}


def plain(name: str) -> str:
    """Return a name without spaces and brackets: 胜利路小学（东校区） is 胜利路小学东校区."""
    return "".join(fold(name).translate(_BRACKETS).split())


def names_a_school(name: str) -> bool:
    """Whether a name ends with a kind of school; names of offices do not."""
    return bool(_kind(plain(name)))


def is_short_for(short: str, name: str) -> bool:
    """Whether a name is the end or the usual abbreviation of a longer name.

    >>> is_short_for("文昌路小学", "星河区文昌路小学"), is_short_for("城南二小", "城南第二小学"), is_short_for("城北二小", "城南第二小学")
    (True, True, False)
    >>> is_short_for("云岭三中", "云岭县第三中学"), is_short_for("云岭小学", "云岭县小学")
    (True, False)
    """
    if short == name or len(short) >= len(name):
        return False
    is_end = len(short) >= _SHORTEST and name.endswith(short)
    if is_end and (_without_kind(short) not in review_words().common or is_with_place(name, short)):
        return True
    left = _abbreviated(short)
    return len(left) >= _SHORTEST - 1 and (left == _abbreviated(name) or left == _without_county(name))


def is_with_place(name: str, short: str) -> bool:
    """Whether `name` is a district followed by `short`, or a town followed by `short` unless many schools are named so.

    >>> is_with_place("星河区实验小学", "实验小学"), is_with_place("青山镇实验小学", "实验小学"), is_with_place("青山镇明德小学", "明德小学")
    (True, False, True)
    """
    words = review_words()
    place = name.removesuffix(short)
    if place == name or not len(short) >= _SHORTEST or not 1 < len(place) <= _LONGEST_PLACE:
        return False
    return place.endswith(words.districts if _without_kind(short) in words.common else words.places)


def _without_district(name: str) -> str:
    """Return a name without leading districts; the whole name if only the kind of school would be left."""
    ends = [start + len(word) for word in review_words().districts if (start := name.rfind(word, 0, -_SHORTEST)) > 0]
    return name[max(ends) :] if ends else name


def _kind(name: str) -> str:
    """Return the kind of school at the end of a name: 小学, 幼儿园; empty without one."""
    return next((ending for ending in review_words().kinds if name.endswith(ending)), "")


def _without_kind(name: str) -> str:
    """Return the words before the kind of school, folded: 文昌 of 文昌小学; empty without a kind."""
    ending = _kind(name)
    return fold(name.removesuffix(ending)) if ending else ""


@lru_cache(_NAMES_OF_A_BATCH)
def _abbreviated(name: str) -> str:
    """Return the usual abbreviation of a name: 城南二小 of 城南第二小学."""
    words = review_words()
    ending = _kind(name)
    short = name.removesuffix(ending) + words.kinds[ending] if ending else name
    for word in words.filler:
        short = short.replace(word, "")
    return short


@lru_cache(_NAMES_OF_A_BATCH)
def _without_county(name: str) -> str:
    """Return the abbreviation of a name with a numeral as people of the county write it: 丹枫三中 of 丹枫县第三中学."""
    return _COUNTY_BEFORE_NUMERAL.sub("", _abbreviated(name))


def _is_partner(folded: str, start: int, end: int) -> bool:
    """Whether words beside the name at `start:end`, or in the same sentence, mark a partner of the writing school."""
    words = review_words()
    before, after = folded[max(0, start - 3) : start], folded[end : end + 6]
    if any(before.endswith(word) or after.startswith(word) for word in words.beside):
        return True
    reach = max(0, start - _SENTENCE)
    begins = max(folded.rfind(mark, reach, start) for mark in _SENTENCE_ENDS) + 1 or reach
    ends = min(
        (mark_at for mark in _SENTENCE_ENDS if (mark_at := folded.find(mark, end, end + _SENTENCE)) >= 0),
        default=end + _SENTENCE,
    )
    return any(word in folded[begins:ends] for word in words.partners)
