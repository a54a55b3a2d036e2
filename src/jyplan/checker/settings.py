"""`jyplan.toml`: what a folder of submissions is checked with, and which files may break which rule.

It is the project's own: in the working folder or one above it, or named. A `jyplan.toml` among the submissions is never
read, as any school could switch its own check off. `[tool.jyplan]` in a pyproject.toml does the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from jyplan.errors import JyplanError, RuleFileError, closest_name

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = ("jyplan.toml", "pyproject.toml")
FAIL_ON = ("error", "warning", "info", "never")
_MOST_DOTS = 500
"""In a line: a list of 500 files is written in several lines; 1 MB of such lines takes 4 s of processor time."""
_KEYS = ("rules", "fail-on", "select", "ignore", "baseline", "exceptions")
_EXCEPTION_KEYS = ("files", "ignore", "reason")


@dataclass(frozen=True, slots=True)
class Exemption:
    """Files that may break some rules."""

    files: tuple[str, ...]
    """Patterns as in a shell, relative to the settings file; `*` crosses folders."""
    ignore: tuple[str, ...]
    """Ids of rules."""
    reason: str = ""

    def covers(self, path: str, rule: str) -> bool:
        """Whether a file, named relative to the settings file, may break a rule."""
        return rule in self.ignore and any(fnmatchcase(path, pattern) for pattern in self.files)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a settings file says; None and empty where it says nothing."""

    file: str | None = None
    """The settings file itself; None where there is none."""
    rules: str | None = None
    fail_on: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: str | None = None
    exceptions: tuple[Exemption, ...] = ()


def read_settings(data: bytes, file: str) -> Settings | None:
    """Return the settings in a file, None if it is a pyproject.toml that says nothing of jyplan.

    Raises:
        RuleFileError: There are mistakes in it.
    """
    content = _read_toml(data, file)
    if file.endswith("pyproject.toml"):
        tool = content.get("tool")
        found = tool.get("jyplan") if isinstance(tool, dict) else None
        if found is None:
            return None
        content = found if isinstance(found, dict) else {"": found}
    return _SettingsReader(file).settings(content)


def _read_toml(data: bytes, file: str) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises:
        RuleFileError: It is no TOML, or made to keep the parser busy: `tomllib` recurses into nested values, and the time
            it takes for a dotted key grows with the square of the parts.
    """
    import tomllib

    try:
        text = data.decode("utf-8-sig")
        crowded = next((n for n, line in enumerate(text.split("\n"), 1) if line.count(".") > _MOST_DOTS), None)
        if crowded is None:
            return tomllib.loads(text)
    except RecursionError as error:
        raise _mistake(file, JyplanError("values in it are nested too deeply")) from error
    except ValueError as error:  # also of a text that is no UTF-8, and of a number of more than 4,300 digits
        reason = str(error).partition("\n")[0]
        raise _mistake(file, JyplanError("is not TOML ({reason})", reason=reason)) from error
    raise _mistake(
        file, JyplanError("line {line} has more than {limit} dots; write it as several", line=crowded, limit=_MOST_DOTS)
    )


def _mistake(file: str, error: JyplanError) -> RuleFileError:
    error.where = file
    return RuleFileError((error,))


class _SettingsReader:
    """Reads one file and collects its mistakes."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._mistakes: list[JyplanError] = []

    def settings(self, content: Mapping[str, Any]) -> Settings:
        self._refuse_unknown(content, _KEYS)
        settings = Settings(
            file=self._file,
            rules=self._text(content, "rules"),
            fail_on=self._text(content, "fail-on"),
            select=self._texts(content, "select"),
            ignore=self._texts(content, "ignore"),
            baseline=self._text(content, "baseline"),
            exceptions=tuple(self._exceptions(content.get("exceptions", []))),
        )
        if settings.fail_on is not None and settings.fail_on not in FAIL_ON:
            self._complain(JyplanError("“{key}” must be one of {known}", key="fail-on", known=", ".join(FAIL_ON)))
        if self._mistakes:
            raise RuleFileError(tuple(self._mistakes))
        return settings

    def _exceptions(self, listed: object) -> list[Exemption]:
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            self._complain(
                JyplanError("“exceptions” must be tables, each begun with {example}", example="[[exceptions]]")
            )
            return []
        found = []
        for each in listed:
            self._refuse_unknown(each, _EXCEPTION_KEYS)
            for key in ("files", "ignore"):
                if key not in each:
                    self._complain(JyplanError("“{key}” is missing in an exception", key=key))
            found.append(
                Exemption(self._texts(each, "files"), self._texts(each, "ignore"), self._text(each, "reason") or "")
            )
        return found

    def _text(self, content: Mapping[str, Any], key: str) -> str | None:
        value = content.get(key)
        if value is not None and not isinstance(value, str):
            self._complain(JyplanError("“{key}” must be a text in quotes", key=key))
            return None
        return value

    def _texts(self, content: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = content.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            self._complain(JyplanError("“{key}” must be a list of texts in quotes", key=key))
            return ()
        return tuple(listed)

    def _refuse_unknown(self, content: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in content:
            if key not in known:
                guess = closest_name(key.replace("_", "-"), known)
                if guess is not None:
                    self._complain(JyplanError("unknown “{text}”; did you mean “{guess}”?", text=key, guess=guess))
                else:
                    self._complain(JyplanError("unknown “{text}”; known are {names}", text=key, names=", ".join(known)))

    def _complain(self, error: JyplanError) -> None:
        error.where = self._file
        self._mistakes.append(error)
