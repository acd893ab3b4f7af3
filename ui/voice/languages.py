"""What the languages of comments are called."""

from ui.page import Page
from yardstick.text import mark

NAMES = {"en": mark("English"), "zh": mark("Chinese")}
UNKNOWN = mark("language not recorded")


def language_name(p: Page, code: str | None) -> str:
    """The name of a language; its code where it is another one."""
    return p.t(NAMES.get(code, code)) if code else p.t(UNKNOWN)
