"""Ratings of courses on the road: published conventions, what is never put together, scope."""

from itertools import chain, repeat

import pytest

from tests.yardstick.measure.worlds import estimate_of, world
from yardstick.measure import Filters, Reader, Scope, distribution, measure
from yardstick.measure.labels import label
from yardstick.measure.model import Status

IMPORTANCE, FULFILMENT, MET_MEAN = "course.importance", "course.fulfilment", "course.met_mean"
#: Answers of the two published examples: four points (82.5 % positive), and five of which either
#: the top two (62.5 %) or the top three (92.5 %) are positive.
FOUR = {"4": 120, "3": 210, "2": 50, "1": 20, "x": 15}
FIVE = {"5": 100, "4": 150, "3": 120, "2": 20, "1": 10, "x": 25}
SCALES = [
    {"scale": scale, "code": str(n), "place": n, "score": n, "label_en": f"{n}"}
    | {"positive": "yes" if n >= least else None}
    for scale, points, least in (("need", 5, 3), ("four", 4, 3), ("top2", 5, 4), ("top3", 5, 3))
    for n in range(1, points + 1)
] + [
    {"scale": scale, "code": "x", "place": 9, "cannot_say": "yes"}
    for scale in ("need", "four", "top2", "top3")
]
PROGRAMMES = ("P", "Q")


def answered(counts: dict[str, int]) -> list[str]:
    return list(chain.from_iterable(repeat(code, n) for code, n in counts.items()))


def ratings(
    first: int, course: str, need: list[str], met: list[str | None], scale: str
) -> list[dict]:
    """One rating each of respondents numbered from ``first``."""
    return [
        {
            "survey": "s",
            "respondent_id": first + k,
            "course": course,
            "importance": n,
            "importance_scale": "need",
            "met": m,
            "met_scale": scale,
        }
        for k, (n, m) in enumerate(zip(need, met, strict=True))
    ]


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    """Cohorts answer on different scales: 2021 on four points, 2022 and 2023 on five."""
    four, five = answered(FOUR), answered(FIVE)
    need = {"5": 15, "4": 25, "3": 30, "2": 20, "1": 10, "x": 5}
    groups = [
        (2021, 0, ratings(1000, "A", ["4"] * len(four), four, "four")),
        (2022, 0, ratings(2000, "A", ["4"] * len(five), five, "top2")),
        (2023, 0, ratings(3000, "A", ["4"] * len(five), five, "top3")),
        (2021, 0, ratings(4000, "B", answered(need), [None] * 105, "four")),
        (2021, 1, ratings(5000, "C", ["4"] * 6, ["4"] * 6, "four")),
    ]
    tables = {
        "programmes": [{"programme_code": p, "school_code": f"S{p}"} for p in PROGRAMMES],
        "graduates": [
            {"graduate_id": k, "programme_code": p} for k, p in enumerate(PROGRAMMES, start=1)
        ],
        "outcomes": [{"graduate_id": 1, "destination_code": "10"}],
        "scales": SCALES,
        "curricula": [{"programme_code": p, "curriculum": "v"} for p in PROGRAMMES],
        "courses": [
            {"programme_code": p, "curriculum": "v", "course": c, "name_en": f"Course {c}"}
            | {"name_zh": f"课程{c}"}
            for p, courses in (("P", "AB"), ("Q", "C"))
            for c in courses
        ],
        "respondents": [
            {"survey": "s", "respondent_id": r["respondent_id"], "cohort": cohort}
            | {"programme_code": PROGRAMMES[programme], "wave": 6}
            for cohort, programme, rows in groups
            for r in rows
        ],
        "course_ratings": [r for *_, rows in groups for r in rows],
    }
    return world(tmp_path_factory.mktemp("courses"), tables)


def of(reader: Reader, indicator: str, course: str, cohort: int | None = None, **more):
    asked = Filters(courses=(f"P/v/{course}",), cohorts=(cohort,) if cohort else (), **more)
    return measure(reader, indicator, (), asked).frame.iloc[0]


@pytest.mark.parametrize(
    ("cohort", "base", "expected"), [(2021, 400, 0.825), (2022, 400, 0.625), (2023, 400, 0.925)]
)
def test_the_positive_set_decides_and_cannot_say_leaves_the_base(reader, cohort, base, expected):
    found = of(reader, FULFILMENT, "A", cohort)
    assert (found["base"], found["status"]) == (base, "shown")
    assert found["value"] == pytest.approx(expected)
    # Who needs the course and cannot say how well it met that still says that it is important.
    assert of(reader, IMPORTANCE, "A", cohort)["base"] == base + (15 if cohort == 2021 else 25)


def test_three_of_five_answers_are_important(reader):
    found = of(reader, IMPORTANCE, "B")
    assert (found["positive"], found["base"]) == (70, 100)
    assert of(reader, "course.importance_mean", "B")["value"] == pytest.approx(3.15)
    # Nobody said how well it was met.
    assert of(reader, FULFILMENT, "B")["status"] == Status.NO_DATA


def test_importance_has_the_counts_of_the_convention():
    codes = {"important_met": 40, "important_unmet": 20, "important_unanswered": 10}
    rest = {"not_important": 30, "cannot_say": 9, "not_answered": 7, "excluded": 50}
    for indicator, value, base in (
        ("course.mycos_importance", 0.70, 100),
        ("course.mycos_fulfilment", 40 / 60, 60),
    ):
        made = estimate_of(indicator, codes | rest)
        assert (made.value[0], made.base[0]) == (pytest.approx(value), base)
        assert made.population[0] == 116, "who does not work in the field is not asked"


def test_ratings_on_different_scales_are_not_put_together(reader):
    for indicator in (FULFILMENT, MET_MEAN):
        found = of(reader, indicator, "A")
        assert found["status"] == Status.NOT_APPLICABLE
        assert "different scales" in found["reason"].message
        asked = Filters(courses=("P/v/A",))
        alone = measure(reader, indicator, ("cohort",), asked).frame
        assert alone["status"].tolist() == ["shown"] * 3
    # Importance was asked on one scale throughout.
    assert of(reader, "course.importance_mean", "A")["status"] == "shown"


def test_courses_are_read_apart_or_by_name(reader):
    found = measure(reader, IMPORTANCE).frame.iloc[0]
    assert found["status"] == Status.NOT_APPLICABLE
    each = measure(reader, IMPORTANCE, ("course",), Filters(cohorts=(2021,))).frame
    assert each["course"].tolist() == ["P/v/A", "P/v/B", "Q/v/C"]
    assert each["status"].tolist() == ["shown", "shown", "unreliable"]
    both = measure(reader, IMPORTANCE, (), Filters(courses=("P/v/A", "P/v/B"), cohorts=(2021,)))
    assert both.frame["base"].item() == 415 + 100


def test_a_column_of_graduates_knows_no_courses(reader):
    found = measure(reader, "cn2024.study", (), Filters(courses=("P/v/A",))).frame
    assert set(found["status"]) == {Status.NOT_APPLICABLE}


def test_averages_of_few_are_withheld(reader):
    asked = Filters(courses=("Q/v/C",))
    found = measure(reader, [MET_MEAN, FULFILMENT], (), asked).frame
    assert found["status"].tolist() == [Status.SUPPRESSED, Status.UNRELIABLE]


def test_the_scope_limits_courses_like_everything(reader):
    own = Reader(reader.snapshot, scope=Scope(programmes=("Q",)))
    found = measure(own, IMPORTANCE, ("course",)).frame
    assert found["course"].tolist() == ["Q/v/C"]
    other = measure(own, IMPORTANCE, (), Filters(courses=("P/v/A",))).frame
    assert other["base"].isna().all() or (other["base"] == 0).all()
    assert other["value"].isna().all()


def test_the_wave_of_a_course_is_one_at_which_it_was_rated(reader):
    assert reader.snapshot.info().answered["course", "P/v/A"] == (6,)
    assert measure(reader, IMPORTANCE, ("course",)).frame["wave_used"].tolist() == [6, 6, 6]


@pytest.mark.parametrize(("lang", "name"), [("en", "Course A"), ("zh", "课程A")])
def test_a_course_is_called_by_its_name(reader, lang, name):
    assert label(Reader(reader.snapshot, lang=lang), "course", "P/v/A") == name


def test_ratings_spread_over_their_codes(reader):
    asked = Filters(courses=("P/v/A",), cohorts=(2021,))
    found = distribution(reader, "course_need", (), asked).frame.set_index("code")
    assert found.loc["important_met", "n"] == 330
    assert found.loc["important_unmet", "n"] == 70


def test_without_courses_a_figure_says_what_no_source_provides(tmp_path):
    reader = world(tmp_path, {"outcomes": [{"graduate_id": 1, "destination_code": "10"}],
                              "graduates": [{"graduate_id": 1}]})  # fmt: skip
    found = measure(reader, [IMPORTANCE, MET_MEAN], ("course",)).frame
    assert found.empty
    found = measure(reader, [IMPORTANCE, MET_MEAN], (), Filters(courses=("P/v/A",))).frame
    assert set(found["status"]) == {Status.NOT_COMPUTABLE}
    info = reader.snapshot.info()
    assert info.courses is info.curricula is info.objectives is info.course_competences is None
