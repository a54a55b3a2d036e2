"""What every page is made of: parts that lie beside its module, and a policy that allows nothing but them.

Style and script stand in the page, which loads nothing. The policy names both by their hashes, so that nothing a
document says is run or loaded even if it got past the escaping. `base.css` is how all pages look.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from jyplan.reports.media.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.language import Language

_HTML_LANGUAGES = {"zh": "zh-CN"}

Card = tuple[str, str, str]
"""A figure that opens a page: what it is, its value, and what more is said of it; all HTML."""


def part_of(package: str, name: str) -> str:
    """Return a file that lies beside a package's modules, without the line end at its end."""
    return files(package).joinpath(name).read_text("utf-8").rstrip("\n")


def style_of(package: str) -> str:
    """Return how a page looks: what all share, then its own `page.css`."""
    return f"{part_of(__name__, 'base.css')}\n{part_of(package, 'page.css')}"


def policy(style: str, script: str | None) -> str:
    """Return the Content Security Policy of a page with this style and, unless it has none, this script."""
    rules = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": "'none'" if script is None else _hash(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def html_language(language: Language) -> str:
    """Return the name that HTML has for a language: BCP 47."""
    return _HTML_LANGUAGES.get(language.code, language.code)


def line_html(text: str) -> str:
    """Return a stranger's text as HTML on one line, in which nothing is taken for HTML or hides from the eye."""
    return escape(one_line(text))


def text_html(text: str) -> str:
    """Return a stranger's text as HTML likewise, its white space kept."""
    return escape(visible(text))


def cards_html(cards: Iterable[Card]) -> str:
    """Return the figures that open a page."""
    said = "".join(
        f"<div><dt>{term}</dt><dd><strong>{value}</strong>{f'<span>{more}</span>' if more else ''}</dd></div>"
        for term, value, more in cards
    )
    return f'<dl class="figures">{said}</dl>'


def _hash(content: str) -> str:
    """Return how a Content Security Policy names a style or script: CSP level 3, 2.3.1."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
