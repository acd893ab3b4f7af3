"""What every sentence is made of: whom it is about, what is there, how sure it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yardstick.measure.model import VISIBLE, Reason, Status
from yardstick.text import Translator
from yardstick.wording import interval, missing, status_words

#: One row of a Measures frame.
Estimate = Mapping[str, object]


@dataclass(frozen=True)
class Told:
    """Whom and when a sentence is about: the selection in words and the months after graduation."""

    who: str
    wave: int | None
    currency: str = ""

    def __call__(self, t: Translator) -> str:
        """Selection and time, to stand in brackets."""
        if missing(self.wave):
            return self.who
        when = (
            t("at graduation")
            if not self.wave
            else t("{n} months after graduation", n=int(self.wave))
        )
        return t("{who}, {when}", who=self.who, when=when)


def seen(row: Estimate | None) -> bool:
    """Whether a row has a value to speak of."""
    return row is not None and row["status"] in VISIBLE and not missing(row["value"])


def why(row: Estimate | None, t: Translator) -> str:
    """The typed reason of a row without a value."""
    if row is None:
        return status_words(Status.NO_DATA, t)
    reason = row.get("reason")
    return reason(t) if isinstance(reason, Reason) else status_words(row["status"], t)


def absent(name: str, row: Estimate | None, t: Translator) -> str:
    """One line for a figure that is not there."""
    return t("{name} cannot be shown: {why}", name=name, why=_stopped(why(row, t), t))


def _stopped(text: str, t: Translator) -> str:
    """``text`` as the end of a sentence: with one full stop."""
    text = text.strip()
    return text if text[-1:] in (".", "。", "!", "?") else t("{sentence}.", sentence=text)


def joined(sentences: Sequence[str], t: Translator) -> str:
    """Sentences one after the other, with the space the language puts between them."""
    found = [s for s in sentences if s]
    text = found[0] if found else ""
    for s in found[1:]:
        text = t("{text} {next}", text=text, next=s)
    return text


def hedge(row: Estimate, unit: str, t: Translator, decimals: int = 1, currency: str = "") -> str:
    """The interval in brackets, else nothing."""
    said = interval(
        row["low"],
        row["high"],
        row["confidence"],
        unit,
        t,
        decimals,
        currency,  # type: ignore[arg-type]
    )
    return t(" ({interval})", interval=said) if said else ""


def caution(row: Estimate, t: Translator) -> str:
    """A second sentence where the base is too small to lean on."""
    return _hint(t) if row["status"] == Status.UNRELIABLE else ""


def few(base: float, least: float, t: Translator) -> str:
    """The same for figures counted from pairs or names: their base against the profile's least."""
    return _hint(t) if base < least else ""


def _hint(t: Translator) -> str:
    return t("With so few graduates this is a hint, not a finding.")
