"""The pooled effects a build stored are those a page would compute, and serve only where they are."""

import shutil

import numpy as np
import pandas as pd
import pytest

from pipelines.signals import write_signals
from tests.yardstick.compare.test_compare import wider
from tests.yardstick.measure.worlds import world
from yardstick.compare import compare, comparison, load_outcomes
from yardstick.compare.model import Comparison
from yardstick.compare.stored import EFFECTS, MODELS, _plain, _reason
from yardstick.measure import Filters, Reader, Reason, Scope, Snapshot
from yardstick.measure.effects import stored_effects
from yardstick.text import Bilingual

POOLED = ["pooled", "pooled_low", "pooled_high", "shrunk"]


def built(live: Reader, folder) -> Reader:
    """The snapshot as a build leaves it, with what it compared."""
    copy = folder / "with_effects.duckdb"
    shutil.copy(live.snapshot.path, copy)
    write_signals(copy, "copy", draws=2)
    return Reader(Snapshot(copy, "copy"))


@pytest.fixture(scope="module")
def live(tmp_path_factory) -> Reader:
    tables = wider("E", "F")
    tables["market"] = [
        {"source": "Office", "year": 2024, "indicator": "vacancies", "field": f, "value": v}
        for f, v in (("01", 900.0), ("02", 400.0))
    ]
    return world(tmp_path_factory.mktemp("live"), tables)


@pytest.fixture(scope="module")
def stored(live, tmp_path_factory) -> Reader:
    return built(live, tmp_path_factory.mktemp("stored"))


def same(a: Comparison, b: Comparison) -> None:
    pd.testing.assert_frame_equal(a.frame, b.frame)
    assert (a.market, a.factors_left) == (b.market, b.factors_left)
    assert (a.notes, a.model_notes) == (b.notes, b.model_notes)
    np.testing.assert_array_equal([a.sigma, a.reference], [b.sigma, b.reference])


@pytest.fixture
def no_fit(monkeypatch):
    """Whoever fits a model now fails."""

    def refuse(*_: object) -> None:
        raise AssertionError("fitted")

    monkeypatch.setattr(comparison, "pooled", refuse)


def test_stored_and_live_agree(live, stored):
    made = compare(live, "destination")
    assert made.market
    assert made.frame["pooled"].notna().all()
    same(compare.__wrapped__(stored, "destination"), made)


@pytest.mark.parametrize("outcome", list(load_outcomes()))
def test_stored_and_live_agree_on_every_outcome(reader, outcome, monkeypatch):
    """What the fixture's build stored is what is fitted now."""
    stored = compare.__wrapped__(reader, outcome)
    assert stored.frame["pooled"].notna().any()
    monkeypatch.setattr(comparison, "kept", lambda *_: None)
    same(stored, compare.__wrapped__(reader, outcome))


def test_the_usual_comparison_takes_what_is_stored(stored, no_fit):
    for model in (True, False):
        c = compare.__wrapped__(stored, "destination", model=model)
        assert c.frame[POOLED].notna().all(axis=None)
    # The same graduates named by cohort and wave are the same comparison.
    named = compare.__wrapped__(stored, "destination", Filters(cohorts=(2024,), wave=6))
    assert named.frame["pooled"].notna().all()
    own = compare.__wrapped__(stored, "destination", Filters(schools=("S1",)))
    assert set(own.frame["programme"]) == {"A", "B"}


@pytest.mark.parametrize(
    "asked",
    [
        {"filters": Filters(genders=("female",))},
        {"factors": "intake_without_gender"},
        {"factors": "cohort_level"},
        {"factors": ("gender", "entry_band", "origin")},
        {"target": "category"},
    ],
)
def test_any_other_comparison_is_fitted_anew(stored, no_fit, asked):
    with pytest.raises(AssertionError, match="fitted"):
        compare.__wrapped__(stored, "destination", **asked)
    left = compare.__wrapped__(stored, "destination", model=False, **asked)
    assert left.frame[POOLED].isna().all(axis=None)


def test_without_stored_effects_none_stand_where_none_were_asked_for(live):
    assert compare(live, "destination", model=False).frame[POOLED].isna().all(axis=None)


def test_what_is_stored_is_of_every_programme_and_hidden_where_the_comparison_hides_it(stored):
    effects, model = stored_effects(stored.snapshot, "destination")
    assert list(effects.columns) == list(EFFECTS)
    assert list(model) == list(MODELS)
    assert effects["programme"].tolist() == ["A", "B", "C", "D", "E", "F"]
    assert effects[["cohort_first", "cohort_last"]].eq(2024).all(axis=None)
    assert model["reference"] == pytest.approx(compare(stored, "destination").reference)
    # Two outside the scope hide nothing of each other, so no effect is told.
    few = compare(Reader(stored.snapshot, Scope(programmes=("A", "B", "C", "D"))), "destination")
    assert few.withheld
    assert few.frame[POOLED].isna().all(axis=None)
    assert np.isnan(few.sigma)
    some = compare(Reader(stored.snapshot, Scope(schools=("S1",))), "destination")
    assert some.frame["programme"].tolist() == ["A", "B"]
    assert some.frame["pooled"].notna().all()


def test_reasons_come_back_as_they_were():
    reason = Reason("Without {factors} ({n}).", (("factors", Bilingual("a", "甲")), ("n", 3)))
    assert _reason(_plain(reason)) == reason
