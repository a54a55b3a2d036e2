"""Last year's plans paired with this year's."""

from __future__ import annotations

from jyplan.compare.years.pairing import pair_plans
from jyplan.compare.years.titles import place_in_folder, subject_of
from jyplan.model import Listing


def listing(path: str, title: str, school: str | None = None) -> Listing:
    return Listing(path, path.rpartition("/")[2], 1, title, 100, school)


def paired(
    left: list[Listing], right: list[Listing], copied: dict[tuple[int, int], float] | None = None
) -> list[tuple[int, int, str]]:
    return [(pair.left, pair.right, pair.by.value) for pair in pair_plans(left, right, ("2024", "2025"), copied or {})]


def test_plans_of_a_school_are_paired_by_subject() -> None:
    left = [
        listing("2024/a.docx", "阳光小学2024年德育工作计划", "阳光小学"),
        listing("2024/b.docx", "阳光小学2024年教学工作计划", "阳光小学"),
    ]
    right = [
        listing("2025/1.docx", "阳光小学2025年教学工作计划", "阳光小学"),
        listing("2025/2.docx", "阳光小学2025年德育工作计划", "阳光小学"),
    ]

    assert paired(left, right) == [(1, 0, "school"), (0, 1, "school")]


def test_different_schools_are_no_pair_whatever_they_share() -> None:
    left = [listing("2024/a.docx", "2024年德育工作计划", "阳光小学")]
    right = [listing("2025/a.docx", "2025年德育工作计划", "红星小学")]

    assert paired(left, right, {(0, 0): 0.9}) == []


def test_without_a_school_the_place_in_the_folder_pairs_plans() -> None:
    left = [
        listing("2024/红星小学/2024安全.docx", "安全工作计划"),
        listing("2024/育才小学/2024安全.docx", "安全工作计划"),
    ]
    right = [
        listing("2025/育才小学/2025安全.docx", "安全工作计划"),
        listing("2025/红星小学/2025安全.docx", "安全工作计划"),
    ]

    assert paired(left, right) == [(1, 0, "title"), (0, 1, "title")]


def test_shared_text_pairs_plans_with_different_titles() -> None:
    left = [listing("2024/a.docx", "少先队工作计划")]
    right = [listing("2025/b.docx", "红领巾行动方案")]

    assert (paired(left, right), paired(left, right, {(0, 0): 0.5})) == ([], [(0, 0, "content")])


def test_another_subject_of_one_school_is_new() -> None:
    left = [listing("2024/a.docx", "阳光小学德育工作计划", "阳光小学")]
    right = [listing("2025/b.docx", "阳光小学体育工作计划", "阳光小学")]

    assert paired(left, right) == []


def test_subjects_have_no_school_year_or_generic_word() -> None:
    titles = [
        "2024—2025学年度第一学期语文教研组工作计划",
        "二〇二五年春季体育教学计划",
        "工作要点",
        "红星小学二年级班主任工作计划",
    ]

    assert [subject_of(title, "红星小学") for title in titles] == ["语文教研组", "体育", "", "级班主任"]


def test_places_have_no_year() -> None:
    assert place_in_folder("/x/2025/红星/2025学年安全.docx", "/x/2025", 2) == "红星/安全#2"
