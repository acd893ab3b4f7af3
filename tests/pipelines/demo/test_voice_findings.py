"""What was planted in the alumni survey is found, and stored numbers are those of the methods."""

import csv

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from pipelines.demo import truths
from pipelines.demo.instrument import questions
from yardstick.feedback.drivers import INSTITUTION, PROGRAMME, Part, model, parts, targets
from yardstick.feedback.objectives import judged_objectives, programmes_with_objectives
from yardstick.inference.attainment import Judged
from yardstick.inference.ordinal import ordinal
from yardstick.inference.proportional import proportional
from yardstick.inference.shapley import shapley_shares
from yardstick.places import DATA

WHOLE = Part(INSTITUTION, "")


def overall(reader, part, version="2"):
    about = next(x for x in targets(reader, part) if x.target == f"alumni/SAT/{version}")
    assert about.wave == 6
    return model(reader, part, about)


@pytest.mark.parametrize("version", ["1", "2"])
def test_satisfaction_goes_with_teaching_far_more_than_with_use(reader, version):
    found = overall(reader, WHOLE, version)
    rows = found.drivers.set_index("driver")
    teaching, use = rows.loc["alumni/TEACH/1"], rows.loc["alumni/USE/1"]
    assert found.drivers["driver"].tolist()[:2] == ["alumni/TEACH/1", "alumni/USE/1"]
    assert teaching["share_low"] > 3 * use["share_high"]
    ratio = truths.SATISFACTION_OF_TEACHING / truths.SATISFACTION_OF_USE
    assert teaching["coefficient"] / use["coefficient"] == pytest.approx(ratio, rel=0.15)
    assert use["coefficient_low"] > 0
    assert teaching["shift_low"] > use["shift_high"]


def test_stored_numbers_are_those_of_the_methods_on_the_rows_of_the_file(demo, reader):
    found = overall(reader, WHOLE)
    frame = demo.read("alumni_feedback_second_form.csv")
    frame = frame[frame["调查轮次"] == 6]
    form = questions("alumni", "2")
    with (DATA / "mappings" / "demo_scales.csv").open(encoding="utf-8", newline="") as f:
        scales = [r for r in csv.DictReader(f) if r["score"]]
    points = {}
    for r in scales:
        points.setdefault(r["scale"], {})[r["label_zh"]] = float(r["score"])
    with (DATA / "mappings" / "demo_items.csv").open(encoding="utf-8", newline="") as f:
        scale = {
            r["item"]: r["scale"]
            for r in csv.DictReader(f)
            if r["survey"] == "alumni" and not (r["item"] == "SAT" and r["version"] == "1")
        }

    def scores(item: str) -> pd.Series:
        return frame[form[item].header].map(points[scale[item]])

    answered = scores("SAT").notna()
    drivers = found.drivers["driver"].str.split("/").str[1]
    columns = pd.DataFrame({d: scores(d) for d in drivers})[answered]
    complete = columns.dropna()
    assert (found.row["answered"], found.row["n"]) == (len(columns), len(complete))
    y, x = scores("SAT")[complete.index].to_numpy(), complete.to_numpy()
    assert_allclose(found.drivers["share"], shapley_shares(y, x, draws=0).share, atol=1e-10)
    fit = ordinal(y, x)
    assert_allclose(found.drivers["coefficient"], fit.coefficient, rtol=1e-5)
    assert_allclose(found.drivers["coefficient_low"], fit.low, rtol=1e-4)
    # The test leaves the steps out that fewer than five people for each driver took.
    least = 5 * x.shape[1]
    steps = [k for k in (2, 3, 4, 5) if min((y < k).sum(), (y >= k).sum()) >= least]
    by_hand = proportional(np.searchsorted(steps, y, side="right"), x)
    assert found.row["odds_p"] == pytest.approx(by_hand.p_value, rel=1e-4)


def test_programmes_are_modelled_where_enough_answered(reader):
    some = [p for p in parts(reader) if p.level == PROGRAMME]
    models = [model(reader, p, t) for p in some for t in targets(reader, p) if "/REC/" in t.target]
    computed = [m for m in models if m.computed]
    assert computed
    assert len(computed) < len(models)
    for m in computed:
        assert m.row["n"] >= 100
        assert len(m.drivers) <= 8
        assert m.drivers["driver"].iloc[0] == "alumni/TEACH/1"


def test_the_missed_objective_and_no_other_is_called(reader):
    missed = {
        (p, o.code)
        for p in programmes_with_objectives(reader)
        for o in judged_objectives(reader, p)
        if o.judged == Judged.MISSED
    }
    assert missed == {truths.MISSED_OBJECTIVE}
