"""What the filters can offer a reader: codes with labels, within the reader's scope."""

from dataclasses import dataclass

from ui.address import View
from yardstick.catalogue import load_catalogue
from yardstick.measure import choices
from yardstick.measure.model import Reader


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
        wanted = {name: view.codes(name) for name in ("school", "discipline", "class", "level")}
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
    c = choices(reader)
    return Options(
        labels={
            "cohort": {str(x): str(x) for x in c.cohorts},
            "school": c.schools,
            "discipline": c.categories,
            "class": c.classes,
            "programme": c.programmes,
            "level": c.levels,
            "gender": c.genders,
            "wave": {str(x): str(x) for x in c.waves},
            "standard": {s.id: s.label(reader.lang) for s in load_catalogue().standards.values()},
        },
        programmes={
            k: {"school": "S1", "discipline": "08", "class": "0809", "level": "bachelor"}
            for k in c.programmes
        },
    )


def label(reader: Reader, offered: Options, what: str, code: object) -> str:
    return (
        offered.label(what, code)
        if what in offered.labels
        else reader.snapshot.label(what, code, reader.lang)
    )
