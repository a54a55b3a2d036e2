"""`jyplan check --format docx`: a copy of each submission with findings as Word comments at the very words.

The copy of a Word file is the same package: runs are split where a comment begins or ends, new comments follow the
existing comments, all remaining parts stay as they are. Text in tables, links, content controls and tracked changes
is commented in place; an automatic number at the beginning of its paragraph; a text box or a formula as a whole, with
the words quoted. A file without findings is copied unchanged.

For a submission in another format, or a package that cannot be rewritten, the text of the plans is laid out in a new
Word file, and a comment at its beginning says so.

Submissions are only read. Comments have no date: equal findings give equal bytes.

Example: a finding on 听课 in a bold run, offsets 3 to 5 of the plan text 每学期听课20节.

    in the file  <w:r><w:rPr><w:b/></w:rPr><w:t>每学期听课20节</w:t></w:r>, the w:t being element 6
    anchor       text 0 to 8 is displayed by element 6, from its offset 0 (made by the reader)
    extent       from before offset 3 to after offset 5 of element 6 (`extents`)
    range        marks at (6, 3) and (6, 5), both inside the text, so the run is cut twice (`positions`)
    in the copy  <w:r>**每学期**</w:r> <w:commentRangeStart/> <w:r>**听课**</w:r> <w:commentRangeEnd/>
                 <w:r><w:commentReference/></w:r> <w:r>**20节**</w:r>, each ** a copy of the bold w:rPr (`mark_writer`)
"""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.errors import InputError, UsageError
from jyplan.model import Checked, Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.reports.protocol import CheckOptions, CheckResult


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return the copy of a single document.

    Raises:
        UsageError: Several documents were read, or none.
    """
    checked = [result for result in results if isinstance(result, Checked)]
    if len(checked) != 1:
        raise UsageError(
            "this format writes a file for each document, and there are {count}",
            hint="name a new folder with -o",
            count=len(checked),
        )
    return copy_of(checked[0], options)


def copies(results: Sequence[CheckResult], options: CheckOptions) -> Iterator[tuple[str, bytes]]:
    """Yield for each checked document a unique relative path and the copy."""
    # importing lxml takes a tenth of a second: only this report pays for it
    from jyplan.reports.check.docx.names import names_of_copies

    checked = [result for result in results if isinstance(result, Checked)]
    documents = [result.outline.document for result in checked]
    names = names_of_copies(
        [(document.path, document.format == "docx") for document in documents], options.word_suffixes
    )
    for name, result in zip(names, checked, strict=True):
        yield name, copy_of(result, options)


def copy_of(checked: Checked, options: CheckOptions) -> bytes:
    """Return the commented package of a Word file; a new file laid out from the plan text if no comment can be written."""
    from jyplan.reports.check.docx import copying  # noqa: F401  for `run_apart`, which may copy this process
    from jyplan.reports.check.docx.package import UnfitPackageError
    from jyplan.reports.check.docx.text_copy import laid_out
    from jyplan.reports.media.visible import one_line

    document = checked.outline.document
    name = {"name": one_line(PurePath(document.path).name)}  # folders are the office's own
    reason = Message("Made from the text of {name}, which is no .docx file; its layout is not kept", name)
    if document.format == "docx":
        reason = Message(
            "Made from the text of {name}, into which comments cannot be written; its layout is not kept", name
        )
        try:
            data = options.read(document.path)
            if hashlib.sha256(data).hexdigest() == document.sha256:
                copy = options.run_apart(lambda: commented_or_none(data, checked, options))
                if copy is None:
                    raise UnfitPackageError("over the limits")
                return copy
            reason = Message(
                "Made from the text of {name}, which was changed during the check; its layout is not kept", name
            )
        except (InputError, UnfitPackageError):
            pass
    return laid_out(checked, options, name["name"], options.language.say(reason))


def commented_or_none(data: bytes, checked: Checked, options: CheckOptions) -> bytes | None:
    """Return the commented package; None for a package unfit for comments."""
    from jyplan.reports.check.docx.copying import commented
    from jyplan.reports.check.docx.package import UnfitPackageError

    try:
        return commented(data, checked, options)
    except UnfitPackageError:
        return None
