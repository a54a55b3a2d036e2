"""Parts of every HTML report: files of the page, escaped text, opening figures, Content Security Policy.

A page holds its style and script and loads nothing. The policy names both by their hashes, so that no part of a
document is run or loaded even if escaping should fail. `base.css` is the style shared by all pages.
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
"""A figure at the top of a page, as HTML: term, value, note in small print (empty for none)."""


def part_of(package: str, name: str) -> str:
    """Return the text of a file in the folder of a package, without the last line end."""
    return files(package).joinpath(name).read_text("utf-8").rstrip("\n")


def style_of(package: str) -> str:
    """Return the style sheet of a page: the shared `base.css`, then `page.css` of the package."""
    return f"{part_of(__name__, 'base.css')}\n{part_of(package, 'page.css')}"


def policy(style: str, script: str | None) -> str:
    """Return the Content Security Policy of a page with this style and this script; None for a page without script."""
    rules = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": "'none'" if script is None else _hash(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def html_language(language: Language) -> str:
    """Return the language tag of HTML: BCP 47."""
    return _HTML_LANGUAGES.get(language.code, language.code)


def line_html(text: str) -> str:
    """Return a text of a document as HTML on one line, escaped and with unsafe characters made visible."""
    return escape(one_line(text))


def text_html(text: str) -> str:
    """Return a text of a document as HTML, escaped, unsafe characters made visible, white space kept."""
    return escape(visible(text))


def cards_html(cards: Iterable[Card]) -> str:
    """Return the list of figures at the top of a page."""
    entries = "".join(
        f"<div><dt>{term}</dt><dd><strong>{value}</strong>{f'<span>{note}</span>' if note else ''}</dd></div>"
        for term, value, note in cards
    )
    return f'<dl class="figures">{entries}</dl>'


def _hash(content: str) -> str:
    """Return the hash source by which a Content Security Policy allows a style or script: CSP level 3, 2.3.1."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
