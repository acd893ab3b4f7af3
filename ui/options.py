"""What the filters can offer a reader: codes with labels, within the reader's scope."""

from dataclasses import dataclass

from ui.address import EVERY, View
from yardstick.catalogue import load_catalogue
from yardstick.measure import choices
from yardstick.measure import label as dimension_label
from yardstick.measure.labels import DIMENSION_LABELS, NOT_RECORDED
from yardstick.measure.model import Reader
from yardstick.measure.remember import weight
from yardstick.text import translator

#: Parameters that are called otherwise than the dimension they filter.
RENAMED = {"discipline": "category"}
#: Filters that narrow the list of programmes.
NARROWING = ("school", "discipline", "class", "level")


@dataclass(frozen=True)
class Options:
    """``labels``: parameter -> code -> label, in the order shown. ``programmes``: facts of each
    programme (school, discipline, class, level) by which the list of programmes is narrowed."""

    labels: dict[str, dict[str, str]]
    programmes: dict[str, dict[str, str]]

    def label(self, name: str, code: object) -> str:
        """The label of a code; the code itself where this snapshot does not have it."""
        return self.labels[name].get(str(code), str(code))

    def fitting(self, view: View) -> list[str]:
        """Programmes that lie within the other filters, and those that are selected anyway."""
        wanted = {name: view.codes(name) for name in NARROWING}
        return [
            code
            for code, facts in self.programmes.items()
            if code in view.codes("programme")
            or all(not codes or facts[name] in codes for name, codes in wanted.items())
        ]

    def missing(self, view: View) -> list[tuple[str, str]]:
        """Parameters and values of the address that these data, or this reader, do not have."""
        return [
            (name, code)
            for name, known in self.labels.items()
            for code in view.codes(name)
            if code not in known
        ]


def options(reader: Reader) -> Options:
    """The options of this reader, kept for all who read the same snapshot in the same scope."""
    key = ("options", reader.scope, reader.profile, reader.lang)
    return reader.snapshot.kept.get(key, lambda: _options(reader, reader.lang), weight)


def _options(reader: Reader, lang: str) -> Options:
    found = choices(reader)
    t = translator(lang)
    return Options(
        labels={
            "cohort": {EVERY: t("All cohorts")} | {str(c): str(c) for c in found.cohorts},
            "school": found.schools,
            "discipline": found.categories,
            "class": found.classes,
            "programme": found.programmes,
            "level": found.levels,
            "gender": found.genders,
            "wave": {str(w): t("{n} months", n=w) for w in found.waves},
            "standard": {s.id: s.label(lang) for s in load_catalogue().standards.values()},
        },
        programmes={
            code: {name: facts[RENAMED.get(name, name)] for name in NARROWING}
            for code, facts in found.facts.items()
        },
    )


def label(reader: Reader, offered: Options, what: str, code: object) -> str:
    """The label of a code: ``what`` is a dimension, or a code list of the snapshot."""
    if code is None or code != code:
        return NOT_RECORDED(reader.lang)
    parameter = {v: k for k, v in RENAMED.items()}.get(what, what)
    if parameter in offered.labels and str(code) in offered.labels[parameter]:
        return offered.labels[parameter][str(code)]
    if what in DIMENSION_LABELS:
        return dimension_label(reader, what, code)
    return reader.snapshot.label(what, str(code), reader.lang)
