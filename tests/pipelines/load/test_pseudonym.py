"""The keyed hash equals Python's, and the key is kept where nobody else finds it."""

import hashlib
import hmac
import stat
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.problems import SourceError
from pipelines.pseudonym import digest_sql, key_path, load_key, pseudonym, pseudonym_sql
from yardstick.places import ROOT

CON = duckdb.connect()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("YARDSTICK_KEY", raising=False)
    monkeypatch.delenv("YARDSTICK_KEY_FILE", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_a_vector_of_rfc_4231() -> None:
    sql = digest_sql(b"Jefe", "'what do ya want for nothing?'")
    assert CON.execute(f"SELECT {sql}").fetchone()[0] == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


@given(
    key=st.binary(min_size=16, max_size=100),
    text=st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=200),
)
def test_the_sql_equals_pythons_hmac(key: bytes, text: str) -> None:
    expected = hmac.new(key, text.encode(), hashlib.sha256).digest()[:8]
    found = CON.execute(f"SELECT {pseudonym_sql(key, '?')}", [text]).fetchone()[0]
    assert found == int.from_bytes(expected, "big") == pseudonym(key, text)


def test_the_key_is_made_at_first_use_for_its_owner_only(home: Path) -> None:
    key = load_key()
    path = home / ".config" / "alumni-yardstick" / "key"
    assert key_path() == path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(key) == 64
    assert load_key() == key
    assert list(path.parent.iterdir()) == [path]


def test_the_environment_goes_first(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YARDSTICK_KEY", "sixteen letters!")
    assert load_key() == b"sixteen letters!"
    assert not (home / ".config").exists()


def refused() -> str:
    with pytest.raises(SourceError) as caught:
        load_key()
    return str(caught.value)


def test_a_short_key(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YARDSTICK_KEY", "short")
    assert refused() == (
        "YARDSTICK_KEY: the key is shorter than 16 characters."
        " Use a longer one, so that nobody can guess it."
    )


def test_a_key_inside_the_project(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YARDSTICK_KEY_FILE", str(ROOT / "data" / "key"))
    assert refused() == (
        "key: the key file lies inside the project folder."
        " Keep it elsewhere: whoever has the project and the key can trace graduates."
    )
    assert not (ROOT / "data" / "key").exists()


def test_a_key_that_cannot_be_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YARDSTICK_KEY_FILE", str(home))
    assert refused() == (
        f"{home}: the key file cannot be read or made (Is a directory)."
        " Make it readable for your account, or set the variable YARDSTICK_KEY."
    )
