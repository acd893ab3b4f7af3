"""The planted truths of the demo are found by the rule the pages use, and stored by the build."""

import pytest

from pipelines.__main__ import main
from pipelines.demo import truths
from yardstick.compare import trends
from yardstick.measure import Reader, open_snapshot
from yardstick.places import DATA
from yardstick.signals import chance, signals


@pytest.fixture(scope="module")
def reader(demo, tmp_path_factory) -> Reader:
    folder = tmp_path_factory.mktemp("warehouse")
    asked = ["--mapping", str(DATA / "mappings" / "demo.toml"), "--source", str(demo.folder)]
    assert not main(["build", *asked, "--warehouse", str(folder)])
    return Reader(open_snapshot(folder))


def test_who_does_better_and_worse_than_its_intake_is_found(reader):
    found = signals(reader)
    placed = found[found["outcome"] == "destination"].set_index("programme")
    better, worse = truths.BETTER_THAN_INTAKE.programme, truths.WORSE_THAN_INTAKE.programme
    assert (placed.loc[better, "kind"], placed.loc[better, "tone"]) == ("above", "good")
    assert (placed.loc[worse, "kind"], placed.loc[worse, "tone"]) == ("below", "bad")
    assert found.iloc[0]["programme"] == worse, "the largest certain difference comes first"
    assert len(placed) <= 5


def test_reforms_that_worked_rise_against_the_benchmark(reader):
    """At this size the trend's interval excludes no change; the verdict asks for more than that."""
    slopes = trends(reader, "destination").slopes.set_index("programme")
    for reform in truths.REFORMS:
        assert (slopes.loc[reform.programme, "slope_low"] > 0) == bool(reform.eta), reform.programme
    assert (slopes["first"].dropna() > truths.EARLY_CENSUS_UNTIL).all(), "joined across the break"


def test_chance_alone_flags_next_to_nothing(reader):
    found = chance(reader)
    assert (found["draws"] >= 200).all()
    assert found["mean"].sum() < 1
