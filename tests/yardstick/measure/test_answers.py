"""Answers to questions: published examples, what is never put together, and small bases."""

import numpy as np
import pytest

from tests.yardstick.measure.surveys import SCALES, paired, scores, spread
from tests.yardstick.measure.worlds import graduates, world
from yardstick.catalogue import load_catalogue
from yardstick.export.table import table
from yardstick.inference.proportion import wilson
from yardstick.measure import Filters, Reader, Scope, distribution, measure, open_snapshot
from yardstick.measure.cells import cells
from yardstick.measure.estimate import estimate
from yardstick.measure.labels import answer_label, label
from yardstick.measure.model import Status
from yardstick.text import translator

CATALOGUE = load_catalogue()
FIVE = {5: 100, 4: 150, 3: 120, 2: 20, 1: 10}
FOUR = {4: 120, 3: 210, 2: 50, 1: 20}
CEQ = {1: 2, 2: 5, 3: 13, 4: 50, 5: 30}
#: The published example: means 4.6, 4.2, ... of ten people each.
IMPORTANCE = [spread(n, 10) for n in (46, 42, 39, 31, 28, 44)]
ATTAINMENT = [spread(n, 10) for n in (32, 41, 29, 38, 27, 30)]
ALL = Filters(pairs=tuple(f"alumni/c{k}/1" for k in range(6)))


def value(indicator: str, counts: dict[float, int], ends=(1.0, 5.0), blank: int = 0) -> float:
    i = CATALOGUE[indicator]
    made = estimate(scores(i.column, counts, ends, blank), [i])[0]
    assert made.base[0] == sum(counts.values())
    return float(made.value[0])


@pytest.mark.parametrize(
    ("indicator", "counts", "ends", "expected"),
    [
        ("voice.top_two", FIVE, (1, 5), 0.625),
        ("voice.top_three", FIVE, (1, 5), 0.925),
        ("voice.mean", FIVE, (1, 5), 3.775),
        ("voice.mycos_satisfaction", FOUR, (1, 4), 0.825),
        ("ceq.agreement", CEQ, (1, 5), 0.80),
        ("ceq.value", CEQ, (1, 5), 50.5),
        ("voice.nps", {10: 20, 9: 15, 8: 25, 7: 10, 6: 10, 0: 20}, (0, 10), 5.0),
        ("mycos.competence_importance", {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}, (1, 5), 50.0),
        ("competence.shortage", {-1: 30, 0: 40, 1: 20, 2: 10}, (1, 7), 0.30),
        ("competence.surplus", {-2: 10, -1: 20, 0: 40, 1: 30}, (1, 7), 0.30),
    ],
)
def test_published_examples(indicator, counts, ends, expected):
    assert value(indicator, counts, ends, blank=25) == pytest.approx(expected, abs=1e-12)


def test_the_mean_has_the_t_interval_of_r():
    """t.test(c(1, 2, 2, 3, 5, 5, 4))$conf.int in R."""
    i = CATALOGUE["voice.mean"]
    made = estimate(scores("answer_score", {1: 1, 2: 2, 3: 1, 5: 2, 4: 1}), [i])[0]
    assert (made.low[0], made.high[0]) == pytest.approx((1.68752765594, 4.59818662978), abs=1e-9)
    assert made.sd[0] == pytest.approx(1.57359158494, abs=1e-9)


@pytest.fixture(scope="session")
def fixture_reader(warehouse) -> Reader:
    return Reader(open_snapshot(warehouse))


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    people = {"graduates": graduates(3), **paired(IMPORTANCE, ATTAINMENT)}
    return world(tmp_path_factory.mktemp("answers"), people)


def test_gaps_of_the_published_example(reader):
    asked = ["competence.gap", "competence.importance", "competence.attainment"]
    found = measure(reader, asked, ("pair",), ALL).frame
    gap, importance, attainment = (found[found["indicator"] == x]["value"].tolist() for x in asked)
    assert gap == pytest.approx([1.4, 0.1, 1.0, -0.7, 0.1, 1.4])
    assert importance == pytest.approx([4.6, 4.2, 3.9, 3.1, 2.8, 4.4])
    assert attainment == pytest.approx([3.2, 4.1, 2.9, 3.8, 2.7, 3.0])
    assert set(found["base"]) == {10}
    alike = found["sd"] == 0
    # That all said the same makes no mean certain: there is no interval, never one of no width.
    assert found["low"][alike].isna().all()
    assert (found["low"] < found["value"])[~alike].all()
    assert found["pair"].tolist()[::3] == list(ALL.pairs)
    assert label(reader, "pair", "alumni/c3/1") == "Skill 3"


def test_questions_are_never_mixed(reader):
    row = measure(reader, "competence.gap").frame.iloc[0]
    assert row["status"] == Status.NOT_APPLICABLE
    assert np.isnan(row["value"])
    with pytest.raises(ValueError, match="questions"):
        cells(reader.snapshot, CATALOGUE.columns["pair_gap"], (), Filters(wave=6))
    named = measure(reader, "competence.gap", (), ALL.with_(pairs=ALL.pairs[:1])).frame.iloc[0]
    assert named["status"] == Status.UNRELIABLE
    assert named["value"] == pytest.approx(1.4)


def test_figures_of_graduates_know_no_questions(reader):
    row = measure(reader, "mix.study", (), Filters(items=("alumni/i0/1",))).frame.iloc[0]
    assert row["status"] == Status.NOT_APPLICABLE
    assert "single questions" in row["reason"].message


def test_answers_are_not_split_by_what_only_graduates_have(reader):
    row = measure(reader, "competence.gap", (), ALL.with_(items=("x",))).frame.iloc[0]
    assert row["status"] == Status.NOT_APPLICABLE
    assert measure(reader, "competence.gap", ("origin",), ALL).frame.empty


def test_without_a_survey_the_source_provides_nothing(tmp_path):
    bare = world(tmp_path, {"graduates": graduates(3)})
    row = measure(bare, "competence.gap").frame.iloc[0]
    assert row["status"] == Status.NOT_COMPUTABLE
    assert "No source provides" in row["reason"].message
    assert measure(bare, "voice.mean", ("item",)).frame.empty
    assert bare.snapshot.info().pairs.empty


def test_averages_of_fewer_than_eight_are_withheld(tmp_path):
    """Programme A has eight pairs, B seven: one of its people left a side blank."""
    importance, attainment = [spread(60, 16)], [[*spread(50, 15), None]]
    small = world(tmp_path, paired(importance, attainment, programmes=("A", "B")))
    asked = Filters(pairs=("alumni/c0/1",))
    found = measure(small, ["competence.gap", "competence.shortage"], ("programme",), asked).frame
    gap, short = (found[found["indicator"] == f"competence.{x}"] for x in ("gap", "shortage"))
    assert gap["base"].tolist() == [8, 7]
    assert gap["status"].tolist() == [Status.UNRELIABLE, Status.SUPPRESSED]
    assert np.isnan(gap["value"].iloc[1])
    assert np.isnan(gap["sd"].iloc[1])
    assert short["status"].tolist() == [Status.UNRELIABLE, Status.UNRELIABLE]


def test_the_scope_admits_only_its_own_programmes(tmp_path):
    importance, attainment = [spread(60, 20)], [spread(50, 20)]
    both = world(tmp_path, paired(importance, attainment, programmes=("A", "B")))
    own = Reader(both.snapshot, Scope(programmes=("A",)))
    found = measure(own, "competence.gap", ("pair", "programme")).frame
    assert found["programme"].tolist() == ["A"]
    assert found["base"].tolist() == [10]
    with_other = ALL.with_(programmes=("B",))
    assert measure(own, "competence.gap", (), with_other).frame["base"].tolist() == [0]


def test_whoever_belongs_to_no_programme_counts_in_the_whole_only(tmp_path):
    tables = paired([spread(60, 20)], [spread(50, 20)])
    for r in tables["respondents"][:5]:
        r["programme_code"] = None
    some = world(tmp_path, tables)
    assert measure(some, "competence.gap", ("pair",)).frame["base"].tolist() == [20]
    by = measure(some, "competence.gap", ("pair", "programme")).frame
    assert sorted(by["base"]) == [5, 15]
    scoped = Reader(some.snapshot, Scope(programmes=("P",)))
    assert measure(scoped, "competence.gap", ("pair",)).frame["base"].tolist() == [15]


def test_questions_on_other_scales_are_not_averaged_together(tmp_path):
    tables = paired([spread(60, 20), spread(60, 20)], [spread(50, 20), spread(50, 20)])
    tables["scales"] = [*SCALES, *({**s, "scale": "seven"} for s in SCALES[:4])]
    for i in tables["items"]:
        i["scale"] = "seven" if i["item"].endswith("1") else "five"
    both = world(tmp_path, tables)
    row = measure(both, "voice.mean", (), Filters(items=("alumni/i0/1", "alumni/i1/1")))
    assert row.frame["status"].tolist() == [Status.NOT_APPLICABLE]
    apart = measure(both, ["voice.mean", "voice.top_two"], ("item",)).frame
    assert apart[apart["indicator"] == "voice.mean"]["status"].eq(Status.UNRELIABLE).all()
    other = apart[(apart["indicator"] == "voice.top_two") & apart["item"].str.contains("1/1")]
    assert other["status"].eq(Status.NOT_APPLICABLE).all()
    assert "{low} to {high}" in other["reason"].iloc[0].message


def test_each_question_is_read_at_the_wave_it_was_asked(tmp_path):
    late = world(tmp_path, paired([spread(60, 20)], [spread(50, 20)], wave=60))
    found = measure(late, "competence.gap", ("pair",)).frame
    assert found["wave_used"].tolist() == [60]
    assert found["base"].tolist() == [20]
    early = measure(late, "competence.gap", (), ALL.with_(wave=6)).frame.iloc[0]
    assert early["status"] == Status.NO_DATA


def test_answers_spread_over_the_whole_scale_in_its_order(tmp_path):
    tables = paired([[5] * 12 + [4] * 8 + [2] * 5 + ["x"] * 3 + [None] * 2], [spread(90, 30)])
    some = world(tmp_path, tables)
    found = distribution(some, "answer_code", (), Filters(items=("alumni/i0/1",)))
    assert found.frame["code"].tolist() == ["1", "2", "3", "4", "5"]
    assert found.frame["n"].tolist() == [0, 5, 0, 8, 12]
    assert found.frame["share"].tolist() == pytest.approx([0, 0.2, 0, 0.32, 0.48])
    assert set(found.frame["base"]) == {25}
    assert found.missing == {"cannot_say": 3, "not_answered": 2}
    low, high = wilson([12], [25], 0.95)
    assert found.frame[["low", "high"]].iloc[4].tolist() == pytest.approx([low[0], high[0]])
    assert answer_label(some, "alumni/i0/1", "4") == "Level 4"
    assert distribution(some, "answer_code").status == Status.NOT_APPLICABLE
    assert set(table(some, found)["Category"]) == {f"Level {k}" for k in range(1, 6)}


def test_whoever_chose_several_answers_counts_once(fixture_reader):
    """The fixture's question on contact takes several answers: shares are of people."""
    at = Filters(items=("alumni/CON/1",))
    found = distribution(fixture_reader, "answer_code", (), at)
    people = measure(fixture_reader, "voice.positive", ("item",), at)
    assert found.frame["code"].tolist() == ["news", "reunion", "mentor", "none"]
    assert found.frame["n"].sum() > found.frame["base"].iloc[0]
    assert found.frame["share"].le(1).all()
    asked = found.frame["base"].iloc[0] + sum(found.missing.values())
    assert people.frame["population"].tolist() == [asked]


def test_scores_are_not_weighted_and_say_so(fixture_reader):
    at = Filters(items=("alumni/SAT/1",))
    asked = ["voice.positive", "voice.mean"]
    found = measure(fixture_reader, asked, (), at, weighted=True).frame
    rows = {(r["indicator"], r["method"]): r for r in found.to_dict("records")}
    plain = measure(fixture_reader, asked, (), at).frame
    assert rows["voice.positive", "unweighted"]["value"] == plain["value"].iloc[0]
    # The survey of the fixture is too small to weight: the share's own reason says that.
    for x, why in (("voice.positive", "weight by"), ("voice.mean", "scores")):
        assert rows[x, "weighted"]["status"] == Status.NOT_COMPUTABLE
        assert why in rows[x, "weighted"]["reason"](translator("en"))
