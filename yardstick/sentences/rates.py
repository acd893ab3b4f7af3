"""Shares in sentences: one rate with its base, its largest parts, and the same by many standards."""

from collections.abc import Sequence

from yardstick.sentences.told import Estimate, Told, absent, caution, hedge, joined, seen
from yardstick.text import Translator
from yardstick.wording import graduates, missing, percent, whole


def rate(
    row: Estimate | None,
    name: str,
    told: Told | None,
    t: Translator,
    *,
    decimals: int = 1,
    bounds: Estimate | None = None,
    parts: Sequence[tuple[str, float]] = (),
) -> str:
    """A share with its base, its interval or bounds, and the largest of its parts.

    ``told`` is None in a second sentence about the same graduates at the same time.
    """
    if not seen(row):
        return absent(name, row, t)
    said = t(
        "{name}: {value}{hedge} of {graduates}{told}.",
        name=name,
        value=percent(row["value"], decimals),
        hedge=hedge(row, "percent", t, decimals),
        graduates=graduates(row["base"], t),
        told=t(" ({told})", told=told(t)) if told else "",
    )
    mostly = mainly(parts, t, decimals)
    open_ = ""
    if bounds is not None and not missing(bounds["low"]) and not missing(bounds["high"]):
        open_ = t(
            "Graduates without information leave it open between {low} and {high}.",
            low=percent(bounds["low"], decimals),
            high=percent(bounds["high"], decimals),
        )
    return joined([said, mostly, open_, caution(row, t)], t)


def mainly(parts: Sequence[tuple[str, float]], t: Translator, decimals: int = 1) -> str:
    """The two largest parts by the labels of their codes."""
    largest = [p for p in sorted(parts, key=lambda p: -p[1]) if p[1] > 0][:2]
    said = [t("{part} ({share})", part=within(n), share=percent(v, decimals)) for n, v in largest]
    if len(said) < 2:
        return t("Mainly {part}.", part=said[0]) if said else ""
    return t("Mainly {part}, then {next}.", part=said[0], next=said[1])


def within(name: str) -> str:
    """A label in the middle of a sentence."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def forks(rows: Sequence[tuple[str, Estimate, int]], told: Told, t: Translator) -> str:
    """How far the rates of the standards lie apart, with what the outer two count.

    ``rows``: name, estimate and decimals of each rate.
    """
    shown = sorted((r for r in rows if seen(r[1])), key=lambda r: r[1]["value"])
    if not shown:
        return t(
            "None of the standards can be computed for these graduates ({told}).", told=told(t)
        )
    if len(shown) == 1:
        name, row, decimals = shown[0]
        return rate(row, name, told, t, decimals=decimals)

    def end(name: str, row: Estimate, decimals: int) -> str:
        return t(
            "{value} ({name}: {positive} of {graduates})",
            value=percent(row["value"], decimals),
            name=name,
            positive=whole(row["positive"]),
            graduates=graduates(row["base"], t),
        )

    if shown[0][1]["value"] == shown[-1][1]["value"]:
        said = t(
            "For {told}, all standards that can be computed give the same rate: {high}.",
            told=told(t),
            high=end(*shown[-1]),
        )
        return joined([said, caution(shown[-1][1], t)], t)
    said = t(
        "For {told}, the rates run from {low} to {high}.",
        told=told(t),
        low=end(*shown[0]),
        high=end(*shown[-1]),
    )
    why = t(
        "Each standard has its own base, its own time and its own rule, and some know only those "
        "who answered: the difference says nothing about the graduates themselves."
    )
    hint = caution(shown[0][1], t) or caution(shown[-1][1], t)
    return joined([said, why, hint], t)
