"""Parts of every HTML report: the frame around its body, escaped text, opening figures, Content Security Policy.

A page holds its style and script and loads nothing. The policy names both by their hashes, so that no part of a
document is run or loaded even if escaping should fail. `frame.html` and `base.css` are shared by all pages.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from jyplan.reports.media.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.language import Language

_HTML_LANGUAGES = {"zh": "zh-CN"}
"""Language tags of HTML (BCP 47) where they are not the code of the language."""


Card = tuple[str, str, str]
"""A figure at the top of a page, as HTML: term, value, note in small print (empty for none)."""


def part_of(package: str, name: str) -> str:
    """Return the text of a file in the folder of a package, without the last line end."""
    return files(package).joinpath(name).read_text("utf-8").rstrip("\n")


def page_bytes(package: str, language: Language, title: str, body: str, script: str | None) -> bytes:
    """Return a page in UTF-8: `body` in the shared `frame.html`, with the shared `base.css` and `page.css` of the package.

    `script` is the only script that the page may run, as it stands in `body`; None for a page without script.
    """
    style = f"{part_of(__name__, 'base.css')}\n{part_of(package, 'page.css')}"
    html = Template(part_of(__name__, "frame.html")).substitute(
        language=_HTML_LANGUAGES.get(language.code, language.code),
        policy=_policy(style, script),
        title=title,
        style=style,
        body=body,
    )
    return f"{html}\n".encode()


def _policy(style: str, script: str | None) -> str:
    """Return the Content Security Policy of a page with this style and this script; None for a page without script."""
    rules = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": "'none'" if script is None else _hash(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


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
