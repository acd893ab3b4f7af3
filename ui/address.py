"""The address of a view: filters, standard and language as codes in the query parameters.

The address is the only place where the reader's choices live. Widgets show what it says and write
back to it; nothing that stands in it is dropped because it is not available today.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import streamlit as st

from yardstick.measure.model import Filters

#: Query parameter -> field of Filters. Parameters are singular: ``?cohort=2023&cohort=2024``.
FIELDS: dict[str, str] = {
    "cohort": "cohorts",
    "school": "schools",
    "discipline": "categories",
    "class": "classes",
    "programme": "programmes",
    "level": "levels",
    "gender": "genders",
}
#: Parameters that take one value.
SINGLE = ("wave", "standard", "lang")
SHARED = (*FIELDS, *SINGLE)
#: Stands in Filters for a number that cannot be read: it matches no graduate, so that a mistyped
#: cohort shows an empty selection instead of everybody.
NO_SUCH = -1
#: Asks for all cohorts at once; without any cohort a page shows the latest one.
EVERY = "all"
_KEPT, _PAGE = "address_kept", "address_page"


def _number(raw: str) -> int:
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 6 else NO_SUCH


@dataclass(frozen=True)
class View:
    """What the reader asked for: the codes of each shared parameter, as they stand in the address."""

    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes of one parameter; empty where it asks for nothing."""
        return self.asked.get(name, ())

    def one(self, name: str) -> str | None:
        """The value of a parameter that takes one."""
        return self.codes(name)[-1] if self.codes(name) else None

    @property
    def standard(self) -> str | None:
        return self.one("standard")

    @property
    def filters(self) -> Filters:
        """The filters ``measure`` takes."""
        values: dict[str, tuple] = {where: self.codes(name) for name, where in FIELDS.items()}
        asked = () if EVERY in values["cohorts"] else values["cohorts"]
        values["cohorts"] = tuple(_number(c) for c in asked)
        wave = self.one("wave")
        return Filters(**values, wave=None if wave is None else _number(wave))

    def with_(self, **codes: str | int | Iterable[str | int] | None) -> "View":
        """A copy in which the named parameters ask for other codes; None or empty asks nothing."""
        asked = dict(self.asked)
        for name, value in codes.items():
            values = (value,) if isinstance(value, str | int) else tuple(value or ())
            asked[name] = tuple(dict.fromkeys(str(v) for v in values))
        return read(asked)


def read(params: Mapping[str, Iterable[str]]) -> View:
    """The view an address describes. Values are taken as they are, available or not."""
    asked: dict[str, tuple[str, ...]] = {}
    for name in SHARED:
        values = tuple(dict.fromkeys(v for v in params.get(name, ()) if v))
        if values:
            asked[name] = values[-1:] if name in SINGLE else values
    return View(asked)


def write(view: View) -> dict[str, list[str]]:
    """The query parameters of a view; ``read`` gives the same view back."""
    return {name: list(view.codes(name)) for name in SHARED if view.codes(name)}


def current() -> View:
    """The view of this script run.

    A click in the navigation opens the next page with an empty query; the view is then carried
    over from the page before, so that filters and language hold until the reader changes them.
    """
    page = urlsplit(st.context.url or "").path
    view = read({name: st.query_params.get_all(name) for name in SHARED})
    moved = st.session_state.get(_PAGE, page) != page
    if moved and not view.asked and st.session_state.get(_KEPT):
        view = read(st.session_state[_KEPT])
        show(view)
    st.session_state[_KEPT] = write(view)
    st.session_state[_PAGE] = page
    return view


def show(view: View) -> None:
    """Make ``view`` the address. Meant for callbacks: the script runs again afterwards."""
    params = write(view)
    for name in SHARED:
        if name in params:
            st.query_params[name] = params[name]
        elif name in st.query_params:
            del st.query_params[name]
    st.session_state[_KEPT] = params


def link(view: View, **own: str) -> dict[str, list[str]]:
    """Query parameters for ``st.page_link``: the view, and parameters of the page linked to."""
    return write(view) | {name: [value] for name, value in own.items()}
