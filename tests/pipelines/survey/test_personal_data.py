"""Nothing personal of open answers is anywhere in a snapshot, nor in what its build said."""

from tests.pipelines.load.bench import plain
from tests.pipelines.survey.conftest import Published
from tests.pipelines.survey.forms import comments, respondents, responses

PLANTED = (
    "Persona Planted",
    "预埋王老师",
    "planted.person@example.org",
    "0917 555 0123",
    "09175550123",
    "110105194912310021",
    "S20219876543",
)
SCALES = "scale,code,place,score,positive\ntwo,1,1,1,\ntwo,2,2,2,yes\n"
ITEMS = """survey,respondent,item,kind,scale,header
alumni,alumnus,Q1,scale,two,Q1
alumni,alumnus,Q2,comment,,Q2
"""
PROGRAMMES = "programme_code,school_code,level\nP1,S1,bachelor\n"


def test_personal_data_of_comments_is_nowhere_in_the_snapshot(published: Published) -> None:
    texts = [
        f"{PLANTED[0]} helped, write to {PLANTED[2]}",
        f"谢谢{PLANTED[1]}，电话{PLANTED[4]}",
        f"call {PLANTED[3]}, card {PLANTED[5]}, student {PLANTED[6]}",
    ]
    early = "Nr,Q1,Q2\n" + "".join(f'a{n},{n % 2 + 1},"{t}"\n' for n, t in enumerate(texts))
    more = 'cohort = { constant = 2020 }\nprogramme_code = { constant = "P1" }'
    reader, said = published(
        plain("programmes")
        + respondents("early.csv", more=more)
        + responses()
        + comments("staff.txt"),
        programmes=PROGRAMMES,
        early=early,
        items=ITEMS,
        scales=SCALES,
        staff=f"{PLANTED[0]}\n{PLANTED[1]}\n",
    )
    content = reader.snapshot.path.read_bytes() + said.encode()
    for planted in PLANTED:
        assert planted.encode() not in content
    assert sorted(t for (t,) in reader.snapshot.rows("SELECT text FROM mart_comments")) == [
        "[name] helped, write to [e-mail]",
        "call [phone], card [number], student [number]",
        "谢谢[name]，电话[phone]",
    ]
    hashes = reader.snapshot.rows("SELECT count(DISTINCT respondent) FROM mart_answers")
    assert hashes == [(3,)]
