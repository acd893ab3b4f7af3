"""What employers report and what network profiles show of a few graduates, six months on."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.demo import truths
from pipelines.demo.columns import coded, frame
from pipelines.demo.invented import INDUSTRIES, employers
from pipelines.demo.people import People
from pipelines.demo.work import REGIONS, Jobs, heap

#: Share of reports that name another employer than the graduate's (a change of job, a namesake).
OTHER_EMPLOYER = 0.08


def pay_or_secret(pay: np.ndarray, secret: np.ndarray) -> pa.Array:
    """Pay as text; employers write 保密 (confidential) where they keep it to themselves."""
    return pc.if_else(pa.array(secret), "保密", pa.array(pay.astype(np.int64)).cast(pa.string()))


def of_employers(
    rng: np.random.Generator, people: People, ids: np.ndarray, jobs: Jobs, hired: np.ndarray
) -> pa.Table:
    """Rows of the employers' reports."""
    n = len(ids)
    names = employers()[0]
    other = rng.random(n) < OTHER_EMPLOYER
    return frame(
        {
            "学号": pa.array(ids),
            "核实日期": coded(np.zeros(n, np.int32), [f"{people.cohort}年12月10日"]),
            "单位名称": coded(np.where(other, (jobs.employer + 17) % len(names), jobs.employer), names),
            "行业": coded(jobs.industry, INDUSTRIES),
            "月薪": pay_or_secret(heap(rng, jobs.pay), rng.random(n) < 0.3),
        },
        hired & (rng.random(n) < truths.REPORTED_BY_EMPLOYER),
    )  # fmt: skip


def of_network(
    rng: np.random.Generator, people: People, ids: np.ndarray, jobs: Jobs, hired: np.ndarray
) -> pa.Table:
    """Rows of the network profiles."""
    n = len(ids)
    gone = rng.random(n)
    place = np.where(gone < 0.15, len(REGIONS), np.where(gone < 0.2, len(REGIONS) + 1, jobs.region))
    return frame(
        {
            "student_id": pa.array(ids),
            "seen_on": coded(np.zeros(n, np.int32), [f"{people.cohort}-12-20"]),
            "company": coded(jobs.employer, employers()[0]),
            "place": coded(place, (*REGIONS, "na", "N.A.")),
        },
        hired & (rng.random(n) < truths.SEEN_ON_NETWORK),
    )
