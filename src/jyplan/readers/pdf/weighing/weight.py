"""The cost of reading a PDF, counted before pdfium reads the file: pdfium has no limit below a gigabyte a stream.

The weight of a page is the number of bytes that pdfium interprets for it:

    Contents[5 0 R 5 0 R]           content 5 counts twice
    5: 40 bytes, `/A Do /A Do`      form A counts twice within each
    A: 900 bytes                    the page weighs 2 · (40 + 2 · (900 + CALL)) bytes

so that ten forms that draw one another ten times each, a "billion laughs" of pictures, are seen without being run.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.readers.pdf.weighing.filters import DecodingBudget, TooMuchDataError, decode
from jyplan.readers.pdf.weighing.objects import PdfObjects, TooManyTokensError, unescaped_name
from jyplan.readers.pdf.weighing.values import PdfObject, Reference
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_PAGE = 6_000_000
"""Bytes interpreted for a page. A full page of text has 50,000, a map 3 million; six million times `q` make pdfium take
0.5 GB."""
MAX_TOTAL = 120_000_000
"""Bytes interpreted for all pages; 2,000 pages of text have 60 million. pdfium interprets 5 million a second."""
MAX_STREAM = 64_000_000
"""Decoded bytes of a stream; a whole Chinese font has 20 million."""
MAX_STREAMS = 400_000_000
"""Decoded bytes of all streams together; pictures are not decoded."""
CALL = 200
"""Bytes for drawing a form once, whatever the form holds: pdfium takes 2 KB for each."""
MAX_STEPS = 1_000_000
"""Forms looked at, each as often as a page or a form names it."""
_MAX_LEVEL = 45
"""Forms inside forms; pdfium stops at 40."""
_LOADED = frozenset({
    b"Contents", b"FontFile", b"FontFile2", b"FontFile3", b"ToUnicode", b"Encoding", b"CIDToGIDMap", b"UseCMap",
    b"Function", b"TR", b"TR2", b"BG", b"UCR", b"CharProcs", b"Extends",
})  # fmt: skip
"""Keys of streams decoded by pdfium to find text, whatever the type stated in the stream."""
_NAME = lazy_pattern(rb"/([^\0\t\n\f\r ()<>\[\]{}/%]*)")


class TooHeavyError(Exception):
    """The file costs more to read than any document with so much text."""


def check_weight(data: bytes, *, page: int = MAX_PAGE, total: int = MAX_TOTAL) -> None:
    """Return if a PDF can be read within limits; `page` and `total` are bytes interpreted.

    A file that cannot be understood passes: pdfium finds no more in it. Streams of an encrypted file count as empty.

    Raises:
        TooHeavyError: see the class.
    """
    budget = DecodingBudget(MAX_STREAMS, MAX_STREAM)
    try:
        _Scale(PdfObjects(data, budget), budget, page).weigh(total)
    except (TooMuchDataError, TooManyTokensError) as error:
        raise TooHeavyError from error


class _Scale:
    """Weighs contents and forms, each decoded once."""

    def __init__(self, objects: PdfObjects, budget: DecodingBudget, page: int) -> None:
        self._objects = objects
        self._budget = budget
        self._page = page
        self._steps = MAX_STEPS
        self._contents: dict[int, tuple[int, Counter[bytes]]] = {}
        self._forms: dict[tuple[int, int], int] = {}
        self._open: set[int] = set()
        self._tables: dict[tuple[object, ...], dict[bytes, list[int]]] = {}
        self._page_uses: Counter[int] = Counter()

    def weigh(self, total: int) -> None:
        """Weigh all pages and fonts against `total` bytes."""
        loaded = set(self._loaded_numbers())
        for number, candidate in list(self._objects):
            fields = candidate.fields
            if candidate.stream_start is not None and (fields.get(b"Subtype") != b"Image" or number in loaded):
                self._content(number)
            if b"Contents" in fields:
                times = min(self._page_uses.get(number, 1), 2000)
                total -= times * self._contents_weight(fields)
            if b"CharProcs" in fields:
                total -= self._char_weight(fields)
            if total < 0:
                raise TooHeavyError

    def _loaded_numbers(self) -> Iterator[int]:
        """Yield the numbers of streams decoded by pdfium; count the uses of each page in page trees."""
        for _, candidate in self._objects:
            if isinstance(candidate.value, Reference):
                yield candidate.value.number
            stack: list[tuple[bytes, object]] = [(b"", candidate.value)]
            while stack:
                key, value = stack.pop()
                if isinstance(value, dict):
                    for name, entry in value.items():
                        stack.append((key if key == b"CharProcs" else name, entry))
                elif isinstance(value, list):
                    for entry in value:
                        if isinstance(entry, Reference):
                            yield entry.number
                            self._page_uses[entry.number] += key == b"Kids"
                        else:
                            stack.append((key, entry))
                elif isinstance(value, Reference) and key in _LOADED:
                    yield value.number
                    stack += [
                        (key, target)
                        for target in self._objects.resolved(value)
                        if isinstance(target, list) or (isinstance(target, dict) and key == b"CharProcs")
                    ]

    def _content(self, number: int) -> tuple[int, Counter[bytes]]:
        """Return the decoded size of a stream and the count of each name in the content, at most over all candidates."""
        known = self._contents.get(number)
        if known is not None:
            return known
        size, names = 0, Counter[bytes]()
        for candidate in self._objects.candidates.get(number, ()):
            if candidate.stream_start is None:
                continue
            content = decode(candidate, self._objects.resolved, self._budget)
            size = max(size, len(content))
            if len(content) <= self._page:
                names |= Counter(unescaped_name(name) for name in _NAME.findall(content))
        self._contents[number] = size, names
        return size, names

    def _contents_weight(self, fields: dict[bytes, object]) -> int:
        """Return the weight of a page."""
        resources = self._resources(fields)
        weight = sum(self._weight(number, resources) for number in self._streams(fields[b"Contents"]))
        if weight > self._page:
            raise TooHeavyError
        return weight

    def _streams(self, contents: object) -> Iterator[int]:
        if not isinstance(contents, Reference):
            yield from (
                (entry.number for entry in contents if isinstance(entry, Reference))
                if isinstance(contents, list)
                else ()
            )
            return
        yield contents.number
        for value in self._objects.resolved(contents):
            if isinstance(value, list):
                yield from (entry.number for entry in value if isinstance(entry, Reference))

    def _char_weight(self, fields: dict[bytes, object]) -> int:
        """Return the weight of a font's characters drawn by content streams (Type 3 fonts, ISO 32000-1, 9.6.5)."""
        resources = self._xobjects(fields.get(b"Resources"))
        weight = 0
        for characters in self._objects.dictionaries(fields[b"CharProcs"]):
            for entry in characters.values():
                if isinstance(entry, Reference):
                    weight += self._weight(entry.number, resources)
        if weight > self._page:
            raise TooHeavyError
        return weight

    def _resources(self, page: dict[bytes, object]) -> dict[bytes, list[int]]:
        """Return the forms of a page by name, inherited from the nearest node with resources (7.7.3.4)."""
        nodes = [page]
        for _ in range(_MAX_LEVEL):
            if not nodes:
                break
            own = [node[b"Resources"] for node in nodes if b"Resources" in node]
            if own:
                return self._xobjects(*own[:8])
            nodes = [above for node in nodes[:8] for above in self._objects.dictionaries(node.get(b"Parent"))]
        return {}

    def _xobjects(self, *resources: object) -> dict[bytes, list[int]]:
        key = tuple(entry if isinstance(entry, Reference) else id(entry) for entry in resources)
        if key in self._tables:
            return self._tables[key]
        forms = self._tables[key] = {}
        for entry in resources:
            for dictionary in self._objects.dictionaries(entry):
                for table in self._objects.dictionaries(dictionary.get(b"XObject")):
                    self._spend(len(table))
                    for name, form in table.items():
                        if isinstance(form, Reference):
                            forms.setdefault(name, []).append(form.number)
        return forms

    def _spend(self, steps: int) -> None:
        self._steps -= steps
        if self._steps < 0:
            raise TooHeavyError

    def _weight(self, number: int, page_forms: dict[bytes, list[int]]) -> int:
        """Return the weight of a content or form, including the forms drawn inside; a form inside itself is refused."""
        key = (number, id(page_forms))
        known = self._forms.get(key)
        if known is not None:
            return known
        # pdfium runs a form that draws itself twice 2 to the power of 40 times
        if number in self._open or len(self._open) > _MAX_LEVEL:
            raise TooHeavyError
        self._spend(1)
        self._open.add(number)
        weight, names = self._content(number)
        if names:
            candidates: Iterable[PdfObject] = self._objects.candidates.get(number, ())
            own = self._xobjects(
                *(candidate.fields[b"Resources"] for candidate in candidates if b"Resources" in candidate.fields)
            )
            for name in names.keys() & (own.keys() | page_forms.keys()):
                forms = own.get(name) or page_forms[name]
                weight += names[name] * max(CALL + self._form_weight(form, page_forms) for form in forms)
                if weight > self._page:
                    raise TooHeavyError
        self._open.discard(number)
        self._forms[key] = weight
        return weight

    def _form_weight(self, number: int, page_forms: dict[bytes, list[int]]) -> int:
        is_picture = all(
            candidate.fields.get(b"Subtype") == b"Image" for candidate in self._objects.candidates.get(number, ())
        )
        return 0 if is_picture else self._weight(number, page_forms)
