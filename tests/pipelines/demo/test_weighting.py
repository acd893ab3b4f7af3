"""The survey of the demo flatters the institution; weights to the register take most of it away."""

import numpy as np
import pandas as pd

from pipelines.demo.truths import EARLY_CENSUS_UNTIL
from yardstick.inference.raking import Margin, combine, rake

STUDY = ["801", "802", "85"]
IDLE = ["70", "71", "72"]


def test_weighted_answers_lie_nearer_what_the_register_knows(demo):
    people = demo.everybody[demo.everybody["毕结业"] == "毕业"].copy()
    survey = demo.read("survey_6_months.csv").drop_duplicates("学号")
    nearer, off_before, off_after = 0, [], []
    # Earlier cohorts were counted six weeks before they were surveyed: more had work by then.
    cohorts = [c for c in sorted(people["毕业年份"].unique()) if c > EARLY_CENSUS_UNTIL]
    for cohort in cohorts:
        everybody = people[people["毕业年份"] == cohort]
        group = np.select(
            [everybody["毕业去向代码"].isin(STUDY), everybody["毕业去向代码"].isin(IDLE)], [0, 1], 2
        )
        gender = pd.factorize(everybody["性别"], sort=True)[0]
        there = everybody["学号"].isin(survey["学号"]).to_numpy()
        cell, cells = combine(gender[there], group[there])
        count = np.bincount(cell)
        margins = [
            Margin.of(name, code, np.bincount(of))
            for name, code, of in zip(("gender", "group"), cells, (gender, group), strict=True)
        ]
        weight = pd.Series(rake(count, margins).weight[cell], everybody.loc[there, "学号"])
        said = survey.set_index("学号").loc[weight.index, "目前去向"]
        # What respondents say, not what the register has of them: 3 % of them differ.
        wants = ~said.isin(["境内读研", "第二学士学位", "出国出境"])
        works = wants & ~said.isin(["求职中", "准备升学", "暂不就业"])
        before = works.sum() / wants.sum()
        after = weight[works].sum() / weight[wants].sum()
        truth = (group == 2).sum() / (group != 0).sum()
        assert before > truth
        off_before.append(before - truth)
        off_after.append(after - truth)
        nearer += abs(after - truth) < abs(before - truth)
    assert nearer >= len(cohorts) - 1
    assert np.mean(np.abs(off_after)) < 0.6 * np.mean(off_before)
