"""Quotations of redacted comments, and the search in them: never of fewer people than the profile asks.

Somebody who may narrow the selection sees differences of selections, and somebody who may search
sees who uses a rare word. So what is shown is laid out in fixed groups (:mod:`yardstick.comments.groups`)
made of the cohorts of programmes, within the reader's scope and question by question:

- A comment is shown only where the selection holds its whole group, which has at least
  ``quote_base`` people who commented. No choice of filters takes a group apart; gender does not
  choose among quotations at all.
- A search (or a theme) is answered only for groups in which at least as many people match, made
  anew of the fixed ones for each term. Where fewer match nothing is said, not even that nobody does.
- Shown are the text, its language and how many people wrote the very same; at most ``MOST`` texts,
  in an order made of the texts alone, which says nothing of who wrote them or when.

A term is a bound parameter of one query: it is not part of a key, not kept and not logged.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from yardstick.catalogue import load_catalogue
from yardstick.comments.answers import plain
from yardstick.comments.groups import NOWHERE, groups
from yardstick.measure.answers import NO_ANSWERS
from yardstick.measure.cells import allowed_programmes
from yardstick.measure.guard import not_provided
from yardstick.measure.model import Filters, Reader, Reason, Status
from yardstick.measure.remember import weight
from yardstick.measure.waves import wave_for
from yardstick.text import mark

#: Texts shown at once.
MOST = 15
#: Characters of a term that is searched for, at least and at most.
SHORTEST, LONGEST = 2, 60
COLUMNS = ("text", "language", "people")
NO_GENDERS = mark(
    "Quotations are not told apart by gender: a few people of one gender could be recognised. "
    "Take the filter of gender away to read them."
)
TOO_FEW_WROTE = mark(
    "Quotations need at least {n} people who commented, and a selection that leaves no few others "
    "over. A wider selection may show some."
)
TOO_FEW_MATCH = mark(
    "Comments found are shown only where at least {n} people wrote one and none of them can be "
    "singled out by another selection. There are fewer here, or none; a wider selection or a more "
    "common word may show some."
)
TOO_SHORT = mark("A word to search for has {n} characters or more.")
#: Everybody who commented once, with the last cohort and programme they did so in.
_PEOPLE = """
SELECT DISTINCT ON (coalesce(graduate_id, respondent)) programme_id, cohort, {match} AS matches
FROM mart_comments WHERE item_id::VARCHAR = ? AND wave = ? AND says
ORDER BY coalesce(graduate_id, respondent), matches DESC, cohort, programme_id
"""
_COUNTS = (
    "SELECT programme_id, cohort, count(*) AS people, count(*) FILTER (matches) AS matching "
    "FROM ({people}) GROUP BY ALL ORDER BY ALL"
)
_TEXTS = """
SELECT text, any_value(language) AS language,
    count(DISTINCT coalesce(graduate_id, respondent)) AS people, count(*) OVER () AS texts
FROM mart_comments
JOIN (SELECT unnest(?::INTEGER[]) AS p, unnest(?::INTEGER[]) AS c) AS shown
    ON programme_id IS NOT DISTINCT FROM p AND cohort IS NOT DISTINCT FROM c
WHERE item_id::VARCHAR = ? AND wave = ? AND says AND {match}
GROUP BY text
ORDER BY md5(any_value(item_id::VARCHAR) || text), text
LIMIT ?
"""


@dataclass(frozen=True)
class Quotations:
    """Texts of one question: ``frame`` has the columns text, language (None where not known), people.

    ``people`` commented in the groups the selection holds; ``matching`` of them match theme and
    term, None where neither was asked for. Both are None where nothing is shown. ``texts`` is how
    many different texts there are; the frame holds at most ``MOST`` of them.
    """

    item: str
    wave: int | None
    frame: pd.DataFrame
    people: int | None = None
    matching: int | None = None
    texts: int | None = None
    status: Status = Status.SHOWN
    reason: Reason | None = None


def quotations(
    reader: Reader,
    item: str,
    filters: Filters | None = None,
    theme: str | None = None,
    term: str = "",
) -> Quotations:
    """Quotations on one question within filters and scope, perhaps of a theme and with a term."""
    filters = (filters or Filters()).with_(items=(item,))
    column = load_catalogue().columns["comment_theme"]
    snapshot = reader.snapshot
    wave = wave_for(snapshot, column, None, filters)
    least = reader.profile.quote_base
    sought = plain(term).strip()[:LONGEST]

    def nothing(status: Status, message: str | Reason, **values: object) -> Quotations:
        why = message if isinstance(message, Reason) else Reason(message, tuple(values.items()))
        empty = pd.DataFrame({c: [] for c in COLUMNS})
        return Quotations(item, wave, empty, status=status, reason=why)

    if absent := not_provided(column, snapshot.info().provided):
        return nothing(Status.NOT_COMPUTABLE, absent)
    if filters.genders:
        return nothing(Status.NOT_APPLICABLE, NO_GENDERS)
    if sought and len(sought) < SHORTEST:
        return nothing(Status.NOT_APPLICABLE, TOO_SHORT, n=SHORTEST)
    if wave is None:
        return nothing(Status.NO_DATA, NO_ANSWERS)
    parts = _within(reader, _parts(reader, item, wave), Filters())
    fixed = _grouped(reader, parts, parts["people"], least)
    selected = _selected(reader, parts, filters)
    if not parts["people"][selected].any():
        return nothing(Status.NO_DATA, NO_ANSWERS)
    whole = _whole(fixed, selected)
    if not whole.any():
        return nothing(Status.SUPPRESSED, TOO_FEW_WROTE, n=least)
    match, parameters = _match(theme, sought)
    people = int(parts["people"][whole].sum())
    matching = None
    if parameters:
        found = _parts(reader, item, wave, match, parameters)
        size = _aligned(parts, found)
        again = _grouped(reader, parts, size, least, fixed)
        whole = _whole(again, selected) & whole
        matching = int(size[whole].sum())
        if not matching:
            return nothing(Status.SUPPRESSED, TOO_FEW_MATCH, n=least)
    shown = [_plain(parts[c][whole]) for c in ("programme_id", "cohort")]
    rows = snapshot.rows(
        _TEXTS.format(match=match or "true"), [*shown, item, wave, *parameters, MOST]
    )
    frame = pd.DataFrame({c: [r[k] for r in rows] for k, c in enumerate(COLUMNS)}, dtype=object)
    return Quotations(item, wave, frame, people, matching, rows[0][3] if rows else 0)


Parts = dict[str, np.ndarray]


def _match(theme: str | None, sought: str) -> tuple[str, list[str]]:
    """The condition that a comment is of the theme and holds the term, and its parameters."""
    terms, parameters = [], []
    if theme:
        terms.append("list_contains(themes, ?)")
        parameters.append(theme)
    if sought:
        terms.append("contains(plain, ?)")
        parameters.append(sought)
    return " AND ".join(terms), parameters


def _parts(
    reader: Reader, item: str, wave: int, match: str = "", parameters: list[str] | None = None
) -> Parts:
    """People by programme and cohort of all who commented; with ``match`` those who match."""
    sql = _COUNTS.format(people=_PEOPLE.format(match=match or "true"))

    def read() -> Parts:
        rows = reader.snapshot.rows(sql, [*(parameters or []), item, wave])
        found = {
            name: np.array([r[k] for r in rows], dtype=object)
            for k, name in enumerate(("programme_id", "cohort"))
        }
        found["people"] = np.array([r[3] for r in rows], dtype=np.int64)
        return found

    # What was searched for is not kept, in whatever form.
    return read() if match else reader.snapshot.kept.get(("commented", item, wave), read, weight)


def _within(reader: Reader, parts: Parts, filters: Filters) -> Parts:
    """The parts of the programmes that scope and filters admit."""
    allowed = allowed_programmes(reader.snapshot.info(), filters, reader.scope)
    if allowed is None:
        return parts
    inside = np.isin(parts["programme_id"].astype(float), np.array(allowed, dtype=float))
    return {name: values[inside] for name, values in parts.items()}


def _selected(reader: Reader, parts: Parts, filters: Filters) -> np.ndarray:
    allowed = allowed_programmes(reader.snapshot.info(), filters, reader.scope)
    found = np.ones(len(parts["people"]), dtype=bool)
    if allowed is not None:
        found &= np.isin(parts["programme_id"].astype(float), np.array(allowed, dtype=float))
    if filters.cohorts:
        found &= np.array([c in filters.cohorts for c in parts["cohort"]], dtype=bool)
    return found


def _grouped(
    reader: Reader,
    parts: Parts,
    people: np.ndarray,
    least: int,
    together: np.ndarray | None = None,
) -> np.ndarray:
    """Group of each part: programmes within schools; parts already ``together`` stay so."""
    info = reader.snapshot.info()
    facts = {
        i: (info.programme_facts["school"][k], info.programme_facts["programme"][k])
        for k, i in enumerate(info.programme_ids)
    }
    own = [facts.get(p, (None, None)) for p in parts["programme_id"].tolist()]
    levels = [own, [school for school, _ in own]]
    if together is None:
        return groups(people, levels, least)
    return _regrouped(people, levels, least, together)


def _regrouped(
    people: np.ndarray, levels: list[list], least: int, together: np.ndarray
) -> np.ndarray:
    """Groups made of whole groups."""
    known = np.unique(together[together != NOWHERE])
    members = [np.flatnonzero(together == g) for g in known]
    size = np.array([people[m].sum() for m in members], dtype=np.int64)
    coarse = []
    for level in levels:
        units = [{level[k] for k in m} for m in members]
        # A group of several units belongs to none of them: it is a unit of its own.
        coarse.append([next(iter(u)) if len(u) == 1 else ("own", k) for k, u in enumerate(units)])
    again = groups(size, coarse, least)
    found = np.full(len(together), NOWHERE, dtype=np.int64)
    for m, g in zip(members, again, strict=True):
        found[m] = g
    return found


def _whole(group: np.ndarray, selected: np.ndarray) -> np.ndarray:
    """Parts of groups all of which are selected."""
    split = np.unique(group[~selected])
    return selected & (group != NOWHERE) & ~np.isin(group, split)


def _aligned(parts: Parts, found: Parts) -> np.ndarray:
    """People of ``found`` in the order of ``parts``; nobody where there is no such part."""
    keys = zip(found["programme_id"].tolist(), found["cohort"].tolist(), strict=True)
    people = dict(zip(keys, found["people"].tolist(), strict=True))
    own = zip(parts["programme_id"].tolist(), parts["cohort"].tolist(), strict=True)
    return np.array([people.get(k, 0) for k in own], dtype=np.int64)


def _plain(values: np.ndarray) -> list:
    return [None if v is None else int(v) for v in values.tolist()]
