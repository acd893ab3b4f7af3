"""Questions by topic and version, the sides of a scale, and the share of the published example."""

import numpy as np
import pytest

from tests.yardstick.measure.worlds import world
from yardstick.feedback.spread import sides as sides_of
from yardstick.feedback.spread import spread
from yardstick.feedback.voice import (
    ALUMNI,
    POSITIVE,
    Version,
    cohorts_asked,
    positive_names,
    scales,
    topics,
)
from yardstick.measure import Filters, Reader, measure

#: The published example: 62.5 % with the upper two, 92.5 % with the middle as well.
FIVE = {"5": 100, "4": 150, "3": 120, "2": 20, "1": 10, "x": 25}
FOUR = {"4": 40, "3": 30, "2": 20, "1": 10}
ITEMS = (("SAT", "1", "four", "satisfaction", 2023), ("SAT", "2", "five", "satisfaction", 2024))


def scale(name: str, points: range, positive: int) -> list[dict]:
    rows = [
        {
            "scale": name,
            "code": str(k),
            "place": k + 1,
            "score": float(k),
            "positive": "yes" if k >= positive else None,
            "label_en": f"{name} {k}",
        }
        for k in points
    ]
    return [*rows, {"scale": name, "code": "x", "place": 99, "cannot_say": "yes"}]


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    same = {"survey": "alumni", "respondent": "alumnus", "kind": "scale"}
    items = [
        same | {"item": i, "version": v, "scale": s, "construct": c} for i, v, s, c, _ in ITEMS
    ]
    items += [
        same | {"item": "REC", "version": "1", "scale": "eleven", "construct": "recommendation"},
        same | {"item": "ON", "version": "1", "scale": "five", "construct": "on_track"},
        same | {"item": "OTHER", "version": "1", "scale": "five", "construct": "search"},
        # The list that is wide in the positive set, and one that nobody was asked.
        same
        | {"item": "WIDE", "version": "1", "scale": "five", "construct": "search"}
        | {"positives": "3;4;5"},
        same | {"item": "NOBODY", "version": "1", "scale": "five", "construct": "search"},
    ]
    people, responses = [], []
    for number, (counts, cohort, version) in enumerate(((FOUR, 2023, "1"), (FIVE, 2024, "2"))):
        codes = [c for c, n in counts.items() for _ in range(n)]
        for k, code in enumerate(codes):
            who = {"survey": "alumni", "respondent_id": 10_000 * number + k + 1}
            people.append(who | {"cohort": cohort, "programme_code": "P", "gender": "female"})
            responses.append(who | {"item": "SAT", "version": version, "code": code})
            if number:
                responses.append(who | {"item": "REC", "version": "1", "code": str(k % 11)})
                for item in ("ON", "OTHER", "WIDE"):
                    responses.append(who | {"item": item, "version": "1", "code": code})
    tables = {
        "scales": [
            *scale("four", range(1, 5), 3),
            *scale("five", range(1, 6), 4),
            *scale("eleven", range(11), 9),
        ],
        "items": items,
        "respondents": people,
        "responses": responses,
    }
    return world(tmp_path_factory.mktemp("voice"), tables)


def test_the_whole_comes_first_then_graduate_voice(reader):
    found = topics(reader, ALUMNI)
    assert [x.key for x in found] == [
        "alumni/satisfaction+recommendation",
        "alumni/on_track",
        "alumni/search",
    ]
    assert [q.item for q in found[2].questions] == ["OTHER", "WIDE"]
    assert found[0].name("zh") == "满意度、推荐意愿"
    assert topics(reader, "employer") == ()


def test_versions_are_one_question_and_never_one_series(reader):
    question = topics(reader)[0].questions[0]
    assert question.items == ("alumni/SAT/1", "alumni/SAT/2")
    assert question.latest.ends == (1.0, 5.0)
    asked = cohorts_asked(reader, question.items, Filters())
    assert asked == {"alumni/SAT/1": (2023,), "alumni/SAT/2": (2024,)}
    by = measure(reader, POSITIVE, ("item", "cohort"), Filters(items=question.items)).frame
    assert by.set_index("item")["value"].round(4).to_dict() == {
        "alumni/SAT/1": 0.7,
        "alumni/SAT/2": 0.625,
    }


def test_the_same_answers_by_two_positive_sets(reader):
    """standards.md 1.3: 62.5 % and 92.5 % of the same 400 answers."""
    items = ("alumni/OTHER/1", "alumni/WIDE/1")
    found = measure(reader, [POSITIVE, "voice.top_three"], ("item",), Filters(items=items)).frame
    by = found.set_index(["item", "indicator"])["value"]
    assert by[items[0], POSITIVE] == pytest.approx(0.625)
    assert by[items[1], POSITIVE] == pytest.approx(0.925)
    assert by[items[0], "voice.top_three"] == pytest.approx(0.925)
    wide = topics(reader)[2].questions[1].latest
    assert positive_names(reader, wide) == ["five 3", "five 4", "five 5"]


def version_of(reader: Reader, item: str) -> Version:
    return next(q for t in topics(reader) for q in t.questions if q.item == item).latest


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("OTHER", ["negative", "negative", "neutral", "positive", "positive"]),
        ("WIDE", ["negative", "negative", "positive", "positive", "positive"]),
    ],
)
def test_the_middle_is_neutral_unless_it_counts_as_positive(reader, item, expected):
    found = sides_of(reader, version_of(reader, item))
    assert [s.side for s in found] == expected
    assert [s.codes for s in found] == [(str(k),) for k in range(1, 6)]


def test_a_scale_without_a_middle_and_a_long_one(reader):
    four = topics(reader)[0].questions[0].versions[0]
    assert [s.side for s in sides_of(reader, four)] == ["negative"] * 2 + ["positive"] * 2
    found = sides_of(reader, version_of(reader, "REC"))
    assert [(s.side, len(s.codes)) for s in found] == [
        ("negative", 7),
        ("neutral", 2),
        ("positive", 2),
    ]


def test_answers_add_up_without_those_who_could_not_say(reader):
    found = spread(reader, ("alumni/SAT/2",), ("item",), Filters())
    rows = found.rows["alumni/SAT/2",]
    assert sum(r["share"] for r in rows) == pytest.approx(1)
    assert {r["base"] for r in rows} == {400}
    assert found.cannot_say == {("alumni/SAT/2",): 25}


def test_only_one_construct_and_scale_is_read_as_one(reader):
    whole, _, search = topics(reader)
    assert [(s.construct, s.items) for s in scales(whole)] == [
        ("satisfaction", ("alumni/SAT/2",)),
        ("recommendation", ("alumni/REC/1",)),
    ]
    assert [len(s.items) for s in scales(search)] == [2]


def test_where_the_list_begins_with_the_best_answer_it_is_turned_round(tmp_path):
    words = [("own", 1, "yes"), ("near", 2, "yes"), ("other", 3, None)]
    known = world(
        tmp_path,
        {
            "scales": [
                {"scale": "s", "code": c, "place": k, "positive": p, "label_en": c}
                for c, k, p in words
            ],
            "items": [{"survey": "a", "item": "M", "version": "1", "scale": "s"}],
            "respondents": [{"survey": "a", "respondent_id": k + 1} for k in range(9)],
            "responses": [
                {"survey": "a", "respondent_id": k + 1, "item": "M", "code": words[k % 3][0]}
                for k in range(9)
            ],
        },
    )
    (topic,) = topics(known)
    found = sides_of(known, topic.questions[0].latest)
    assert [s.codes[0] for s in found] == ["other", "near", "own"]
    share = measure(known, POSITIVE, ("item",)).frame["value"].iloc[0]
    assert np.isclose(share, 6 / 9)
