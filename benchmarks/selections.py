"""Filter values nobody has asked for yet, as they stand in the address."""

from itertools import product
from urllib.parse import urlencode

from yardstick.measure import Snapshot


def unseen(snapshot: Snapshot, many: int, skip: int = 0) -> list[str]:
    """``many`` different query strings; other ones for every ``skip``.

    They walk through schools, programmes, levels and genders together with a cohort, the way
    readers narrow a view, and do not repeat before all combinations are used.
    """
    info = snapshot.info()
    latest = info.programmes[info.programmes["is_latest"]]
    choices: list[tuple[str, str]] = []
    by_kind = [
        [("programme", str(p)) for p in sorted(latest["programme"].unique())],
        [("school", str(s)) for s in sorted(latest["school"].unique())],
        [("level", str(x)) for x in sorted(latest["level"].unique())],
        [("gender", g) for g in ("female", "male")],
    ]
    while any(by_kind):
        choices += [kind.pop(0) for kind in by_kind if kind]
    cohorts = sorted(info.cohorts, reverse=True)
    found = [urlencode([("cohort", c), choice]) for c, choice in product(cohorts, choices)]
    if skip + many > len(found):
        raise ValueError(f"there are only {len(found)} selections")
    return found[skip : skip + many]
