"""The model beside a comparison: what it does with groups of which all or none have the outcome."""

import numpy as np
import pytest

from yardstick.compare.pooled import pooled
from yardstick.inference import mixed_logit
from yardstick.inference.design import coded
from yardstick.text import translator

ALL_PLACED = ("bachelor", "not_recorded")


def institution(units: int = 12, n: int = 40, seed: int = 4) -> tuple:
    """Programmes whose bachelors have entry scores, except a few without one, who are all placed.

    Masters have none either: neither level nor score by itself says who has the outcome.
    """
    kinds = [
        ("bachelor", "p60_80"),
        ("bachelor", "p80_100"),
        ALL_PLACED,
        ("master", "not_recorded"),
    ]
    unit = np.repeat(np.arange(units), len(kinds))
    level, band = (np.array([k[j] for k in kinds] * units) for j in (0, 1))
    few = (level == ALL_PLACED[0]) & (band == ALL_PLACED[1])
    rng = np.random.default_rng(seed)
    size = np.where(few, 3.0, float(n))
    rate = 0.8 + 0.1 * (band == "p80_100") + rng.uniform(-0.1, 0.1, units)[unit]
    x = np.where(few, size, rng.binomial(size.astype(int), np.clip(rate, 0, 1)))
    return {"level": level, "entry_band": band}, unit, size, x, few


def test_only_those_are_set_apart_of_whom_the_model_can_say_nothing():
    factors, unit, n, x, few = institution()
    found = pooled(factors, ["entry_band"], {}, unit, n, x, None, 12)
    assert np.isfinite(found.effect).all()
    # The same as without them, and not without all bachelors, all masters or all scores.
    rest = ~few
    held = {k: v[rest] for k, v in factors.items()}
    design = coded(held, {}, n[rest], {"level": "bachelor", "entry_band": "not_recorded"})
    alone = mixed_logit.fit(design, unit[rest], x[rest], n[rest], units=12)
    expected = mixed_logit.in_points(alone, design, unit[rest], n[rest])
    assert found.sigma == pytest.approx(alone.sigma, rel=1e-5)
    assert found.effect == pytest.approx(expected.points, abs=1e-6)
    assert len(found.notes) == 1
    for lang, named in (("en", "36 graduates (“Bachelor, "), ("zh", "本科")):
        assert named in found.notes[0](translator(lang))


def test_a_single_value_is_named_by_itself_and_a_mixture_by_its_number():
    _, unit, n, x, few = institution()
    found = pooled(
        {"gender": np.where(few, "female", "male")}, ["gender"], {}, unit, n, x, None, 12
    )
    assert "(“Female”)" in found.notes[0](translator("en"))
    origin = np.where(few & (unit % 2 == 0), "abroad", np.where(few, "served", "elsewhere"))
    found = pooled({"origin": origin}, ["origin"], {}, unit, n, x, None, 12)
    said = found.notes[0](translator("en"))
    assert said.startswith("36 graduates")
    assert np.isfinite(found.effect).all()


def test_where_nobody_is_left_no_model_is_made():
    factors, unit, n, _, _ = institution()
    found = pooled(factors, ["entry_band"], {}, unit, n, n, None, 12)
    assert np.isnan(found.effect).all()
    assert found.notes
