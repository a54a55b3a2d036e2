"""The two languages of reports, Chinese from the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.errors import JyplanError
    from jyplan.model import Message


@dataclass(frozen=True)
class Words:
    """Says messages by a catalogue; a sentence it lacks stays English."""

    catalogue: Mapping[str, str] = field(default_factory=dict)

    def say(self, message: Message) -> str:
        return self.catalogue.get(message.template, message.template).format(**message.params)

    def explain(self, error: JyplanError) -> str:
        return str(error)


def _read() -> dict[str, str]:
    with (Path(__file__).parent / "zh.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


ENGLISH = Words()
CHINESE = Words(_read())
