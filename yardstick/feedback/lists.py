"""Lists of pairs that are read together: those of one survey, version and construct."""

from dataclasses import dataclass
from enum import StrEnum

from yardstick.codes import code_list
from yardstick.measure.model import Filters, Reader


@dataclass(frozen=True)
class PairList:
    """Pairs in their order on the form, answered by one kind of respondent.

    ``construct`` is what the source calls them (empty where it says nothing); ``ends`` the lowest
    and highest score of their scale, None where the scales differ. ``waves`` are the months after
    graduation at which anybody answered.
    """

    key: str
    survey: str
    construct: str
    version: str
    respondent: str
    pairs: tuple[str, ...]
    ends: tuple[float, float] | None
    waves: tuple[int, ...]


def pair_lists(reader: Reader) -> tuple[PairList, ...]:
    """Every list of pairs of the snapshot that anybody answered; the longest lists first."""
    info = reader.snapshot.info()
    if info.pairs is None or info.pairs.empty:
        return ()
    found = []
    frame = info.pairs.assign(construct=info.pairs["construct"].fillna("").astype(str))
    for (survey, construct, version), rows in frame.groupby(
        ["survey", "construct", "version"], sort=False
    ):
        ids = tuple(x for x in rows["pair_id"] if ("pair", x) in info.answered)
        if not ids:
            continue
        ends = set(zip(rows["scale_min"], rows["scale_max"], strict=True))
        low_high = next(iter(ends)) if len(ends) == 1 else None
        found.append(
            PairList(
                key=f"{survey}/{construct}/{version}",
                survey=str(survey),
                construct=str(construct),
                version=str(version),
                respondent=str(rows["respondent"].iloc[0]),
                pairs=ids,
                ends=(float(low_high[0]), float(low_high[1])) if low_high else None,
                waves=tuple(sorted({w for x in ids for w in info.answered["pair", x]})),
            )
        )
    # Alumni before employers; among them in the order of the forms.
    return tuple(sorted(found, key=lambda one: one.respondent))


class Apart(StrEnum):
    """Why what was meant as a pair is none."""

    ONE_SIDE = "one_side"
    SCALES_DIFFER = "scales_differ"
    NOBODY = "nobody"


def left_out(reader: Reader, one: PairList) -> tuple[tuple[str, Apart], ...]:
    """What belongs to the list and has no gap: the item asked, and why.

    Asked on one side only, on two scales that do not go together, or answered by nobody.
    """
    info = reader.snapshot.info()
    same = info.items[(info.items["survey"] == one.survey) & (info.items["version"] == one.version)]
    own = info.pairs[(info.pairs["survey"] == one.survey) & (info.pairs["version"] == one.version)]
    mine = own["construct"].fillna("").astype(str) == one.construct
    silent = own[mine & ~own["pair_id"].isin(one.pairs)]
    found = [(str(x), Apart.NOBODY) for x in silent["importance_item"]]
    paired = same["pair"].notna() & same["side"].notna()
    # A list is named after the side of importance; the other side may have a name of its own.
    known = own[mine][["importance_item", "attainment_item"]].to_numpy().ravel()
    names = {one.construct, *same.loc[same["item_id"].isin(known), "construct"].fillna("")}
    meant = same[paired & same["construct"].fillna("").isin(names)]
    for _, rows in meant[~meant["pair"].isin(own["pair"])].groupby("pair", sort=False):
        why = Apart.ONE_SIDE if rows["side"].nunique() < 2 else Apart.SCALES_DIFFER
        found.append((str(rows["item_id"].iloc[0]), why))
    return tuple(found)


def construct_name(code: str, lang: str) -> str:
    """What a construct is called; the source's own word where it is none of the usual ones."""
    known = code_list("construct")
    return known.label(code, lang) if code in known else code.replace("_", " ")


def cohorts_at(reader: Reader, wave: int | None, filters: Filters) -> tuple[int, ...]:
    """Cohorts of the selection of which anybody rated a pair at this wave; all where none is known.

    A wave need not hold all cohorts: a sentence must not speak of one that was not asked then.
    """
    chosen = filters.cohorts or reader.snapshot.info().cohorts
    presence = reader.snapshot.info().presence.get("pair_gap", {})
    asked = tuple(c for c in chosen if presence.get((c, wave), 0) > 0)
    return asked or tuple(chosen)
