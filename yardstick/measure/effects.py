"""The pooled effects a build stored: of every programme, whoever asks; what leaves is scoped later."""

import pandas as pd

from yardstick.measure.snapshot import Snapshot


def stored_effects(snapshot: Snapshot, outcome: str) -> tuple[pd.DataFrame, dict] | None:
    """Rows of the table ``effects`` and the row of ``effects_models`` of an outcome; None without.

    Not limited to a scope, as the counts a comparison is made of: only
    :mod:`yardstick.compare` asks, which limits rows and figures to what the reader may see.
    """
    if not {"effects", "effects_models"} <= snapshot.tables:
        return None
    models = snapshot.frame("SELECT * FROM effects_models WHERE outcome = ?", [outcome])
    if models.empty:
        return None
    effects = snapshot.frame("SELECT * FROM effects WHERE outcome = ? ORDER BY place", [outcome])
    return effects, models.iloc[0].to_dict()
