"""The one road to a number: open a snapshot, ask, and get estimates with their status."""

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

__all__ = [
    "EVERYTHING",
    "INTERNAL",
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
    "measure",
    "open_snapshot",
]
