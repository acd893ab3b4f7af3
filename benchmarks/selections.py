"""Filter values nobody has asked for yet, as they stand in the address."""

from itertools import zip_longest
from urllib.parse import urlencode

from yardstick.measure import Snapshot


def _of_cohort(snapshot: Snapshot, cohort: int) -> list[tuple[str, str]]:
    """What a reader can narrow a cohort to: programmes, schools, levels, genders in turn."""
    table = snapshot.info().programmes
    runs = table[(table["cohort_from"] <= cohort) & (table["cohort_to"] >= cohort)]
    kinds = [
        [(name, str(code)) for code in sorted(runs[name].unique())]
        for name in ("programme", "school", "level")
    ]
    kinds.append([("gender", "female"), ("gender", "male")])
    return [choice for some in zip_longest(*kinds) for choice in some if choice]


def unseen(snapshot: Snapshot, many: int, skip: int = 0) -> list[str]:
    """``many`` different query strings that graduates fit; other ones for every ``skip``."""
    found = [
        urlencode([("cohort", cohort), choice])
        for cohort in sorted(snapshot.info().cohorts, reverse=True)
        for choice in _of_cohort(snapshot, cohort)
    ]
    if skip + many > len(found):
        raise ValueError(f"there are only {len(found)} selections")
    return found[skip : skip + many]
