"""benchmarks(): external figures that stand for the same thing as an indicator."""

from collections.abc import Sequence

import pandas as pd

from yardstick.catalogue import load_catalogue
from yardstick.measure.model import Reader


def benchmarks(reader: Reader, indicators: str | Sequence[str] | None = None) -> pd.DataFrame:
    """External figures as delivered; for indicators, those published under one of their names.

    Columns: source, year, indicator (as the source calls it), institution, field, region,
    programme, value, unit, base. External figures belong to nobody's scope. They follow their
    source's definition, which may differ from the catalogue's: show the source beside them.
    """
    columns = "source, year, indicator, institution, field, region, programme, value, unit, base"
    if indicators is None:
        return reader.snapshot.frame(f"SELECT {columns} FROM core_benchmarks ORDER BY ALL")
    catalogue = load_catalogue()
    names: list[str] = []
    for wanted in [indicators] if isinstance(indicators, str) else indicators:
        names += [wanted, *catalogue[wanted].benchmarks]
    return reader.snapshot.frame(
        f"SELECT {columns} FROM core_benchmarks WHERE list_contains(?, indicator) ORDER BY ALL",
        [names],
    )
