"""What every download says of itself: classification, institution, selection, build."""

from yardstick.measure.answers import NAMED
from yardstick.measure.labels import DIMENSION_LABELS, label
from yardstick.measure.model import SYMBOLS, Filters, Reader, Status
from yardstick.text import Bilingual, translator
from yardstick.wording import STATUS_WORDS

#: Stands on everything that leaves the screen until there is release control; in both languages.
INTERNAL_WORDS = Bilingual("Internal, not for publication", "内部资料，不得对外发布")
DEMONSTRATION = Bilingual("Demonstration data", "演示数据")

_FILTERS = (
    ("cohort", "cohorts"),
    ("school", "schools"),
    ("category", "categories"),
    ("class", "classes"),
    ("programme", "programmes"),
    ("level", "levels"),
    ("gender", "genders"),
    ("item", "items"),
    ("pair", "pairs"),
    ("course", "courses"),
    ("theme", "themes"),
)
#: More than these are counted instead of named: whole questionnaires stand in the rows anyway.
MOST_NAMED = 5


def selection(reader: Reader, filters: Filters | None) -> str:
    """The filters in words; "all graduates" where there are none."""
    t = translator(reader.lang)
    filters = filters or Filters()
    parts = []
    for dimension, name in _FILTERS:
        if chosen := getattr(filters, name):
            values = t(", ").join(label(reader, dimension, v) for v in chosen)
            if dimension in NAMED and len(chosen) > MOST_NAMED:
                values = t("{n} chosen", n=len(chosen))
            parts.append(
                t("{name}: {values}", name=DIMENSION_LABELS[dimension](reader.lang), values=values)
            )
    if filters.wave is not None:
        name = DIMENSION_LABELS["wave"](reader.lang)
        parts.append(t("{name}: {values}", name=name, values=filters.wave))
    return t("; ").join(parts) or t("All graduates")


def stamp(reader: Reader, title: str = "", filters: Filters | None = None) -> list[str]:
    """Lines above the table. The classification stands first, in both languages."""
    t, meta = translator(reader.lang), reader.snapshot.meta
    institution = Bilingual(meta.get("institution_en", ""), meta.get("institution_zh", ""))
    lines = [f"{INTERNAL_WORDS.en} / {INTERNAL_WORDS.zh}"]
    if meta.get("demo") == "true":
        lines.append(f"{DEMONSTRATION.en} / {DEMONSTRATION.zh}")
    if title:
        lines.append(title)
    lines += [
        t("Institution: {name}", name=institution(reader.lang)),
        t("Selection: {filters}", filters=selection(reader, filters)),
        t(
            "Build {build} of {when}, code version {code}, catalogue version {catalogue}",
            build=reader.snapshot.build_id,
            when=meta.get("built_at", ""),
            code=meta.get("code_version", ""),
            catalogue=meta.get("catalogue_version", ""),
        ),
    ]
    return lines


def symbols(reader: Reader) -> list[str]:
    """What the symbols mean."""
    t = translator(reader.lang)
    return [
        t("{symbol}: {meaning}", symbol=SYMBOLS[s], meaning=t(STATUS_WORDS[s]))
        for s in Status
        if SYMBOLS[s]
    ]
