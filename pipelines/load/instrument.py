"""Refuses items and scales that do not hold together, before any answer is read by them."""

from collections.abc import Callable

import duckdb

from pipelines.load.answers import answers_of
from pipelines.problems import Message, SourceError, SourceProblem
from yardstick.text import mark

FILE = "(SELECT m.file FROM meta_sources m WHERE m.file_id = {of}._file)"
#: Each query gives file, row and what the sentence names.
Rule = tuple[str, Callable[..., tuple[Message, Message]]]

_NO_SCALE = f"""
SELECT {FILE.format(of="i")}, i._row, i.item, i.scale FROM stg_items i
WHERE i.kind <> 'comment' AND (i.scale IS NULL OR i.scale NOT IN (SELECT scale FROM stg_scales))
"""
_NO_POSITIVES = f"""
SELECT {FILE.format(of="i")}, i._row, i.item, i.scale FROM stg_items i
JOIN stg_scales s ON s.scale = i.scale
WHERE i.kind = 'scale' AND i.positives IS NULL
GROUP BY ALL HAVING NOT bool_or(coalesce(s.positive = 'yes', false))
"""
_CODES = """
SELECT {file}, i._row, i.item, trim(c.code), {list} FROM stg_items i,
    unnest(string_split(i.{column}, ';')) AS c(code){join}
WHERE trim(c.code) <> '' AND NOT EXISTS (
    FROM stg_scales s WHERE s.scale = {list} AND s.code = trim(c.code))
"""
_POSITIVES = _CODES.format(
    file=FILE.format(of="i"), column="positives", join="", list="i.scale"
).replace("WHERE", "WHERE i.scale IS NOT NULL AND")
_ASKED_CODES = _CODES.format(
    file=FILE.format(of="i"),
    column="asked_codes",
    join=" JOIN (SELECT DISTINCT survey, item, scale FROM stg_items) f"
    " ON f.survey = i.survey AND f.item = i.asked_item",
    list="f.scale",
)
_ASKED = f"""
SELECT {FILE.format(of="i")}, i._row, i.item, i.asked_item FROM stg_items i
WHERE i.asked_item IS NOT NULL AND (
    i.asked_codes IS NULL OR i.asked_item = i.item OR NOT EXISTS (
        FROM stg_items f WHERE f.survey = i.survey AND f.item = i.asked_item))
"""
_KINDS = f"""
SELECT {FILE.format(of="i")}, i._row, i.survey FROM stg_items i
JOIN (SELECT survey, arg_min(respondent, (_file, _row)) AS kind FROM stg_items GROUP BY survey) f
    ON f.survey = i.survey AND f.kind <> i.respondent
"""
_SIDES = f"""
SELECT {FILE.format(of="i")}, i._row, i.item, i.pair FROM stg_items i
WHERE (i.pair IS NULL) <> (i.side IS NULL) OR EXISTS (
    FROM stg_items o WHERE o.survey = i.survey AND o.pair = i.pair AND o.side = i.side
        AND coalesce(o.version, '1') = coalesce(i.version, '1') AND o.item < i.item)
"""
_POINTS = f"""
WITH points AS (
    SELECT scale, min(score) AS low, max(score) AS high FROM stg_scales
    WHERE coalesce(cannot_say, 'no') <> 'yes' GROUP BY scale)
SELECT {FILE.format(of="i")}, i._row, i.item, i.pair FROM stg_items i
JOIN stg_items o ON o.survey = i.survey AND o.pair = i.pair
    AND i.side = 'importance' AND o.side = 'attainment'
    AND coalesce(o.version, '1') = coalesce(i.version, '1')
JOIN points p ON p.scale = i.scale
JOIN points q ON q.scale = o.scale
WHERE p.low IS DISTINCT FROM q.low OR p.high IS DISTINCT FROM q.high OR p.low IS NULL
"""


def _scale_missing(item: str, scale: str | None) -> tuple[Message, Message]:
    return (
        Message.of(
            mark("the scale '{scale}' of the item {item} is not in the table of scales."),
            scale=scale or "",
            item=item,
        ),
        Message.of(mark("Add its answers there, or correct the code of the scale.")),
    )


def _no_positives(item: str, scale: str) -> tuple[Message, Message]:
    return (
        Message.of(
            mark("no answer of the scale '{scale}' of the item {item} is marked as positive."),
            scale=scale,
            item=item,
        ),
        Message.of(
            mark(
                "Mark those that are under positive in the table of scales, or list them under"
                " positives of the item."
            )
        ),
    )


def _no_such_answer(item: str, code: str, scale: str | None) -> tuple[Message, Message]:
    return (
        Message.of(
            mark("the item {item} names the answer '{code}', which the scale '{scale}' lacks."),
            item=item,
            code=code,
            scale=scale or "",
        ),
        Message.of(mark("Use codes of that scale, separated by ;.")),
    )


def _no_filter(item: str, asked: str) -> tuple[Message, Message]:
    return (
        Message.of(
            mark(
                "the item {item} is asked only after the item {asked}, which the survey does not"
                " have or of which no answers are named."
            ),
            item=item,
            asked=asked,
        ),
        Message.of(mark("Correct asked_item, and list its answers under asked_codes.")),
    )


def _two_kinds(survey: str) -> tuple[Message, Message]:
    return (
        Message.of(
            mark("the survey {survey} is answered by alumni and by employers."), survey=survey
        ),
        Message.of(mark("Give each kind of respondents a survey of its own.")),
    )


def _sides(item: str, pair: str | None) -> tuple[Message, Message]:
    return (
        Message.of(
            mark("the item {item} is not one of two sides of the pair '{pair}'."),
            item=item,
            pair=pair or "",
        ),
        Message.of(
            mark("Give one item of each version the side importance and one the side attainment.")
        ),
    )


def _points(item: str, pair: str) -> tuple[Message, Message]:
    return (
        Message.of(
            mark("the two sides of the pair '{pair}' (item {item}) are not scored alike."),
            item=item,
            pair=pair,
        ),
        Message.of(mark("Give their scales the same lowest and highest score.")),
    )


RULES: tuple[Rule, ...] = (
    (_NO_SCALE, _scale_missing),
    (_NO_POSITIVES, _no_positives),
    (_POSITIVES, _no_such_answer),
    (_ASKED, _no_filter),
    (_ASKED_CODES, _no_such_answer),
    (_KINDS, _two_kinds),
    (_SIDES, _sides),
    (_POINTS, _points),
)


def refuse_broken_instruments(con: duckdb.DuckDBPyConnection) -> None:
    """Raise SourceError with a sentence for every item or scale that does not hold together."""
    problems = []
    for query, said in RULES:
        for file, row, *named in con.execute(f"{query} ORDER BY 1, 2").fetchall():
            what, todo = said(*named)
            problems.append(SourceProblem(file, row, what, todo))
    problems += _doubled_spellings(con)
    if problems:
        raise SourceError(dict.fromkeys(problems))


def _doubled_spellings(con: duckdb.DuckDBPyConnection) -> list[SourceProblem]:
    names = ("scale", "code", "label_en", "label_zh", "says")
    rows = con.execute(
        f"SELECT {', '.join(names)} FROM stg_scales s ORDER BY _file, _row"
    ).fetchall()
    found = answers_of(dict(zip(names, row, strict=True)) for row in rows)
    return [
        SourceProblem(
            file,
            row,
            Message.of(
                mark(
                    "'{text}' is the answer {code} and the answer {other} of the scale '{scale}'."
                ),
                text=text,
                code=one,
                other=other,
                scale=scale,
            ),
            Message.of(mark("Give each answer labels and spellings of its own.")),
        )
        for scale, answers in found.items()
        for text, one, other in answers.doubled
        for file, row in con.execute(
            f"SELECT {FILE.format(of='s')}, s._row FROM stg_scales s"
            " WHERE s.scale = ? AND s.code = ?",
            [scale, other],
        ).fetchall()
    ]
