"""Which words one group of people uses more than another: log-likelihood with its effect size.

Counted are people, not words: who writes "practice" five times is one person who wrote it. Of n_1
people of the group a use the word, of n_2 others b do; O are the four cells of that table and E what
they would be were the shares alike::

    G2 = 2 sum O ln(O / E)           p from chi-squared with 1 degree of freedom
    log ratio = log2((a / n_1) / (b / n_2))

G2 says whether chance explains the difference, the log ratio how large it is: 1 is twice as often.
Where nobody of one side uses the word half a person is put in its place, so that the ratio is
finite. All words that enough people use, of both groups together, are one family for
Benjamini-Hochberg; whether a word is used enough does not depend on who uses it more. With so few
users G2 calls a little too often, one word in fifteen at 0.05: q and the ratio belong together.

Sources: Dunning (1993), Accurate methods for the statistics of surprise and coincidence,
Computational Linguistics 19(1), 61-74; Hardie (2014), Log Ratio: an informal introduction, ESRC
Centre for Corpus Approaches to Social Science, Lancaster University.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc, xlogy

from yardstick.inference.multiplicity import benjamini_hochberg

Floats = NDArray[np.float64]
#: People, of both groups together, who must use a word before it is tested.
FEWEST = 5


@dataclass(frozen=True)
class Keyness:
    """One entry per word: shares of people (fractions) who use it, and how they differ.

    ``g2`` and ``log_ratio`` are NaN where a side has no people; ``p_value`` and ``q_value`` also
    where too few people use the word (``tested`` is false). ``log_ratio`` is positive where the
    group uses it more.
    """

    share: Floats
    share_others: Floats
    g2: Floats
    log_ratio: Floats
    p_value: Floats
    q_value: Floats
    tested: NDArray[np.bool_]


def keyness(
    users: ArrayLike, people: int, users_others: ArrayLike, people_others: int, fewest: int = FEWEST
) -> Keyness:
    """Compare words by the people who use them: ``users`` (words,) of ``people``, and the others.

    Raises ValueError where more use a word than there are people, or for ``fewest`` below 1.
    """
    a, b = np.broadcast_arrays(
        np.asarray(users, dtype=float), np.asarray(users_others, dtype=float)
    )
    if np.any((a < 0) | (a > people) | (b < 0) | (b > people_others)):
        raise ValueError("the users of a word lie outside 0 ... people")
    if fewest < 1:
        raise ValueError("at least one person uses a word")
    known = people > 0 and people_others > 0
    n_1, n_2 = float(people), float(people_others)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (a + b) / (n_1 + n_2)
        g2 = 2 * sum(
            _term(seen, n * share)
            for n, used in ((n_1, a), (n_2, b))
            for seen, share in ((used, pooled), (n - used, 1 - pooled))
        )
        ratio = np.log2(np.where(a > 0, a, 0.5) / n_1) - np.log2(np.where(b > 0, b, 0.5) / n_2)
        share, share_others = a / n_1, b / n_2
    # Rounding leaves a trace where the shares are alike.
    g2 = np.where(known, np.maximum(g2, 0.0), np.nan)
    tested = (a + b >= fewest) & known
    p_value = np.where(tested, chdtrc(1.0, np.where(tested, g2, 0.0)), np.nan)
    return Keyness(
        share=share,
        share_others=share_others,
        g2=g2,
        log_ratio=np.where(known & (a + b > 0), ratio, np.nan),
        p_value=p_value,
        q_value=benjamini_hochberg(p_value),
        tested=tested,
    )


def _term(seen: Floats, expected: Floats) -> Floats:
    """O ln(O / E), which is 0 where nothing is seen."""
    return xlogy(seen, np.where(seen > 0, seen / expected, 1.0))
