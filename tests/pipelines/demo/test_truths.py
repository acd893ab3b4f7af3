"""What was planted can be found in the files with plain pandas, and nothing where nothing was."""

import numpy as np
import pandas as pd
import pytest

from pipelines.demo import truths

AFTER = truths.REFORMS[0].first_cohort


def bachelors(people: pd.DataFrame) -> pd.DataFrame:
    return people[~people["专业代码"].str[0].isin(["M", "D"])]


def test_headline_numbers_look_like_a_university(demo):
    people = demo.everybody[demo.everybody["毕结业"] == "毕业"]
    by_cohort = people.groupby("毕业年份")[["settled", "study"]].mean()
    assert by_cohort["settled"].between(0.90, 0.96).all()
    assert by_cohort["study"].between(0.24, 0.35).all()
    listed = demo.read("survey_list.csv")
    answered = listed["处置结果"].isin(["complete", "partial"]).groupby(listed["调查轮次"]).mean()
    assert 0.45 < answered[6] < 0.60
    assert answered.is_monotonic_decreasing
    survey = demo.read("survey_6_months.csv").merge(people[["学号", "毕业年份"]], on="学号")
    pay = survey[survey["税前月收入"] > 0].groupby("毕业年份")["税前月收入"].median()
    assert pay.loc[2016] >= 5_000
    assert pay.loc[2025] <= 8_500
    assert pay.loc[2025] > pay.loc[2020] > pay.loc[2016]
    skilled = survey["职业大类"].dropna().le(3).mean()
    assert 0.65 < skilled < 0.78


def test_response_leans_towards_the_successful(demo):
    people = demo.everybody[demo.everybody["毕结业"] == "毕业"]
    survey = set(demo.read("survey_6_months.csv")["学号"])
    answered = people["学号"].isin(survey)
    rate = answered.groupby(people["settled"]).mean()
    odds = rate / (1 - rate)
    lean = np.log(odds[True] / odds[False])
    assert 0.6 < lean < 1.1, "planted at 0.9, blurred a little by what the register does not know"
    assert people.loc[answered, "settled"].mean() - people["settled"].mean() > 0.01


@pytest.mark.parametrize("reform", truths.REFORMS, ids=lambda r: r.programme)
def test_reforms_show_in_a_difference_of_differences(demo, reform):
    people = bachelors(demo.everybody)
    people = people[people["毕业年份"] >= 2019]  # one census date throughout
    after = people["毕业年份"] >= AFTER
    treated = people["专业代码"] == reform.programme
    others = ~people["专业代码"].isin([r.programme for r in truths.REFORMS])
    rate = people["settled"].groupby([np.where(treated, 1, np.where(others, 0, 2)), after])
    m, n = rate.mean(), rate.count()
    change = (m[1, True] - m[1, False]) - (m[0, True] - m[0, False])
    se = np.sqrt(
        sum(m[k] * (1 - m[k]) / n[k] for k in [(0, False), (0, True), (1, False), (1, True)])
    )
    if reform.eta:
        assert change > 0.03
        assert change / se > 2
    else:
        assert abs(change) / se < 2.6


def test_two_programmes_stand_off_the_line_of_intake(demo):
    people = bachelors(demo.everybody)
    table = people.groupby("专业代码").agg(
        n=("settled", "size"), rate=("settled", "mean"), intake=("入学百分位", "mean")
    )
    planted = [truths.BETTER_THAN_INTAKE.programme, truths.WORSE_THAN_INTAKE.programme]
    reformed = [r.programme for r in truths.REFORMS]
    rest = table.drop(index=planted + reformed)
    slope, level = np.polyfit(rest["intake"], rest["rate"], 1, w=np.sqrt(rest["n"]))
    assert slope > 0, "stronger intake does better"
    off = table["rate"] - (level + slope * table["intake"])
    assert off[planted[0]] > 0.03
    assert off[planted[1]] < -0.08
    assert off.drop(index=reformed).idxmax() == planted[0]
    assert off.drop(index=reformed).idxmin() == planted[1]
    for planted_effect in (truths.BETTER_THAN_INTAKE, truths.WORSE_THAN_INTAKE):
        assert table["intake"][planted_effect.programme] == pytest.approx(
            planted_effect.intake, abs=2
        )


def test_the_early_cohorts_have_another_census_and_a_lower_rate(demo):
    people = demo.everybody
    days = people.groupby("毕业年份")["统计截止日期"].agg(lambda d: set(d.str[5:]))
    assert all(days[c] == {"11-15"} for c in range(2016, 2019))
    assert all(days[c] == {"12-31"} for c in range(2019, 2026))
    rate = people.groupby("毕业年份")["settled"].mean()
    assert rate[2019] - rate[2018] > 0.008


def test_some_destinations_are_unknown_and_some_sources_disagree(demo):
    people = demo.everybody
    waiting = people["毕业去向代码"] == "70"
    assert people.loc[people["unknown"], "毕业去向代码"].eq("70").all()
    assert 0.015 < people["unknown"].mean() < 0.05
    assert (waiting & ~people["unknown"]).any()
    both = demo.read("survey_6_months.csv").merge(people, on="学号")
    says_study = both["目前去向"].isin(["境内读研", "第二学士学位", "出国出境"])
    assert 0.003 < (says_study != both["study"]).mean() < 0.05
    reports = pd.read_csv(demo.folder / "employer_reports.csv", encoding="gb18030")
    named = reports.merge(people[["学号", "单位名称"]], on="学号", suffixes=("", "_register"))
    assert 0.04 < (named["单位名称"] != named["单位名称_register"]).mean() < 0.13


def test_answers_come_late_and_first_jobs_are_censored(demo):
    survey = demo.read("survey_6_months.csv")
    late = survey["提交日期"].str[5:7] == "02"
    assert 0.03 < late.mean() < 0.09
    waiting = survey["是否已有首份工作"] == "否"
    assert (survey.loc[waiting, "求职月数"].dropna() == 6).all()
    assert (survey["求职月数"] == 0).sum() > 1_000, "jobs found before graduation count as 0"


def test_pay_is_heaped_and_women_are_paid_less_at_the_same_level(demo):
    survey = demo.read("survey_6_months.csv").merge(demo.everybody, on="学号")
    pay = survey.loc[survey["税前月收入"] > 0]
    assert (pay["税前月收入"] % 1000 == 0).mean() > 0.5
    assert (pay["税前月收入"] % 100 == 0).mean() > 0.9
    group = [pay["专业代码"], pay["毕业年份"]]
    log_pay = np.log(pay["税前月收入"])
    centred = log_pay - log_pay.groupby(group).transform("mean")
    gap = centred[pay["性别"] == "女"].mean() - centred[pay["性别"] == "男"].mean()
    assert truths.FEMALE_LOG_PAY - 0.04 < gap < -0.02


def test_lineage_is_written_as_planted(demo):
    book = pd.read_excel(demo.folder / "programmes.xlsx", header=3, dtype=str, engine="calamine")
    before = book.set_index("专业代码")["前身专业"].dropna().to_dict()
    for old, new in truths.RENAMED.items():
        assert before.pop(new) == old
    for old, new in truths.MERGED.items():
        assert before.pop(new) == ";".join(old)
    for old, parts in truths.SPLIT.items():
        assert {before.pop(p) for p in parts} == {old}
    assert not before
    for code in truths.RENAMED_IN_PLACE:
        assert book.loc[book["专业代码"] == code, "专业名称"].nunique() == 2
    codes = demo.everybody.groupby("专业代码")["毕业年份"].max()
    assert all(
        codes[c] < truths.COHORTS[-1] for c in (*truths.RENAMED, *truths.SPLIT, *truths.CLOSED)
    )


def test_some_cells_are_small(demo):
    people = demo.everybody
    cells = people[people["专业代码"].isin(truths.SMALL)].groupby(["专业代码", "毕业年份"]).size()
    assert cells.between(3, 22).all()


def test_work_is_concentrated_where_planted_and_stays_in_the_served_region(demo):
    people = demo.everybody
    school = {"CS": "080901", "CE": "081001", "MD": "101101"}
    for key, industries in truths.CONCENTRATED.items():
        own = people[people["专业代码"] == school[key]]["单位行业"].dropna()
        assert own.isin(industries).mean() > 0.5
    work = people[~people["study"] & people["单位或学校所在地代码"].notna()]
    stays = work["单位或学校所在地代码"].eq(truths.SERVED_REGION)
    from_here = work["生源地代码"].eq(truths.SERVED_REGION)
    assert stays[from_here].mean() == pytest.approx(truths.STAY_IF_FROM_HERE, abs=0.02)
    assert stays[~from_here].mean() == pytest.approx(truths.STAY_IF_FROM_ELSEWHERE, abs=0.02)
    top = people["单位名称"].value_counts(normalize=True)
    assert top.head(50).sum() > 0.15, "a heavy tail: few employers hire many"
