"""The stored models: of the whole and of its parts, with the numbers the methods give by hand."""

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from pipelines import drivers
from pipelines.drivers import write_drivers
from tests.published import published, with_models
from tests.support import read_fixture
from yardstick.feedback.driving import State
from yardstick.inference.ordinal import ordinal
from yardstick.inference.shapley import shapley_shares


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The file of the fixture institution as it was built."""
    (path,) = published(tmp_path_factory, "drivers").glob("warehouse_*.duckdb")
    return path


@pytest.fixture(scope="module")
def again(built, tmp_path_factory) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Models and drivers written anew with a smaller least base."""
    folder = with_models(built.parent, tmp_path_factory.mktemp("again"))
    (path,) = folder.glob("warehouse_*.duckdb")
    with duckdb.connect(str(path), read_only=True) as con:
        return tuple(
            con.execute(f"FROM {x} ORDER BY place").df() for x in ("drivers_models", "drivers")
        )


def test_a_build_stores_models_and_says_where_too_few_answered(built):
    with duckdb.connect(str(built), read_only=True) as con:
        models = con.execute("FROM drivers_models ORDER BY place").df()
        assert con.execute("SELECT count(*) FROM drivers").fetchone() == (0,)
    assert set(models["state"]) == {State.FEW}
    whole = models[(models["level"] == "institution") & (models["survey"] == "alumni")]
    assert whole["target"].tolist()[:2] == ["alumni/SAT/1", "alumni/REC/1"]
    assert set(whole["kind"]) == {"item", "outcome"}
    linked = set(models.loc[models["kind"] == "outcome", "survey"])
    assert linked == {"alumni"}, "employers have no outcomes of their own"
    assert set(models["level"]) == {"institution", "school", "programme"}


def _scores() -> pd.DataFrame:
    """Scores of the alumni, one column per question, straight from the files."""
    points = {(r["scale"], r["code"]): r["score"] for r in read_fixture("scales") if r["score"]}
    scale = {r["item"]: r["scale"] for r in read_fixture("items") if r["survey"] == "alumni"}
    rows = [r for r in read_fixture("responses") if r["survey"] == "alumni"]
    frame = pd.DataFrame(rows)
    frame["score"] = [float(points.get((scale.get(r["item"]), r["code"])) or np.nan) for r in rows]
    return frame.pivot_table("score", "respondent_id", "item", aggfunc="first")


def test_stored_numbers_are_those_of_the_method_on_the_rows(again):
    models, rows = again
    whole = models[(models["level"] == "institution") & (models["target"] == "alumni/SAT/1")]
    model = whole.iloc[0]
    assert model["state"] == State.COMPUTED
    own = rows[(rows["level"] == "institution") & (rows["target"] == "alumni/SAT/1")]
    scores = _scores()
    columns = own["driver"].str.split("/").str[1].tolist()
    assert set(columns) >= {"A_teamwork", "A_analysis", "A_writing"}
    assert not {"REC", "SAT"} & set(columns), "none that sums up drives another"
    assert not any(c.startswith("R_") for c in columns), "what work asks is no driver"
    given = scores[scores["SAT"].notna()]
    complete = given[columns].dropna()
    assert (model["answered"], model["n"]) == (len(given), len(complete))
    y, x = given.loc[complete.index, "SAT"].to_numpy(), complete.to_numpy()
    assert_allclose(own["share"], shapley_shares(y, x, draws=0).share, atol=1e-12)
    assert_allclose(own["coefficient"], ordinal(y, x).coefficient, rtol=1e-6)
    assert model["r_squared"] == pytest.approx(own["share"].sum())
    assert model["positive_from"] == 3


def test_parts_are_modelled_on_their_own_people(again):
    models, rows = again
    schools = models[(models["level"] == "school") & (models["state"] == State.COMPUTED)]
    assert not schools.empty
    one = schools.iloc[0]
    whole = models[(models["level"] == "institution") & (models["target"] == one["target"])].iloc[0]
    assert one["n"] < whole["n"]
    own = rows[(rows["code"] == one["code"]) & (rows["target"] == one["target"])]
    assert len(own) == one["drivers"]


def test_outcomes_count_as_their_indicators_define_them():
    known = {i: drivers._values(drivers.load_catalogue()[i]) for i in drivers.OUTCOMES}
    assert known["satisfaction.job"] == {str(k): float(k) for k in range(1, 6)}
    assert known["match.field"]["own_or_related"] == 1
    assert known["match.field"]["different"] == 0
    assert set(known["cn2024.destination_rate"].values()) == {0.0, 1.0}


def test_a_build_without_a_survey_has_empty_tables(tmp_path):
    path = tmp_path / "none.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TYPE code_item AS ENUM ()")
        con.execute(
            "CREATE TABLE mart_answers (respondent UBIGINT, programme_id INTEGER, wave INTEGER, "
            "item_id code_item, score DOUBLE, first BOOLEAN)"
        )
        con.execute(
            "CREATE TABLE dim_item (item_id code_item, survey VARCHAR, respondent VARCHAR, "
            "item VARCHAR, construct VARCHAR, kind VARCHAR, scale VARCHAR, positives VARCHAR, "
            "side VARCHAR, place INTEGER)"
        )
        con.execute(
            "CREATE TABLE dim_scale (scale VARCHAR, code VARCHAR, score DOUBLE, cannot_say BOOLEAN)"
        )
        con.execute(
            "CREATE TABLE dim_programme (programme_id INT, programme VARCHAR, school VARCHAR)"
        )
    assert write_drivers(path) == 0
    with duckdb.connect(str(path)) as con:
        assert con.execute("SELECT count(*) FROM drivers_models").fetchone() == (0,)
