"""breaks(): the cohorts before which a series over cohorts may not be joined, with the reason."""

from yardstick.catalogue import load_catalogue
from yardstick.measure.change import _break
from yardstick.measure.model import Filters, Reader, Reason
from yardstick.measure.waves import wave_for


def breaks(reader: Reader, indicator: str, filters: Filters | None = None) -> dict[int, Reason]:
    """Cohort -> why it is not joined to the one before it, at the indicator's wave."""
    i = load_catalogue()[indicator]
    info = reader.snapshot.info()
    column = load_catalogue().columns[i.column]
    wave = wave_for(reader.snapshot, column, i, filters or Filters())
    known = [c for c in info.cohorts if wave is None or (c, wave) in info.cohort_waves]
    found = {}
    for previous, current in zip(known, known[1:], strict=False):
        if why := _break(info, reader, previous, current, wave):
            found[current] = why
    return found
