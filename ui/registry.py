"""The pages of the dashboard, in one place: file, address, title, icon."""

from dataclasses import dataclass

from yardstick.text import mark


@dataclass(frozen=True)
class Entry:
    """One page as the navigation shows it. ``url`` is the same in every language."""

    url: str
    file: str
    title: str
    icon: str
    default: bool = False


PAGES: tuple[Entry, ...] = (
    Entry(
        "overview",
        "pages/graduates/overview.py",
        mark("Overview"),
        ":material/home:",
        default=True,
    ),
    Entry(
        "employment",
        "pages/graduates/employment.py",
        mark("Employment"),
        ":material/work:",
    ),
    Entry(
        "yardsticks",
        "pages/graduates/yardsticks.py",
        mark("One cohort, many yardsticks"),
        ":material/straighten:",
    ),
    Entry(
        "yardstick",
        "pages/programmes/yardstick.py",
        mark("Teaching yardstick"),
        ":material/balance:",
    ),
    Entry(
        "profile",
        "pages/programmes/profile.py",
        mark("Programme profile"),
        ":material/description:",
    ),
    Entry(
        "fit",
        "pages/feedback/fit.py",
        mark("Curriculum fit"),
        ":material/compare_arrows:",
    ),
    Entry(
        "voice",
        "pages/feedback/voice.py",
        mark("Alumni voice"),
        ":material/record_voice_over:",
    ),
    Entry(
        "methods",
        "pages/reference/methods.py",
        mark("Methods"),
        ":material/menu_book:",
    ),
    Entry(
        "data",
        "pages/reference/data_quality.py",
        mark("Data behind the figures"),
        ":material/fact_check:",
    ),
)
BY_URL: dict[str, Entry] = {entry.url: entry for entry in PAGES}
