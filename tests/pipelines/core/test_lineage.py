"""Series of programmes: renames and mergers join, splits break, and both say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.lineage import Period, lineage
from tests.pipelines.core.given import mart


def _period(code, *before, since=None, until=None):
    return Period(code, since, until, before)


def _series(*periods):
    return {code: place.series for code, place in lineage(periods).items()}


def _notes(*periods):
    return {c: " ".join(str(n) for n in p.notes) for c, p in lineage(periods).items()}


def test_a_chain_of_renames_is_one_series_called_by_its_latest_code():
    assert _series(_period("A"), _period("B", "A"), _period("C", "B")) == dict.fromkeys("ABC", "C")


def test_a_merger_joins_both_series():
    assert _series(_period("A"), _period("B"), _period("C", "A", "B")) == dict.fromkeys("ABC", "C")


def test_a_split_breaks_the_series_and_says_so():
    rows = (_period("A"), _period("B", "A"), _period("C", "A"))
    assert _series(*rows) == {"A": "A", "B": "B", "C": "C"}
    notes = _notes(*rows)
    assert notes["A"] == "Split into B and C: the series ends here."
    assert notes["B"] == notes["C"] == "Split from A: the series starts anew."


def test_notes_call_programmes_by_their_names():
    con = mart(
        [{"graduate_id": 1}],
        graduates=[{"graduate_id": 1, "programme_code": "A"}],
        programmes=[
            {"programme_code": "A", "name_en": "Painting", "name_zh": "绘画", "valid_to": 2020},
            {"programme_code": "B", "name_en": "Fine Art", "name_zh": "美术", "predecessor": "A"},
        ],
    )
    found = con.execute("SELECT DISTINCT note_en, note_zh FROM dim_programme").fetchall()
    assert [en for en, _ in found] == ["Series of Fine Art, which continues Painting."]
    assert "美术" in found[0][1]
    assert "绘画" in found[0][1]


def test_a_code_that_goes_on_beside_its_successor_was_split():
    rows = (
        _period("A", until=2020),
        _period("A", since=2021),
        _period("B", "A", since=2021),
    )
    assert _series(*rows) == {"A": "A", "B": "B"}


def test_a_code_whose_own_row_names_it_as_predecessor_is_unchanged():
    assert _series(_period("A", "A")) == {"A": "A"}


def test_codes_that_name_each_other_in_a_circle_are_one_series():
    assert len(set(_series(_period("A", "B"), _period("B", "A")).values())) == 1


codes = st.sampled_from("ABCDEF")


@given(st.lists(st.tuples(codes, st.lists(codes, max_size=2)), max_size=8))
def test_every_code_has_one_series_that_is_itself_a_code(rows):
    periods = [Period(code, None, None, tuple(before)) for code, before in rows]
    places = lineage(periods)
    assert set(places) == {p.code for p in periods}
    for place in places.values():
        assert places[place.series].series == place.series if place.series in places else True


@pytest.mark.parametrize(("cohort", "name"), [(2019, "Old"), (2022, "New"), (2035, "New")])
def test_a_graduate_belongs_to_the_period_of_the_cohort(cohort, name):
    con = mart(
        [{"graduate_id": 1}],
        graduates=[{"graduate_id": 1, "cohort": cohort}],
        programmes=[
            {"programme_code": "P", "name_en": "Old", "valid_to": 2020},
            {"programme_code": "P", "name_en": "New", "valid_from": 2021, "valid_to": 2030},
        ],
    )
    found = con.execute(
        "SELECT d.name_en, d.programme FROM mart_graduate_wave JOIN dim_programme AS d "
        "USING (programme_id)"
    ).fetchall()
    assert found == [(name, "P")]


def test_the_latest_row_of_a_series_is_the_only_one_marked_so():
    con = mart(
        [{"graduate_id": 1}],
        graduates=[{"graduate_id": 1, "programme_code": "A"}],
        programmes=[
            {"programme_code": "A", "valid_to": 2020},
            {"programme_code": "B", "predecessor": "A", "valid_from": 2021, "valid_to": 2022},
            {"programme_code": "B", "valid_from": 2023},
        ],
    )
    found = con.execute(
        "SELECT programme_code, valid_from, programme, is_latest, cohort_from FROM dim_programme "
        "ORDER BY programme_id"
    ).fetchall()
    assert found == [
        ("A", None, "B", False, 2024),
        ("B", 2021, "B", False, None),
        ("B", 2023, "B", True, None),
    ]


def test_a_programme_nobody_described_is_kept_under_its_code():
    con = mart(
        [{"graduate_id": 1}],
        graduates=[{"graduate_id": 1, "programme_code": "Z"}],
    )
    found = con.execute(
        "SELECT name_en, school, level, described FROM dim_programme WHERE programme_code = 'Z'"
    ).fetchall()
    assert found == [("Z", "unknown", None, False)]
