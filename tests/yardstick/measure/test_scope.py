"""No filter can widen what a reader may see."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yardstick.measure import (
    Filters,
    Scope,
    SnapshotMissingError,
    choices,
    distribution,
    flows,
    measure,
    open_snapshot,
)

SCHOOLS = ("ENG", "HUM", "nowhere")
PROGRAMMES = ("080901", "080703", "081203", "050201", "050211", "120203", "nothing")


def some(values):
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


FILTERS = st.builds(
    Filters,
    cohorts=some((2022, 2023, 2024, 1999)),
    schools=some(SCHOOLS),
    categories=some(("05", "08", "12", "99")),
    classes=some(("0809", "0807", "0502")),
    programmes=some(PROGRAMMES),
    levels=some(("bachelor", "master")),
    genders=some(("female", "male", "' OR 1=1 --")),
)
SCOPES = st.builds(
    Scope,
    schools=st.none() | some(SCHOOLS),
    programmes=st.none() | some(PROGRAMMES),
)
BY = st.sampled_from(((), ("school",), ("programme", "gender"), ("hardship",), ("cohort",)))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(filters=FILTERS, scope=SCOPES, by=BY)
def test_filters_only_narrow_the_scope(reader, filters, scope, by):
    within = replace(reader, scope=scope)
    asked = measure(within, "cn2024.destination_rate", by, filters).estimates()
    allowed = measure(within, "cn2024.destination_rate", by).estimates()
    whole = measure(reader, "cn2024.destination_rate", by, filters).estimates()
    assert asked["population"].sum() <= allowed["population"].sum()
    assert asked["population"].sum() <= whole["population"].sum()
    if "school" in by and scope.schools is not None:
        seen = asked.loc[asked["population"] > 0, "school"]
        assert set(seen) <= set(scope.schools)
    if "programme" in by and scope.programmes is not None:
        seen = asked.loc[asked["population"] > 0, "programme"]
        assert set(seen) <= set(scope.programmes)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(filters=FILTERS)
def test_an_empty_scope_sees_nobody(reader, filters):
    nobody = replace(reader, scope=Scope(schools=()))
    assert measure(nobody, "cn2024.destination_rate", (), filters).frame["population"].sum() == 0
    assert distribution(nobody, "employer", (), filters).population == 0
    assert flows(nobody, filters).frame.empty


def test_choices_offer_only_what_is_in_scope(reader):
    within = choices(replace(reader, scope=Scope(schools=("HUM",))))
    assert list(within.schools) == ["HUM"]
    assert set(within.programmes) == {"050201", "050211", "050212", "120203"}
    assert within.levels == {"bachelor": "Bachelor"}
    assert set(within.facts) == set(within.programmes)
    nothing = choices(replace(reader, scope=Scope(programmes=())))
    assert (nothing.cohorts, nothing.schools, nothing.genders) == ((), {}, {})


def test_the_snapshot_is_locked_down(reader, tmp_path):
    import duckdb

    for statement in (
        "CREATE TABLE x (a INT)",
        f"COPY dim_cohort TO '{tmp_path}/out.csv'",
        "SELECT * FROM read_csv('README.md')",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            reader.snapshot.rows(statement)


def test_a_snapshot_is_opened_once_and_an_unknown_build_is_refused(reader, warehouse, tmp_path):
    assert open_snapshot(warehouse) is open_snapshot(warehouse, reader.snapshot.build_id)
    with pytest.raises(SnapshotMissingError, match="Build nonsense is not among"):
        open_snapshot(warehouse, "nonsense")
    with pytest.raises(SnapshotMissingError, match="Build one first"):
        open_snapshot(tmp_path)


def test_only_tables_meant_for_reading_are_handed_out(reader):
    assert not reader.snapshot.table("meta_sources").empty
    for name in ("mart_graduate_wave", "cube_pay", "meta_sources; DROP TABLE x"):
        with pytest.raises(KeyError, match="has no table"):
            reader.snapshot.table(name)
