"""Rule files as trees of plain text: scalars, lists and mappings with line and column.

The only module that reads yaml. Scalars stay text (`off` is no boolean, `01` no number): the shape of an option decides
what its value means. Aliases, tags, several documents and deep nesting are refused, so a tree is never larger than its
file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import yaml

from jyplan.checks.options import shortened
from jyplan.model import Message
from jyplan.rulesets.syntax import explained, position_of
from jyplan.text.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER: type = getattr(yaml, "CLoader", yaml.Loader)  # ten times as fast; not in every build of PyYAML
_OFFICE_ENCODINGS = frozenset({"gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-8"})
"""Encodings of files saved by Notepad and WPS; a guess beyond these is not trusted."""
_DEEPEST = 12
"""Nested lists and mappings; the examples of a rule use six."""


@dataclass(frozen=True, slots=True)
class FilePosition:
    """A position in a rule file; lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word, number or text as written."""

    text: str
    place: FilePosition
    is_bare: bool = False
    """Written without quotation marks, in brackets: `[听课, 评课]`."""
    is_block: bool = False
    """Written line by line below a `|`."""

    def place_of(self, words: str) -> FilePosition:
        """Return the position of the line with some words, in a block scalar; of any further scalar the beginning."""
        offset = self.text.find(words)
        if not self.is_block or offset < 0:
            return self.place
        return FilePosition(self.place.file, self.place.line + 1 + self.text.count("\n", 0, offset), 1)


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Tree, ...]
    place: FilePosition


class Entry(NamedTuple):
    """A key of a mapping with the value."""

    key: Scalar
    value: Tree


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping."""

    entries: dict[str, Entry]
    """By the text of the key."""
    place: FilePosition


Tree = Scalar | Items | Entries


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in a rule file, with the position."""

    place: FilePosition
    message: Message


def read_tree(data: bytes, file: str, mistakes: list[Mistake]) -> Tree | None:
    """Return the document of a file, None for unreadable YAML; the mistakes of the file are appended to `mistakes`."""
    text = _text_of(data, file, mistakes)
    if text is None:
        return None
    try:
        return _Composer(file, mistakes).compose(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mistakes.append(Mistake(FilePosition(file, *position_of(error, text)), explained(error, text)))
    except yaml.YAMLError as error:
        mistakes.append(
            Mistake(FilePosition(file, 1, 1), Message("is not YAML ({problem})", {"problem": _reason(error)}))
        )
    except _Stopped:
        pass
    return None


def _text_of(data: bytes, file: str, mistakes: list[Mistake]) -> str | None:
    """Return the text of a file in UTF-8, GBK or UTF-16; None, and a mistake, without such an encoding."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        decoded = decode(data)
        if decoded is not None and not decoded.problems and decoded.encoding in _OFFICE_ENCODINGS:
            return decoded.text
        line = data.count(b"\n", 0, error.start) + 1
        mistakes.append(Mistake(FilePosition(file, line, 1), Message("is not UTF-8 text; save the file as UTF-8")))
        return None


def _reason(error: yaml.YAMLError) -> str:
    return shortened(str(getattr(error, "reason", "") or error).splitlines()[0])


class _Stopped(Exception):
    """The file is not read further; the mistake is in the list."""


class _Frame:
    """A list or mapping not yet read to the end."""

    def __init__(self, place: FilePosition, *, mapping: bool, flow: bool) -> None:
        self.place = place
        self.flow = flow
        """Written in brackets."""
        self.mapping = mapping
        self.items: list[Tree] = []
        self.entries: dict[str, Entry] = {}
        self.key: Scalar | None = None
        """The key whose value comes next; None before a key."""
        self.drops_value = False
        """The key was refused: its value is read and dropped."""


class _Composer:
    """Builds a tree from the events of the parser, without recursion."""

    def __init__(self, file: str, mistakes: list[Mistake]) -> None:
        self._file = file
        self._mistakes = mistakes
        self._stack: list[_Frame] = []
        self._root: Tree | None = None
        self._documents = 0

    def compose(self, events: Iterator[yaml.Event]) -> Tree | None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._refuse_tag(event)
                bare = not event.style and bool(self._stack) and self._stack[-1].flow
                self._add(Scalar(event.value, self._place(event), bare, event.style == "|"))
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._refuse_tag(event)
                if len(self._stack) >= _DEEPEST:
                    self._stop(event, Message("is nested too deeply"))
                mapping = isinstance(event, yaml.MappingStartEvent)
                self._stack.append(_Frame(self._place(event), mapping=mapping, flow=bool(event.flow_style)))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                frame = self._stack.pop()
                self._add(
                    Entries(frame.entries, frame.place) if frame.mapping else Items(tuple(frame.items), frame.place)
                )
            elif isinstance(event, yaml.AliasEvent):
                self._stop(
                    event, Message("aliases (*{name}) are not allowed; write the value out", {"name": event.anchor})
                )
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self._stop(event, Message("only one document (---) may stand in a rule file"))
        return self._root

    def _add(self, tree: Tree) -> None:
        if not self._stack:
            self._root = tree
            return
        frame = self._stack[-1]
        if not frame.mapping:
            frame.items.append(tree)
        elif frame.key is None and not frame.drops_value:
            self._take_key(frame, tree)
        else:
            if frame.key is not None:
                frame.entries[frame.key.text] = Entry(frame.key, tree)
            frame.key, frame.drops_value = None, False

    def _take_key(self, frame: _Frame, tree: Tree) -> None:
        frame.drops_value = True
        if isinstance(tree, Scalar) and tree.text.startswith("\u3000"):
            self._mistakes.append(Mistake(tree.place, Message("lines are indented with half-width spaces")))
        elif not isinstance(tree, Scalar):
            self._mistakes.append(Mistake(tree.place, Message("a key must be a word")))
        elif tree.text in frame.entries:
            first = frame.entries[tree.text].key.place.line
            params = {"key": shortened(tree.text), "line": first}
            message = Message("“{key}” stands here a second time; the first is in line {line}", params)
            self._mistakes.append(Mistake(tree.place, message))
        else:
            frame.key, frame.drops_value = tree, False

    def _refuse_tag(self, event: yaml.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            self._mistakes.append(
                Mistake(self._place(event), Message("tags ({tag}) are not allowed", {"tag": shortened(tag)}))
            )

    def _stop(self, event: yaml.Event, message: Message) -> None:
        self._mistakes.append(Mistake(self._place(event), message))
        raise _Stopped

    def _place(self, event: yaml.Event) -> FilePosition:
        mark = event.start_mark
        assert mark is not None  # the parser gives every event a mark
        return FilePosition(self._file, mark.line + 1, mark.column + 1)
