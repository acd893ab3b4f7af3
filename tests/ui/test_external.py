"""External figures are read in their unit, whatever their source calls it."""

from types import SimpleNamespace

import pandas as pd
import pytest

from ui.external import shown
from yardstick.text import translator


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["91.0%", "CNY 5,200 a month", "SGD 4,300 a month", "12", "index 104"]),
        ("zh", ["91.0%", "每月5,200元", "每月SGD 4,300", "12", "index 104"]),
    ],
)
def test_values_in_words(lang, said):
    t = translator(lang)
    units = [t("share (0 to 1)"), "CNY/month", "SGD/month", t("persons"), "index"]
    values = pd.Series([0.91, 5200.0, 4300.0, 12.0, 104.0])
    table = pd.DataFrame({t("Value"): values, t("Unit"): units})
    assert shown(SimpleNamespace(t=t, lang=lang), table)[t("Value")].tolist() == said
