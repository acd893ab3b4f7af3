"""What the sentences say, and what they refuse to say."""

import pkgutil
import re
from pathlib import Path

import pytest

from tests.yardstick.frames import NAN, estimate
from yardstick import sentences
from yardstick.measure.model import Reason, Status
from yardstick.sentences import Told
from yardstick.text import translator
from yardstick.wording import cohorts_words, listing, percent, whole

T = translator("en")
TOLD = Told("graduates of 2024", 6, "CNY")


def test_a_register_rate_states_base_year_and_time():
    row = estimate(0.93, base=1000)
    assert sentences.rate(row, "Destination rate", TOLD, T) == (
        "Destination rate: 93.0% of 1,000 graduates (graduates of 2024, 6 months after graduation)."
    )


def test_an_interval_is_always_said():
    row = estimate(0.93, 0.912, 0.945, base=1000)
    assert "93.0% (95% interval 91.2% to 94.5%)" in sentences.rate(row, "Rate", TOLD, T)


def test_bounds_are_said_beside_the_rate():
    bounds = estimate(NAN, 0.7526, 0.9072)
    said = sentences.rate(estimate(730 / 820, base=820), "Rate", TOLD, T, bounds=bounds)
    assert "leave it open between 75.3% and 90.7%." in said


def test_a_small_base_is_a_hint():
    row = estimate(2 / 3, 0.2, 0.94, base=3, status=Status.UNRELIABLE)
    assert "a hint, not a finding" in sentences.rate(row, "Rate", TOLD, T)


@pytest.mark.parametrize("status", [s for s in Status if s not in ("shown", "unreliable")])
def test_a_value_that_may_not_be_shown_is_never_said(status):
    row = estimate(0.123, base=3, status=status, reason=Reason("Too few: {n}.", (("n", 3),)))
    for said in (
        sentences.rate(row, "Rate", TOLD, T),
        sentences.pay(row, row, row, TOLD, T),
        sentences.first_job(row, TOLD, T),
        sentences.match(row, row, TOLD, T),
    ):
        assert said.endswith("cannot be shown: Too few: 3.")
    assert sentences.compared(row, estimate(0.5), ("a", "b"), T) == ""


def test_no_row_at_all_is_no_data():
    assert sentences.rate(None, "Rate", TOLD, T) == "Rate cannot be shown: no data."


def test_the_parts_are_said_by_their_codes_labels():
    parts = [("Employed by an organisation", 0.625), ("Further study", 0.297), ("Freelance", 0.01)]
    said = sentences.rate(estimate(0.932, base=1000), "Rate", TOLD, T, parts=parts)
    assert said.endswith("Mainly employed by an organisation (62.5%), then further study (29.7%).")
    zh = sentences.mainly([("单位就业", 0.625), ("升学", 0.297)], translator("zh"))
    assert zh == "其中单位就业占62.5%，升学占29.7%。"


def test_match_does_not_claim_that_the_level_fits():
    said = sentences.match(estimate(0.611), estimate(0.1), TOLD, T)
    assert "work in their own or a related field and are not over-qualified" in said
    assert "fits" not in said


def test_about_half_where_the_interval_reaches_beyond_graduation():
    said = sentences.first_job(estimate(0.0, 0.0, 1.0, base=2182), TOLD, T)
    assert said.startswith("About half of the 2,182 graduates in the base")
    assert "About" not in sentences.first_job(estimate(0.0, 0.0, 0.0), TOLD, T)


def test_halves_are_rounded_up():
    assert percent(0.625, 0) == "63%"
    assert percent(0.285, 0) == "29%"
    assert percent(-0.005, 0) == "-1%"
    assert whole(2.5) == "3"
    assert percent(0.9294, 1) == "92.9%"


def test_pay_says_median_interval_middle_half_and_how_many_are_known():
    median = estimate(6000.0, 5800.0, 6300.0, base=420, population=1000)
    said = sentences.pay(median, estimate(4500.0), estimate(8000.0), TOLD, T)
    assert "earn CNY 6,000 a month or more (95% interval CNY 5,800 to CNY 6,300)" in said
    assert "between CNY 4,500 and CNY 8,000" in said
    assert "42% of all 1,000 graduates" in said


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2.0, "had a first job within 2 months"),
        (0.0, "had their first job at graduation"),
        (NAN, "there is no median"),
    ],
)
def test_first_job(value, expected):
    assert expected in sentences.first_job(estimate(value), TOLD, T)


CHANGE = {
    "cohort": 2024,
    "previous_cohort": 2023,
    "difference": 0.05,
    "low": 0.02,
    "high": 0.08,
    "verdict": "up",
    "reason": None,
    "material": 0.025,
}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            CHANGE,
            "Cohort 2024 against 2023: rose, +5.0 points (+2.0 to +8.0).",
        ),
        (
            CHANGE | {"difference": -0.05, "low": -0.08, "high": -0.02, "verdict": "down"},
            "against 2023: fell, −5.0 points (−8.0 to −2.0)",
        ),
        (CHANGE | {"low": -0.01, "verdict": "no_call"}, "no clear change, +5.0 points"),
        (
            CHANGE | {"difference": 0.01, "low": 0.005, "high": 0.015, "verdict": "below"},
            "below the 2.5-point threshold, not reported as a change, +1.0 points",
        ),
        (
            CHANGE | {"difference": NAN, "verdict": "break", "reason": Reason("The census moved.")},
            "The census moved.",
        ),
        (CHANGE | {"difference": NAN, "verdict": "no_call"}, ""),
    ],
)
def test_a_change_is_called_only_where_one_is_made(row, expected):
    said = sentences.changed(row, "percent", T)
    assert expected in said
    assert bool(expected) == bool(said)


def test_regions_name_gain_and_loss():
    said = sentences.regions(35, 60, [("Chongqing", 5), ("Henan", -20)], TOLD, T)
    assert "58.3% of 60 graduates" in said
    assert "Chongqing gains most (5 more" in said
    assert "Henan loses most (20 fewer)" in said


def test_regions_without_moves_do_not_name_any():
    assert "gains" not in sentences.regions(60, 60, [("Chongqing", 0)], TOLD, T)


def test_regions_of_a_few_are_a_hint():
    moves = [("Chongqing", 1), ("Henan", -1)]
    assert sentences.regions(2, 5, moves, TOLD, T, least=23).endswith("a hint, not a finding.")
    assert "hint" not in sentences.regions(2, 23, moves, TOLD, T, least=23)


def test_two_shares_that_cannot_be_told_apart():
    said = sentences.compared(
        estimate(0.90, base=50, positive=45), estimate(0.86, base=50, positive=43), ("A", "B"), T
    )
    assert said.startswith("A and B cannot be told apart")


def test_two_shares_that_differ():
    # Newcombe (1998), table II, case (a): 56/70 and 48/80, difference .20 (.0524, .3339)
    high, low = estimate(0.8, base=70, positive=56), estimate(0.6, base=80, positive=48)
    assert sentences.compared(high, low, ("A", "B"), T) == (
        "A is 20.0 percentage points above B (+5.2 to +33.4)."
    )
    assert sentences.compared(low, high, ("B", "A"), T) == (
        "B is 20.0 percentage points below A (−33.4 to −5.2)."
    )


def test_forks_say_from_where_to_where_and_on_which_base():
    rows = [
        ("CN", estimate(0.93, base=1000, positive=930), 2),
        ("COR", estimate(930 / 980, base=980, positive=930), 1),
        ("Employed", estimate(725 / 795, base=795, positive=725), 1),
        ("OfS", estimate(status=Status.NOT_ASKED), 1),
    ]
    said = sentences.forks(rows, TOLD, T)
    assert said.startswith(
        "For graduates of 2024, 6 months after graduation, the rates run from 91.2% (Employed: 725 "
        "of 795 graduates) to 94.9% (COR: 930 of 980 graduates)."
    )
    assert "its own base, its own time and its own rule" in said
    # They are not the same people: each standard has its own.
    assert "same graduates" not in said


def test_forks_that_are_all_the_same_run_from_nowhere_to_nowhere():
    rows = [(n, estimate(1.0, base=b, positive=b), 1) for n, b in (("A", 3), ("B", 1))]
    assert sentences.forks(rows, TOLD, T) == (
        "For graduates of 2024, 6 months after graduation, all standards that can be computed give "
        "the same rate: 100.0% (B: 1 of 1 graduate)."
    )


@pytest.mark.parametrize("values", [(0.9, 0.8), (0.9, 0.9)])
@pytest.mark.parametrize("small", [(), (0,), (1,), (0, 1)])
def test_forks_say_where_one_of_the_outer_two_is_a_hint(values, small):
    status = [Status.UNRELIABLE if k in small else Status.SHOWN for k in range(2)]
    rows = [
        (n, estimate(v, base=10, positive=9, status=s), 1)
        for n, v, s in zip("AB", values, status, strict=True)
    ]
    # Of equal rates the sentence names the last alone.
    named = [1] if values[0] == values[1] else [0, 1]
    said = sentences.forks(rows, TOLD, T)
    assert said.count("a hint, not a finding") == any(k in small for k in named)


def test_forks_without_any_rate():
    assert sentences.forks([("OfS", estimate(status=Status.NOT_ASKED), 1)], TOLD, T).startswith(
        "None of the standards can be computed"
    )


def test_one_fork_has_the_decimals_of_its_standard():
    said = sentences.forks([("CN", estimate(0.93912, base=1000), 2)], TOLD, T)
    assert said.startswith("CN: 93.91% of 1,000 graduates")


def test_one_graduate_is_not_in_the_plural():
    assert "100.0% of 1 graduate (" in sentences.rate(estimate(1.0, base=1), "Rate", TOLD, T)
    assert sentences.rate(estimate(0.5, base=10), "Rate", None, T) == "Rate: 50.0% of 10 graduates."
    zh = translator("zh")
    assert "统计基数1人" in sentences.rate(estimate(1.0, base=1), "落实率", TOLD, zh)


def test_an_end_near_zero_is_not_rounded_onto_it():
    low = estimate(0.80, 0.7801, 0.82, base=1000)
    high = estimate(0.7716, 0.7520, 0.7912, base=1000)
    said = sentences.compared(high, low, ("A", "B"), T)
    assert "−0.0)" not in said
    assert said == "A is 2.84 percentage points below B (−5.64 to −0.05)."


def test_no_sentence_claims_a_cause():
    folder = Path(sentences.__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py"))]
    messages = [m for s in sources for m in re.findall(r'"([^"]+)"', s.split('"""', 2)[2])]
    claims = re.compile(
        r"\b(cause[sd]?|because|due to|leads? to|led to|thanks to|effect of)\b", re.I
    )
    assert [m for m in messages if claims.search(m)] == []


def test_years_are_folded_into_runs():
    assert cohorts_words([2022, 2020, 2021, 2024], T) == "2020 to 2022 and 2024"
    assert cohorts_words([], T) == "all cohorts"


def test_listing():
    assert listing(["a"], T) == "a"
    assert listing(["a", "b", "c"], T) == "a, b and c"
    assert listing([], T) == ""


def test_no_module_hides_a_function_of_its_name():
    """A module of the room, once imported, takes the place of what the room exports by that name."""
    modules = {m.name for m in pkgutil.iter_modules(sentences.__path__)}
    assert modules & set(sentences.__all__) == set()


def test_a_change_below_the_threshold_is_short_in_a_table():
    row = CHANGE | {"verdict": "below", "material": 0.025}
    assert sentences.verdict_words(row, "percent", T, short=True) == "below the threshold"
    assert "2.5-point" in sentences.verdict_words(row, "percent", T)
    up = CHANGE | {"verdict": "up"}
    assert sentences.verdict_words(up, "percent", T, short=True) == "rose"


def test_a_label_within_a_sentence_begins_small_unless_it_is_a_name():
    assert sentences.within("Not working") == "not working"
    assert sentences.within("NACE rate") == "NACE rate"
    assert sentences.within("未就业") == "未就业"
