"""Filling translations never loses one silently: what is kept is named, replacing is asked for."""

import pytest

from tools import messages

SAID = "translated already, not replaced: 'One'"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A house of one room with two messages, the first of them translated."""
    room = tmp_path / "room"
    room.mkdir()
    (room / "words.py").write_text('mark("One")\nmark("Two")\n', encoding="utf-8")
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    monkeypatch.setattr(messages, "ROOMS", {"screen": ("room",)})
    messages.update({"One": "一"})
    table = tmp_path / "new.tsv"
    table.write_text("One\t壹\nTwo\t贰\n", encoding="utf-8")
    return table


def test_fill_keeps_a_translation_and_says_so(project, capsys):
    messages.main(["fill", str(project)])
    assert messages.translations("screen") == {"One": "一", "Two": "贰"}
    assert SAID in capsys.readouterr().out
    messages.main(["replace", str(project)])
    messages.main(["fill", str(project)])
    assert SAID not in capsys.readouterr().out, "the same translation is nothing to report"


def test_replace_takes_the_place_of_a_translation(project, capsys):
    messages.main(["replace", str(project)])
    assert messages.translations("screen") == {"One": "壹", "Two": "贰"}
    assert SAID not in capsys.readouterr().out
