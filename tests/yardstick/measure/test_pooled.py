"""Cohorts that were not observed alike are put together only with a note."""

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from tests.yardstick.measure.worlds import world
from yardstick.export import to_csv, to_xlsx
from yardstick.measure import Filters, distribution, measure
from yardstick.measure.pooled import pooled, pooled_in, pooled_words
from yardstick.text import translator

RATE = "cn2024.destination_rate"
NOTE = (
    "Several cohorts are put together here although they were not observed alike. The census dates "
    "differ (2022-08-31 for 2022, 2023-12-31 for 2023), so the figures are not compared."
)


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    """The census moved after 2022 and not since."""
    censuses = {2022: date(2022, 8, 31), 2023: date(2023, 12, 31), 2024: date(2024, 12, 31)}
    people, told = [], []
    for year, census in censuses.items():
        for _ in range(30):
            key = len(people) + 1
            people.append({"graduate_id": key, "cohort": year})
            told.append({"graduate_id": key, "destination_code": "10", "observed_on": census})
    return world(tmp_path_factory.mktemp("moved"), {"graduates": people, "outcomes": told})


@pytest.mark.parametrize(
    ("cohorts", "said"),
    [((), NOTE), ((2022, 2024), NOTE), ((2023, 2024), ""), ((2022,), "")],
)
def test_only_what_lies_on_both_sides_of_a_break(moved, cohorts, said):
    found = pooled(moved, [RATE, "mix.study"], Filters(cohorts=cohorts))
    assert pooled_words(found, translator("en")) == said


def test_figures_split_by_cohort_pool_nothing(moved):
    assert pooled_in(moved, measure(moved, RATE, ("cohort",))) == ()
    assert len(pooled_in(moved, measure(moved, RATE, ("school",)))) == 1
    assert len(pooled_in(moved, distribution(moved, "cn_2024"))) == 1
    assert pooled_in(moved, distribution(moved, "cn_2024", ("cohort",))) == ()


def test_downloads_say_it_above_their_table(moved):
    for data in (measure(moved, RATE), distribution(moved, "cn_2024")):
        rows = csv.reader(io.StringIO(to_csv(moved, data).decode("utf-8-sig")))
        assert [f"# {NOTE}"] in rows
        book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(moved, data)))
        sheet = book.get_sheet_by_name("Table").to_python()
        assert NOTE in [row[0] for row in sheet]
    alone = measure(moved, RATE, (), Filters(cohorts=(2023, 2024)))
    assert b"put together" not in to_csv(moved, alone)
