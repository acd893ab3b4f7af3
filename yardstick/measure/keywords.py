"""Words a build stored that programmes' comments say more: of every programme, whoever asks.

What leaves is limited to the reader's scope later (:mod:`yardstick.feedback.keywords`).
"""

import pandas as pd

from yardstick.measure.snapshot import Snapshot


def stored_keywords(
    snapshot: Snapshot, item: str, wave: int
) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Rows of ``keywords`` and ``keywords_bases`` of a question; None where the build has none.

    Not limited to a scope: only :mod:`yardstick.feedback.keywords` asks.
    """
    if not {"keywords", "keywords_bases"} <= snapshot.tables:
        return None
    asked = [item, wave]
    words, bases = (
        snapshot.frame(f"SELECT * FROM {name} WHERE item = ? AND wave = ? ORDER BY place", asked)
        for name in ("keywords", "keywords_bases")
    )
    return words, bases
