"""What checking found in a source, kept under all that it depends on."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.cache.codec import DamagedError, NotStorableError, decode, encode
from jyplan.cache.keys import fingerprint, surroundings
from jyplan.errors import JyplanError
from jyplan.inputs import Source
from jyplan.model import Checked, Document, Outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jyplan.cache.store import Store
    from jyplan.inputs import Unreadable
    from jyplan.model import Match, Revisions

    Matches = Mapping[str, Mapping[int, tuple[Match, ...]]]


class CheckedCache:
    """The results of one rule set, by the content of files: a file may be moved and named anew."""

    def __init__(
        self,
        store: Store,
        rules: object,
        revisions: Revisions,
        matches: Matches,
        converter: Callable[[str], str | None],
    ) -> None:
        """`converter` tells which program outside of jyplan takes part in reading a format, None if none does."""
        self._store = store
        self._matches = matches
        self._converter = converter
        self._common = fingerprint(surroundings(), rules, revisions)

    def recall_or_read(
        self,
        sources: Sequence[Source | Unreadable],
        read: Callable[[Sequence[Source | Unreadable]], Iterator[Checked | Unreadable]],
    ) -> Iterator[Checked | Unreadable]:
        """Yield what is remembered of each source, or else what comes of reading it, which is then kept."""
        recalled = [self.recall(each) if isinstance(each, Source) else None for each in sources]
        fresh = read([each for each, known in zip(sources, recalled, strict=True) if known is None])
        try:
            for each, known in zip(sources, recalled, strict=True):
                result = known or next(fresh)
                if known is None and isinstance(each, Source) and isinstance(result, Checked):
                    self.keep(each, result)
                yield result
        finally:
            self._store.trim()

    def recall(self, source: Source) -> Checked | None:
        """Return what was found in a source of this content, None if that is not known."""
        try:
            digest = hashlib.sha256(source.read()).hexdigest()
        except (JyplanError, MemoryError):
            return None  # its own turn will tell
        data = self._store.read(self._key(source, digest))
        if data is None:
            return None
        try:
            found = decode(data)
        except DamagedError:
            return None
        match found:
            case (converter, Checked(outline=Outline(document=Document(format=name))) as checked):
                return _named(checked, source.path) if converter == self._converter(name) else None
        return None

    def keep(self, source: Source, checked: Checked) -> None:
        """Remember what was found; not where a rule was given up, which another run may have more time for."""
        if checked.problems:
            return
        document = checked.outline.document
        try:
            data = encode((self._converter(document.format), checked))
        except NotStorableError:
            return
        self._store.write(self._key(source, document.sha256), data)

    def _key(self, source: Source, digest: str) -> str:
        return fingerprint(self._common, digest, source.plan, self._matches.get(source.path, {}))


def _named(checked: Checked, path: str) -> Checked:
    """Return the result for a file of this name."""
    outline = checked.outline
    if outline.document.path == path:
        return checked
    findings = tuple(replace(finding, path=path) for finding in checked.findings)
    return replace(checked, outline=replace(outline, document=replace(outline.document, path=path)), findings=findings)
