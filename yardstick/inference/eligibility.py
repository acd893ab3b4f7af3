"""Response rates where the eligibility of some invited is not known: the share taken as eligible.

American Association for Public Opinion Research, Standard Definitions: RR3 and RR4 put the cases of
unknown eligibility into the base in the proportion ``e``. Nothing fixes ``e``; here it is the
proportional allocation (CASRO): among the cases whose eligibility is known, the share of eligible.
"""

import numpy as np


def eligible_share(eligible: np.ndarray, ineligible: np.ndarray) -> np.ndarray:
    """``e``: eligible cases among those of known eligibility, per group.

    1 where no case is known, so that nobody leaves the base unseen.
    """
    known = np.asarray(eligible, dtype=float) + np.asarray(ineligible, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(known > 0, eligible / np.where(known > 0, known, 1), 1.0)


def response_rate(
    answered: np.ndarray, eligible: np.ndarray, unknown: np.ndarray, e: np.ndarray | float
) -> np.ndarray:
    """Answers by the eligible and the share ``e`` of those of unknown eligibility (RR3, RR4).

    ``answered`` are the complete answers for RR3, complete and partial ones for RR4; ``e`` = 1 gives
    RR1 and RR2, ``e`` = 0 RR5 and RR6. Counts per group; NaN where the base is empty.
    """
    counted = np.asarray(eligible, dtype=float) + np.multiply(e, unknown)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(counted > 0, answered / np.where(counted > 0, counted, 1), np.nan)
