"""Findings of feedback: gaps and disagreements as stored, told with their base, within the scope."""

import shutil

import numpy as np
import pytest

from pipelines.signals import write_signals
from tests.yardstick.measure.surveys import paired
from tests.yardstick.measure.worlds import world
from yardstick.findings.gaps import gaps
from yardstick.findings.told import chance_sentence, sentence
from yardstick.findings.told_feedback import FEEDBACK
from yardstick.measure import Filters, Reader, Scope, Snapshot
from yardstick.signals import chance, signals
from yardstick.text import translator

PROGRAMMES = ("P", "Q", "R", "U")
ALUMNI, EMPLOYERS = 400, 200
EN, ZH = translator("en"), translator("zh")


def tables() -> dict[str, list[dict]]:
    """Alumni of P lack the first competence; employers rate all graduates lower on the second."""
    rng = np.random.default_rng(3)

    def answers(people: int, mean: float) -> list[int]:
        return np.clip(np.rint(mean + 0.8 * rng.standard_normal(people)), 1, 5).astype(int).tolist()

    alumni = paired(
        [answers(ALUMNI, 4), answers(ALUMNI, 4)],
        [answers(ALUMNI, 4), answers(ALUMNI, 4)],
        PROGRAMMES,
    )
    lacking = {k + 1 for k in range(ALUMNI) if PROGRAMMES[k % 4] == "P"}
    for row in alumni["responses"]:
        if row["item"] == "a0" and row["respondent_id"] in lacking:
            row["code"] = str(max(int(row["code"]) - 2, 1))
    employers = paired(
        [answers(EMPLOYERS, 4), answers(EMPLOYERS, 4)],
        [answers(EMPLOYERS, 4), answers(EMPLOYERS, 3)],
        PROGRAMMES,
        "employers",
    )
    for row in employers["responses"]:
        if row["item"] == "a0" and PROGRAMMES[(row["respondent_id"] - 1) % 4] == "P":
            row["code"] = str(max(int(row["code"]) - 2, 1))
    for row in employers["items"]:
        row["respondent"] = "employer"
    both = {k: [*alumni[k], *employers[k]] for k in ("items", "responses", "respondents")}
    schools = [{"programme_code": x, "school_code": "S" + x[:1]} for x in PROGRAMMES]
    return alumni | both | {"programmes": schools}


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    folder = tmp_path_factory.mktemp("feedback_signals")
    made = world(folder, tables())
    copy = folder / "signals.duckdb"
    shutil.copy(made.snapshot.path, copy)
    write_signals(copy, "copy", draws=40)
    return Reader(Snapshot(copy, "copy"))


@pytest.fixture(scope="module")
def found(reader):
    return signals(reader)


def test_the_gap_of_one_programme_is_found_by_both_surveys_and_no_other(found):
    own = found[found["kind"] == "gap"]
    alumni = own[own["subject"] == "alumni/c0/1"]
    assert alumni["programme"].tolist() == ["P"]
    row = alumni.iloc[0]
    assert (row["n"], row["materiality"]) == (100, 0.25)
    assert row["low"] < row["difference"] < row["high"]
    assert row["size"] == pytest.approx(row["at_least"] / 0.25)
    assert own[own["subject"] == "alumni/c1/1"].empty


def test_employers_are_apart_in_the_whole_and_in_each_part(found):
    own = found[(found["kind"] == "disagreement") & (found["subject"] == "alumni/a1/1")]
    assert set(own["unit"]) == {"institution", "school", "programme"}
    assert own["difference"].between(-1.8, -0.4).all()
    assert (own["tone"] == "bad").all()
    whole = own[own["unit"] == "institution"].iloc[0]
    assert (whole["n"], whole["n_beside"]) == (ALUMNI, EMPLOYERS)
    places = found.loc[found["kind"] == "disagreement", "unit"].tolist()
    assert places.index("institution") < places.index("programme")


@pytest.mark.parametrize("kind", ["gap", "disagreement"])
def test_a_sentence_has_base_interval_and_scale_and_no_cause(reader, found, kind):
    for row in found[found["kind"] == kind].to_dict("records"):
        said = sentence(row, reader, EN)
        assert f"{int(row['n']):,} " in said
        assert "95% interval" in said
        assert "scale from 1 to 5" in said
        assert "not known from these data" in said
        assert "because" not in said
        assert sentence(row, Reader(reader.snapshot, lang="zh"), ZH) != said


def test_a_school_is_told_of_itself_and_nothing_of_all(reader, found):
    own = signals(Reader(reader.snapshot, Scope(schools=("SP",))))
    expected = found[(found["programme"] == "P") | (found["school"] == "SP")]
    assert len(own) == len(expected)
    assert set(own["unit"]) == {"programme", "school"}
    assert chance(Reader(reader.snapshot, Scope(schools=("SP",)))).empty
    filtered = signals(reader, Filters(programmes=("Q",)))
    assert set(filtered["programme"]) <= {"Q", ""}
    assert "institution" not in set(filtered["unit"])


def test_chance_is_counted_for_every_list_and_told(reader):
    lists = chance(reader)
    assert (lists["draws"] == 40).all()
    told = lists[lists["family"].isin(FEEDBACK)]
    assert set(told["family"]) == {"gap", "disagreement"}
    assert len(told) == 5, "two lists of pairs, and three units of disagreement"
    assert (told["mean"] < 0.5).all()
    for row in told.to_dict("records"):
        assert "redraws of the data by the same rule" in chance_sentence(row, reader, EN)
        assert "重抽" in chance_sentence(row, Reader(reader.snapshot, lang="zh"), ZH)


def test_without_draws_nothing_is_said_of_chance(reader):
    _, lists = gaps(reader, 0)
    assert [x["draws"] for x in lists] == [0, 0]
    assert all(np.isnan(x["mean"]) for x in lists)
