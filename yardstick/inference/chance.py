"""How many of many comparisons chance alone would call, were nothing to have changed."""


def called_by_chance(comparisons: int, confidence: float = 0.95) -> float:
    """Expected number of intervals that miss no change although there is none.

    An upper limit where a call also asks for a material difference.
    """
    return comparisons * (1 - confidence)
