"""The labour market in the model: by field, by region of origin, and when it cannot be used."""

import numpy as np
import pytest

from tests.yardstick.measure.worlds import world
from yardstick.compare import compare
from yardstick.measure import Reader
from yardstick.text import translator

T = translator("en")
YEARS = (2020, 2021, 2022)
PROGRAMMES = ("A", "B", "C", "D", "E", "F")
#: Vacancies of the two regions by year, and what a graduate's odds of a place make of them.
HOMES = {"50": (1.0, 2.0, 4.0), "51": (4.0, 1.0, 2.0)}
SLOPE = 0.8


def placed(home: str, year: int) -> float:
    return 1 / (1 + np.exp(-(0.5 + SLOPE * np.log(HOMES[home][year - YEARS[0]]))))


def tables(size: int = 100, unknown: int = 0, **more: list) -> dict:
    """A programme places exactly what its graduates' home regions lead one to expect."""
    people, outcomes = [], []
    for k, programme in enumerate(PROGRAMMES):
        for year in YEARS:
            for home, share in (("50", 0.2 + 0.1 * k), ("51", 0.8 - 0.1 * k)):
                n = round(size * share)
                for j in range(n):
                    number = len(people) + 1
                    people.append({
                        "graduate_id": number, "programme_code": programme, "cohort": year,
                        "gender": None, "origin_region": None if j < unknown else home,
                    })  # fmt: skip
                    outcomes.append({
                        "graduate_id": number, "evidence": "contract",
                        "destination_code": "10" if j < round(n * placed(home, year)) else "70",
                        "observed_on": f"{year}-12-31",
                    })  # fmt: skip
    programmes = [
        {"programme_code": p, "school_code": "S", "category_code": "08" if p < "D" else "07"}
        for p in PROGRAMMES
    ]
    return {"programmes": programmes, "graduates": people, "outcomes": outcomes, **more}


def by_region(regions=HOMES, name: str = "jobs") -> list[dict]:
    return [
        {"source": "Office", "year": y, "indicator": name, "region": home, "value": v}
        for home, values in regions.items()
        for y, v in zip(YEARS, values, strict=True)
    ]


def test_the_market_at_home_is_in_the_model(tmp_path):
    c = compare(world(tmp_path, tables(market=by_region())), "destination", factors="cohort_level")
    (effect,) = c.market
    assert (effect.name, effect.source) == ("jobs", "Office")
    spread = np.std([np.log(v) for home in HOMES for v in HOMES[home]])
    # The coefficient is for one SD of the log figure; homes are half and half.
    assert effect.coefficient == pytest.approx(SLOPE * spread, rel=0.05)
    assert effect.coefficient > 5 * effect.se
    without = compare(world(_new(tmp_path), tables()), "destination", factors="cohort_level")
    assert without.market == ()
    # The benchmark holds what it held: figures on the market are the model's alone.
    assert c.frame["expected"].tolist() == pytest.approx(without.frame["expected"].tolist())
    assert c.frame["n"].tolist() == without.frame["n"].tolist()


def test_a_region_not_on_record_takes_the_mean_and_stays_in_the_base(tmp_path):
    reader = world(tmp_path, tables(unknown=3, market=by_region()))
    c = compare(reader, "destination", factors="cohort_level")
    assert [m.name for m in c.market] == ["jobs"]
    assert c.compared == len(PROGRAMMES) * len(YEARS) * 100


def _new(folder):
    (folder / "other").mkdir()
    return folder / "other"


def test_a_region_without_a_figure_is_a_gap_and_said(tmp_path):
    reader = world(tmp_path, tables(market=by_region({"50": HOMES["50"]})))
    c = compare(reader, "destination", factors="cohort_level")
    assert c.market == ()
    assert "has no figure for some" in c.factors_left["market:jobs"](T)


def test_without_origins_a_regional_figure_says_what_is_missing(tmp_path):
    made = tables(market=by_region())
    for row in made["graduates"]:
        del row["origin_region"]
    c = compare(world(tmp_path, made), "destination", factors="cohort_level")
    assert "no source provides the region" in c.factors_left["market:jobs"](T)


def test_field_and_region_stand_beside_one_another(tmp_path):
    fields = [
        {"source": "Board", "year": y, "indicator": "posts", "field": f, "value": v + y - YEARS[0]}
        for f, v in (("08", 3.0), ("07", 7.0))
        for y in YEARS
    ]
    reader: Reader = world(tmp_path, tables(market=[*by_region(), *fields]))
    c = compare(reader, "destination", factors="cohort_level")
    assert {m.name for m in c.market} == {"jobs", "posts"}
