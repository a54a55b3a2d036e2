"""The package around the text: unchanged parts stay as they were, byte for byte."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

import pytest

from jyplan.reports.check.docx.package import CopiedPackage, UnfitPackageError
from tests.inputs.zip_builder import raw_zip
from tests.readers.docx.builder import build, p, part, r, zipped
from tests.readers.docx.test_fuzz import everything, make, scramble
from tests.reports.check.docx.copies import W, blocks, checked, checked_words, comments, copy_of, finding, ranges
from tests.reports.check.docx.copies import part as part_of

OTHERS = part("comments", f'<w:comment w:id="7" w:author="校长">{p("请改")}</w:comment>')
COMMENTED = p('<w:commentRangeStart w:id="7"/>' + r("做好") + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>' + r("xx学校"))  # fmt: skip


def entries(data: bytes) -> dict[str, tuple[bytes, zipfile.ZipInfo]]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        return {info.filename: (package.read(info), info) for info in package.infolist()}


def test_unchanged_parts_stay_byte_for_byte() -> None:
    data = build(p("做好xx学校"), styles="<w:docDefaults/>", extra={"m.png": ("image", b"\x89PNG\0\xff")})
    before, after = entries(data), entries(copy_of(data, checked_words(data, "xx")))
    assert [*after] == [*before, "word/comments.xml"]
    changed = {name for name in before if before[name][0] != after[name][0]}
    assert changed == {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
    assert all(before[name][1].date_time == after[name][1].date_time for name in before)


def test_file_without_findings_is_copied_as_it_is() -> None:
    data = build(p("做好工作"))
    assert copy_of(data, checked(data, [])) == data


def test_same_findings_give_the_same_bytes() -> None:
    data = build(p("做好xx学校"))
    assert copy_of(data, checked_words(data, "xx")) == copy_of(data, checked_words(data, "xx"))


def test_existing_comments_are_kept_and_new_ids_are_unused() -> None:
    data = build(COMMENTED, extra={"others.xml": ("comments", OTHERS)})
    copy = copy_of(data, checked_words(data, "xx", "好xx"))
    assert ranges(copy) == ["做好", "xx", "好xx"]
    written = part_of(copy, "word/others.xml")
    assert [(each.get(f"{W}id"), each.get(f"{W}author")) for each in written] == [
        ("7", "校长"), ("8", "jyplan"), ("9", "jyplan"),
    ]  # fmt: skip
    assert "word/comments.xml" not in entries(copy)
    assert entries(copy)["word/_rels/document.xml.rels"][0] == entries(data)["word/_rels/document.xml.rels"][0]


def test_ids_of_deleted_comments_are_not_reused() -> None:
    data = build(COMMENTED)
    assert [*comments(copy_of(data, checked_words(data, "xx")))] == [8]


@pytest.mark.parametrize("number", ["2147483646", "99999999999", "-5", "x", ""])
def test_unusual_comment_ids_are_kept(number: str) -> None:
    data = build(COMMENTED.replace('"7"', f'"{number}"'))
    assert [*comments(copy_of(data, checked_words(data, "xx")))] == [0]


def test_an_existing_part_named_like_the_comments_is_not_overwritten() -> None:
    data = build(p("做好xx学校"), extra={"comments.xml": ("image", b"not mine")})
    after = entries(copy_of(data, checked_words(data, "xx")))
    assert after["word/comments.xml"][0] == b"not mine"
    assert "word/comments1.xml" in after


def test_main_part_may_have_any_name() -> None:
    data = build(p("做好xx学校"), main="a/b/正文.xml")
    copy = copy_of(data, checked_words(data, "xx"))
    assert "a/b/comments.xml" in entries(copy)
    assert blocks(copy) == blocks(data)


def test_damaged_picture_is_copied_and_not_unpacked() -> None:
    data = bytearray(build(p("做好xx学校"), extra={"m.png": ("image", b"picture" * 50)}))
    start = data.index(b"word/m.png") + len("word/m.png")
    data[start] ^= 0xFF
    damaged = bytes(data)
    copy = copy_of(damaged, checked_words(damaged, "xx"))
    assert damaged[start : start + 10] in copy
    assert ranges(copy) == ["xx"]


@pytest.mark.parametrize("broken", ["<w:comments", "<w:p/>"])
def test_file_with_damaged_comments_is_laid_out_anew(broken: str) -> None:
    data = build(p("做好xx学校"), extra={"others.xml": ("comments", broken)})
    copy = copy_of(data, checked_words(data, "xx"))
    assert comments(copy)[0] == [
        "Made from the text of p.docx, into which comments cannot be written; its layout is not kept"
    ]
    assert ranges(copy) == ["做好xx学校", "xx"]


def test_file_that_changed_during_the_check_is_laid_out_as_it_was_checked() -> None:
    data = build(p("做好xx学校"))
    copy = copy_of(build(p("做好别的")), checked_words(data, "xx"))
    assert comments(copy)[0] == [
        "Made from the text of p.docx, which was changed during the check; its layout is not kept"
    ]
    assert ranges(copy) == ["做好xx学校", "xx"]


def test_the_last_of_several_parts_with_the_same_name_counts() -> None:
    parts = [(b"word/document.xml", b"<old/>")]
    parts += [(name.encode(), content) for name, (content, _) in entries(build(p("做好xx学校"))).items()]
    data = raw_zip(parts)
    copy = copy_of(data, checked_words(data, "xx"))
    assert ranges(copy) == ["xx"]
    with zipfile.ZipFile(BytesIO(copy)) as package:
        assert package.namelist().count("word/document.xml") == 1


def test_bytes_before_the_archive_are_dropped() -> None:
    data = b"MZ junk" + zipped({"a.xml": "<a/>", "b.bin": b"\0\1"})
    written = entries(CopiedPackage(data).replaced({"a.xml": b"<c/>"}))
    assert [written[name][0] for name in ("a.xml", "b.bin")] == [b"<c/>", b"\0\1"]


def test_entries_that_overlap_are_refused() -> None:
    data = bytearray(zipped({"a.xml": "<a/>", "b.xml": "<b/>"}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = bytes(4)
    with pytest.raises(UnfitPackageError):
        CopiedPackage(bytes(data)).replaced({"c.xml": b""})


def test_repeated_run_properties_are_limited() -> None:
    look = f'<w:lang w:val="{"x" * 1_000_000}"/>'
    data = build(p(r("xx学校" * 30, look)))
    result = checked(data, [finding(offset, offset + 2) for offset in range(0, 120, 4)])
    copy = copy_of(data, result)
    assert comments(copy)[0][0].startswith("Made from the text of p.docx, into which comments cannot be written")
    assert ranges(copy)[1:] == ["xx"] * 30


@pytest.mark.parametrize("seed", range(15))
def test_scrambled_markup_is_copied_with_its_text(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(6):
        data = make({**everything(), "body": scramble(everything()["body"], "body", chance)})
        text = checked(data, []).outline.plans[0].text
        result = checked(data, [finding(offset, offset + 1 + offset % 7) for offset in range(len(text))])
        copy = copy_of(data, result)
        assert len(comments(copy)) > len(text) / 2
        assert blocks(copy) == blocks(data)
