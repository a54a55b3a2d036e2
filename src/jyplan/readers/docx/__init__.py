"""Word documents: .docx, .docm, .dotx, .dotm, strict or transitional (ECMA-376, ISO/IEC 29500).

Text is read as Word displays it: automatic numbers stand at the beginning of their paragraph, tracked
changes are accepted unless the caller asks for the original, hidden text is left out. A line broken by
hand (Shift+Enter, a page or column break) is a block of its own, since schools end paragraphs that way;
the blocks of a paragraph share `Place.paragraph`, and only the first has the label. Paragraphs that
display nothing give no block.

| module | holds |
|---|---|
| `document` | from bytes to a `Document`: the steps in order |
| `word_file` | the open document: main part, styles, numbering, relationships |
| `structure`, `layout`, `revisions`, `values` | block elements, sections, tracked changes, attribute values |
| `formatting` | properties, styles, theme fonts, shading |
| `numbering` | automatic numbers: definitions, counting, number formats |
| `inline` | the content of a paragraph: runs, fields, drawings, anchors |
| `body`, `tables` | blocks of the body, of notes, cells and text boxes |
| `evidence` | the look of each block |
| `embedded`, `chunks` | documents inside the document |
| `notes` | headers, footers, footnotes, endnotes, comments |
"""

from __future__ import annotations

from jyplan.readers.docx.document import read, read_anchored, recognises

NAME = "docx"
read_revision = read

__all__ = ["NAME", "read", "read_anchored", "read_revision", "recognises"]
