"""The one road to a number: open a snapshot, ask, and get estimates with their status."""

from yardstick.measure.benchmarks import benchmarks
from yardstick.measure.breaks import breaks
from yardstick.measure.change import change, changes
from yardstick.measure.choices import Choices, choices
from yardstick.measure.curve import curve
from yardstick.measure.distribution import distribution
from yardstick.measure.each import changes_of_one, measure_among, measure_one
from yardstick.measure.flows import flows
from yardstick.measure.labels import label
from yardstick.measure.latest import latest_cohort
from yardstick.measure.market import market
from yardstick.measure.model import (
    EVERYTHING,
    INTERNAL,
    Curve,
    Distribution,
    Filters,
    Measures,
    Profile,
    Reader,
    Reason,
    Scope,
    Status,
)
from yardstick.measure.road import measure
from yardstick.measure.snapshot import Snapshot, SnapshotMissingError, open_snapshot
from yardstick.measure.weighting import representativeness, weighting_report

__all__ = [
    "EVERYTHING",
    "INTERNAL",
    "Choices",
    "Curve",
    "Distribution",
    "Filters",
    "Measures",
    "Profile",
    "Reader",
    "Reason",
    "Scope",
    "Snapshot",
    "SnapshotMissingError",
    "Status",
    "benchmarks",
    "breaks",
    "change",
    "changes",
    "changes_of_one",
    "choices",
    "curve",
    "distribution",
    "flows",
    "label",
    "latest_cohort",
    "market",
    "measure",
    "measure_among",
    "measure_one",
    "open_snapshot",
    "representativeness",
    "weighting_report",
]
