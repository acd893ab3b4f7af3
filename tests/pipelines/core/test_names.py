"""Names in the data are kept as numbers of a type of their own; very many of them as text."""

import pytest

from pipelines import vocabulary
from tests.pipelines.core.given import mart, spread

RECORDS = [
    {"graduate_id": 1, "destination_code": "10", "employer": 'It\'s "B"'},
    {"graduate_id": 2, "destination_code": "10", "employer": "A"},
    {"graduate_id": 3, "destination_code": "10", "employer": "A"},
    {"graduate_id": 4, "destination_code": "80", "study_institution": "U"},
]


@pytest.mark.parametrize(("most", "kind"), [(2, "ENUM"), (1, "VARCHAR")])
def test_names_are_counted_alike_however_they_are_kept(monkeypatch, most, kind):
    monkeypatch.setattr(vocabulary, "MOST_NAMES", most)
    con = mart(RECORDS, cubes=True)
    assert spread(con, "employer") == {'It\'s "B"': 1, "A": 2, None: 1}
    assert spread(con, "study_institution") == {"U": 1, None: 3}
    found = con.execute("SELECT typeof(employer) FROM mart_graduate_wave LIMIT 1").fetchone()[0]
    assert found.startswith(kind)
