"""respondents(): who is on the list of a survey, by final disposition, and how many are linked.

Invitations of graduates have a column of their own (``disposition``); this is the list a survey
brings itself, of alumni or of employers. Where it lists only those who answered, nobody can say how
many were asked.
"""

from dataclasses import dataclass

import numpy as np

from yardstick.inference.eligibility import eligible_share, response_rate
from yardstick.measure.cells import allowed_programmes
from yardstick.measure.model import Filters, Reader
from yardstick.measure.remember import remembered

TABLE = "cube_respondents"
ANSWERED = ("complete", "partial")
#: Eligible, or taken as such: AAPOR's I, P, R, NC and O.
ELIGIBLE = (*ANSWERED, "refused", "non_contact", "other")
UNKNOWN, INELIGIBLE = "unknown_eligibility", "ineligible"


@dataclass(frozen=True)
class Respondents:
    """People on the list of one survey by disposition; ``answered`` and ``linked`` of these.

    ``by_disposition`` is empty where no source lists anybody.
    """

    survey: str
    by_disposition: dict[str, int]
    linked: int

    @property
    def answered(self) -> int:
        return sum(self.by_disposition.get(d, 0) for d in ANSWERED)

    @property
    def invited(self) -> int:
        """Everybody not known to be ineligible."""
        return sum(self.by_disposition.get(d, 0) for d in (*ELIGIBLE, UNKNOWN))

    @property
    def lists_the_silent(self) -> bool:
        """Whether the list also holds people who did not answer: without them there is no rate."""
        return self.invited > self.answered

    def rates(self) -> dict[str, float]:
        """RR2, RR4 and RR6 (AAPOR, Standard Definitions); empty where there is no rate."""
        if not self.lists_the_silent:
            return {}
        n = self.by_disposition
        eligible = np.array([sum(n.get(d, 0) for d in ELIGIBLE)])
        unknown, answered = np.array([n.get(UNKNOWN, 0)]), np.array([self.answered])
        e = eligible_share(eligible, np.array([n.get(INELIGIBLE, 0)]))
        shares = {"RR2": 1.0, "RR4": e, "RR6": 0.0}
        return {
            k: float(response_rate(answered, eligible, unknown, v)[0]) for k, v in shares.items()
        }


@remembered
def respondents(reader: Reader, survey: str, filters: Filters | None = None) -> Respondents:
    """The list of one survey within filters and scope; questions named in filters are not looked at."""
    filters = filters or Filters()
    if TABLE not in reader.snapshot.tables:
        return Respondents(survey, {}, 0)
    where, values = ["survey = ?"], [survey]
    allowed = allowed_programmes(reader.snapshot.info(), filters, reader.scope)
    for name, some in (
        ("programme_id", allowed),
        ("cohort", filters.cohorts or None),
        ("gender::VARCHAR", filters.genders or None),
        ("wave", None if filters.wave is None else (filters.wave,)),
    ):
        if some is not None:
            where.append(f"list_contains(?, {name})")
            values.append(list(some))
    rows = reader.snapshot.rows(
        f"SELECT disposition::VARCHAR, sum(n)::BIGINT, "
        "sum(linked) FILTER (disposition IN ('complete', 'partial'))::BIGINT "
        f"FROM {TABLE} WHERE {' AND '.join(where)} GROUP BY ALL",
        values,
    )
    linked = sum(int(k or 0) for *_, k in rows)
    return Respondents(survey, {d: int(n) for d, n, _ in rows}, linked)
