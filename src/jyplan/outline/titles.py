"""Where a heading phrase ends and its text begins."""

from __future__ import annotations

import re

from jyplan.outline.sections import named_prefix
from jyplan.outline.vocabulary import vocabulary

RUN_IN = 40
"""Characters: the longest first sentence that is taken for a heading with text behind or below it."""
LONG_SENTENCE = 200
"""Characters: no heading is looked for behind them."""
_FUSED = (6, 26)
"""Characters: the shortest and the longest heading that lost its full stop."""
_FUSED_ENOUGH = 4
_SHORTEST_CLAUSE = 5
"""Characters: what follows a section's name is part of its phrase where it is shorter."""
_CLOSING = "。.:;,、 "
_DATE_FIRST = re.compile(
    r"(?:\d{4}年)?(?:[一二三四五六七八九十元\d]{1,3}月?份?[、~—至到-])*[一二三四五六七八九十元\d]{1,3}月(?:份|[上中下]旬|[底初末]|\d{1,2}[日号])?|第[一二三四五六七八九十\d]{1,3}周|第?[一二三四]季度|\d{4}年|\d{1,2}[.\d—~-]*[日号]?"
)
_DOT_FOR_STOP = re.compile(r"[\u4e00-\u9fff]\.\s*[\u4e00-\u9fff\d(“]")
_SPACED = re.compile(r"[\u4e00-\u9fff]{2,16}(?= +[\u4e00-\u9fff“]{2}[^ ]{8,}[。;])")
_OPENERS = {"(": ")", "[": "]", "《": "》", "“": "”", "‘": "’", "【": "】", "<": ">", "〈": "〉"}
_STRUCTURE = re.compile(f"[.。;!?:{re.escape(''.join([*_OPENERS, *_OPENERS.values()]))}]")
"""All that can end a sentence or hold it open."""
_CLAUSE_END = re.compile("[,、:“‘(]")


def first_sentence(folded: str) -> int:
    """Return where the first sentence of a folded text ends: the index of its 。：； or the length.

    A colon in a clock time or ratio, and whatever stands in brackets or quotes, ends nothing. Of a
    sentence longer than any heading only that is known: the result is then `LONG_SENTENCE`.

    >>> [first_sentence(t) for t in ("备课。坚持初备", "8:30开会:布置工作", "读书(主题:乡土)交流。好", "加强管理")]
    [2, 6, 11, 4]
    """
    closing: list[str] = []
    window = folded[:LONG_SENTENCE]
    for match in _STRUCTURE.finditer(window):
        index, character = match.start(), match[0]
        if closing and character == closing[-1]:
            closing.pop()
        elif character in _OPENERS and _OPENERS[character] in window[index:]:
            closing.append(_OPENERS[character])
        elif closing:
            continue
        elif character in "。;!?" or (character in ":." and _ends_phrase(window, index)):
            return index
    return len(window)


def _ends_phrase(folded: str, index: int) -> bool:
    """Whether a colon is none of a clock time or ratio, and a dot was typed for a full stop between Chinese words."""
    if folded[index] == ":":
        return not _between_digits(folded, index)
    return _DOT_FOR_STOP.match(folded, index - 1) is not None


def _between_digits(folded: str, index: int) -> bool:
    return folded[index - 1 : index].isdigit() and folded[index + 1 : index + 2].isdigit()


def split_title(folded: str, *, goes_on: bool, heading: bool = False, fused: bool = False) -> int:
    """Return how many characters of an item's first paragraph are its title, 0 if it has none.

    `folded` is the paragraph without its marker. `goes_on` says that text or deeper items stand
    below, `heading` that the paragraph is declared or taken for a heading whatever its wording,
    `fused` that headings of its kind run into their text with no stop.
    """
    line = folded.rstrip()
    if not line:
        return 0
    if (space := _spaced_title(line)) and not heading:
        return space
    end = first_sentence(line)
    if fused and (length := fused_title(line[:end])):
        return length
    if line[-1] in "!?" and not re.search("[。;!?]", line[:-1]) and len(line) <= RUN_IN:
        return len(line) if goes_on or heading else 0
    inner = line.rstrip(_CLOSING)
    whole = len(inner) <= end < LONG_SENTENCE or (heading and not re.search("[。;]", inner))
    if (not whole or end < len(line)) and (name := named_prefix(line)) and _begins_clause(line[name:end]):
        return name
    if whole:
        closed = line[-1] in "。;!?" or (line[-1] in ",、" and not heading)
        if not closed:
            return len(line.rstrip(_CLOSING))
        if heading or (goes_on and line[-1] != ";" and len(inner) <= RUN_IN):
            return len(inner)
        return named_prefix(line) if end > RUN_IN else 0
    if _is_date(line[:end]) and line[end] == ":":
        return 0
    if (name := named_prefix(line)) and _is_date(line[name:end]):
        return name  # 活动安排三月：…, of a text that lost its line breaks
    if end <= RUN_IN and line[end] not in "!?":
        return len(line[:end].rstrip())
    return named_prefix(line)


def _begins_clause(rest: str) -> bool:
    """Whether what follows a section's name is a sentence: 保障措施学校为教研活动提供经费."""
    words = vocabulary()
    return len(rest) >= _SHORTEST_CLAUSE and (
        rest.startswith(words.fused_openers) or words.bodies.match(rest) is not None
    )


def is_fused(folded: str) -> bool:
    """Return whether an item's first sentence begins with a heading that lost its stop.

    The sentence is too long for a heading, or goes on behind a comma.
    """
    end = first_sentence(folded)
    length = fused_title(folded[:end])
    return length > 0 and (end > RUN_IN or "," in folded[length:end])


def _spaced_title(line: str) -> int:
    """Return the length of a heading that stands apart from its text by a space alone, 0 if none does."""
    if (name := named_prefix(line)) and line[name : name + 1] == " ":
        return name
    match = _SPACED.match(line)
    return match.end() if match and not _is_date(match[0]) else 0


def _is_date(text: str) -> bool:
    return _DATE_FIRST.fullmatch(text.strip()) is not None


def fused_title(sentence: str) -> int:
    """Return the length of a heading phrase that runs into its text with no stop, 0 if there is none.

    The phrase ends with a noun of work (…建设, …发展), and what follows begins a clause of its own
    (遵循…, 以…为) or takes up a word of the phrase.

    >>> fused_title("推进课堂高品质建设遵循课标精神,尊重教学实际,建设素养课堂")
    9
    """
    words = vocabulary()
    clause_end = _CLAUSE_END.search(sentence)
    clause = sentence[: clause_end.start()] if clause_end else sentence
    least, most = _FUSED
    best, strongest = 0, _FUSED_ENOUGH - 0.01
    verb = 1.0 if words.verbs.match(clause) else 0.0
    for length in range(least, min(most, len(clause) - 1) + 1):
        if clause[length - 1] not in words.fused_last or not (ender := _ender(clause[:length])):
            continue
        head, tail = clause[:length], sentence[length:]
        strength = 2.0 + verb + 0.1 * (ender - 2)
        if tail.startswith(words.fused_openers):
            strength += 1.5 if tail.startswith(words.fused_long_openers) else 1.0
        elif words.bodies.match(tail):
            strength += 1.5
        if len(tail) > 3 and (tail[:3] in head or (tail[:2] == head[:2])):
            strength += 2.0
        if tail[:1] in "的和与及" or head[-2:] + tail[:2] in head:
            strength -= 3.0  # inside a phrase, or inside the second of two like phrases
        if strength > strongest:
            best, strongest = length, strength
    return best


def _ender(head: str) -> int:
    """Return the length of the longest noun of work that a phrase ends with, 0 if it ends with none."""
    enders = vocabulary().fused_enders
    return next((length for length, words in enders if head[-length:] in words), 0)
