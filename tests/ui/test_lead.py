"""What the overview is about where the address does not say: a share, else what can be shown."""

import pytest

from ui.overview import lead
from yardstick.catalogue import load_catalogue
from yardstick.measure.model import Status

RATE, STUDY, PAY = "cn2024.destination_rate", "mix.study", "pay.median"


@pytest.mark.parametrize(
    ("seen", "chosen"),
    [({STUDY, PAY}, STUDY), ({PAY}, PAY), (set(), RATE), ({RATE, PAY}, RATE)],
)
def test_a_share_first_and_nothing_that_cannot_be_shown_before_what_can(seen, chosen):
    known = load_catalogue()
    status = {True: Status.SHOWN, False: Status.NOT_COMPUTABLE}
    figures = [(known[i], {"value_status": status[i in seen]}) for i in (RATE, PAY, STUDY)]
    assert lead(figures)[0].id == chosen
