"""Every sentence for the user exists in both languages."""

from __future__ import annotations

import gettext
import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from babel.messages.pofile import read_po

import catalogues

if TYPE_CHECKING:
    from babel.messages.catalog import Message

UPDATE = "run `make messages` and translate what it lists"


def sentences() -> list[Message]:
    with catalogues.CATALOGUE.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def texts(given: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [given or ""] if isinstance(given, str) or given is None else list(given)


def test_catalogue_holds_exactly_the_sentences_of_the_code() -> None:
    assert {message.id for message in sentences()} == set(catalogues.collect()), UPDATE


def test_every_sentence_is_translated() -> None:
    assert [m.id for m in sentences() if m.fuzzy or not all(texts(m.string))] == [], UPDATE


def test_compiled_catalogue_is_as_fresh_as_its_source() -> None:
    with catalogues.CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = [
        m.id for m in sentences() if compiled.gettext(texts(m.id)[0]) != texts(m.string)[0] and isinstance(m.id, str)
    ]
    assert stale == [], UPDATE


@pytest.mark.parametrize("message", sentences(), ids=lambda message: texts(message.id)[0][:40])
def test_translation_has_the_fields_of_its_sentence(message: Message) -> None:
    # of a plural the Chinese sentence may use the fields of either form
    allowed = {field for text in texts(message.id) for field in fields(text)}
    for text in texts(message.string):
        assert fields(text) <= allowed
        assert isinstance(message.id, tuple) or fields(text) == allowed


def fields(text: str) -> set[str]:
    return {f"{name}!{conversion}" for _, name, _, conversion in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("sentence", catalogues.BORROWED, ids=str)
def test_typer_still_says_what_we_translate(sentence: str | tuple[str, str]) -> None:
    code = "".join(path.read_text("utf-8") for path in Path(str(typer.__file__)).parent.glob("*.py"))
    for text in texts(sentence):
        assert any(quoted in code for quoted in (repr(text), f'"{text}"', text.replace("\n\t", "\\n\\t")))
