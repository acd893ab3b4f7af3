"""Streams into industries and regions: everybody counted once, small ones put together."""

from tests.yardstick.measure.worlds import graduates, world
from yardstick.feedback.fed import LAYERS, MOST, fed
from yardstick.measure import Reader, Scope
from yardstick.measure.model import REST

INDUSTRIES = "ABCDEFGHI"


def employed(k: int) -> dict:
    """Larger industries first: A nine times as often as I."""
    code = "".join(x * (len(INDUSTRIES) - i) for i, x in enumerate(INDUSTRIES))[k]
    return {
        "graduate_id": k + 1,
        "destination_code": "10",
        "industry": code,
        "region": "50" if k % 3 else None,
    }


def test_largest_industries_keep_their_names_and_nobody_is_lost(tmp_path):
    n = sum(range(1, len(INDUSTRIES) + 1))
    reader = world(
        tmp_path, {"graduates": graduates(n), "outcomes": [employed(k) for k in range(n)]}
    )
    frame, _ = fed(reader)
    assert list(frame.columns) == [*LAYERS, "n"]
    # Every third has no region on record and is in no stream.
    assert frame["n"].sum() == sum(1 for k in range(n) if k % 3)
    assert set(frame["industry"]) == {*INDUSTRIES[: MOST["industry"]], REST}
    nobody = Reader(reader.snapshot, Scope(programmes=()))
    assert fed(nobody)[0].empty
