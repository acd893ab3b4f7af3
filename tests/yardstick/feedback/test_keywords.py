"""What a programme's comments say more: stored by the build, told only where nobody shows through."""

from dataclasses import replace

import pytest

from tests.yardstick.measure.commented import ITEM, commented
from yardstick.comments.keywords import FEWEST
from yardstick.feedback.keywords import NOBODY, NOTHING, OUTSIDE, TOO_FEW, sayings
from yardstick.inference.keyness import keyness
from yardstick.measure import Filters, Reader, Scope

PEOPLE = {("A", 2021): 20, ("A", 2022): 20, ("B", 2021): 30, ("C", 2021): 30, ("D", 2022): 9}
SIZE = {"A": 40, "B": 30, "C": 30, "D": 9}


def world(folder, people=PEOPLE, language=None) -> Reader:
    """A speaks of sailing, which two of the others do as well, and of rowing, which nobody does;
    four of A of a kite. Of A as many write Chinese."""
    comments, who = [], 0
    for (programme, _), n in people.items():
        for k in range(n):
            who += 1
            text = "Teachers were kind"
            if programme == "A":
                text += ", more sailing" if k % 2 else ", more rowing"
                text += " and a kite" if k < 2 else ""
            elif programme in "BC" and k == 0:
                text += ", some sailing"
            comments.append({"survey": "alumni", "respondent_id": who, "item": "O", "text": text})
            if language:
                comments[-1]["language"] = language(programme, k)
    return commented(folder, people, comments=comments)


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    return world(tmp_path_factory.mktemp("words"))


def test_words_that_stand_out_come_with_their_counts(reader):
    found = sayings(reader, ITEM, 6)
    rows = {r["word"]: r for r in found.frame.to_dict("records")}
    assert set(rows) == {"sailing", "rowing"}
    for r in rows.values():
        assert (r["programme"], r["users"], r["people"], r["people_others"]) == ("A", 20, 40, 69)
    assert {p for p, _ in found.compared} == {"A", "B", "C"}


def test_the_few_elsewhere_are_not_counted_whether_some_or_none(reader):
    """Two others sail and nobody rows: told alike, and no number gives them back."""
    rows = sayings(reader, ITEM, 6).frame.set_index("word")
    told = rows.loc["sailing"].drop(["word"], errors="ignore")
    other = rows.loc["rowing"].drop(["word"], errors="ignore")
    assert told.isna().tolist() == other.isna().tolist()
    assert told.dropna().tolist() == other.dropna().tolist()
    assert rows["users_others"].isna().all()
    assert rows["at_least"].all()
    assert rows.loc["sailing", "times"] == pytest.approx((20 / 40) / ((FEWEST - 1) / 69))


def test_no_word_of_few_people_is_in_the_file(reader):
    stored = reader.snapshot.rows("SELECT word, users, q_value, g2 FROM keywords")
    assert {w for w, *_ in stored} == {"sailing", "rowing"}
    expected = keyness([20], 40, [2], 69)
    g2 = {w: g for w, *_, g in stored}
    assert g2["sailing"] == pytest.approx(float(expected.g2[0]))
    assert all(n >= FEWEST and q <= 0.05 for _, n, q, _ in stored)


def test_filters_choose_programmes_and_nothing_else(reader):
    a = sayings(reader, ITEM, 6, Filters(programmes=("A",), cohorts=(2021,), genders=("male",)))
    assert sorted(a.frame["word"]) == ["rowing", "sailing"]
    assert a.frame["people"].tolist() == [40, 40]
    b = sayings(reader, ITEM, 6, Filters(programmes=("B",)))
    assert b.frame.empty
    assert b.reason.message == NOTHING
    few = sayings(reader, ITEM, 6, Filters(programmes=("D",)))
    assert few.reason.message == TOO_FEW
    assert sayings(reader, ITEM, 6, Filters(programmes=("Z",))).reason.message == NOBODY
    assert sayings(reader, "other/O/1", 6).reason.message == NOBODY


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        (Scope(programmes=("A",)), True),  # B, C and D are outside
        (Scope(programmes=("A", "D")), False),  # two programmes outside
        (Scope(programmes=("A", "B", "C")), False),  # one outside
        (Scope(programmes=("A", "B", "C", "D")), True),  # none
        (Scope(programmes=("B",)), False),  # of the three outside A is more than half
    ],
)
def test_a_scope_is_told_nothing_that_rests_on_few_programmes_outside(reader, scope, told):
    found = sayings(replace(reader, scope=scope), ITEM, 6)
    if told:
        assert sorted(found.frame["word"]) == ["rowing", "sailing"]
    else:
        assert found.frame.empty
        assert found.compared == ()
        assert found.reason.message == OUTSIDE


def test_a_scope_hears_of_its_own_programmes_only(reader):
    found = sayings(replace(reader, scope=Scope(programmes=("C", "D"))), ITEM, 6)
    assert found.frame.empty
    assert "A" not in {p for p, _ in found.compared}


def test_languages_are_compared_apart(tmp_path):
    """Half of A write in another language: too few others do."""
    own = world(tmp_path, language=lambda p, k: "fr" if p == "A" and k % 2 else "en")
    found = sayings(own, ITEM, 6)
    assert {(r["word"], r["language"]) for r in found.frame.to_dict("records")} == {
        ("rowing", "en")
    }
    assert ("A", "fr") not in found.compared


def test_chinese_is_cut_into_words(tmp_path):
    comments = [
        {"survey": "alumni", "respondent_id": k, "item": "O"}
        | {"text": "希望增加帆船训练" if k <= 40 else "老师讲课认真负责"}
        for k in range(1, 110)
    ]
    found = sayings(commented(tmp_path, PEOPLE, comments=comments), ITEM, 6)
    a = found.frame[found.frame["programme"] == "A"]
    assert "帆船" in set(a["word"])
    assert set(a["language"]) == {"zh"}


def test_without_comments_the_tables_are_there_and_empty(tmp_path):
    bare = commented(tmp_path, {}, items=[], graduates=[{"graduate_id": 1, "programme_code": "A"}])
    assert bare.snapshot.rows("SELECT count(*) FROM keywords") == [(0,)]
    assert sayings(bare, ITEM, 6).reason.message == NOBODY
