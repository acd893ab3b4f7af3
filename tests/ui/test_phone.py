"""A phone is told by what its browser says of itself."""

from types import SimpleNamespace

import pytest

from ui import phone

ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148"
DESKTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"User-Agent": ANDROID}, True),
        ({"User-Agent": IPHONE}, True),
        ({"User-Agent": DESKTOP}, False),
        ({}, False),
    ],
)
def test_phones_and_others(monkeypatch, headers, said):
    context = SimpleNamespace(context=SimpleNamespace(headers=headers))
    monkeypatch.setattr(phone, "st", context)
    assert phone.on_phone() is said
