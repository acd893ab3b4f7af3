"""A question that gets another scale is another version: the series breaks, and nothing adds up."""

from tests.pipelines.load.bench import Bench
from tests.pipelines.survey.conftest import Published
from tests.pipelines.survey.forms import SCALES, form, respondents, responses
from yardstick.measure import Filters, measure
from yardstick.measure.model import Status

TWO = """survey,respondent,item,version,kind,scale,header
alumni,alumnus,Q1,1,scale,four,How often?
alumni,alumnus,Q1,2,scale,often,How often?
alumni,alumnus,Q2,1,scale,often,How well?
alumni,alumnus,Q3,1,scale,often,How long?
"""
FOUR = SCALES + "four,a,1,1,,,Seldom,,\nfour,b,2,2,yes,,Always,,\n"
VERSIONS = ("alumni/Q1/1", "alumni/Q1/2")


def wave(path: str, months: int, version: str, without: str = "") -> str:
    """The part of a mapping for one wave, whose form had that version of the items."""
    return respondents(path, wave=months) + responses(version=version, without=without)


def test_another_scale_in_a_later_wave_is_another_version(bench: Bench) -> None:
    first = wave("export.csv", 12, "1", '"Q3"')
    form(bench, "Nr,How often?,How well?\nA1,Always,Often\n", TWO, FOUR, first)
    bench.file("later.csv", "Nr,How often?,How well?,How long?\nA2,Often,Never,Often\n",
               wave("later.csv", 36, "2"))  # fmt: skip
    bench.load()
    assert bench.rows("SELECT item, version, code FROM stg_responses ORDER BY _file, item") == [
        ("Q1", "1", "b"),
        ("Q2", "1", "3"),
        ("Q1", "2", "3"),
        ("Q2", "1", "1"),
        ("Q3", "1", "3"),
    ]


def test_which_version_an_export_holds_is_not_guessed(bench: Bench) -> None:
    export = "Nr,How often?,How well?,How long?\nA1,Always,Often,Often\n"
    form(bench, export, TWO, FOUR, respondents() + responses())
    assert bench.refused() == [
        "items.csv, row 3: the versions 1, 2 of the item Q1 are all in the export. "
        "Say which it holds by a constant for version in the mapping."
    ]


def test_versions_are_measured_apart_and_never_together(published: Published) -> None:
    early = "Nr,How often?,How well?\n" + "".join(f"A{n},Always,Often\n" for n in range(30))
    late = "Nr,How often?,How well?,How long?\n" + "".join(
        f"B{n},{'Often' if n % 2 else 'Never'},Often,Often\n" for n in range(40)
    )
    reader, _ = published(
        wave("early.csv", 12, "1", '"Q3"') + wave("late.csv", 36, "2"),
        early=early,
        late=late,
        items=TWO,
        scales=FOUR,
    )
    asked = Filters(items=VERSIONS)
    each = measure(reader, "voice.positive", ("item", "wave"), asked).frame
    assert each[["item", "wave", "positive", "base"]].to_numpy().tolist() == [
        [VERSIONS[0], 12, 30.0, 30.0],
        [VERSIONS[1], 36, 20.0, 40.0],
    ]
    for indicator in ("voice.positive", "voice.mean"):
        together = measure(reader, indicator, (), asked.with_(wave=12)).frame.iloc[0]
        assert together["status"] == Status.NOT_APPLICABLE
        assert "different scales" in together["reason"].message
    # A question that did not change goes on as one series.
    same = measure(reader, "voice.positive", ("wave",), Filters(items=("alumni/Q2/1",))).frame
    assert same[["wave", "base"]].to_numpy().tolist() == [[12, 30.0], [36, 40.0]]
