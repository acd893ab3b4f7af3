"""market(): figures on the labour market of fields, regions and years, as delivered."""

import pandas as pd

from yardstick.measure.model import Reader
from yardstick.measure.remember import remembered


@remembered
def market(reader: Reader) -> pd.DataFrame:
    """Columns: source, year, indicator, field, region, value, unit. They belong to nobody's scope.

    ``field`` is a code of a discipline category or class, missing for all fields; ``region`` a code
    of a region, missing for all regions.
    """
    return reader.snapshot.frame(
        "SELECT source, year, indicator, field, region::VARCHAR AS region, value, unit "
        "FROM core_market ORDER BY ALL"
    )
