"""Small surveys for tests: paired answers with given means, staged as a source would send them."""

from collections.abc import Sequence

import numpy as np

from yardstick.catalogue import load_catalogue
from yardstick.measure.cells import Cells

SCALES = [
    {
        "scale": "five",
        "code": str(k),
        "place": k,
        "score": float(k),
        "positive": "yes" if k > 3 else "no",
        "label_en": f"Level {k}",
        "label_zh": f"{k}级",
    }
    for k in range(1, 6)
] + [{"scale": "five", "code": "x", "place": 9, "cannot_say": "yes", "label_en": "Cannot say"}]


def spread(total: int, people: int) -> list[int]:
    """Whole scores of so many people that add up to ``total``, as alike as can be."""
    low, more = divmod(total, people)
    return [low + 1] * more + [low] * (people - more)


def paired(
    importance: Sequence[Sequence[int]],
    attainment: Sequence[Sequence[int]],
    programmes: Sequence[str] = ("P",),
    survey: str = "alumni",
    **same: object,
) -> dict[str, list[dict]]:
    """Staged tables: pair k asked of everybody, person j answering ``importance[k][j]`` and
    ``attainment[k][j]`` (None leaves it blank). Programmes are taken in turn; ``same`` are further
    fields of all respondents.
    """
    sides = (("importance", importance), ("attainment", attainment))
    items, responses = [], []
    for k in range(len(importance)):
        for side, answers in sides:
            item = f"{side[0]}{k}"
            items.append(
                {
                    "survey": survey,
                    "respondent": "alumnus",
                    "item": item,
                    "version": "1",
                    "construct": "skills",
                    "kind": "scale",
                    "scale": "five",
                    "pair": f"c{k}",
                    "side": side,
                    "competence": f"c{k}",
                    "label_en": f"Skill {k}",
                    "label_zh": f"能力{k}",
                }
            )
            responses += [
                {"survey": survey, "respondent_id": j + 1, "item": item, "code": str(code)}
                for j, code in enumerate(answers[k])
                if code is not None
            ]
    respondents = [
        {
            "survey": survey,
            "respondent_id": j + 1,
            "wave": 6,
            "cohort": 2024,
            "programme_code": programmes[j % len(programmes)],
            "gender": "female",
            **same,
        }
        for j in range(len(importance[0]))
    ]
    return {
        "scales": SCALES,
        "items": items,
        "respondents": respondents,
        "responses": responses,
        "programmes": [{"programme_code": x} for x in dict.fromkeys(programmes)],
    }


def scores(
    column: str, counts: dict[float, int], ends: tuple[float, float] = (1.0, 5.0), blank: int = 0
) -> Cells:
    """One group with the given number of people per score, and so many without one."""
    values = [*counts, *([np.nan] if blank else [])]
    return Cells(
        column=load_catalogue().columns[column],
        by=(),
        groups=1,
        keys={},
        codes=(),
        group=np.zeros(len(values), dtype=np.int64),
        value=np.array(values, dtype=float),
        count=np.array([*counts.values(), *([blank] if blank else [])], dtype=np.int64),
        event=None,
        narrow=np.array([False]),
        sampled=np.array([True]),
        working=np.array([False]),
        asked=np.array([True]),
        scale_low=np.array([ends[0]]),
        scale_high=np.array([ends[1]]),
        differ=np.array([False]),
    )
