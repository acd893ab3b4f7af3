"""One programme's answer taken from that of all is the one it would be given by itself."""

from dataclasses import replace

import pandas as pd
import pytest

from yardstick.measure import (
    Filters,
    Reader,
    Scope,
    changes,
    changes_of_one,
    measure,
    measure_among,
    measure_one,
)
from yardstick.measure.snapshot import Snapshot, open_snapshot

ASKED = ("cn2024.destination_rate", "pay.median", "match.both", "time.first_job", "survey.response")
SELECTIONS = [
    Filters(),
    Filters(cohorts=(2022,)),
    Filters(genders=("female",)),
    Filters(cohorts=(1900,)),
]


def names(reader: Reader) -> list[str]:
    known = [*dict.fromkeys(reader.snapshot.info().programmes["programme"])]
    return [known[0], known[-1], "nowhere"]


def readers(reader: Reader) -> list[Reader]:
    school = reader.snapshot.info().programmes["school"].iloc[0]
    strict = replace(reader.profile, name="strict", percent_base=40, hides_percent=True)
    return [
        reader,
        replace(reader, scope=Scope(schools=(school,))),
        replace(reader, profile=strict),
    ]


def alike(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one.astype(object), other.astype(object), check_dtype=False)


@pytest.mark.parametrize("filters", SELECTIONS)
@pytest.mark.parametrize(("by", "weighted"), [((), True), (("cohort",), False)])
def test_one_programme_is_told_the_same(reader, filters, by, weighted):
    for who in readers(reader):
        for programme in names(reader):
            own = filters.with_(programmes=(programme,))
            taken = measure_one(who, ASKED, by, own, weighted)
            asked = measure(who, ASKED, by, own, weighted)
            alike(taken.frame, asked.frame)
            assert (taken.by, taken.filters) == (asked.by, asked.filters)


@pytest.mark.parametrize("filters", SELECTIONS)
def test_programmes_beside_each_other_are_told_the_same(reader, filters):
    for who in readers(reader):
        beside = filters.with_(programmes=tuple(names(reader)[:2]))
        alike(
            measure_among(who, ASKED, beside).frame,
            measure(who, ASKED, ("programme",), beside).frame,
        )


@pytest.mark.parametrize("filters", SELECTIONS)
def test_the_change_of_one_programme_is_told_the_same(reader, filters):
    for who in readers(reader):
        for programme in names(reader):
            own = filters.with_(programmes=(programme,))
            alike(changes_of_one(who, ASKED, own), changes(who, ASKED, (), own))


def test_a_part_of_a_programme_is_asked_for_itself(reader):
    facts = reader.snapshot.info().programmes.iloc[0]
    part = Filters(programmes=(facts["programme"],), schools=("nowhere",))
    alike(measure_one(reader, ASKED, (), part).frame, measure(reader, ASKED, (), part).frame)


def test_the_next_programme_counts_nothing(warehouse):
    known = open_snapshot(warehouse)
    snapshot = Snapshot(known.path, known.build_id)
    first, second = names(Reader(snapshot))[:2]
    measure_one(Reader(snapshot), ASKED, (), Filters(programmes=(first,)))

    def refuse(*_: object) -> None:
        raise AssertionError("counted again")

    snapshot.arrays = refuse
    found = measure_one(Reader(snapshot), ASKED, (), Filters(programmes=(second,)))
    assert len(found.frame)
    snapshot.close()
