"""What tests of surveys share: a small form with its scales, and the parts of a mapping."""

from tests.pipelines.load.bench import Bench

SCALES = """scale,code,place,score,positive,cannot_say,label_en,label_zh,says
often,1,1,1,,,Never,从不,
often,2,2,2,,,Sometimes,有时,now and then
often,3,3,3,yes,,Often,经常,
often,x,9,,,yes,Cannot say,无法评价,n/a
money,parents,1,,,,Parents,父母,
money,own,2,,,,"Own money (savings, loan)",自己,
money,other,3,,,,Other,其他,
"""
ITEMS = """survey,respondent,item,kind,scale,header,separator,label_en,label_zh
alumni,alumnus,Q1,scale,often,1. How often do you read?,,Reads,阅读
alumni,alumnus,Q2_a,scale,often,2. How often do you ... [write],,Writes,写作
alumni,alumnus,Q2_b,scale,often,2. How often do you ... [speak]*,,Speaks,演讲
alumni,alumnus,Q3,multi,money,3. Who paid?*,",",Paid by,费用来源
alumni,alumnus,Q4,comment,,4. Anything else?,,Remarks,意见
"""
HEADERS = (
    "Nr,1. How often do you read?,2. How often do you ... [write],"
    '"2. How often do you ... [speak], in public",3. Who paid? Several answers possible.,'
    "4. Anything else?\n"
)
EXPORT = HEADERS + (
    'A1,Often,now and  then,3,"1.  Parents, 2.  Own money (savings, loan)",Call 0917 555 0123\n'
    "A2,3.  OFTEN,从不,,Parents,\n"
    "A3,N/A,Never,Sometimes,,Thanks to Maria Cruz!\n"
)


def respondents(
    path: str = "export.csv",
    survey: str = "alumni",
    wave: int | str = "{ constant = 12 }",
    more: str = "cohort = { constant = 2024 }",
    number: str = "Nr",
) -> str:
    """The part of a mapping for a file of a survey, and for who answered it.

    ``wave`` is a number of months or the text of a column; ``more`` further columns, one a line.
    """
    months = f"{{ constant = {wave} }}" if isinstance(wave, int) else wave
    return f"""
[[file]]
path = "{path}"
population = "respondents"
[[file.target]]
table = "respondents"
[file.target.columns]
survey = {{ constant = "{survey}" }}
respondent_id = "{number}"
wave = {months}
{more}
"""


def responses(
    survey: str = "alumni", version: str = "", without: str = "", keys: str = "", number: str = "Nr"
) -> str:
    """The part for its answers; ``version`` of the items, those ``without``, further ``keys``."""
    constant = f'version = {{ constant = "{version}" }}' if version else ""
    left_out = f"without = [{without}]" if without else ""
    return f"""
[[file.target]]
table = "responses"
items = "items.csv"
scales = "scales.csv"
{left_out}
{keys}
[file.target.columns]
survey = {{ constant = "{survey}" }}
respondent_id = "{number}"
{constant}
"""


def comments(names: str = "staff.txt", number: str = "Nr") -> str:
    """The part for its open answers, with a list of names to take out."""
    return f"""
[[file.target]]
table = "comments"
items = "items.csv"
names = "{names}"
[file.target.columns]
respondent_id = "{number}"
"""


def form(
    bench: Bench,
    export: str = EXPORT,
    items: str = ITEMS,
    scales: str = SCALES,
    mapping: str | None = None,
) -> None:
    """Write the files of one survey, and its part of the mapping (everything where none is given)."""
    (bench.folder / "items.csv").write_text(items, encoding="utf-8")
    (bench.folder / "scales.csv").write_text(scales, encoding="utf-8")
    (bench.folder / "staff.txt").write_text("Maria Cruz\n", encoding="utf-8")
    whole = respondents() + responses() + comments()
    bench.file("export.csv", export, whole if mapping is None else mapping)


def answers(bench: Bench) -> list[tuple[int, str, str]]:
    """Row, item and code of every answer loaded."""
    return bench.rows(
        "SELECT r._row, item, code FROM stg_responses AS r ORDER BY r._row, item, code"
    )
