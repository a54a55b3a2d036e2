"""Settings for checks from `jyplan.toml`: rule set, rules to select or ignore, baseline, exemptions.

The file is the project's: in the working folder or a folder above, or named by the user. A `jyplan.toml` among the
submissions is never read, as a school could switch its own check off. A table `[tool.jyplan]` in a pyproject.toml serves
as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from jyplan.errors import JyplanError, RuleFileError, suggestion
from jyplan.model import Level, english_name

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = ("jyplan.toml", "pyproject.toml")
FAIL_ON: tuple[str, ...] = (*Level, "never")
"""The values of `fail-on` in the settings and of `--fail-on`."""
_MOST_DOTS = 500
"""In a line: a list of 500 files is written in several lines; 1 MB of such lines takes 4 s of processor time."""
UNREADABLE = ("fail", "warn")
"""The values of `unreadable` in the settings and of `--unreadable`."""
_KEYS = ("rules", "fail-on", "select", "ignore", "baseline", "exclude", "unreadable", "exceptions")
_EXEMPTION_KEYS = ("files", "ignore", "reason")


@dataclass(frozen=True, slots=True)
class Exemption:
    """Files exempt from some rules."""

    files: tuple[str, ...]
    """Patterns as in a shell, relative to the settings file; `*` crosses folders."""
    ignore: tuple[str, ...]
    """Ids of rules."""
    reason: str = ""
    """For people; jyplan does not read the reason."""

    def covers(self, path: str, rule: str) -> bool:
        """Whether a file, as a path relative to the settings file, is exempt from a rule."""
        return rule in self.ignore and any(fnmatchcase(path, pattern) for pattern in self.files)


@dataclass(frozen=True, slots=True)
class Settings:
    """The content of a settings file; None or empty for keys not in the file."""

    file: str | None = None
    """Path of the settings file; None without a settings file."""
    rules: str | None = None
    fail_on: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: str | None = None
    exclude: tuple[str, ...] = ()
    """Patterns of files that are left out, besides those of `--exclude`."""
    unreadable: str | None = None
    exemptions: tuple[Exemption, ...] = ()
    """The tables `[[exceptions]]`."""


def read_settings(data: bytes, file: str) -> Settings | None:
    """Return the settings in a file; None for a pyproject.toml without a table `[tool.jyplan]`.

    Raises:
        RuleFileError: The file has mistakes: all of them at once.
    """
    content = _read_toml(data, file)
    if file.endswith("pyproject.toml"):
        tool = content.get("tool")
        table = tool.get("jyplan") if isinstance(tool, dict) else None
        if table is None:
            return None
        content = table if isinstance(table, dict) else {"": table}
    return _SettingsReader(file).settings(content)


def _read_toml(data: bytes, file: str) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises:
        RuleFileError: The file is no TOML, or is made to keep the parser busy: `tomllib` recurses into nested values, and
            its time for a dotted key grows with the square of the number of parts.
    """
    import tomllib

    try:
        text = data.decode("utf-8-sig")
        lines = enumerate(text.split("\n"), 1)
        crowded = next((number for number, line in lines if line.count(".") > _MOST_DOTS), None)
        if crowded is None:
            return tomllib.loads(text)
    except RecursionError as error:
        raise _mistake(file, JyplanError("values in it are nested too deeply")) from error
    except ValueError as error:  # raised also for a text not in UTF-8, and for a number of more than 4,300 digits
        reason = str(error).partition("\n")[0]
        raise _mistake(file, JyplanError("is not TOML ({reason})", reason=reason)) from error
    raise _mistake(
        file, JyplanError("line {line} has more than {limit} dots; write it as several", line=crowded, limit=_MOST_DOTS)
    )


def _mistake(file: str, error: JyplanError) -> RuleFileError:
    error.where = file
    return RuleFileError((error,))


class _SettingsReader:
    """Reads a settings file and collects mistakes."""

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
            exclude=self._texts(content, "exclude"),
            unreadable=self._text(content, "unreadable"),
            exemptions=tuple(self._exemptions(content.get("exceptions", []))),
        )
        if settings.fail_on is not None and english_name(settings.fail_on, FAIL_ON) is None:
            self._complain(JyplanError("“{key}” must be one of {known}", key="fail-on", known=", ".join(FAIL_ON)))
        if settings.unreadable is not None and settings.unreadable not in UNREADABLE:
            known = ", ".join(UNREADABLE)
            self._complain(JyplanError("“{key}” must be one of {known}", key="unreadable", known=known))
        if self._mistakes:
            raise RuleFileError(tuple(self._mistakes))
        return replace(settings, fail_on=english_name(settings.fail_on or "", FAIL_ON))

    def _exemptions(self, listed: object) -> list[Exemption]:
        if not isinstance(listed, list) or not all(isinstance(table, dict) for table in listed):
            self._complain(
                JyplanError("“exceptions” must be tables, each begun with {example}", example="[[exceptions]]")
            )
            return []
        exemptions = []
        for table in listed:
            self._refuse_unknown(table, _EXEMPTION_KEYS)
            for key in ("files", "ignore"):
                if key not in table:
                    self._complain(JyplanError("“{key}” is missing in an exception", key=key))
            reason = self._text(table, "reason") or ""
            exemptions.append(Exemption(self._texts(table, "files"), self._texts(table, "ignore"), reason))
        return exemptions

    def _text(self, content: Mapping[str, Any], key: str) -> str | None:
        value = content.get(key)
        if value is not None and not isinstance(value, str):
            self._complain(JyplanError("“{key}” must be a text in quotes", key=key))
            return None
        return value

    def _texts(self, content: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = content.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
            self._complain(JyplanError("“{key}” must be a list of texts in quotes", key=key))
            return ()
        return tuple(listed)

    def _refuse_unknown(self, content: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in content:
            if key not in known:
                hint = suggestion(key.replace("_", "-"), known)
                self._complain(JyplanError("unknown “{text}”", hint=hint, text=key))

    def _complain(self, error: JyplanError) -> None:
        error.where = self._file
        self._mistakes.append(error)
