"""Code lists inside the building snapshot: one ENUM type per list, and each code's places.

ENUM types make counting by code several times faster than text, and refuse a code that no list has.
"""

import duckdb

from pipelines.mapping_model import Institution
from yardstick.codes import code_list, code_list_names

#: Codes that carry no information about a graduate, whatever the column.
UNINFORMATIVE = (
    "00",
    "uncoded",
    "unknown",
    "no_response",
    "missing",
    "not_working",
    "not_in_work",
    "not_invited",
    "not_asked",
    "not_answered",
    "region_missing",
    "occupation_missing",
    "employed_occupation_missing",
    "hours_unknown",
    "not_working_seeking_unknown",
    "excluded",
)

#: Groups of destinations; those a register can know of a graduate of the population.
GROUPS = ("employed", "study", "none", "unknown", "excluded")
REGISTERED = GROUPS[:-1]
#: Names as they stand in the data, by their column and its table.
NAMES = {
    "entry_route": "graduates",
    "ethnicity": "graduates",
    "employer": "outcomes",
    "study_institution": "outcomes",
    "study_country": "outcomes",
}
#: More different names than these stay text: every table with the type carries all of them.
MOST_NAMES = 100_000


def _table(con: duckdb.DuckDBPyConnection, name: str, columns: str, rows: list[tuple]) -> None:
    con.execute(f"CREATE TABLE {name} ({columns})")
    if rows:
        # One statement: a statement per row takes seconds for the few hundred codes there are.
        place = f"({', '.join('?' * len(rows[0]))})"
        con.execute(
            f"INSERT INTO {name} VALUES {', '.join([place] * len(rows))}",
            [value for row in rows for value in row],
        )


def create_vocabulary(con: duckdb.DuckDBPyConnection, institution: Institution) -> None:
    """Create the tables of codes, the ENUM types and the places of codes in the standards."""
    rows = [
        (name, c.code, c.label.en, c.label.zh, place)
        for name in code_list_names()
        for place, c in enumerate(code_list(name))
    ]
    known = {(r[0], r[1]) for r in rows}
    added = con.execute(
        "SELECT DISTINCT list, code, en, zh FROM meta_codes ORDER BY ALL"
    ).fetchall()
    for place, row in enumerate(added):
        if (row[0], row[1]) not in known:
            known.add((row[0], row[1]))
            rows.append((*row, 10_000 + place))
    _table(
        con,
        "core_codes",
        "list VARCHAR, code VARCHAR, en VARCHAR, zh VARCHAR, sort INTEGER",
        rows,
    )
    for name in code_list_names():
        con.execute(
            f"CREATE TYPE code_{name} AS ENUM "
            f"(SELECT code FROM core_codes WHERE list = '{name}' ORDER BY sort)"
        )
    _names(con)
    _places(con)
    _institution(con, institution)


def _names(con: duckdb.DuckDBPyConnection) -> None:
    """A type ``name_<column>`` for each column of names: numbers are written faster than text."""
    for column, table in NAMES.items():
        found = f"SELECT DISTINCT {column} FROM stg_{table} WHERE {column} IS NOT NULL"
        n = con.execute(f"SELECT count(*) FROM ({found})").fetchone()[0]
        kind = f"ENUM ({found} ORDER BY ALL)" if n <= MOST_NAMES else "VARCHAR"
        con.execute(f"CREATE TYPE name_{column} AS {kind}")


def _places(con: duckdb.DuckDBPyConnection) -> None:
    """The place of each code in each standard, from the columns of its code list."""
    _table(
        con,
        "core_destinations",
        "code code_destination, cn_2021 code_cn_2021, cn_2024 code_cn_2024, nace code_nace, "
        f"destination_group ENUM {GROUPS}, registered ENUM {REGISTERED}",
        [
            (
                *(c.code, c.extra["cn_2021"], c.extra["cn_2024"]),
                # Where NACE puts the employed depends on their hours.
                None if c.extra["nace"] == "employed" else c.extra["nace"],
                c.extra["group"],
                c.extra["group"] if c.extra["group"] in REGISTERED else "unknown",
            )
            for c in code_list("destination")
        ],
    )
    _table(
        con,
        "core_occupations",
        "code code_occupation, hesa code_hesa",
        [(c.code, c.extra["hesa"]) for c in code_list("occupation")],
    )
    _table(
        con,
        "core_levels",
        "code code_level_match, status code_level_match_status",
        [(c.code, c.extra["status"]) for c in code_list("level_match")],
    )
    _table(
        con,
        "core_activity_kinds",
        "code VARCHAR, kind VARCHAR",
        [(c.code, c.extra["kind"]) for c in code_list("activity")],
    )
    _table(con, "core_uninformative", "code VARCHAR", [(c,) for c in UNINFORMATIVE])


def _institution(con: duckdb.DuckDBPyConnection, institution: Institution) -> None:
    """What the institution declared: currency, served regions, which source is believed first."""
    _table(con, "core_institution", "currency VARCHAR", [(institution.currency,)])
    _table(
        con,
        "core_precedence",
        "source VARCHAR, place INTEGER",
        [(source, place) for place, source in enumerate(institution.precedence)],
    )
    served = set(institution.served_regions)
    codes = con.execute("SELECT code FROM core_codes WHERE list = 'region'").fetchall()
    kinds = {c.code: c.extra["kind"] for c in code_list("region")}
    _table(
        con,
        "core_regions",
        "code code_region, kind VARCHAR, served BOOLEAN",
        [(code, kinds.get(code, "home"), code in served) for (code,) in codes],
    )
