"""Which programme a profile is about: the address decides, a select on top writes to it."""

from dataclasses import dataclass, replace

import streamlit as st

from ui.address import current, show
from ui.page import Page
from yardstick.wording import listing

#: Filters that say no more than the programme itself does, or contradict it.
IMPLIED = ("school", "discipline", "class", "level")
KEY = "profile_programme"


@dataclass(frozen=True)
class Programme:
    """A programme series and its place: codes of school, discipline, field of study and level."""

    code: str
    name: str
    school: str
    discipline: str
    field: str | None
    level: str


def chosen(p: Page) -> Programme | None:
    """The one programme of the address; None where it names none, several, or one unknown here."""
    asked = p.view.codes("programme")
    facts = p.offered.programmes.get(asked[0]) if len(asked) == 1 else None
    if facts is None:
        return None
    return Programme(
        asked[0],
        p.label("programme", asked[0]),
        facts["school"],
        facts["discipline"],
        facts["class"],
        facts["level"],
    )


def select(p: Page, programme: Programme | None) -> None:
    """The select on top. Programmes of other schools than the filter's are offered as well."""

    def choose() -> None:
        code = st.session_state[KEY]
        show(current().with_(**dict.fromkeys(IMPLIED), programme=code))

    st.session_state[KEY] = programme.code if programme else None
    st.selectbox(
        p.t("Programme"),
        list(p.offered.programmes),
        index=None,
        format_func=lambda code: p.offered.label("programme", code),
        placeholder=p.t("Choose a programme, or write a part of its name"),
        key=KEY,
        on_change=choose,
    )


def alone(p: Page) -> Page:
    """The page without the filters a programme implies, so that they are not said twice."""
    return replace(p, view=p.view.with_(**dict.fromkeys(IMPLIED)))


def contradicts(p: Page, programme: Programme) -> list[str]:
    """Filters of the address the programme lies outside of."""
    own = {
        "school": programme.school,
        "discipline": programme.discipline,
        "class": programme.field,
        "level": programme.level,
    }
    return [name for name in IMPLIED if p.view.codes(name) and own[name] not in p.view.codes(name)]


def explain_contradiction(p: Page, programme: Programme, names: list[str]) -> None:
    """Say which filters shut the programme out, and offer to lift them."""
    chosen_ = [p.label(name, code) for name in names for code in p.view.codes(name)]
    st.info(
        p.t(
            "{programme} lies outside the selection {selection}, so nobody is in view.",
            programme=programme.name,
            selection=listing(chosen_, p.t),
        ),
        icon=":material/filter_alt_off:",
    )
    st.button(
        p.t("Show the programme whatever else is selected"),
        icon=":material/close:",
        key="profile_lift",
        on_click=lambda: show(current().with_(**dict.fromkeys(names))),
    )


def place(p: Page, programme: Programme) -> str:
    """Where the programme stands: school, discipline, field of study, level."""
    parts = [
        p.label("school", programme.school),
        p.label("category", programme.discipline) if programme.discipline else "",
        p.label("class", programme.field) if programme.field else "",
        p.label("level", programme.level),
    ]
    return " · ".join(dict.fromkeys(part for part in parts if part))
