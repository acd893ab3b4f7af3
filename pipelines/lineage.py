"""Which programme codes are one series: renamed and merged ones join, a split starts anew.

A code continues the codes it names as predecessors. Where exactly one code continues another, both
are one series, called by its latest code: a rename is a chain, a merger is several chains that
meet. Where two or more codes continue the same one (a split), or the old code goes on beside the
new one, nothing says which is the continuation: the series breaks and its parts say so.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipelines.problems import Message
from yardstick.text import Bilingual, Translator, mark
from yardstick.wording import listing


@dataclass(frozen=True)
class Period:
    """One row of the programmes table, as far as lineage needs it."""

    code: str
    valid_from: int | None
    valid_to: int | None
    predecessors: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """The series of one code, and what a reader must know about it."""

    series: str
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Names(Message):
    """Programmes by their names in the reader's language; a code where it has no name."""

    named: tuple[Bilingual, ...] = ()

    def say(self, t: Translator) -> str:
        return listing(list(dict.fromkeys(n(t.lang) for n in self.named)), t)


def _successors(periods: Iterable[Period]) -> dict[str, dict[str, int | None]]:
    """For each predecessor the codes that continue it, with the cohort they start in."""
    found: dict[str, dict[str, int | None]] = defaultdict(dict)
    for period in periods:
        for old in period.predecessors:
            if old != period.code:
                found[old].setdefault(period.code, period.valid_from)
    return found


def _goes_on(old: str, since: int | None, periods: Iterable[Period]) -> bool:
    """Whether the old code has a period that starts with or after its successor."""
    return since is not None and any(
        p.code == old and p.valid_from is not None and p.valid_from >= since for p in periods
    )


def _latest(code: str, step: Mapping[str, str]) -> str:
    """Follow the chain of continuations to its end; a circle ends where it began."""
    seen = {code}
    while code in step and step[code] not in seen:
        code = step[code]
        seen.add(code)
    return code if code not in step else min(seen)


def lineage(
    periods: Iterable[Period], names: Mapping[str, Bilingual] | None = None
) -> dict[str, Place]:
    """The series of every code, with a note in both languages where codes join or part.

    ``names``: what a note calls the codes.
    """

    def called(codes: Iterable[str]) -> Names:
        return Names("", (), tuple((names or {}).get(c) or Bilingual(c, c) for c in codes))

    periods = list(periods)
    codes = sorted({p.code for p in periods})
    successors = _successors(periods)
    step: dict[str, str] = {}
    parted: dict[str, list[str]] = {}
    for old, new in successors.items():
        only = next(iter(new))
        if len(new) == 1 and not _goes_on(old, new[only], periods):
            step[old] = only
        else:
            parted[old] = sorted(new)
    series = {code: _latest(code, step) for code in codes}
    members: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        members[series[code]].append(code)
    origins: dict[str, list[str]] = defaultdict(list)
    for old, new in sorted(parted.items()):
        for code in new:
            origins[code].append(old)
    places = {}
    for code in codes:
        notes = []
        if len(together := members[series[code]]) > 1:
            notes.append(
                Message.of(
                    mark("Series of {code}, which continues {others}."),
                    code=called([series[code]]),
                    others=called(c for c in together if c != series[code]),
                )
            )
        if code in origins:
            notes.append(
                Message.of(
                    mark("Split from {others}: the series starts anew."),
                    others=called(origins[code]),
                )
            )
        if code in parted:
            notes.append(
                Message.of(
                    mark("Split into {others}: the series ends here."),
                    others=called(parted[code]),
                )
            )
        places[code] = Place(series[code], tuple(notes))
    return places
