"""Weighted figures, computed again from the rows by a raking of their own, and what is never weighted."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.measure.worlds import world
from yardstick.catalogue import load_catalogue
from yardstick.export.explained import explained
from yardstick.export.table import table
from yardstick.inference.proportion import wilson
from yardstick.measure import Filters, Reader, Scope, measure, representativeness, weighting_report
from yardstick.measure.cells import cells
from yardstick.measure.snapshot import Snapshot
from yardstick.text import translator

RNG = np.random.default_rng(3)
SIZE = {2023: 500, 2024: 700}


def invented() -> pd.DataFrame:
    """Two cohorts in two schools; who has work answers more often, in the second cohort fewer do."""
    n = sum(SIZE.values())
    people = pd.DataFrame(
        {
            "graduate_id": np.arange(n),
            "cohort": np.repeat(list(SIZE), list(SIZE.values())),
            "programme_code": RNG.choice(["P", "Q"], n, p=[0.6, 0.4]),
            "gender": RNG.choice(["female", "male"], n),
            "origin_region": RNG.choice(["50", "51"], n),
            "destination_code": RNG.choice(["11", "801", "70"], n, p=[0.6, 0.2, 0.2]),
        }
    )
    work = people["destination_code"] == "11"
    chance = np.where(work, 0.6, 0.3) * np.where(people["cohort"] == 2023, 1, 0.6)
    people["answered"] = RNG.random(n) < chance
    happy = np.where(people["programme_code"] == "P", "5", "2")
    people["job_satisfaction"] = np.where(RNG.random(n) < 0.7, happy, "3")
    people.loc[~work | (RNG.random(n) < 0.1), "job_satisfaction"] = None
    people["pay_monthly"] = np.where(work, RNG.integers(40, 90, n) * 100, np.nan)
    return people


PEOPLE = invented()


def staged() -> dict[str, list[dict]]:
    own = ["graduate_id", "cohort", "programme_code", "gender", "origin_region"]
    register = PEOPLE[["graduate_id", "destination_code"]].to_dict("records")
    answers = []
    for row in PEOPLE[PEOPLE["answered"]].to_dict("records"):
        work = row["destination_code"] == "11"
        answers.append(
            {
                "graduate_id": row["graduate_id"],
                "source": "survey",
                "destination_code": row["destination_code"],
                "main_activity": "full_time_work" if work else "job_seeking",
                "work_hours": 40 if work else 0,
                "seeking": "none" if work or row["destination_code"] == "801" else "full_time",
                "job_satisfaction": row["job_satisfaction"]
                if pd.notna(row["job_satisfaction"])
                else None,
                "pay_monthly": row["pay_monthly"] if work else None,
            }
        )
    return {
        "programmes": [
            {"programme_code": "P", "school_code": "S"},
            {"programme_code": "Q", "school_code": "T"},
        ],
        "graduates": PEOPLE[own].to_dict("records"),
        "outcomes": [*register, *answers],
    }


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    return world(tmp_path_factory.mktemp("weighted"), staged())


@pytest.fixture(scope="module")
def respondents() -> pd.DataFrame:
    """Respondents with a weight fitted row by row; two hundred rounds, no product code."""
    parts = []
    for _, everybody in PEOPLE.groupby("cohort"):
        some = everybody[everybody["answered"]].copy()
        some["weight"] = len(everybody) / len(some)
        for _ in range(200):
            for margin in ("programme_code", "gender", "destination_code"):
                now = some.groupby(margin)["weight"].sum()
                wanted = everybody[margin].value_counts()
                some["weight"] *= some[margin].map(wanted / now)
        assert some["weight"].max() < 3 * some["weight"].mean()
        parts.append(some)
    return pd.concat(parts)


def rows(reader: Reader, *args: object, **kwargs: object) -> pd.DataFrame:
    found = measure(reader, *args, **kwargs, weighted=True).frame
    return found[found["method"] == "weighted"].reset_index(drop=True)


def share(some: pd.DataFrame, yes: pd.Series) -> float:
    return float(some.loc[yes, "weight"].sum() / some["weight"].sum())


def test_share_of_one_cohort(reader, respondents):
    row = rows(reader, "satisfaction.job", filters=Filters(cohorts=(2024,))).iloc[0]
    survey = respondents[respondents["cohort"] == 2024]
    base = survey[survey["job_satisfaction"].notna()]
    yes = base["job_satisfaction"].isin(["4", "5"])
    assert row["base"] == len(base)
    assert_allclose(row["value"], share(base, yes), rtol=1e-8)
    w = base["weight"]
    assert_allclose(row["effective_base"], w.sum() ** 2 / (w**2).sum(), rtol=1e-8)
    n = len(survey)
    residual = w * (yes - row["value"]) / w.sum()
    error = np.sqrt(n / (n - 1) * (residual**2).sum() * (1 - n / SIZE[2024]))
    assert_allclose(row["se"], error, rtol=1e-8)
    assert row["interval"] == "wilson_kish_fpc"
    assert row["low"] < row["value"] < row["high"]


def test_weighted_and_unweighted_intervals_are_of_the_same_population(reader):
    """They differ by the effective base alone: neither is wider for want of a correction."""
    one = Filters(cohorts=(2024,))
    both = measure(reader, "satisfaction.job", (), one, weighted=True).frame.set_index("method")
    plain, row = both.loc["unweighted"], both.loc["weighted"]
    larger = plain["effective_base"] / plain["base"]
    assert larger > 1.2
    base = row["effective_base"] * larger
    assert_allclose((row["low"], row["high"]), wilson(row["value"] * base, base), rtol=1e-8)


def test_cohorts_together_count_as_many_as_graduated_and_not_as_many_as_answered(
    reader, respondents
):
    row = rows(reader, "satisfaction.job").iloc[0]
    base = respondents[respondents["job_satisfaction"].notna()]
    assert_allclose(row["value"], share(base, base["job_satisfaction"].isin(["4", "5"])), rtol=1e-8)
    assert_allclose(respondents.groupby("cohort")["weight"].sum().to_dict()[2024], 700)


def test_shares_of_schools_are_domains_of_the_survey(reader, respondents):
    found = rows(reader, "satisfaction.job", ("school",)).set_index("school")
    n = len(respondents)
    for school, code in (("S", "P"), ("T", "Q")):
        base = respondents[
            respondents["job_satisfaction"].notna() & (respondents["programme_code"] == code)
        ]
        yes = base["job_satisfaction"].isin(["4", "5"])
        assert_allclose(found.loc[school, "value"], share(base, yes), rtol=1e-8)
        residual = base["weight"] * (yes - share(base, yes)) / base["weight"].sum()
        se = np.sqrt(n / (n - 1) * (residual**2).sum() * (1 - n / len(PEOPLE)))
        assert_allclose(found.loc[school, "se"], se, rtol=1e-8)


def test_a_dimension_that_no_histogram_has_is_answered_from_rows(reader, respondents):
    found = rows(reader, "satisfaction.job", ("origin_region",)).set_index("origin_region")
    for region in ("50", "51"):
        base = respondents[
            respondents["job_satisfaction"].notna() & (respondents["origin_region"] == region)
        ]
        wanted = share(base, base["job_satisfaction"].isin(["4", "5"]))
        assert_allclose(found.loc[region, "value"], wanted, rtol=1e-8)


def test_rate_among_those_who_want_work_and_median_pay(reader, respondents):
    one = Filters(cohorts=(2023,))
    survey = respondents[respondents["cohort"] == 2023]
    labour = survey[survey["destination_code"] != "801"]
    row = rows(reader, "qilt.overall_rate", filters=one).iloc[0]
    assert_allclose(row["value"], share(labour, labour["destination_code"] == "11"), rtol=1e-8)
    paid = survey[survey["destination_code"] == "11"].sort_values("pay_monthly")
    reached = paid["weight"].cumsum() / paid["weight"].sum()
    row = rows(reader, "pay.median", filters=one).iloc[0]
    assert row["value"] == paid.loc[reached >= 0.5, "pay_monthly"].iloc[0]
    assert row["interval"] == "woodruff"
    assert row["low"] <= row["value"] <= row["high"]


def test_weighted_lies_nearer_the_register_where_the_settled_answer_more(reader):
    """The same rate can be had of everybody from the register: the survey overstates it."""
    wants = PEOPLE[PEOPLE["destination_code"] != "801"]
    truth = (wants["destination_code"] == "11").mean()
    found = measure(reader, "qilt.overall_rate", weighted=True).frame.set_index("method")["value"]
    assert found["unweighted"] - truth > 0.05
    assert abs(found["weighted"] - truth) < 0.01


def test_nothing_changes_where_nobody_asked_for_weights(reader):
    asked = ["satisfaction.job", "cn2024.destination_rate"]
    plain = measure(reader, asked).frame
    assert "se" not in plain
    both = measure(reader, asked, weighted=True).frame
    assert both["method"].tolist() == ["unweighted", "weighted", "registry"]
    rest = both[both["method"] != "weighted"].drop(columns="se").reset_index(drop=True)
    pd.testing.assert_frame_equal(rest, plain)


def test_a_register_is_never_weighted(reader):
    asked = ["cn2024.destination_rate", "nace.knowledge_rate", "survey.response_rr6"]
    assert set(measure(reader, asked, weighted=True).frame["method"]) == {"registry"}
    with pytest.raises(ValueError, match="no weights"):
        cells(
            reader.snapshot,
            load_catalogue().columns["cn_2024"],
            filters=Filters(wave=6),
            weight=True,
        )


def test_small_bases_are_judged_by_heads_and_not_by_weights(reader):
    found = measure(
        reader, "pay.median", ("origin_region", "gender", "programme", "cohort"), weighted=True
    ).frame
    few = found[found["base"] < reader.profile.average_base]
    many = found[(found["method"] == "weighted") & (found["base"] >= reader.profile.average_base)]
    assert (few["status"] == "suppressed").all()
    assert (many["status"] == "shown").all()
    assert set(few["method"]) <= {"weighted", "unweighted"}


def test_scope_holds_for_weighted_rows_and_reports(reader):
    narrow = Reader(reader.snapshot, scope=Scope(schools=("T",)))
    found = rows(narrow, "satisfaction.job", ("school",))
    assert found["school"].tolist() == ["T"]
    told = representativeness(narrow, 2024, 6)
    assert told.loc[told["margin"] == "programme_group", "category"].tolist() == ["T/bachelor"]
    assert set(representativeness(reader, 2024, 6)["margin"]) > {"gender", "registered"}


def test_the_whole_less_the_own_tells_nothing_of_few_others(reader):
    """Who sees all programmes but one could take theirs off the whole."""
    codes = list(dict.fromkeys(reader.snapshot.info().programme_facts["programme"]))
    there = measure(reader, "cn2024.destination_rate", ("programme",), Filters(cohorts=(2024,)))
    others = [c for c in codes if c in set(there.frame["programme"])]
    assert len(others) > 1
    for left_out in others:
        own = tuple(c for c in codes if c != left_out)
        narrow = Reader(reader.snapshot, scope=Scope(programmes=own))
        assert representativeness(narrow, 2024, 6).empty
    assert len(representativeness(reader, 2024, 6))


def test_a_scope_is_told_where_levels_are_codes_of_a_type(reader, monkeypatch):
    """A build from files gives levels as categories, which cannot be added to a text."""
    whole = Snapshot.info

    def typed(snapshot):
        info = whole(snapshot)
        return replace(
            info,
            programmes=info.programmes.assign(level=info.programmes["level"].astype("category")),
        )

    monkeypatch.setattr(Snapshot, "info", typed)
    narrow = Reader(reader.snapshot, scope=Scope(schools=("T", "none")))
    told = representativeness(narrow, 2024, 6)
    assert told.loc[told["margin"] == "programme_group", "category"].tolist() == ["T/bachelor"]


def test_waiting_times_are_not_weighted_and_say_so(reader):
    row = rows(reader, "time.first_job", filters=Filters(wave=6)).iloc[0]
    assert row["status"] == "not_computable"
    assert "not weighted" in row["reason"](translator("en"))


@pytest.mark.parametrize("declared", ["respondents", "with_destination"])
def test_without_a_register_there_is_a_sentence_and_no_weight(tmp_path, declared):
    bare = world(tmp_path, staged(), declared)
    row = rows(bare, "satisfaction.job", filters=Filters(cohorts=(2024,))).iloc[0]
    assert row["status"] == "not_computable"
    for lang in ("en", "zh"):
        assert len(row["reason"](translator(lang))) > 10
    assert np.isnan(row["value"])
    report = weighting_report(bare)
    assert set(report["status"]) == {"not_weighted"}
    assert bare.snapshot.rows("SELECT count(*) FROM mart_weights") == [(0,)]


def test_cohorts_are_not_weighted_in_part(tmp_path):
    """One cohort has too few answers: together they would be weighted to one of two registers."""
    some = staged()
    late = set(PEOPLE.loc[(PEOPLE["cohort"] == 2024) & PEOPLE["answered"], "graduate_id"].iloc[20:])
    some["outcomes"] = [
        o for o in some["outcomes"] if "source" not in o or o["graduate_id"] not in late
    ]
    partly = world(tmp_path, some)
    together = rows(partly, "satisfaction.job").iloc[0]
    assert together["status"] == "not_computable"
    assert "2024" in together["reason"](translator("en"))
    alone = rows(partly, "satisfaction.job", ("cohort",)).set_index("cohort")
    assert alone.loc[2023, "status"] == "shown"
    assert alone.loc[2024, "status"] == "not_computable"


def test_report_and_table_say_what_was_done(reader):
    report = weighting_report(reader, (2024,), 6).iloc[0]
    answered = PEOPLE[(PEOPLE["cohort"] == 2024) & PEOPLE["answered"]]
    assert report["respondents"] == len(answered)
    assert report["population"] == 700
    assert report["status"] == "weighted"
    assert 0 < report["r_indicator"] < 1
    assert_allclose(report["deff"] * report["n_eff"], len(answered))
    known = representativeness(reader, 2024, 6).set_index("category")
    assert known.loc["employed", "difference"] > 0.1
    assert_allclose(known["weighted_difference"].dropna(), 0, atol=1e-6)
    told = table(reader, measure(reader, "satisfaction.job", weighted=True))
    assert told["Method"].tolist() == ["unweighted estimate", "estimate weighted to the register"]
    assert told["Effective base"].notna().all()
    meant = dict(explained(told.columns, translator("en")))
    assert {"Effective base", "Standard error", "Interval"} <= set(meant)
