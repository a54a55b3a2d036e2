"""`jyplan check --format docx`: a copy of each submission with the findings as Word comments at the very words.

The copy of a Word file is the same package: runs are split where a comment begins or ends, comments
are added to those that it has, every other part stays as it is. Text in tables, links, content
controls and tracked changes is commented where it stands; an automatic number at the beginning of
its paragraph; a text box or a formula as a whole, with the words quoted. A file without findings is
copied unchanged.

Of a submission that is no .docx, or one that cannot be written again, the text of its plans is laid
out in a new Word file, and a comment at its beginning says so.

The submissions themselves are only read. Comments have no date: the same findings give the same bytes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from jyplan.errors import InputError, UsageError
from jyplan.model import Checked, Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.reports.protocol import CheckOptions, CheckResult


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return the copy of the only document.

    Raises:
        UsageError: there are several, or none that could be read.
    """
    checked = [each for each in results if isinstance(each, Checked)]
    if len(checked) != 1:
        raise UsageError(
            "this format writes a file for each document, and there are {count}",
            hint="name a new folder with -o",
            count=len(checked),
        )
    return _copy(checked[0], options)


def copies(results: Sequence[CheckResult], options: CheckOptions) -> Iterator[tuple[str, bytes]]:
    """Yield for each document that could be read a name, unlike all others, and its copy."""
    # lxml takes a tenth of a second, which other reports need not wait
    from jyplan.reports.check.docx.names import names_of_copies

    checked = [each for each in results if isinstance(each, Checked)]
    documents = [each.outline.document for each in checked]
    names = names_of_copies([(document.path, document.format == "docx") for document in documents])
    for name, each in zip(names, checked, strict=True):
        yield name, _copy(each, options)


def _copy(checked: Checked, options: CheckOptions) -> bytes:
    from jyplan.reports.check.docx.copying import commented
    from jyplan.reports.check.docx.package import UnfitPackageError
    from jyplan.reports.check.docx.text_copy import laid_out
    from jyplan.reports.media.visible import one_line

    document = checked.outline.document
    name = {"name": one_line(document.path)}
    why = Message("Made from the text of {name}, which is no .docx file; its layout is not kept", name)
    if document.format == "docx":
        why = Message(
            "Made from the text of {name}, into which comments cannot be written; its layout is not kept", name
        )
        try:
            data = options.read(document.path)
            if hashlib.sha256(data).hexdigest() == document.sha256:
                return commented(data, checked, options)
            why = Message(
                "Made from the text of {name}, which was changed during the check; its layout is not kept", name
            )
        except (InputError, UnfitPackageError):
            pass
    return laid_out(checked, options, name["name"], options.language.say(why))
