"""What a user reads, in his language: the choice of it, and messages and errors as sentences.

English stands in the code and is the key into the catalogues in `locale/`; Chinese is the only
catalogue. Machine formats do not come through here.
"""

from __future__ import annotations

import gettext as _gettext
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.errors import JyplanError

CODES = ("zh", "en")
DOMAIN = "jyplan"
CATALOGUES = Path(__file__).with_name("locale")
_FOLDERS = {"zh": "zh_CN"}
_CHINESE_ON_WINDOWS = 0x04  # LANG_CHINESE, the primary language of Simplified and Traditional: MS-LCID


@dataclass(frozen=True, slots=True)
class Language:
    """One of the languages a user may read in."""

    code: str
    """zh or en."""

    @property
    def folder(self) -> str:
        """The catalogue's name in `locale/`; `en` has none there."""
        return _FOLDERS.get(self.code, self.code)

    def gettext(self, template: str) -> str:
        """Return the sentence in this language, or as it is where the catalogue has none."""
        return _catalogue(self.code).gettext(template) if template else ""

    def say(self, message: Message) -> str:
        """Return the message as a sentence; messages among its parameters are translated too.

        >>> Language("en").say(Message("{count} plans", {"count": 6}))
        '6 plans'
        """
        return self._fill(message.template, message.params)

    def explain(self, error: JyplanError) -> str:
        """Return where, what and what next, on one line."""
        sentence = self._fill(error.template, error.params)
        if error.hint:
            hint = self._fill(error.hint, error.params)
            sentence = self.say(Message("{sentence}; {hint}", {"sentence": sentence, "hint": hint}))
        if error.where:
            sentence = self.say(Message("{where}: {sentence}", {"where": error.where, "sentence": sentence}))
        return sentence

    def _fill(self, template: str, params: Mapping[str, object]) -> str:
        said = {name: self.say(value) if isinstance(value, Message) else value for name, value in params.items()}
        return self.gettext(template).format(**said)


def choose(named: str | None, environment: Mapping[str, str]) -> Language:
    """Return the language that is asked for, else that of `JYPLAN_LANG`, else that of the locale.

    Any Chinese locale is `zh`; a language that is neither is English.

    >>> choose(None, {"LANG": "zh_CN.UTF-8"}).code, choose("en", {"LANG": "zh_CN.UTF-8"}).code
    ('zh', 'en')
    """
    for name in (named, environment.get("JYPLAN_LANG")):
        if code := code_of(name):
            return Language(code)
    return Language(code_of(_locale_name(environment)) or "en")


def code_of(name: str | None) -> str | None:
    """Return the code of a language or locale name, None if it is neither Chinese nor English.

    >>> code_of("zh-Hant"), code_of("en_GB.UTF-8"), code_of("C"), code_of("fr")
    ('zh', 'en', None, None)
    """
    primary = (name or "").replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return primary if primary in CODES else None


def _locale_name(environment: Mapping[str, str]) -> str | None:
    """Return the name of the locale for messages, in the order POSIX gives (XBD, 8.2)."""
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
