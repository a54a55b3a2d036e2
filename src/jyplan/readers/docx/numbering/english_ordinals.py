"""Word's number formats in English: 1st, One, First."""

from __future__ import annotations

_ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_IRREGULAR["twelve"] = "twelfth"


def ordinal(number: int) -> str:
    """Return a number in digits with the English ordinal ending.

    >>> [ordinal(n) for n in (1, 2, 11, 23)]
    ['1st', '2nd', '11th', '23rd']
    """
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _words(number: int) -> str:
    if number >= 1000:
        return f"{_words(number // 1000)} thousand {_words(number % 1000)}".rstrip()
    if number >= 100:
        return f"{_ONES[number // 100]} hundred {_words(number % 100)}".rstrip()
    if number >= 20:
        return f"{_TENS[number // 10]}-{_ONES[number % 10]}".rstrip("-")
    return _ONES[number]


def cardinal_text(number: int) -> str:
    """Return a number from 1 in English words.

    >>> cardinal_text(21), cardinal_text(100)
    ('Twenty-one', 'One hundred')
    """
    return _words(number).capitalize()


def ordinal_text(number: int) -> str:
    """Return a number from 1 as an English ordinal in words.

    >>> [ordinal_text(n) for n in (1, 20, 32)]
    ['First', 'Twentieth', 'Thirty-second']
    """
    words = _words(number)
    last = words.replace("-", " ").rsplit(" ", 1)[-1]
    ending = _IRREGULAR.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return (words[: len(words) - len(last)] + ending).capitalize()
