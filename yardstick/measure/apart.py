"""apart(): why cohorts are not joined, in as few sentences as there are kinds of reason.

A series with a break before each of its cohorts has a reason for every pair of them; read one after
the other they say the same dates twice. Here each kind is one sentence that names every cohort.
"""

from collections.abc import Iterable

from yardstick.measure.breaks import CENSUS_MOVED, CENSUS_UNKNOWN, INSTRUMENT_CHANGED
from yardstick.measure.model import Reason
from yardstick.text import Translator, mark
from yardstick.wording import listing

MANY = {
    CENSUS_MOVED: mark("The census dates differ ({each}), so the figures are not compared."),
    INSTRUMENT_CHANGED: mark("The main source differs ({each}), so the figures are not compared."),
    CENSUS_UNKNOWN: mark(
        "The census date of the register is not on record for all of the cohorts {each}, so it is "
        "not known whether the figures can be compared."
    ),
}
VALUE_OF = mark("{value} for {cohort}")


def apart(reasons: Iterable[Reason], t: Translator) -> list[str]:
    """Sentences, each once: reasons of breaks told together by kind, any other as it stands.

    The order is that in which the kinds come first; cohorts are named oldest first.
    """
    by_kind: dict[object, list[Reason]] = {}
    for why in dict.fromkeys(reasons):
        by_kind.setdefault(why.message if why.message in MANY else why, []).append(why)
    said = []
    for kind, whys in by_kind.items():
        if len(whys) == 1:
            said.append(whys[0](t))
        else:
            said.append(t(MANY[kind], each=listing(_each(whys, t), t)))  # type: ignore[index]
    return list(dict.fromkeys(said))


def _each(whys: list[Reason], t: Translator) -> list[str]:
    """Each cohort once with what was on record for it; the cohort alone where nothing was."""
    found = set()
    for why in whys:
        known = dict(why.values)
        found.add((known["previous_cohort"], known.get("previous")))
        found.add((known["cohort"], known.get("current")))
    return [
        str(cohort) if value is None else t(VALUE_OF, value=value, cohort=cohort)
        for cohort, value in sorted(found, key=lambda x: (x[0], str(x[1])))
    ]
