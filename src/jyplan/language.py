"""The user's language: its choice, and the translation of messages and errors.

The English sentences in the code are keys into the catalogues in `locale/`, so far only Chinese.
Machine formats are not translated.
"""

from __future__ import annotations

import gettext as _gettext
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.errors import JyplanError

CODES = ("zh", "en")
DOMAIN = "jyplan"
CATALOGUES = Path(__file__).with_name("locale")
_FOLDERS = {"zh": "zh_CN"}
_CHINESE_ON_WINDOWS = 0x04  # LANG_CHINESE, the primary language of Simplified and Traditional: MS-LCID


class Language(NamedTuple):
    """A language for messages."""

    code: str
    """zh or en."""

    @property
    def folder(self) -> str:
        """Folder of the catalogue in `locale/`; English has no folder."""
        return _FOLDERS.get(self.code, self.code)

    def gettext(self, template: str) -> str:
        """Return the translation of an English template; the template itself without a translation."""
        return _catalogue(self.code).gettext(template) if template else ""

    def say(self, message: Message) -> str:
        """Return a message as a translated sentence; messages among the parameters are translated too.

        >>> Language("en").say(Message("{count} plans", {"count": 6}))
        '6 plans'
        """
        return self._fill(message.template, message.params)

    def explain(self, error: JyplanError) -> str:
        """Return an error on a single line: place, mistake, advice."""
        sentence = self._fill(error.template, error.params)
        if error.hint:
            hint = self._fill(error.hint, error.params)
            sentence = self.say(Message("{sentence}; {hint}", {"sentence": sentence, "hint": hint}))
        if error.where:
            sentence = self.say(Message("{where}: {sentence}", {"where": error.where, "sentence": sentence}))
        return sentence

    def _fill(self, template: str, params: Mapping[str, object]) -> str:
        translated = {name: self.say(value) if isinstance(value, Message) else value for name, value in params.items()}
        return self.gettext(template).format(**translated)


def choose(named: str | None, environment: Mapping[str, str]) -> Language:
    """Return the language of `named`, else of the variable `JYPLAN_LANG`, else of the locale.

    Any Chinese locale means Chinese, any other locale English.

    >>> choose(None, {"LANG": "zh_CN.UTF-8"}).code, choose("en", {"LANG": "zh_CN.UTF-8"}).code
    ('zh', 'en')
    """
    for name in (named, environment.get("JYPLAN_LANG")):
        if code := code_of(name):
            return Language(code)
    return Language(code_of(_locale_name(environment)) or "en")


def code_of(name: str | None) -> str | None:
    """Return the code of a language or locale name; None for languages but Chinese and English.

    >>> code_of("zh-Hant"), code_of("en_GB.UTF-8"), code_of("C"), code_of("fr")
    ('zh', 'en', None, None)
    """
    primary = (name or "").replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return primary if primary in CODES else None


def _locale_name(environment: Mapping[str, str]) -> str | None:
    """Return the name of the locale for messages: the variables in the order of POSIX (XBD, 8.2), else from Windows."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            return environment[variable]
    return _windows_language()


def _windows_language() -> str | None:
    if sys.platform != "win32":
        return None
    import ctypes

    return "zh" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == _CHINESE_ON_WINDOWS else "en"


@cache
def _catalogue(code: str) -> _gettext.NullTranslations:
    folder = _FOLDERS.get(code)
    if folder is None:
        return _gettext.NullTranslations()
    return _gettext.translation(DOMAIN, str(CATALOGUES), languages=[folder], fallback=True)
