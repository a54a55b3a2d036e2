"""The user's settings and baselines: small files for checking, written by hand or by `jyplan check`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.checker.settings import NAMES, Settings, read_settings
from jyplan.errors import InputError, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.checker.suppression import Sieve
    from jyplan.model import Checked

_SMALL = 1024**2
"""Bytes of a file that people write by hand: a rule of a thousand characters, a thousand times."""
_LARGEST_BASELINE = 64 << 20
"""Bytes: 400,000 findings."""


def find_settings(folder: str | os.PathLike[str] = os.curdir) -> Settings:
    """Return the settings of the nearest `jyplan.toml` in or above a folder; empty settings without such a file.

    The default is the working folder, never the folder of a submission: a school could switch its own check off.

    Raises:
        InputError: the file cannot be read.
        RuleFileError: there are mistakes in the file.
    """
    current = os.path.abspath(folder)
    while True:
        for name in NAMES:
            file = os.path.join(current, name)
            if os.path.isfile(file) and (settings := _settings_in(os.path.relpath(file))) is not None:
                return settings
        above = os.path.dirname(current)
        if above == current:
            return Settings()
        current = above


def load_settings(file: str | os.PathLike[str]) -> Settings:
    """Return the settings in a file of any name.

    Raises:
        InputError: the file cannot be read, or is a pyproject.toml without settings of jyplan.
        RuleFileError: there are mistakes in the file.
    """
    settings = _settings_in(os.fspath(file))
    if settings is None:
        raise InputError("has no table {table}", where=os.fspath(file), table="[tool.jyplan]")
    return settings


def _settings_in(file: str) -> Settings | None:
    return read_settings(read_small(file), file)


def beside_settings(settings: Settings, path: str) -> str:
    """Return a path written in a settings file, as seen from the working folder."""
    return os.path.normpath(os.path.join(os.path.dirname(settings.file or ""), path))


def baseline_file(settings: Settings) -> str | None:
    """Return the path of the baseline in the settings, None for settings without a baseline."""
    return beside_settings(settings, settings.baseline) if settings.baseline else None


def sieve_of(settings: Settings, baseline: str | os.PathLike[str] | None = None) -> Sieve:
    """Return the sieve for findings: the exceptions of the settings, and a baseline if given.

    Raises:
        InputError: the baseline cannot be read, or the file is no baseline.
    """
    from jyplan.checker.baseline import read
    from jyplan.checker.suppression import Sieve

    if baseline is None:
        return Sieve(settings)
    file = os.fspath(baseline)
    return Sieve(settings, file, read(read_small(file, _LARGEST_BASELINE), file))


def baseline_of(results: Iterable[Checked], file: str | os.PathLike[str]) -> str:
    """Return the content of a baseline with all findings of some results, to be written as `file`."""
    from jyplan.checker.baseline import write
    from jyplan.checker.suppression import relative_to

    return write(results, lambda path: relative_to(os.fspath(file), path)).decode("utf-8")


def read_small(path: str, most: int = _SMALL) -> bytes:
    """Return the content of a rule file, a settings file or, with a larger `most`, a baseline.

    Raises:
        InputError: the file cannot be read, or has more than `most` bytes.
    """
    try:
        return inputs.find_file(path, max_size=most).read()
    except TooLarge as error:
        raise InputError(
            "is larger than {limit}, the most that such a file may have",
            where=path,
            hint="check that it is the right file",
            **error.params,
        ) from error
