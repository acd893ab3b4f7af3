"""Ratings of courses come in by the labels of their scales; curricula by their references."""

import pytest

from tests.pipelines.load.bench import Bench

SCALES = """scale,code,place,score,positive,cannot_say,label_en,label_zh,says
need,1,1,1,,,Not important,不重要,
need,2,2,2,yes,,Important,重要,matters
need,x,9,,,yes,Cannot say,无法评价,
met,1,1,1,,,Not met,不满足,
met,2,2,2,yes,,Met,满足,
bare,1,1,1,,,One,一,
"""
STUDIES = {
    "curricula.csv": "programme_code,curriculum,cohort_from\nP1,v,2020\nP9,v,\n",
    "courses.csv": "programme_code,curriculum,course,credits,offered_until\n"
    "P1,v,A,3.5,2024-07-31\nP1,v,B,,\nP1,w,A,2,\n",
    "curriculum_map.csv": "programme_code,curriculum,course,competence,share\n"
    "P1,v,A,teamwork,0.4\nP1,v,X,teamwork,0.4\nP1,v,B,teamwork,1.2\n",
    "objectives.csv": "programme_code,curriculum,objective,items\nP1,v,1,s/Q\nP2,v,1,s/Q\n",
    "competences.csv": "competence,label_en\nteamwork,Teamwork\nteamwork,Again\n",
}
EXPORT = """Nr,Course,Need,Met
1,A,Important,Met
1,B,1.  不重要,
2,A,matters,Cannot say
2,B,2,1
2,A,Important,Met
9,A,Important,Met
"""
RATED = """
[[file]]
path = "rated.csv"
population = "respondents"
[[file.target]]
table = "course_ratings"
max_rejected = 0.9
[file.target.columns]
survey = { constant = "s" }
respondent_id = "Nr"
course = "Course"
importance = "Need"
importance_scale = { constant = "need" }
met = "Met"
met_scale = { constant = "met" }
"""


def ratings(bench: Bench, export: str = EXPORT, mapping: str = RATED, scales: str = SCALES) -> None:
    bench.base()
    bench.file("scales.csv", scales)
    bench.file("respondents.csv", "survey,respondent_id,wave\ns,1,6\ns,2,6\n")
    bench.file("rated.csv", export, mapping)


def test_labels_and_spellings_become_codes_and_what_is_none_is_rejected(bench: Bench) -> None:
    ratings(bench)
    bench.load()
    assert bench.rows(
        "SELECT _row, course, importance, met, importance_scale, met_scale "
        "FROM stg_course_ratings ORDER BY _row"
    ) == [
        (2, "A", "2", "2", "need", "met"),
        (3, "B", "1", None, "need", "met"),
        (5, "B", "2", "1", "need", "met"),
        (6, "A", "2", "2", "need", "met"),
    ]
    assert {(row, column, rule) for row, column, rule, _ in bench.rejects()} == {
        # The scale of how well it was met has no such answer: nothing is guessed.
        (4, "met", "scale"),
        (7, "respondent_id", "reference"),
    }
    (said,) = [s for *_, rule, s in bench.rejects() if rule == "scale"]
    assert said == (
        "rated.csv, row 4: '…' is no answer of the scale 'met', by which courses are rated. "
        "Correct it, or add it to the labels or to says of the scale."
    )
    assert bench.account("course_ratings") == (6, 4, 2, 0, 4)


def test_a_course_rated_twice_by_one_person_counts_once(bench: Bench) -> None:
    ratings(bench, "Nr,Course,Need,Met\n1,A,Important,Met\n1,A,Not important,\n")
    bench.load()
    assert bench.rows("SELECT _row, importance FROM stg_course_ratings") == [(2, "2")]
    assert [(row, rule) for row, _, rule, _ in bench.rejects()] == [(3, "duplicate")]


def test_an_answer_that_occurs_often_is_listed_with_its_count(bench: Bench) -> None:
    people = range(1, 7)
    export = "Nr,Course,Need,Met\n" + "".join(f"{n},A,so-so,\n" for n in people)
    bench.base()
    bench.file("scales.csv", SCALES)
    listed = "".join(f"s,{n},6\n" for n in people)
    bench.file("respondents.csv", f"survey,respondent_id,wave\n{listed}")
    bench.file("rated.csv", export + "1,B,2,\n2,B,2,\n", RATED)
    bench.load()
    assert bench.rows("SELECT target, column_name, value, n FROM meta_unmatched") == [
        ("course_ratings", "importance", "so-so", 6)
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        (
            'constant = "need"',
            'constant = "wish"',
            "rated.csv, row 2: the scale 'wish' of the ratings of courses is not in the table of "
            "scales. Add its answers there, or correct the code of the scale.",
        ),
        (
            'constant = "met"',
            'constant = "bare"',
            "rated.csv, row 2: no answer of the scale 'bare' of the ratings of courses is "
            "positive. Mark those that are under positive in the table of scales.",
        ),
        (
            'met_scale = { constant = "met" }\n',
            "",
            "rated.csv, row 2: ratings of courses (met) name no scale. Add its answers there, or "
            "correct the code of the scale.",
        ),
    ],
)
def test_ratings_without_a_usable_scale_refuse_the_load(
    bench: Bench, was: str, becomes: str, said: str
) -> None:
    assert was in RATED
    ratings(bench, mapping=RATED.replace(was, becomes))
    assert bench.refused() == [said]
    assert said not in bench.refused("zh")


def test_a_curriculum_s_parts_lead_to_what_they_are_parts_of(bench: Bench) -> None:
    bench.base()
    for name, text in STUDIES.items():
        bench.file(name, text)
    bench.load()
    kept = {
        table: bench.rows(f"SELECT count(*) FROM stg_{table}")[0][0]
        for table in ("curricula", "courses", "curriculum_map", "objectives", "competences")
    }
    assert kept == {
        "curricula": 1,
        "courses": 2,
        "curriculum_map": 1,
        "objectives": 1,
        "competences": 1,
    }
    said = {sentence for *_, sentence in bench.rejects()}
    assert (
        "courses.csv, row 4: the curriculum '…' of its programme is not in the table of curricula. "
        "Add the curriculum, or correct its name."
    ) in {s.replace("'w'", "'…'") for s in said}
    assert (
        "curriculum_map.csv, row 3: the course '…' is not in the table of courses of its "
        "curriculum. Add the course, or correct its code."
    ) in {s.replace("'X'", "'…'") for s in said}
    rules = sorted(rule for _, _, rule, _ in bench.rejects())
    assert rules == ["duplicate", "range", "reference", "reference", "reference", "reference"]


def test_types_of_a_course_are_those_of_the_contract(bench: Bench) -> None:
    bench.base()
    bench.file("curricula.csv", STUDIES["curricula.csv"])
    bench.file("courses.csv", STUDIES["courses.csv"])
    bench.load()
    assert bench.rows(
        "SELECT course, credits, offered_until::VARCHAR FROM stg_courses ORDER BY course"
    ) == [("A", 3.5, "2024-07-31"), ("B", None, None)]
