"""The triage list on the overview: what the build found, within the scope, or why there is none."""

import pandas as pd

from tests.ui.conftest import words
from yardstick.compare import compare
from yardstick.signals import signals


def test_the_overview_lists_signals_with_ways_on(open_page):
    at = open_page()
    assert not at.exception
    text = words(at)
    assert "Which programmes stand out for the students they take?" in text
    assert "chance alone would give" in text
    assert "in all lists together" in text


def test_signals_follow_the_scope(open_page, reader, monkeypatch):
    school = compare(reader, "destination").frame["school"].iloc[0]
    monkeypatch.setenv("YARDSTICK_SCHOOLS", school)
    at = open_page()
    assert not at.exception
    frame = reader.snapshot.frame("SELECT * FROM signals")
    others = frame.loc[frame["school"] != school, "programme"]
    assert not any(f"programme={code}" in words(at) for code in others)


def test_a_snapshot_without_signals_explains_itself(open_page, monkeypatch):
    monkeypatch.setattr("ui.triage.signals", lambda *_: pd.DataFrame())
    # An address of its own: what a page made of a view is kept.
    at = open_page(cohort=["2022"], level=["bachelor"])
    assert not at.exception
    assert any("built before findings were stored" in i.value for i in at.info)


def test_findings_of_another_version_are_not_told(reader, monkeypatch):
    assert len(signals(reader).columns)
    monkeypatch.setattr(
        "yardstick.signals.stored_signals", lambda *_: pd.DataFrame({"kind": ["below"]})
    )
    assert signals(reader).empty
    assert not len(signals(reader).columns)
