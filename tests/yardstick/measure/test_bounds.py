"""Unknown outcomes are no random sample: bounds take the place of a sampling interval."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.yardstick.measure.worlds import cells_of, estimate_of
from yardstick.catalogue import load_catalogue
from yardstick.codes import code_list
from yardstick.figures.natural import with_natural
from yardstick.measure import measure
from yardstick.measure.estimate import estimate

#: Every share of the catalogue that may have bounds, and each with an interval asked for.
BOUNDED = [i for i in load_catalogue().indicators.values() if i.kind == "share" and (i.bounded or i.refuse)]  # fmt: skip
RULES = ("census", "wilson", "wilson_fpc", "agresti_coull_fpc")


@given(data=st.data())
@pytest.mark.parametrize("rule", RULES)
def test_any_interval_of_a_register_lies_within_the_bounds(rule, data):
    i = replace(data.draw(st.sampled_from(BOUNDED)), interval=rule)
    codes = code_list(load_catalogue().columns[i.column].codes).keys()
    counts = {c: data.draw(st.integers(0, 200)) for c in codes}
    found = estimate(cells_of(i.column, counts), [i])[0]
    if np.isnan(found.bounds_low[0]):
        return
    low, high = np.nan_to_num([found.low[0], found.high[0]], nan=found.bounds_low[0])
    assert found.bounds_low[0] <= low <= high <= found.bounds_high[0]
    if found.base[0]:
        assert found.bounds_low[0] <= found.value[0] <= found.bounds_high[0]


def test_all_known_succeeded_and_some_are_unknown():
    """51 of 51 known and 9 unknown: 85 to 100 %, not a 100 % that is nearly certain."""
    counts = {"employed_full_time": 51, "unknown": 9}
    found = estimate_of("nace.career_outcomes_rate", counts)
    assert (found.value[0], found.interval[0]) == (1.0, "bounds")
    assert (found.bounds_low[0], found.bounds_high[0]) == (0.85, 1.0)
    assert np.isnan([found.low[0], found.high[0], found.effective_base[0]]).all()


def test_with_nobody_unknown_it_is_a_full_count():
    found = estimate_of("nace.career_outcomes_rate", {"employed_full_time": 51, "seeking_job": 9})
    assert found.interval[0] == "census"
    assert np.isnan(found.bounds_low[0])


def test_no_interval_for_natural_variation_stands_where_outcomes_are_unknown(reader):
    """Compared programmes get one only where everybody is counted."""
    found = measure(reader, "nace.career_outcomes_rate", ("programme",))
    drawn, _ = with_natural(found.estimates())
    unknown = found.bounds()["programme"]
    assert len(unknown)
    assert drawn[drawn["programme"].isin(unknown)]["low"].isna().all()
