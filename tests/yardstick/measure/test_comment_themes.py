"""Shares of comments by theme: of comments that say something, and never of few people's."""

import pytest

from tests.yardstick.measure.commented import ITEM, PEOPLE, commented
from yardstick.inference.proportion import wilson
from yardstick.measure import Filters, Reader, Status, measure
from yardstick.measure.answers import WHICH_QUESTION, WHICH_THEME
from yardstick.measure.labels import label

ASKED = Filters(items=(ITEM,))


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    return commented(tmp_path_factory.mktemp("themes"))


def test_the_share_of_comments_with_a_theme_has_wilsons_interval(reader):
    frame = measure(reader, "comment.theme", ("theme",), ASKED).frame.set_index("theme")
    n = sum(PEOPLE.values())
    facilities = frame.loc["facilities"]
    assert (facilities["positive"], facilities["base"]) == (n // 3, n)
    low, high = wilson(n // 3, n)
    assert (facilities["low"], facilities["high"]) == pytest.approx((float(low), float(high)))
    # A comment may have several themes, and one without any is counted as such.
    assert frame.loc["practice", "value"] == 1.0
    assert frame.loc["_none", "positive"] == 0
    assert frame.index[-1] == "_none"
    assert label(reader, "theme", "practice") == "Practice and internships"


def test_any_filter_applies_and_few_comments_are_withheld(reader):
    asked = ASKED.with_(themes=("facilities",))
    frame = measure(reader, "comment.theme", ("programme", "cohort"), asked).frame
    for r in frame.to_dict("records"):
        n = PEOPLE[r["programme"], r["cohort"]]
        assert r["base"] == n
        assert (r["status"] == Status.SUPPRESSED) == (n < 10), r
        assert (r["value"] == r["value"]) == (n >= 10)
    one = measure(reader, "comment.theme", (), asked.with_(genders=("male",), programmes=("A",)))
    assert one.frame["status"].tolist() == [Status.SUPPRESSED]


def test_neither_questions_nor_themes_are_added_up(reader):
    for by, filters, why in (
        ((), Filters(), WHICH_QUESTION),
        (("theme",), Filters(), WHICH_QUESTION),
        ((), Filters(themes=("cost",)), WHICH_QUESTION),
        ((), ASKED, WHICH_THEME),
    ):
        found = measure(reader, "comment.theme", by, filters).frame
        assert [r.message for r in found["reason"]] == ([] if by else [why])


def test_other_figures_know_no_themes(reader):
    found = measure(reader, "cn2024.study", (), Filters(themes=("cost",))).frame
    assert found["status"].tolist() == [Status.NOT_APPLICABLE]


def test_empty_answers_are_no_comments(tmp_path):
    said = ["None", "N/A", "无", *["实习太少"] * 12, *["The weather was fine"] * 3]
    comments = [
        {"survey": "alumni", "respondent_id": k, "item": "O", "text": text}
        for k, text in enumerate(said, start=1)
    ]
    made = commented(tmp_path, {("A", 2021): len(said)}, comments=comments)
    frame = measure(made, "comment.theme", ("theme",), ASKED).frame.set_index("theme")
    assert frame.loc["practice", ["positive", "base"]].tolist() == [12, 15]
    assert frame.loc["_none", "positive"] == 3
