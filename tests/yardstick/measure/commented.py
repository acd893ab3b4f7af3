"""A small world of comments for tests: every text its own, so that what is shown says who wrote it."""

from pathlib import Path

from tests.yardstick.measure.worlds import world
from yardstick.measure import Reader

ITEM = "alumni/O/1"
#: People who commented, by programme and cohort. A and B are of one school, C of another.
PEOPLE = {
    ("A", 2021): 12, ("A", 2022): 4, ("A", 2023): 14,
    ("B", 2021): 3, ("B", 2022): 5, ("B", 2023): 6,
    ("C", 2021): 11, ("C", 2022): 10, ("C", 2023): 2,
    ("D", 2021): 1, ("D", 2022): 1,
}  # fmt: skip
SCHOOLS = {"A": "S1", "B": "S1", "C": "S2", "D": "S2"}


def told(programme: str, cohort: int, number: int) -> str:
    """What the person with this number wrote: some words are everybody's, some of few."""
    text = f"More practice, says {programme}{cohort} number{number:03d}"
    if number % 3 == 0:
        text += " and laboratories"
    if number % 11 == 0:
        text += " with sailing"
    return text


def commented(folder: Path, people: dict[tuple[str, int], int] = PEOPLE, **more: list) -> Reader:
    """A published snapshot in which each of ``people`` wrote one comment six months out."""
    respondents, comments = [], []
    for (programme, cohort), n in people.items():
        for _ in range(n):
            who = len(respondents) + 1
            respondents.append(
                {
                    **{"survey": "alumni", "respondent_id": who, "wave": 6, "cohort": cohort},
                    "programme_code": programme,
                    "gender": "male" if who % 7 == 0 else "female",
                }
            )
            text = told(programme, cohort, who)
            comments.append({"survey": "alumni", "respondent_id": who, "item": "O", "text": text})
    tables = {
        "programmes": [
            {"programme_code": p, "school_code": SCHOOLS[p]} for p in dict.fromkeys(SCHOOLS)
        ],
        "graduates": [
            {"graduate_id": k, "programme_code": p, "cohort": c}
            for k, (p, c) in enumerate(people, start=9000)
        ],
        "items": [{"survey": "alumni", "item": "O", "version": "1", "kind": "comment"}],
        "respondents": respondents,
        "comments": comments,
    }
    return world(folder, tables | more)
