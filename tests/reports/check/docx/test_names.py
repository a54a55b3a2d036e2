from __future__ import annotations

import ntpath
import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.api import file_suffixes
from jyplan.reports.check.docx.names import names_of_copies


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["计划.docx"], ["计划.docx"]),
        (["交/计划.docx", "交/计划.txt"], ["计划.docx", "计划-2.docx"]),
        (["a/一小/计划.docx", "a/二小/计划.docx"], ["一小/计划.docx", "二小/计划.docx"]),
        (["a/b/计划.docx", "总.pdf"], ["a/b/计划.docx", "总.docx"]),
        (["交.zip/一小/计划.docm", "交.zip/说明"], ["一小/计划.docm", "说明.docx"]),
        (["A.docx", "a.docx", "a-2.docx"], ["A.docx", "a-2.docx", "a-2-2.docx"]),
        (["../../etc/passwd", "/root/.ssh/x.doc"], ["etc/passwd.docx", "root/ssh/x.docx"]),
        (["C:\\交\\con.docx", "C:\\交\\a<b>:c?.docx"], ["_con.docx", "a_b__c_.docx"]),
        (["-", ".docx", "..."], ["-.docx", "docx.docx", "_.docx"]),
        (["x\x1b[31m\u202e.docx"], ["x_[31m_.docx"]),
        (["长" * 300 + ".docx"], ["长" * 60 + ".docx"]),
        ([], []),
    ],
)
def test_copies_are_named_like_the_submissions(paths: list[str], names: list[str]) -> None:
    documents = [(path, path.endswith((".docx", ".docm"))) for path in paths]
    assert [*names_of_copies(documents, file_suffixes("docx"))] == names


@given(st.lists(st.tuples(st.text("aA.\\/:\x00~ con。-", max_size=12), st.booleans()), max_size=6))
def test_names_are_unique_and_stay_inside_the_folder(documents: list[tuple[str, bool]]) -> None:
    names = [*names_of_copies(documents, file_suffixes("docx"))]
    assert len({name.casefold() for name in names}) == len(documents)
    for name in names:
        parts = name.split("/")
        assert not {"", ".", ".."} & {*parts}
        assert not posixpath.isabs(name)
        assert not ntpath.splitdrive(name)[0]
        assert "\\" not in name
        assert not any(part.endswith((" ", ".")) or part == "con" for part in parts)
