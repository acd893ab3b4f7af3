"""Given staged comments, expect which say something, and the themes of an institution's own file."""

import shutil

import duckdb
import pytest

from pipelines.comments import read_comments
from yardstick.comments.themes import FOLDER, NO_THEME

OWN = """
[[theme]]
id = "sailing"
label = { en = "Sailing", zh = "帆船" }
en = ["sail*", "regatta*"]
zh = ["帆船"]

[[theme]]
id = "facilities"
label = { en = "Boats", zh = "船艇" }
en = ["boat*"]
"""


def read(texts: list[str], folder=FOLDER) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("CREATE TABLE stg_comments (text VARCHAR)")
    if texts:
        con.execute("INSERT INTO stg_comments SELECT unnest(?::VARCHAR[])", [texts])
    read_comments(con, folder)
    return con


def themes(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    return dict(con.execute("SELECT text, themes FROM core_texts").fetchall())


def test_each_different_text_is_read_once():
    con = read(["More practice", "More practice", "None", "Fine weather", "实习太少，设备陈旧"])
    assert themes(con) == {
        "More practice": ["practice"],
        "None": [],
        "Fine weather": [NO_THEME],
        "实习太少，设备陈旧": ["practice", "outdated", "facilities"],
    }
    says = con.execute("SELECT text FROM core_texts WHERE NOT says").fetchall()
    assert says == [("None",)]


def test_texts_are_searched_without_case_width_and_what_stands_for_personal_data():
    con = read(["ＬＡＢＳ call [phone] NOW"])
    assert con.execute("SELECT plain FROM core_texts").fetchone() == ("labs call   now",)


def test_an_institutions_own_file_adds_themes_and_replaces_some(tmp_path):
    for path in FOLDER.glob("*.toml"):
        shutil.copy(path, tmp_path)
    # As a Windows editor saves it.
    (tmp_path / "zz_own.toml").write_text(OWN, encoding="utf-8-sig")
    texts = ["More sailing", "The boats are old", "The labs are old", "帆船课太少", "More practice"]
    assert themes(read(texts, tmp_path)) == {
        "More sailing": ["sailing"],
        "The boats are old": ["facilities"],
        "The labs are old": [NO_THEME],
        "帆船课太少": ["sailing"],
        "More practice": ["practice"],
    }
    con = read(texts, tmp_path)
    known = dict(con.execute("SELECT theme, label_zh FROM core_themes").fetchall())
    assert (known["sailing"], known["facilities"]) == ("帆船", "船艇")
    last = con.execute("SELECT theme FROM core_themes ORDER BY place DESC LIMIT 1").fetchone()
    assert last == (NO_THEME,)


def test_a_file_that_is_none_stops_the_build_by_name(tmp_path):
    (tmp_path / "own.toml").write_text('[[theme]]\nid = "x"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"own\.toml"):
        read([], tmp_path)


def test_without_comments_there_is_nothing():
    assert themes(read([])) == {}
