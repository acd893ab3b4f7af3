"""Findings: what the build stores is what the pages compute, in order, in words, within the scope."""

import shutil
from datetime import date

import numpy as np
import pytest

from pipelines.signals import write_signals
from tests.yardstick.compare.test_compare import institution
from tests.yardstick.compare.test_layers import years
from tests.yardstick.measure.worlds import world
from yardstick.compare import compare, load_outcomes, thresholds, trends
from yardstick.findings.find import find
from yardstick.findings.model import CHANCE_COLUMNS, COLUMNS, KINDS
from yardstick.findings.told import chance_sentence, sentence
from yardstick.findings.told_feedback import FEEDBACK
from yardstick.measure import Filters, Reader, Scope, Snapshot, Status
from yardstick.signals import (
    COMPARED,
    KIND_WORDS,
    chance,
    conditions,
    signals,
    tone_words,
)
from yardstick.text import translator

EN, ZH = translator("en"), translator("zh")


def stored(folder, tables: dict, population: str = "all_graduates") -> Reader:
    """A snapshot with its signals, as a build leaves it."""
    made = world(folder, tables, population)
    copy = folder / "signals.duckdb"
    shutil.copy(made.snapshot.path, copy)
    write_signals(copy, "copy", draws=20)
    return Reader(Snapshot(copy, "copy"))


def with_others(tables: dict, *codes: str) -> dict:
    """The tables with further programmes that place 0.8 of 400 each year."""
    number = len(tables["graduates"])
    for code in codes:
        tables["programmes"].append({"programme_code": code, "school_code": "S" + code})
        for year in (2020, 2021, 2022, 2023):
            for k in range(400):
                number += 1
                tables["graduates"].append(
                    {"graduate_id": number, "programme_code": code, "cohort": year, "gender": None}
                )
                tables["outcomes"].append({
                    "graduate_id": number, "destination_code": "10" if k < 320 else "70",
                    "evidence": "contract", "observed_on": f"{year}-12-31",
                })  # fmt: skip
    return tables


def behind() -> dict:
    """P falls behind Q and R, who place 0.8 each year."""
    return with_others(years(0.48, 0.45, 0.40, 0.35, n=120), "R")


@pytest.fixture(scope="module")
def far(tmp_path_factory) -> Reader:
    return stored(tmp_path_factory.mktemp("signals"), behind())


def test_the_stored_finding_is_the_page_s(far):
    found = signals(far)
    assert list(found.columns) == list(COLUMNS)
    below = found[(found["kind"] == "below") & (found["outcome"] == "destination")]
    assert below["programme"].tolist() == ["P"]
    page = compare(far, "destination").frame.set_index("programme").loc["P"]
    row = below.iloc[0]
    for column in ("n", "observed", "expected", "difference", "sd", "low", "high", "q_value"):
        assert row[column] == pytest.approx(page[column])
    assert row["probability"] == pytest.approx(page["p_below"])
    assert row["tone"] == "bad"
    assert row["at_least"] == pytest.approx(abs(page["difference"]) - 1.6448536 * page["sd"])


def test_a_threshold_missed_two_years_running_is_found(far):
    rows = signals(far)
    missed = rows[(rows["kind"] == "threshold") & (rows["threshold"] == "china_half")]
    assert missed["programme"].tolist() == ["P"]
    assert "below 50%" in sentence(missed.iloc[0].to_dict(), far, EN)


def progression(answers: int, of: int = 60) -> dict[str, list[dict]]:
    """One programme whose respondents all have an outcome that is not positive."""
    people = [
        {"graduate_id": k, "programme_code": "P", "cohort": 2023, "gender": None} for k in range(of)
    ]
    same = {"wave": 15, "source": "survey", "main_activity": "full_time_work", "occupation": "9"}
    said = [{"graduate_id": k, **same} for k in range(answers)]
    listed = [{"graduate_id": k, "wave": 15, "destination_code": "10"} for k in range(of)]
    programmes = [{"programme_code": "P", "school_code": "S", "level": "bachelor"}]
    return {"programmes": programmes, "graduates": people, "outcomes": [*listed, *said]}


@pytest.mark.parametrize(
    ("answers", "of", "found"),
    [
        (22, 60, False),  # below the base of percentages
        (23, 60, True),
        (29, 100, False),  # below the response that OfS publishes from
        (30, 100, True),
    ],
)
def test_a_threshold_is_judged_from_a_base_and_a_response_on(tmp_path, answers, of, found):
    reader = world(tmp_path, progression(answers, of))
    table = thresholds(reader, Filters())
    missed = table[(table["threshold"] == "ofs_b3_progression") & (table["p_below"] >= 0.95)]
    rows = find(reader, draws=0).signals
    rows = rows[rows["threshold"] == "ofs_b3_progression"]
    assert len(missed) == 1, "the trap is there"
    assert missed["judged"].tolist() == [found]
    assert missed["status"].tolist() == [Status.SHOWN if found else Status.UNRELIABLE]
    if answers == 29:
        assert missed["reason"].iloc[0](EN).startswith("Less than 30% of the graduates answered")
    assert len(rows) == found
    if found:
        said = sentence(rows.iloc[0].to_dict(), reader, EN)
        assert "full-time limit as the mode of study is not on record" in said


def test_triage_goes_by_kind_and_size_and_never_by_z(far):
    found = signals(far)
    assert found["place"].tolist() == list(range(len(found)))
    first = np.select([found["kind"] == "coverage", found["tone"] == "bad", found["tone"] == "good"],
                      [1, 0, 2], 3)  # fmt: skip
    assert (np.diff(first) >= 0).all()
    for (_, kind), part in found.groupby(["tone", "kind"]):
        assert kind in KINDS
        assert part["size"].is_monotonic_decreasing


def test_sentences_say_base_interval_and_no_cause(far):
    for row in signals(far).to_dict("records"):
        said = sentence(row, far, EN)
        assert f"{int(row['n']):,}" in said
        assert "because" not in said
        assert sentence(row, Reader(far.snapshot, lang="zh"), ZH) != said
        if row["kind"] in ("below", "above"):
            assert "Why is not known from these data." in said
            # No intake is on record here: nobody may read that it was held constant.
            assert "of the same cohort and level" in said


def test_findings_keep_to_scope_and_filters(far):
    everything = signals(far)
    assert "P" in set(everything["programme"])
    assert signals(Reader(far.snapshot, Scope(schools=("SQ",))), Filters(programmes=("P",))).empty
    assert set(signals(far, Filters(programmes=("P",)))["programme"]) == {"P"}
    own = signals(Reader(far.snapshot, Scope(programmes=("P", "Q", "R"))))
    assert own["programme"].tolist() == everything["programme"].tolist()


def test_a_finding_whose_benchmark_is_withheld_is_not_told(far):
    """Expected and observed together would give the rate of the two others."""
    everything = signals(far, Filters(programmes=("P",)))
    assert {"threshold", "below"} <= set(everything["kind"])
    narrow = Reader(far.snapshot, Scope(programmes=("P",)))
    assert set(compare(narrow, "destination").frame["status"]) == {"not_released"}
    assert trends(narrow, "destination").frame.empty
    own = signals(narrow)
    assert set(own["kind"]) <= {"threshold", "coverage"}
    assert len(own) == everything["kind"].isin(["threshold", "coverage"]).sum()
    # So many in all less the own ones would be those of the others.
    assert chance(narrow).empty
    assert len(chance(far))


def test_a_finding_whose_benchmark_is_shown_is_told(tmp_path):
    """Three others, none of them over half: the scope hears what everybody hears."""
    steep = years(0.70, 0.60, 0.30, 0.20, n=200)
    reader = stored(tmp_path, with_others(steep, "R", "U"))
    narrow = Reader(reader.snapshot, Scope(programmes=("P",)))
    everything = signals(reader, Filters(programmes=("P",)))
    assert {"below", "falling"} <= set(everything["kind"])
    assert signals(narrow)["kind"].tolist() == everything["kind"].tolist()
    assert len(chance(narrow)) == len(chance(reader))
    # With Q alone outside, whatever the scope has of its own hides nothing.
    most = signals(Reader(reader.snapshot, Scope(programmes=("P", "R", "U"))))
    assert set(most["kind"]) <= {"threshold", "coverage"}


def test_chance_is_counted_by_list_and_told(far):
    found = chance(far)
    assert list(found.columns) == list(CHANCE_COLUMNS)
    assert set(found["family"]) == {"benchmark", "trend"}
    assert (found["draws"] == 20).all()
    assert found["mean"].between(0, 1).all()
    assert "programme" not in found.columns
    assert "of 3 programmes are flagged" in chance_sentence(found.iloc[0].to_dict(), far, EN)


def test_a_build_counts_by_chance_over_at_least_200_redraws(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(
        "yardstick.compare.comparison.null_counts", lambda *_, draws: asked.append(draws)
    )
    monkeypatch.setattr(
        "yardstick.findings.find.null_trends", lambda *_, draws: asked.append(draws)
    )
    reader = world(tmp_path, behind())
    copy = tmp_path / "signals.duckdb"
    shutil.copy(reader.snapshot.path, copy)
    write_signals(copy, "copy")
    assert asked
    assert min(asked) >= 200


def test_a_snapshot_without_comparisons_has_none(reader, tmp_path):
    bare = world(tmp_path, institution())
    assert signals(bare).empty
    assert chance(bare).empty


def test_a_feed_of_the_placed_has_findings_of_what_they_do(tmp_path):
    found = find(world(tmp_path, institution("with_destination"), "with_destination"), draws=5)
    assert set(found.chance["outcome"]) == {"study"}


def test_the_fixture_institution_is_searched_whole(reader):
    found = find(reader, draws=5)
    compared = found.chance["family"].isin(COMPARED)
    assert set(found.chance.loc[compared, "outcome"]) == set(load_outcomes())
    assert set(found.chance.loc[~compared, "family"]) <= set(FEEDBACK)
    assert set(found.signals["kind"]) <= set(KIND_WORDS)


def test_the_list_says_what_is_held_and_that_cohorts_are_pooled(tmp_path_factory, far):
    """With one census day nothing is pooled across a break; where it moved, the list says so."""
    found = signals(far)
    assert {"below", "threshold"} & set(found["kind"])
    told = conditions(found, far, EN)
    assert told[0].startswith("Held constant by the benchmark: Cohort and Level.")
    assert "Disciplines are not held constant" in told[0]
    assert conditions(found.iloc[:0], far, EN) == []

    tables = behind()
    cohort = {g["graduate_id"]: g["cohort"] for g in tables["graduates"]}
    for o in tables["outcomes"]:
        year = cohort[o["graduate_id"]]
        o["observed_on"] = date(year, 11, 15) if year < 2022 else date(year, 12, 31)
    moved = stored(tmp_path_factory.mktemp("moved"), tables)
    found = signals(moved)
    alone = conditions(found[found["held"] != ""], moved, EN)
    assert "2021-11-15 for 2021, 2022-12-31 for 2022" in alone[1]
    assert "Each graduate is compared with graduates of the same cohort only" in alone[1]
    limits = conditions(found[found["kind"] == "threshold"], moved, EN)
    assert limits[0].endswith("may cover several of these cohorts.")
    assert "2021-11-15 for 2021" in limits[0]


def test_too_few_answers_are_neither_good_nor_bad_news_nor_none():
    assert tone_words("coverage", "neutral", EN) == "cannot be judged"
    assert tone_words("above", "neutral", EN) == "neither good nor bad"
    assert tone_words("above", "good", EN) == "good news"
