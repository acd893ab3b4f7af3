"""The real feeds, loaded and compared with an independent reading of the same files by pandas."""

import functools
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipelines.load import LoadReport, load_sources
from pipelines.mapping import load_mapping
from tests.pipelines.load.bench import KEY
from tests.realdata import real
from yardstick.places import DATA


@functools.cache
def loaded(name: str, folder: Path) -> tuple[duckdb.DuckDBPyConnection, LoadReport]:
    con = duckdb.connect()
    mapping = load_mapping(DATA / "mappings" / f"{name}.toml")
    return con, load_sources(con, [(mapping, folder)], KEY)


def account(report: LoadReport, target: str) -> tuple[int, int, int, int, int]:
    (c,) = [c for c in report.accounting if c.target == target]
    return c.read, c.loaded, c.rejected, c.excluded, c.expanded


def cqu_file() -> pd.DataFrame:
    path = real("cn_cqu_destinations") / "cqu_destinations.xlsx"
    frame = pd.read_excel(path, engine="calamine", dtype=str)
    return frame.assign(人数=frame["人数"].astype(int))


def test_cqu_school_by_level_by_year_by_destination_equals_the_file() -> None:
    con, report = loaded("cqu", real("cn_cqu_destinations"))
    levels = {"本科": "bachelor", "硕士": "master", "博士": "doctor"}
    codes = {
        "就业": "1X",
        "升学": "80",
        "出国(境)留学或工作": "85",
        "选调生": "512",
        "志愿服务西部计划": "501",
    }
    frame = cqu_file()
    expected = (
        frame.assign(学历=frame["学历"].map(levels), 去向类别=frame["去向类别"].map(codes))
        .groupby(["学部", "学院", "学历", "毕业年度", "去向类别"])["人数"]
        .sum()
        .to_dict()
    )
    found = {
        tuple(row[:5]): row[5]
        for row in con.execute(
            "SELECT p.category_zh, p.school_zh, p.level, g.cohort::VARCHAR, o.destination_code,"
            " count(*) FROM stg_graduates g JOIN stg_programmes p USING (programme_code)"
            " JOIN stg_outcomes o USING (graduate_id) GROUP BY ALL"
        ).fetchall()
    }
    assert found == expected
    assert sum(found.values()) == 29_183
    assert account(report, "graduates") == (7_738, 7_738, 0, 0, 29_183)
    assert account(report, "outcomes") == (7_738, 7_738, 0, 0, 29_183)


def test_cqu_employers_and_universities_equal_the_file() -> None:
    con, _ = loaded("cqu", real("cn_cqu_destinations"))
    frame = cqu_file()
    named = frame[frame["单位名称"] != "其他"]
    study = named["去向类别"].isin(["升学", "出国(境)留学或工作"])
    for column, rows in (("employer", named[~study]), ("study_institution", named[study])):
        expected = rows.groupby("单位名称")["人数"].sum().to_dict()
        found = dict(
            con.execute(
                f"SELECT {column}, count(*) FROM stg_outcomes WHERE {column} IS NOT NULL GROUP BY 1"
            ).fetchall()
        )
        assert found == expected


def test_cqu_has_names_in_both_languages_for_every_school_and_faculty() -> None:
    con, _ = loaded("cqu", real("cn_cqu_destinations"))
    schools, faculties, missing = con.execute(
        "SELECT count(DISTINCT school_code), count(DISTINCT category_code), count(*) FILTER"
        " (school_en IS NULL OR category_en IS NULL OR name_en IS NULL OR name_zh IS NULL)"
        " FROM stg_programmes"
    ).fetchone()
    assert (schools, faculties, missing) == (34, 7, 0)
    assert con.execute("SELECT count(*) FROM meta_unmatched").fetchone() == (0,)
    assert con.execute("SELECT DISTINCT population FROM meta_sources").fetchall() == [
        ("with_destination",)
    ]


def test_cqu_codes_and_english_names_are_distinct() -> None:
    mapping = load_mapping(DATA / "mappings" / "cqu.toml")
    for name in ("school_code", "school_en", "category_code", "category_en"):
        values = list(mapping.recodes[name].values())
        assert len(values) == len(set(values))


def ameo_file() -> pd.DataFrame:
    path = real("in_ameo2015") / "aspiring_minds_employability_outcomes_2015.xlsx"
    return pd.read_excel(path, engine="calamine", dtype=str)


def test_ameo_pay_present_and_the_year_0() -> None:
    con, report = loaded("ameo", real("in_ameo2015"))
    frame = ameo_file()
    kept = frame[frame["GraduationYear"] != "0"]
    assert account(report, "graduates") == (3_998, 3_997, 1, 0, 3_997)
    pay, n, ended, cohorts = con.execute(
        "SELECT sum(pay_monthly), count(pay_monthly), count(observed_on), (SELECT"
        " count(DISTINCT cohort) FROM stg_graduates) FROM stg_outcomes"
    ).fetchone()
    assert pay == pytest.approx(kept["Salary"].astype(float).sum() / 12)
    assert n == len(kept)
    assert ended == (kept["DOL"] != "present").sum()
    assert cohorts == kept["GraduationYear"].nunique()
    first = con.execute("SELECT row, column_name, rule FROM meta_rejects ORDER BY 1, 2").fetchall()
    row = int(frame.index[frame["GraduationYear"] == "0"][0]) + 2
    assert first == [(row, "cohort", "range"), (row, "graduate_id", "reference")]


def test_ameo_cities_are_states_or_listed() -> None:
    con, _ = loaded("ameo", real("in_ameo2015"))
    frame = ameo_file()
    assert frame["JobCity"].nunique() == 339
    recode = load_mapping(DATA / "mappings" / "ameo.toml").recodes["city"]
    city = frame["JobCity"].str.strip().str.lower()
    expected = city.map(recode).dropna().loc[frame["GraduationYear"] != "0"].value_counts()
    found = dict(
        con.execute(
            "SELECT region, count(*) FROM stg_outcomes WHERE region IS NOT NULL GROUP BY 1"
        ).fetchall()
    )
    assert found == expected.to_dict()
    unmatched = con.execute("SELECT sum(n) FROM meta_unmatched").fetchone()[0]
    assert unmatched == ((city != "-1") & ~city.isin(list(recode))).sum()
    assert unmatched < 25


def test_ameo_holds_the_employed_only() -> None:
    con, _ = loaded("ameo", real("in_ameo2015"))
    assert con.execute("SELECT DISTINCT population FROM meta_sources").fetchall() == [
        ("employed_only",)
    ]


def test_ameo_keeps_no_birth_dates() -> None:
    con, _ = loaded("ameo", real("in_ameo2015"))
    births = set(ameo_file()["DOB"].str[:10])
    ends = set(ameo_file()["DOL"].str[:10])
    assert not births <= ends
    dates = {
        d
        for (d,) in con.execute(
            "SELECT DISTINCT observed_on::VARCHAR FROM stg_outcomes WHERE observed_on IS NOT NULL"
        ).fetchall()
    }
    assert dates <= ends


def test_sg_ges_cells() -> None:
    con, report = loaded("sg_ges", real("sg_ges"))
    path = real("sg_ges") / "ges_raw_2013_2023.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    rates = ["employment_rate_overall", "employment_rate_ft_perm"]
    cells = [c for c in frame.columns if c.startswith(("employment_", "basic_", "gross_"))]
    empty = frame[cells].isin(["na", "N.A."]).to_numpy().sum()
    read = len(frame) * len(cells)
    assert account(report, "benchmarks") == (read, read - empty, 0, empty, read - empty)
    share = frame[rates[0]].str.rstrip("%")
    expected = pd.to_numeric(share, errors="coerce").sum() / 100
    total, low, high = con.execute(
        "SELECT sum(value), min(value), max(value) FROM stg_benchmarks"
        " WHERE indicator = 'employment_rate_overall'"
    ).fetchone()
    assert total == pytest.approx(expected)
    assert 0 <= low <= high <= 1
    marks = con.execute(
        "SELECT count(*) FROM stg_benchmarks WHERE regexp_matches(programme, '[#*^\n]|8$')"
        " OR regexp_matches(field, '[#*^]')"
    ).fetchone()[0]
    assert marks == 0
