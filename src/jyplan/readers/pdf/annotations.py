"""Annotations of a PDF page with text: values of form fields, text written over the page, readers' comments."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ANNOTATIONS = 1_000
"""Annotations of a page that are looked at."""
MAX_CHARS = 20_000
"""Characters of an annotation that are read."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """The text of an annotation, with the position on the page in points."""

    text: str
    is_comment: bool
    """Whether the text is a reader's comment, shown beside the page."""
    left: float
    top: float
    bottom: float


def read_annotations(page: Any, raw: Any) -> Iterator[Annotation]:
    """Yield the annotations with text of a pypdfium2 page: values of text fields, free text, comments."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MAX_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        hidden = raw.FPDFAnnot_GetFlags(annotation) & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW)
        key = _text_key(kind, raw)
        text = _string(annotation, key, raw) if key and not hidden else ""
        box = raw.FS_RECTF()
        if text.strip() and raw.FPDFAnnot_GetRect(annotation, box):
            is_comment = kind not in {raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT}
            top, bottom = max(box.top, box.bottom), min(box.top, box.bottom)
            yield Annotation(text, is_comment, box.left, top, bottom)
        raw.FPDFPage_CloseAnnot(annotation)


def _text_key(kind: int, raw: Any) -> bytes:
    """Return the key of the text in the dictionary of an annotation: ISO 32000-1, 12.5.6 and 12.7.3.1."""
    if kind == raw.FPDF_ANNOT_WIDGET:
        return b"V"
    comments = (raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_STRIKEOUT)
    return b"Contents" if kind in {raw.FPDF_ANNOT_FREETEXT, *comments} else b""


def _string(annotation: Any, key: bytes, raw: Any) -> str:
    if raw.FPDFAnnot_GetValueType(annotation, key) != raw.FPDF_OBJECT_STRING:
        return ""
    size = min(raw.FPDFAnnot_GetStringValue(annotation, key, None, 0), 2 * MAX_CHARS)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le", "replace").partition("\0")[0]
