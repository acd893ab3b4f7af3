"""Several comparisons at once are the same as one at a time."""

import pandas as pd
import pytest

from yardstick.catalogue import load_catalogue
from yardstick.measure import Filters, change, changes


@pytest.mark.parametrize("by", [(), ("school",), ("programme",)])
@pytest.mark.parametrize("filters", [Filters(), Filters(cohorts=(2022,)), Filters(schools=("X",))])
def test_together_as_one_by_one(reader, by, filters):
    ids = list(load_catalogue().indicators)
    single = pd.concat([change(reader, i, by, filters) for i in ids], ignore_index=True)
    together = changes(reader, ids, by, filters)
    pd.testing.assert_frame_equal(single.astype(object), together.astype(object), check_dtype=False)
