"""A feed of those who succeeded says nothing of how many did, nor how long it took them."""

import numpy as np
import pytest

from tests.yardstick.measure.worlds import graduates, world
from yardstick.catalogue import load_catalogue
from yardstick.measure import Filters, Status, curve, measure
from yardstick.text import translator

EN, ZH = translator("en"), translator("zh")
#: Work hours and activity make the rates of QILT, MyCOS and OfS; all who are in the feed work.
WORKING = {
    "destination_code": "10",
    "source": "survey",
    "work_hours": 40,
    "seeking": "full_time",
    "main_activity": "full_time_work",
    "occupation": "2",
    "months_to_first_job": 2.0,
    "first_job_found": "yes",
}


def fed(folder, population: str, **more: object):
    folder = folder / population
    folder.mkdir()
    wave = more.pop("wave", 6)
    rows = [{"graduate_id": k, "wave": wave, **WORKING, **more} for k in range(1, 31)]
    return world(folder, {"graduates": graduates(30), "outcomes": rows}, population)


def row(reader, indicator: str):
    return measure(reader, indicator, (), Filters()).estimates().iloc[0]


@pytest.mark.parametrize("population", ["with_destination", "employed_only"])
def test_waiting_is_not_measured_among_those_who_waited_no_longer(tmp_path, population):
    reader = fed(tmp_path, population)
    found = row(reader, "time.first_job")
    assert found["status"] == Status.NOT_COMPUTABLE
    assert np.isnan(found["value"])
    said = (
        "The source holds only graduates with a destination or a job. Those still waiting are not "
        "in it, so the waiting time cannot be computed."
    )
    assert found["reason"](EN) == said
    assert found["reason"](ZH).startswith("数据源仅含已落实去向或已就业的毕业生")
    line = curve(reader, "time.first_job")
    assert (line.status, line.reason(EN)) == (Status.NOT_COMPUTABLE, said)
    assert line.frame.empty


@pytest.mark.parametrize("population", ["all_graduates", "respondents"])
def test_waiting_is_measured_where_those_who_wait_could_be_in(tmp_path, population):
    reader = fed(tmp_path, population)
    assert row(reader, "time.first_job")["value"] == 2
    assert curve(reader, "time.first_job").status == Status.SHOWN


@pytest.mark.parametrize("indicator", ["qilt.full_time_rate", "qilt.overall_rate"])
def test_no_share_of_those_without_a_destination_where_there_are_none(tmp_path, indicator):
    """All work because only they were delivered: 100 % would be an artefact."""
    found = row(fed(tmp_path, "with_destination"), indicator)
    assert found["status"] == Status.NOT_COMPUTABLE
    assert found["reason"](EN) == (
        "The source holds only graduates with a destination, so a share that also counts "
        "graduates without one cannot be computed."
    )
    assert row(fed(tmp_path, "respondents"), indicator)["value"] == 1


def test_mycos_and_ofs_likewise(tmp_path):
    half = fed(tmp_path, "with_destination")
    assert row(half, "mycos.employment_rate")["status"] == Status.NOT_COMPUTABLE
    (tmp_path / "later").mkdir()
    later = fed(tmp_path / "later", "with_destination", wave=15)
    assert row(later, "ofs.positive_outcome")["status"] == Status.NOT_COMPUTABLE
    # Among those who work, nobody is missing.
    assert row(later, "hesa.highly_skilled")["status"] == Status.SHOWN


def test_every_share_with_the_unplaced_in_its_base_is_held_back():
    """What the rule rests on: each survey rate over a labour market names its unplaced codes."""
    catalogue = load_catalogue()
    held = {
        i.id
        for i in catalogue.indicators.values()
        if set(i.base) & set(catalogue.columns[i.column].unplaced)
    }
    assert held == {
        "qilt.full_time_rate",
        "qilt.overall_rate",
        "qilt.participation",
        "ofs.positive_outcome",
        "ofs.professional",
        "mycos.employment_rate",
    }
