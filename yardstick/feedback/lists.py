"""Lists of pairs that are read together: those of one survey, version and construct."""

from dataclasses import dataclass

from yardstick.measure.model import Reader


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
