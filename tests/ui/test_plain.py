"""Plain tables: numbers in the download, the same in words on the page."""

from types import SimpleNamespace

import pandas as pd
import pytest

from ui import external
from ui.plain import readable, whole_numbers
from ui.quality import files, origins
from yardstick.text import translator

P = SimpleNamespace(t=translator("en"), lang="en")


def test_counts_are_separated_and_shares_percentages_but_years_stay_names():
    raw = pd.DataFrame(
        {
            "Cohort": whole_numbers([2024, 2025]),
            "Rows": whole_numbers([12345, None]),
            "Share": [0.0561, None],
            "File": ["a", "b"],
        }
    )
    assert readable(P, raw).to_numpy().tolist() == [
        ["2024", "12,345", "5.6%", "a"],
        ["2025", "", "", "b"],
    ]
    # The download keeps the numbers.
    assert raw["Rows"].tolist()[0] == 12345


def test_single_columns_may_be_said_otherwise():
    raw = pd.DataFrame({"Gain or loss": [12, -3]})
    said = readable(P, raw, {"Gain or loss": lambda v: f"{v:+d}"})
    assert said["Gain or loss"].tolist() == ["+12", "-3"]


def test_the_data_page_hands_out_numbers():
    tables = {
        "meta_sources": pd.DataFrame({"file_id": [1], "file": ["o.csv"]}),
        "meta_accounting": pd.DataFrame(
            [(1, "outcomes", 1234, 1230, 4, 0, 1230)],
            columns=["file_id", "target", "read", "loaded", "rejected", "excluded", "expanded"],
        ),
        "meta_conflicts": pd.DataFrame(
            [(2024, 6, "region", 2000, 50)],
            columns=["cohort", "wave", "field", "graduates", "conflicting"],
        ),
    }
    p = SimpleNamespace(
        t=P.t,
        lang="en",
        reader=SimpleNamespace(snapshot=SimpleNamespace(table=tables.__getitem__)),
    )
    rows = files.accounting(p)
    assert rows["Read"].tolist() == [1234]
    assert readable(p, rows)["Read"].tolist() == ["1,234"]
    disagreeing = origins.conflicts(p)
    assert disagreeing["Share"].tolist() == [0.025]
    assert readable(p, disagreeing)["Share"].tolist() == ["2.5%"]
    assert readable(p, disagreeing)["Cohort"].tolist() == ["2024"]


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("share (0 to 1)", 0.9234, "92.3%"),
        ("persons", 1200.0, "1,200"),
        ("SGD", 4500.0, "SGD 4,500"),
        ("SGD", None, ""),
    ],
)
def test_an_external_figure_stands_in_its_unit(unit, value, said):
    raw = pd.DataFrame({"Value": pd.Series([value], dtype=float), "Unit": [unit]})
    assert external.shown(P, raw)["Value"].tolist() == [said]
