"""Findings in a source, cached under a hash of the content, the rules and everything else a check depends on."""

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
    """The results of a rule set by the content of files; files may be moved and renamed."""

    def __init__(
        self,
        store: Store,
        rules: object,
        revisions: Revisions,
        matches: Matches,
        converter: Callable[[str], str | None],
        *,
        with_anchors: bool = False,
    ) -> None:
        """`converter` returns the identity of the program that converts a format (LibreOffice); None for other formats.

        Results with anchors, as in `readers.read`, are cached apart.
        """
        self._store = store
        self._matches = matches
        self._converter = converter
        self._common = fingerprint(surroundings(), rules, revisions, *(["anchors"] if with_anchors else ()))

    def recall_or_read(
        self,
        sources: Sequence[Source | Unreadable],
        read: Callable[[Sequence[Source | Unreadable]], Iterator[Checked | Unreadable]],
    ) -> Iterator[Checked | Unreadable]:
        """Yield the result of each source: the cached result, or else the result of `read`, cached for the next run."""
        recalled = [self.recall(source) if isinstance(source, Source) else None for source in sources]
        fresh = read([source for source, known in zip(sources, recalled, strict=True) if known is None])
        try:
            for source, known in zip(sources, recalled, strict=True):
                result = known or next(fresh)
                if known is None and isinstance(source, Source) and isinstance(result, Checked):
                    self.keep(source, result)
                yield result
        finally:
            self._store.trim()

    def recall(self, source: Source) -> Checked | None:
        """Return the cached result for the content of a source; None without a cached result."""
        try:
            digest = hashlib.sha256(source.read()).hexdigest()
        except (JyplanError, MemoryError):
            return None  # the error is reported when the source is read for checking
        data = self._store.read(self._key(source, digest))
        if data is None:
            return None
        try:
            entry = decode(data)
        except DamagedError:
            return None
        match entry:
            case (converter, Checked(outline=Outline(document=Document(format=name))) as checked):
                return _named(checked, source.path) if converter == self._converter(name) else None
        return None

    def keep(self, source: Source, checked: Checked) -> None:
        """Cache a result, unless a rule was given up for time: a later run may have more."""
        if checked.problems:
            return
        document = checked.outline.document
        try:
            data = encode((self._converter(document.format), checked))
        except NotStorableError:
            return
        self._store.write(self._key(source, document.sha256), data)

    def _key(self, source: Source, digest: str) -> str:
        return fingerprint(self._common, digest, source.plan, source.redact, self._matches.get(source.path, {}))


def _named(checked: Checked, path: str) -> Checked:
    """Return a result with the path in document and findings replaced."""
    outline = checked.outline
    if outline.document.path == path:
        return checked
    findings = tuple(replace(finding, path=path) for finding in checked.findings)
    return replace(checked, outline=replace(outline, document=replace(outline.document, path=path)), findings=findings)
