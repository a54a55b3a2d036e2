"""Sentences for the user before translation."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from jyplan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the user before translation.

    `template` is the English sentence with `{name}` fields, the key into the catalogues; `str()` returns the sentence in
    English.
    """

    template: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.params)


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence of a rule in Chinese and perhaps in English.

    Both are templates with `{name}` fields; a `Message` among the parameters is translated when shown.
    """

    chinese: str
    english: str = ""
    """Empty without an English sentence; every reader gets the Chinese sentence then."""
    params: Mapping[str, object] = field(default_factory=dict)
