"""A share over those observed is a full count only where everybody was observed."""

import numpy as np

from yardstick.measure import Filters, Reader, measure

ASKED = ("region.served_share", "mix.study")


def test_a_later_wave_is_a_survey_and_gets_an_interval(reader: Reader):
    for indicator in ASKED:
        rows = measure(reader, indicator, (), Filters(wave=15)).frame
        row = rows.iloc[0]
        assert row["base"] > 0, "the fixture's survey at 15 months must have answers"
        assert row["interval"] == "wilson_fpc"
        assert row["low"] < row["value"] < row["high"]


def test_a_register_of_everybody_gets_none(reader: Reader):
    row = measure(reader, "mix.study", (), Filters(wave=6)).frame.iloc[0]
    assert row["interval"] == "census"
    assert np.isnan(row["low"])
    assert np.isnan(row["high"])
