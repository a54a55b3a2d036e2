"""Text of documents made safe to show: control and invisible characters are replaced by escapes."""

from __future__ import annotations

from jyplan.text.patterns import lazy_pattern

# C0 and C1 controls but tab and line feed, the directional formatting characters that can reorder
# a line (Unicode UAX 9, 2), the two separators that some programs take for line ends, lone
# surrogates, and the noncharacters that XML 1.0, 2.2 forbids.
UNSAFE = lazy_pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

_SURROGATES = lazy_pattern("[\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Return `text` with every character of `UNSAFE` as an escape; tabs and line feeds stay.

    >>> print(visible("\x1b[31m红\u202e"))
    \x1b[31m红\u202e
    """
    if text.isprintable():  # nearly every line, and much sooner said
        return text
    return UNSAFE.sub(lambda match: escape(match[0]), text)


def one_line(text: str) -> str:
    r"""Return `text` made visible, with each run of white space as a single space.

    >>> one_line("第一周\t 开学\n")
    '第一周 开学'
    """
    return visible(" ".join(text.split()))


def escape(char: str) -> str:
    r"""Return the escape of a character of the Basic Multilingual Plane.

    >>> print(escape("\x07"), escape("\u2028"))
    \x07 \u2028
    """
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def escaped_in_quotes(text: str) -> str:
    r"""Return JSON or double-quoted YAML with unsafe characters escaped; the values stay the same.

    A lone surrogate, which some readers of JSON and YAML reject, becomes U+FFFD: offsets stay.

    >>> print(escaped_in_quotes('"a\x9bb\ud800"'))
    "a\u009bb\ufffd"
    """
    return UNSAFE.sub(lambda match: f"\\u{ord(without_surrogates(match[0])):04x}", text)


def without_surrogates(text: str) -> str:
    """Return text that can be encoded as UTF-8: each lone surrogate is replaced by U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)
