"""How concentrated something is, and for how many it is on record at all."""

from yardstick import concentration
from yardstick.sentences import Told
from yardstick.text import translator

T, ZH = translator("en"), translator("zh")
TOLD = Told("graduates of 2024", 6, "CNY")


def test_concentration_names_the_three_largest():
    said = concentration.concentration(
        "industries",
        "{k} industries",
        ["A", "B", "C"],
        [50, 30, 10, 10],
        TOLD,
        T,
        whom="graduates in work whose industry is on record",
    )
    assert said.startswith(
        "The largest 3 industries take 90.0% of 100 graduates in work whose industry is on record"
    )
    assert said.endswith(": A, B and C.")


def test_the_index_stands_in_a_caption_of_its_own():
    # HHI = .25 + .09 + .01 + .01 = .36; 1 / .36 = 2.8
    said = concentration.equal_sized("{k} industries", [50, 30, 10, 10], T)
    assert said == (
        "As concentrated as about 2.8 industries of equal size (Herfindahl-Hirschman index 0.360)."
    )
    assert concentration.equal_sized("{k} industries", [50], T) == ""
    assert concentration.equal_sized("{k} industries", [50, 30], T, of=100) == ""


def test_concentration_does_not_name_who_may_not_be_named():
    said = concentration.concentration("employers", "{k} employers", ["A"], [9, 2, 1, 1], TOLD, T)
    assert "A" not in said.replace("As", "")


def test_concentration_of_one_and_of_nothing():
    one = concentration.concentration("industries", "{k} industries", ["A"], [5], TOLD, T)
    assert "All 5 graduates" in one
    assert concentration.concentration("industries", "{k} industries", [], [], TOLD, T) == (
        "No graduate in view has a record of this."
    )


def test_missing_is_said_and_never_read_as_none():
    said = concentration.concentration(
        "countries", "{k} countries", ["China"], [2643], TOLD, T, of=3148
    )
    assert "on record for 2,643 of 3,148 graduates only" in said
    assert "All 2,643" not in said
    zh = concentration.concentration(
        "国家或地区", "{k} countries or regions", ["中国"], [2643], TOLD, ZH, of=3148
    )
    assert all(part in zh for part in ("3,148人", "2,643人"))
    assert "record" not in zh


def test_a_small_gap_is_said_beside_the_shares():
    said = concentration.concentration("countries", "{k} countries", ["A"], [95], TOLD, T, of=100)
    assert "All 95" in said
    assert said.endswith("On record for 95 of 100 (95.0%).")
    assert concentration.recorded(100, 100, T) == ""
    assert concentration.recorded(100, None, T) == ""


def test_names_that_hold_a_conjunction_are_quoted():
    names = ["Health and social work", "Education", "Finance"]
    assert concentration.named(names, T) == "“Health and social work”, “Education” and “Finance”"
    assert concentration.named(["A", "B"], T) == "A and B"
    zh = concentration.named(["卫生、社会工作", "教育"], ZH)
    assert "“卫生、社会工作”" in zh


def test_chinese_counts_each_kind_with_its_own_measure_word():
    counts = [50, 30, 10, 10]
    for several, counted in (
        ("{k} institutions", "{k}所院校"),
        ("{k} employers", "{k}家用人单位"),
        ("{k} industries", "{k}个行业"),
    ):
        alike = concentration.equal_sized(several, counts, ZH)
        assert "约" + counted.format(k="2.8") in alike
        said = concentration.concentration("院校", several, ["甲", "乙", "丙"], counts, TOLD, ZH)
        assert counted.format(k=3) in said


def test_a_base_too_small_to_lean_on_is_called_a_hint():
    for counts in ([5], [3, 2]):
        for least, hint in ((5, False), (6, True)):
            said = concentration.concentration(
                "industries", "{k} industries", ["A"], counts, TOLD, T, least=least
            )
            assert ("a hint, not a finding" in said) == hint
