"""How respondents of one cohort and wave are weighted: what is raked, put together, told and refused."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from pipelines.weights import LEAST, SMALLEST, weigh


def cells(**changes: object) -> pd.DataFrame:
    """Two schools with bachelors and a few masters; the settled answer more."""
    rows = []
    for school in ("A", "B"):
        for level, size in (("bachelor", 100), ("master", 12)):
            for gender in ("female", "male"):
                for registered, share, rate in (
                    ("employed", 0.7, 0.6),
                    ("study", 0.2, 0.5),
                    ("none", 0.1, 0.2),
                ):
                    rows.append(
                        {
                            "school": school,
                            "level": level,
                            "programme_group": f"{school}/{level}",
                            "gender": gender,
                            "registered": registered,
                            "population": round(size * share),
                            "respondents": round(size * share * rate),
                        }
                    )
    return pd.DataFrame(rows).assign(**changes)


def test_weighted_respondents_look_like_the_register():
    some = cells()
    summary, report, weight = weigh(2024, 6, some, "all_graduates")
    assert summary.status == "weighted"
    assert_allclose((weight * some["respondents"]).sum(), some["population"].sum())
    for column in ("gender", "registered", "level"):
        known = some.groupby(column)["population"].sum()
        found = (weight * some["respondents"]).groupby(some[column]).sum()
        if column != "registered":
            assert_allclose(found, known, rtol=1e-6)
    assert summary.n_eff < summary.respondents
    assert_allclose(summary.deff * summary.n_eff, summary.respondents)
    raked = report[report["margin"] == "gender"]
    assert_allclose(raked["weighted_before"], [0.5, 0.5])


def test_small_categories_are_put_together_and_reported():
    _, report, _ = weigh(2024, 6, cells(), "all_graduates")
    masters = report[report["category"].isin(["A/master", "B/master"])]
    assert set(masters["collapsed_into"]) == {"A/master;B/master"}
    alone = report[report["category"] == "A/bachelor"]
    assert alone["collapsed_into"].tolist() == [""]
    waiting = report[report["category"] == "none"]
    assert waiting["respondents"].item() < SMALLEST
    # The smallest goes with the next smallest: those in study.
    assert waiting["collapsed_into"].item() == "none;study"


def test_a_category_without_respondents_goes_with_another_and_its_population_counts():
    some = cells()
    some.loc[some["registered"] == "none", "respondents"] = 0
    summary, report, weight = weigh(2024, 6, some, "all_graduates")
    assert summary.status == "weighted"
    assert report.set_index("category").loc["none", "collapsed_into"] == "none;study"
    assert_allclose((weight * some["respondents"]).sum(), some["population"].sum())


@pytest.mark.parametrize("declared", ["respondents", "with_destination", "employed_only"])
def test_no_register_no_weights_and_a_sentence_why(declared):
    summary, report, weight = weigh(2024, 6, cells(), declared)
    assert weight is None
    assert summary.status == "not_weighted"
    assert summary.reason_en
    assert summary.r_indicator is None
    assert report["weighted_after"].isna().all()


def test_few_respondents_are_not_weighted():
    some = cells()
    some["respondents"] = np.where(some.index < 3, 5, 0)
    summary, _, weight = weigh(2024, 6, some, "all_graduates")
    assert weight is None
    assert str(LEAST) in summary.reason_en


def test_nothing_to_weight_by():
    some = cells(programme_group="A/bachelor", gender="unknown", level="x", registered="none")
    summary, _, weight = weigh(2024, 6, some, "all_graduates")
    assert weight is None
    assert summary.r_indicator is None
    assert summary.reason_en.startswith("No property")


def test_extreme_weights_are_cut_and_what_that_moved_is_told():
    some = cells()
    many = some.assign(population=some["population"] * 40, respondents=some["respondents"] * 10)
    # Of those without a destination one in a hundred answers: their weight would be far above 3.
    at = many["registered"] == "none"
    many.loc[at, "respondents"] = (many.loc[at, "population"] * 0.02).astype(int) + 1
    summary, report, _ = weigh(2024, 6, many, "all_graduates")
    assert summary.trimmed_share > 0
    assert_allclose(summary.highest, 3.0)
    assert summary.largest_move > 0.01
    none = report.set_index("category").loc["none"]
    assert none["weighted_after"] < none["weighted_before"]
    assert_allclose(none["weighted_before"] - none["weighted_after"], summary.largest_move)


def test_the_register_decides_where_the_survey_says_otherwise(tmp_path):
    """The margin of destinations is the register's own, also of those who answered."""
    from tests.yardstick.measure.worlds import world

    people = [{"graduate_id": g, "gender": "male" if g % 2 else "female"} for g in range(200)]
    register = [
        {"graduate_id": g, "destination_code": "70" if g < 60 else "11"} for g in range(200)
    ]
    # All who answered say they work, also the 20 whom the register has as waiting.
    survey = [
        {"graduate_id": g, "source": "survey", "destination_code": "11", "work_hours": 40}
        for g in [*range(20), *range(60, 120)]
    ]
    reader = world(
        tmp_path,
        {"programmes": [{"programme_code": "P"}], "graduates": people,
         "outcomes": [*register, *survey]},
    )  # fmt: skip
    report = reader.snapshot.table("meta_weighting").set_index("category")
    assert report.loc["none", ["population", "respondents"]].tolist() == [60, 20]
    assert report.loc["employed", ["population", "respondents"]].tolist() == [140, 60]
    weights = dict(
        reader.snapshot.rows(
            "SELECT registered::VARCHAR, any_value(weight) FROM mart_weights GROUP BY ALL"
        )
    )
    assert_allclose([weights["none"], weights["employed"]], [3, 140 / 60], rtol=1e-6)
