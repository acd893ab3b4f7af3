"""The filter bar: one chip per filter, the same on every page; the address holds the codes."""

import streamlit as st

from ui.address import EVERY, FIELDS, SINGLE, View, current, show
from ui.options import RENAMED, Options
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.text import Translator, mark
from yardstick.wording import listing

#: Parameter -> what it filters, as the catalogue of dimensions calls it.
DIMENSIONS: dict[str, str] = {name: RENAMED.get(name, name) for name in (*FIELDS, "wave")}
NAMES = (*DIMENSIONS, "standard")
ALL: dict[str, str] = {
    "cohort": mark("All cohorts"),
    "school": mark("All schools"),
    "discipline": mark("All disciplines"),
    "class": mark("All fields of study"),
    "programme": mark("All programmes"),
    "level": mark("All levels"),
    "gender": mark("All genders"),
    "wave": mark("Each indicator's own time"),
    "standard": mark("All standards"),
}
#: So few values that all are shown as buttons instead of hidden in a list.
SHORT = ("cohort", "level", "gender")
LONGEST_CHIP = 26


def filter_bar(
    offered: Options, view: View, t: Translator, assumed: int | None = None, pools: bool = False
) -> None:
    """Draw the filters of ``view`` and say which of its values are not available.

    ``assumed`` is the cohort shown because the address names none; a page that ``pools`` takes the
    latest ones instead.
    """
    with st.container(horizontal=True, gap="xsmall", key="filters"):
        for name in NAMES:
            # The discipline class is set by drilling down: it needs no chip of its own before.
            if name == "class" and not view.codes("class"):
                continue
            chip = _chip(name, view, offered, t, assumed)
            if pools and name == "cohort" and not view.codes(name):
                chip = t("Latest cohorts, pooled")
            with st.popover(chip, key=f"chip_{name}"):
                _widget(name, view, offered, t)
        if any(view.codes(name) for name in NAMES):
            reset_button(t)
    _unavailable(view, offered, t)


def one_filter(name: str, offered: Options, view: View, t: Translator) -> None:
    """One filter by itself, for pages that have no bar."""
    _widget(name, view, offered, t)


def reset_button(t: Translator, key: str = "reset") -> None:
    """The way back to everything; the language stays."""
    st.button(
        t("Reset filters"), icon=":material/restart_alt:", type="tertiary", on_click=_reset, key=key
    )


def filter_name(name: str, t: Translator) -> str:
    """What a filter is called."""
    if name in DIMENSIONS:
        return DIMENSION_LABELS[DIMENSIONS[name]](t.lang)
    return t("Standard")


def summary(offered: Options, view: View, t: Translator, assumed: int | None = None) -> str:
    """The selection in words, for sentences and downloads."""
    parts = [] if assumed is None else [str(assumed)]
    parts += [
        listing([offered.label(name, c) for c in view.codes(name)], t)
        for name in NAMES
        if view.codes(name)
    ]
    return " · ".join(parts) if parts else t("All graduates")


def _reset() -> None:
    show(View().with_(lang=current().one("lang")))


def _chip(name: str, view: View, offered: Options, t: Translator, assumed: int | None) -> str:
    labels = [offered.label(name, c) for c in view.codes(name)]
    if not labels and name == "cohort" and assumed is not None:
        return t("Latest cohort: {year}", year=assumed)
    if not labels:
        return t(ALL[name])
    first = labels[0] if len(labels[0]) <= LONGEST_CHIP else labels[0][: LONGEST_CHIP - 1] + "…"
    more = f" +{len(labels) - 1}" if len(labels) > 1 else ""
    return f"**{first}{more}**"


def _widget(name: str, view: View, offered: Options, t: Translator) -> None:
    """One filter. Its value is set from the address at every run and written back on change."""
    known = [c for c in view.codes(name) if c in offered.labels[name]]
    values = offered.fitting(view) if name == "programme" else list(offered.labels[name])
    key = f"filter_{name}"
    st.session_state[key] = (known[0] if known else None) if name in SINGLE else known
    common = {
        "format_func": lambda code: offered.label(name, code),
        "key": key,
        "on_change": _changed,
        "args": (name, tuple(c for c in view.codes(name) if c not in offered.labels[name])),
    }
    if name in SINGLE:
        st.selectbox(filter_name(name, t), values, placeholder=t(ALL[name]), index=None, **common)
    elif name in SHORT:
        st.pills(filter_name(name, t), values, selection_mode="multi", **common)
    else:
        st.multiselect(filter_name(name, t), values, placeholder=t(ALL[name]), **common)


def _changed(name: str, unavailable: tuple[str, ...]) -> None:
    """Write one filter to the address; values its widget could not show stay in it."""
    value = st.session_state[f"filter_{name}"]
    if name not in SINGLE:
        value = (*(value or ()), *unavailable)
    if name == "cohort":
        value = _all_or_some(value, current().codes(name))
    show(current().with_(**{name: value}))


def _all_or_some(chosen: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """All cohorts and single ones exclude each other; what was chosen last holds."""
    if EVERY in chosen and EVERY not in before:
        return (EVERY,)
    return tuple(c for c in chosen if c != EVERY) or chosen


def _unavailable(view: View, offered: Options, t: Translator) -> None:
    missing = offered.missing(view)
    if not missing:
        return
    told = [t("{filter} “{value}”", filter=filter_name(n, t), value=v) for n, v in missing]
    st.warning(
        t(
            "This link asks for {values}, which these data do not have or which you may not see. "
            "The selection was kept as it is.",
            values=listing(told, t),
        ),
        icon=":material/link_off:",
    )
    st.button(
        t("Remove from the selection"),
        icon=":material/close:",
        on_click=_remove,
        args=(tuple(missing),),
        key="remove_unavailable",
    )


def _remove(missing: tuple[tuple[str, str], ...]) -> None:
    view = current()
    show(
        view.with_(
            **{
                name: [c for c in view.codes(name) if (name, c) not in missing]
                for name, _ in missing
            }
        )
    )
