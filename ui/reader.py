"""Who reads: snapshot, scope, profile and language of one script run.

Scope and profile come from the server's configuration only. Nothing in the address can widen them.
"""

import os

import streamlit as st

from ui.address import View
from yardstick.measure import open_snapshot
from yardstick.measure.model import EVERYTHING, INTERNAL, Profile, Reader, Scope
from yardstick.places import warehouse_folder
from yardstick.text import LANGUAGES
from yardstick.warehouse import read_pointer

PROFILES: dict[str, Profile] = {INTERNAL.name: INTERNAL}


class MisconfiguredError(Exception):
    """The server's configuration names something that does not exist."""


def language(view: View) -> str:
    """The address decides; without it the browser's first language; else English."""
    if (asked := view.one("lang")) in LANGUAGES:
        return asked
    locale = (st.context.locale or "").lower()
    return "zh" if locale.startswith("zh") else "en"


def configured_scope() -> Scope:
    """Scope of this server: ``YARDSTICK_SCHOOLS`` and ``YARDSTICK_PROGRAMMES``, codes with ``;``.

    An unset variable is no restriction; a variable that is set but empty allows nothing.
    """

    def codes(name: str) -> tuple[str, ...] | None:
        raw = os.environ.get(name)
        return None if raw is None else tuple(c.strip() for c in raw.split(";") if c.strip())

    schools, programmes = codes("YARDSTICK_SCHOOLS"), codes("YARDSTICK_PROGRAMMES")
    if schools is None and programmes is None:
        return EVERYTHING
    return Scope(schools=schools, programmes=programmes)


def configured_profile() -> Profile:
    """Disclosure profile of this server: ``YARDSTICK_PROFILE``, ``internal`` where unset."""
    name = os.environ.get("YARDSTICK_PROFILE") or INTERNAL.name
    if name not in PROFILES:
        raise MisconfiguredError(name)
    return PROFILES[name]


def current_reader(view: View) -> Reader | None:
    """The reader of this script run; None while nothing is published.

    The pointer is read once here: a page never mixes two builds, and an open page moves to a new
    build at its next run.
    """
    folder = warehouse_folder()
    pointer = read_pointer(folder)
    if pointer is None:
        return None
    return Reader(
        snapshot=open_snapshot(folder, pointer.current),
        scope=configured_scope(),
        profile=configured_profile(),
        lang=language(view),
    )
