"""Figures recomputed from the source files by plain pandas, without any of the product's code.

The rules are written out again here: precedence of sources, who is outside the population, what
each standard counts. If both were wrong in the same way, two people made the same mistake.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from yardstick.measure import Filters, curve, distribution, flows, measure

FILES = Path(__file__).resolve().parents[1] / "fixtures" / "institution"
PRECEDENCE = ["registry", "employer", "survey", "network", "other"]
EMPLOYED = ["10", "11", "12", "1X", "27", "271", "272", "46", "50", "501", "51", "512", "75", "76"]
STUDY = ["80", "801", "802", "803", "85"]
HIGH = ["1", "2", "3"]


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(FILES / f"{name}.csv", dtype=str, keep_default_na=False).replace("", None)


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    """One row per graduate and wave the cohort was observed at, fields by precedence."""
    outcomes = read("outcomes")
    outcomes["place"] = outcomes["source"].map(PRECEDENCE.index)
    outcomes = outcomes.sort_values("place", kind="stable")
    # Only the survey is answered by graduates; both its waves took place.
    outcomes["answered"] = outcomes["source"] == "survey"
    # groupby.first() takes the first value that is not missing, column by column.
    one = outcomes.groupby(["graduate_id", "wave"], as_index=False).first()
    answered = outcomes.groupby(["graduate_id", "wave"])["answered"].any().reset_index()
    one = one.drop(columns="answered").merge(answered, on=["graduate_id", "wave"])
    # The evidence that counts is that of the record whose destination was taken.
    coded = outcomes[outcomes["destination_code"].notna()]
    taken = coded.drop_duplicates(["graduate_id", "wave"])[["graduate_id", "wave", "evidence"]]
    one = one.drop(columns="evidence").merge(taken, on=["graduate_id", "wave"], how="left")
    graduates = read("graduates")
    waves = outcomes.merge(graduates[["graduate_id", "cohort"]], on="graduate_id")
    waves = waves[["cohort", "wave"]].drop_duplicates()
    all_ = graduates.merge(waves, on="cohort").merge(one, on=["graduate_id", "wave"], how="left")
    all_ = all_[all_["completion_type"].fillna("graduated") == "graduated"]
    all_ = all_[all_["destination_code"] != "65"].copy()
    all_["answered"] = all_["answered"].fillna(False).astype(bool)
    for number in ("work_hours", "pay_monthly", "months_to_first_job"):
        all_[number] = pd.to_numeric(all_[number])
    programmes = read("programmes").drop_duplicates("programme_code")
    return all_.merge(programmes[["programme_code", "school_code", "level"]], on="programme_code")


@pytest.fixture
def half(people) -> pd.DataFrame:
    return people[people["wave"] == "6"]


@pytest.fixture
def later(people) -> pd.DataFrame:
    return people[people["wave"] == "15"]


@pytest.fixture
def value(reader):
    """The product's answer: one number."""

    def ask(indicator: str, column: str = "value", **filters) -> float:
        rows = measure(reader, indicator, filters=Filters(**filters)).estimates()
        assert len(rows) == 1
        return float(rows[column].iloc[0])

    return ask


def test_whoever_answered_has_an_answered_invitation(people):
    invited = read("survey_invitations")
    invited = invited[invited["disposition"].isin(["complete", "partial"])]
    for wave in ("6", "15"):
        at = people[people["wave"] == wave]
        ids = invited.loc[invited["wave"] == wave, "graduate_id"]
        assert set(at.loc[at["answered"], "graduate_id"]) == set(ids) & set(at["graduate_id"])


def test_what_others_report_is_no_answer(reader, half):
    """Employers and networks speak of graduates who never answered."""
    reported = read("outcomes").query("wave == '6' and source in ['employer', 'network']")
    silent = half[~half["answered"]]
    assert silent["graduate_id"].isin(reported["graduate_id"]).any()
    for column in ("qilt", "mycos", "field_match", "job_satisfaction"):
        assert distribution(reader, column).missing["no_response"] >= len(silent), column


def employed(rows: pd.DataFrame) -> pd.Series:
    return rows["destination_code"].isin(EMPLOYED)


def settled(rows: pd.DataFrame) -> pd.Series:
    return rows["destination_code"].isin(EMPLOYED + STUDY)


def test_population(half, value):
    assert value("cn2021.destination_rate", "population") == len(half) == 193


def test_destination_rate(half, value):
    assert value("cn2021.destination_rate") == pytest.approx(settled(half).mean())
    assert value("cn2024.destination_rate") == pytest.approx(settled(half).mean())


@pytest.mark.parametrize("cohort", [2022, 2023, 2024])
def test_destination_rate_of_a_cohort(half, value, cohort):
    rows = half[half["cohort"] == str(cohort)]
    found = value("cn2024.destination_rate", cohorts=(cohort,))
    assert found == pytest.approx(settled(rows).mean())


@pytest.mark.parametrize("school", ["ENG", "HUM"])
def test_destination_rate_of_a_school_and_gender(
    half,
    value,
    school,
):
    rows = half[(half["school_code"] == school) & (half["gender"] == "female")]
    found = value("cn2024.destination_rate", schools=(school,), genders=("female",))
    assert found == pytest.approx(settled(rows).mean())


@pytest.mark.parametrize(
    ("indicator", "codes"),
    [
        ("cn2021.agreement_contract", ["10", "11", "27", "271", "272", "46", "50", "501", "51", "512"]),
        ("cn2021.flexible", ["12", "76"]),
        ("cn2021.venture", ["75"]),
        ("cn2021.study", STUDY),
        ("cn2021.waiting", ["70"]),
        ("cn2021.not_now", ["71", "711", "72"]),
        ("cn2024.unit", ["10", "11", "12", "27", "271", "272", "46", "50", "501", "51", "512"]),
        ("cn2024.freelance", ["76"]),
    ],
)  # fmt: skip
def test_component(half, value, indicator, codes):
    assert value(indicator) == pytest.approx(half["destination_code"].isin(codes).mean())


def test_mix_among_those_with_a_destination(half, value):
    rows = half[settled(half)]
    assert value("mix.study") == pytest.approx(rows["destination_code"].isin(STUDY).mean())
    abroad = rows[rows["destination_code"].isin(STUDY)]["destination_code"] == "85"
    assert value("mix.study_abroad") == pytest.approx(abroad.mean())


def nace_unknown(rows: pd.DataFrame) -> pd.Series:
    code = rows["destination_code"]
    return code.isna() | (code == "00") | ((code == "70") & (rows["evidence"] == "none"))


def test_knowledge_rate(half, value):
    assert value("nace.knowledge_rate") == pytest.approx(1 - nace_unknown(half).mean())


def test_career_outcomes_rate_and_its_bounds(reader, half):
    known = half[~nace_unknown(half)]
    base = known[~known["destination_code"].isin(["71", "72"])]
    positive = settled(base).sum()
    unknown = nace_unknown(half).sum()
    frame = measure(reader, "nace.career_outcomes_rate").frame
    rate, bounds = frame.iloc[0], frame.iloc[1]
    assert rate["value"] == pytest.approx(positive / len(base))
    assert bounds["low"] == pytest.approx(positive / (len(base) + unknown))
    assert bounds["high"] == pytest.approx((positive + unknown) / (len(base) + unknown))


def test_pay(half, value):
    pay = half[employed(half)]["pay_monthly"].dropna()
    assert value("pay.median", "base") == len(pay)
    for indicator, p in (("pay.p25", 0.25), ("pay.median", 0.5), ("pay.p75", 0.75)):
        assert value(indicator) == pytest.approx(np.quantile(pay, p))


def test_full_time_pay(half, value):
    full = half[employed(half) & (half["work_hours"] >= 35)]["pay_monthly"].dropna()
    assert value("pay.median_full_time") == pytest.approx(full.median())
    assert value("qilt.median_pay") == pytest.approx(12 * full.median())


def test_pay_of_a_programme_that_was_renamed(half, value):
    """A series joins the programme with the one it continues."""
    rows = half[half["programme_code"].isin(["080702", "080703"]) & employed(half)]
    pay = rows["pay_monthly"].dropna()
    assert value("pay.median", programmes=("080703",)) == pytest.approx(pay.median())


def test_interval_of_the_median_by_counting(half, value):
    """Ranks l and u such that at most 2.5 % of a fair coin's tosses lie outside, by enumeration."""
    from math import comb

    pay = np.sort(half[employed(half)]["pay_monthly"].dropna())
    n, tail, low = len(pay), 0.0, 0
    while tail + comb(n, low) / 2**n <= 0.025:
        tail += comb(n, low) / 2**n
        low += 1
    assert value("pay.median", "low") == pay[low - 1]
    assert value("pay.median", "high") == pay[n - low]


def labour_force(rows: pd.DataFrame) -> pd.DataFrame:
    """Answers of the survey sorted by hours and by the work sought."""
    usable = rows["answered"] & (
        rows["destination_code"].fillna("00").ne("00")
        | rows["main_activity"].notna()
        | rows["activities"].notna()
        | rows["work_hours"].notna()
        | rows["seeking"].notna()
    )
    rows = rows[usable].copy()
    hours, seeking = rows["work_hours"], rows["seeking"]
    idle = ~(hours >= 1) & ~(hours.isna() & employed(rows))
    rows["status"] = np.select(
        [
            hours >= 35,
            (hours >= 1) & (seeking == "full_time"),
            (hours >= 1) & seeking.isna(),
            hours >= 1,
            hours.isna() & employed(rows),
            idle & (seeking == "full_time"),
            idle & (seeking == "part_time"),
            idle & (seeking == "none"),
        ],
        ["full", "part_more", "part_open", "part", "unstated", "seek_full", "seek_part", "outside"],
        # Answered and not working, but not what is sought: outside every base.
        "idle_open",
    )
    return rows


def test_labour_force_rates(half, value):
    rows = labour_force(half)
    n = rows["status"].value_counts()
    full = n["full"] / (n["full"] + n.get("part_more", 0) + n.get("seek_full", 0))
    assert value("qilt.full_time_rate") == pytest.approx(full)
    placed = n.drop("idle_open", errors="ignore").sum()
    working = n.reindex(["full", "part_more", "part_open", "part", "unstated"]).sum()
    seeking = n.reindex(["seek_full", "seek_part"]).sum()
    assert value("qilt.overall_rate") == pytest.approx(working / (working + seeking))
    assert value("qilt.participation") == pytest.approx((working + seeking) / placed)


WORK = ["full_time_work", "part_time_work", "self_employment", "voluntary_work"]


def in_work(rows: pd.DataFrame) -> pd.Series:
    by_activity = rows["main_activity"].isin(WORK)
    return by_activity.where(rows["main_activity"].notna(), employed(rows)) & rows["answered"]


def test_highly_skilled_at_fifteen_months(later, value):
    working = later[in_work(later)]
    working = working[working["occupation"].notna()]
    assert value("hesa.highly_skilled") == pytest.approx(working["occupation"].isin(HIGH).mean())
    assert value("hesa.highly_skilled", "base") == len(working)


def test_positive_outcome_at_fifteen_months(later, value):
    found = value("ofs.positive_outcome", "positive"), value("ofs.positive_outcome", "base")
    study = ["full_time_study", "part_time_study"]
    other = ["travelling", "caring", "retired"]
    positive = base = professional = 0
    text = ["activities", "main_activity", "destination_code", "occupation"]
    for r in later.loc[later["answered"], text].fillna("").to_dict("records"):
        kinds = {*r["activities"].split(";"), r["main_activity"]} - {""}
        known = r["destination_code"] not in ("", "00")
        if not kinds and not known:
            continue
        base += 1
        works = bool(kinds & set(WORK)) or r["destination_code"] in EMPLOYED
        good_job = works and (r["occupation"] in (*HIGH, ""))
        professional += works and r["occupation"] in HIGH
        studies = bool(kinds & set(study)) or r["destination_code"] in STUDY
        positive += good_job or studies or bool(kinds & set(other))
    assert found == (positive, base)
    assert value("ofs.professional", "positive") == professional


def test_match_by_field_and_level(half, value):
    working = half[in_work(half)]
    own = ["exclusively_own", "own_or_related"]
    field = working["field_match"].dropna()
    assert value("match.field") == pytest.approx(field.isin(own).mean())
    level = working["level_match"].dropna()
    over = ["lower", "below_tertiary"]
    assert value("match.level") == pytest.approx((level == "same").mean())
    assert value("match.over_qualified") == pytest.approx(level.isin(over).mean())
    both = working[working["field_match"].notna() & working["level_match"].notna()]
    neither = ~both["field_match"].isin(own) & both["level_match"].isin(over)
    assert value("match.neither") == pytest.approx(neither.mean())


def test_satisfaction(half, value):
    answers = half[in_work(half)]["job_satisfaction"].dropna()
    answers = answers[answers != "cannot_say"]
    assert value("satisfaction.job") == pytest.approx(answers.isin(["4", "5"]).mean())
    assert value("satisfaction.job_top_three") == pytest.approx(answers.isin(list("345")).mean())


def test_served_region(half, value):
    region = half[employed(half)]["region"].dropna()
    assert value("region.served_share") == pytest.approx((region == "50").mean())


def test_graduation_and_degree_rate(value):
    final = read("enrolments").query("stage == 'final'").astype({"enrolled": int})
    final = final.astype({"graduated": int, "degrees": int})
    enrolled = final["enrolled"].sum()
    assert value("education.graduation_rate") == pytest.approx(final["graduated"].sum() / enrolled)
    assert value("education.degree_rate") == pytest.approx(final["degrees"].sum() / enrolled)


def test_response(half, value):
    invited = read("survey_invitations").query("wave == '6'")
    invited = invited[invited["graduate_id"].isin(half["graduate_id"])]
    n = invited["disposition"].value_counts()
    eligible = n.drop("ineligible", errors="ignore").sum()
    assert value("survey.response") == pytest.approx((n["complete"] + n["partial"]) / eligible)
    assert value("survey.response_rr1") == pytest.approx(n["complete"] / eligible)
    asked = len(half) - n.get("ineligible", 0)
    assert value("survey.reach") == pytest.approx((n["complete"] + n["partial"]) / asked)


def test_time_to_first_job_step_by_step(reader, half, value):
    rows = half[half["months_to_first_job"].notna()]
    found = rows["first_job_found"].fillna("yes") == "yes"
    surviving, expected = 1.0, {}
    for month in sorted(rows["months_to_first_job"].unique()):
        at_risk = (rows["months_to_first_job"] >= month).sum()
        events = (found & (rows["months_to_first_job"] == month)).sum()
        surviving *= 1 - events / at_risk
        expected[month] = surviving
    frame = curve(reader, "time.first_job").frame
    assert frame["value"].tolist() == pytest.approx(list(expected.values()))
    below = [m for m, s in expected.items() if s < 0.5]
    assert value("time.first_job") == below[0]


def test_industries_and_employers(reader, half):
    rows = half[employed(half)]
    spread = distribution(reader, "industry")
    expected = rows["industry"].value_counts()
    assert dict(zip(spread.frame["code"], spread.frame["n"], strict=True)) == expected.to_dict()
    named = distribution(reader, "employer").frame.set_index("code")["n"]
    counts = rows["employer"].value_counts()
    assert named.drop("_rest", errors="ignore").to_dict() == counts[counts >= 3].to_dict()
    assert named.get("_rest", 0) == counts[counts < 3].sum()


def test_flows(reader, half):
    rows = half[employed(half) & half["region"].notna() & half["origin_region"].notna()]
    expected = rows.groupby(["origin_region", "region"]).size().to_dict()
    frame = flows(reader).frame
    frame = frame[frame["origin"].notna()]
    found = {(r["origin"], r["work"]): r["n"] for r in frame.to_dict("records")}
    assert found == expected


def test_rows_answer_what_no_cube_has(reader, half):
    """Hardship is in no cube: the graduates' rows answer, with the same result."""
    frame = measure(reader, "cn2024.destination_rate", by=("hardship",)).frame
    for r in frame.to_dict("records"):
        rows = half[half["hardship"] == r["hardship"]]
        assert (r["base"], r["value"]) == (len(rows), pytest.approx(settled(rows).mean()))
