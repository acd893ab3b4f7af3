"""The frame of every page: a question as title, an answer, the filters, the ribbon, the stamp."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.address import View, current, show
from ui.filters import filter_bar, reset_button, summary
from ui.format import moment
from ui.gate import admit
from ui.history import show_history
from ui.options import Options, label, options
from ui.reader import language
from yardstick.measure import latest_cohort
from yardstick.measure.model import Filters, Reader
from yardstick.measure.pooled import pooled, pooled_words
from yardstick.measure.remember import weight
from yardstick.text import LANGUAGES, Translator, translator

T = TypeVar("T")
#: A grid offers a download of its own, without stamp and definitions: ours stand below it. Chinese
#: may break after any character: without a least width a narrow screen stacks a cell's few ones.
STYLE = (
    '<style>[data-testid="stElementToolbarButton"]:has(button[aria-label*="ownload"])'
    "{display:none}"
    '@media screen{[data-testid="stTable"] :is(td,th){min-width:3.4em}}'
    # On a phone columns keep a width that can be read, and the table scrolls where that is too wide.
    "@media screen and (max-width:640px){"
    '[data-testid="stTable"] table{width:max-content;min-width:100%}'
    '[data-testid="stTable"] :is(td,th){max-width:12em}'
    '[data-testid="stTable"] :is(td,th):first-child{max-width:8.5em}'
    # What stands beside a long cell begins where it begins, not somewhere down the screen.
    '[data-testid="stTable"] td{vertical-align:top}'
    # Elements within a cell say otherwise of themselves.
    '[data-testid="stTable"] :is(td,td *){overflow-wrap:anywhere!important}'
    '[data-testid="stTable"] td *{max-width:100%}'
    '[data-testid="stTable"] :is(td,th):last-child{max-width:14em}'
    # Three columns fit the screen, if their sentences take a line more.
    '[data-testid="stTable"] :is(td,th):nth-child(-n+3):last-child{max-width:10.5em}}'
    # A button whose words take two lines is read like the lines above it.
    ".st-key-overview_first button,.st-key-overview_first button *"
    "{justify-content:flex-start;text-align:left}</style>"
)
#: Streamlit opens every link of a text or table in a new tab: those within this house stay in theirs.
#: A constant script without data; a reader who asks for a new tab (middle button, Ctrl) gets one.
STAY = """<script>
if (!window.staysInTab) {
  window.staysInTab = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[target="_blank"]');
    if (link && link.origin === window.location.origin) link.target = "_self";
  }, true);
}
</script>"""
#: Every feed with destinations can show it: by its census cohorts are told apart.
POOLED = "mix.study"
#: Parameter of what a reader searches for in comments: it is never part of what is kept.
SEARCH = "search"
LANGUAGE_NAMES = {"en": "English", "zh": "中文"}


@dataclass(frozen=True)
class Page:
    """What a page works with: who reads, what was asked, and how to speak."""

    reader: Reader
    view: View
    offered: Options
    t: Translator
    slot: DeltaGenerator
    #: The cohort shown because the reader named none; None where the reader decided.
    assumed: int | None
    #: While a section is computed for all who look at it: what it draws is collected here.
    steps: "list[Step] | None" = None

    @property
    def filters(self) -> Filters:
        """What ``measure`` is asked: the address, and one cohort where it names none."""
        asked = self.view.filters
        return asked if self.assumed is None else asked.with_(cohorts=(self.assumed,))

    @property
    def lang(self) -> str:
        return self.t.lang

    def label(self, what: str, code: object) -> str:
        """The label of a code: ``what`` is a dimension or a code list."""
        return label(self.reader, self.offered, what, code)

    def summary(self) -> str:
        """The selection in words."""
        return summary(self.offered, self.view, self.t, self.assumed)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives for this view, made once for all readers who ask for the same.

        ``name`` is unique in the project. Scope, profile, language and everything that stands in
        the address are part of the key, but for what is searched for: that is not kept, and what
        depends on it must not be made here. ``make`` draws nothing, and nobody writes into its
        result.
        """
        who = (self.reader.scope, self.reader.profile, self.lang)
        named = (k for k in st.query_params if k != SEARCH)
        asked = tuple(sorted((k, tuple(st.query_params.get_all(k))) for k in named))
        key = ("view", name, who, self.assumed, tuple(sorted(self.view.asked.items())), asked)
        return self.reader.snapshot.kept.get(key, make, weight)

    def empty(self, why: str = "") -> None:
        """Explain an empty selection and offer the way back."""
        st.info(
            why
            or self.t(
                "No graduate fits this selection: {selection}. Widen it above, or start again.",
                selection=self.summary(),
            ),
            icon=":material/filter_alt_off:",
        )
        reset_button(self.t, key="reset_empty")

    def answer(self, sentence: str) -> None:
        """The one sentence that answers the page's question for this selection."""
        self.draw(lambda p: p.slot.markdown(f"**{sentence}**" if sentence else ""))

    def draw(self, step: "Step") -> None:
        """Let ``step`` draw. It takes the page from its argument: another reader's may come."""
        if self.steps is None:
            step(self)
        else:
            self.steps.append(step)

    def shown(self, name: str, show: "Step") -> None:
        """Show a section. What it computes is computed once (see ``once``); what it draws goes
        through ``draw``, as ``item`` and ``answer`` do, or other readers will not see it."""

        def collect() -> list[Step]:
            steps: list[Step] = []
            show(replace(self, steps=steps))
            return steps

        for step in self.once(name, collect):
            step(self)


#: Something that draws on a page.
Step = Callable[[Page], None]


@contextmanager
def page(
    question: str,
    *,
    filtered: bool = True,
    compared: Sequence[str] = (),
    every: bool = False,
    pools: bool = False,
    answers: bool = False,
) -> Iterator[Page]:
    """Open a page: ``with page(mark("How are our graduates doing?")) as p:``.

    ``filtered=False`` for pages that show the same whatever is selected. ``compared`` are the
    indicators a page sets side by side: without a cohort in the address it shows the latest one
    that can show most of them. With ``every`` it then shows all cohorts together; a page that
    ``pools`` chooses the cohorts itself, and says which. ``answers``: what it shows was asked in a
    survey, which no census day of a register touches.
    """
    view = current()
    t = translator(language(view))
    st.html(STYLE)
    top = st.container(horizontal=True, horizontal_alignment="distribute", key="top")
    ribbon = top.container(
        width="content", horizontal=True, vertical_alignment="center", gap="small"
    )
    with top:
        _language_switch(t)
    reader = admit(view, t)
    with ribbon:
        _ribbon(reader, t)
    st.title(t(question), anchor=False)
    slot = st.container()
    offered = options(reader)
    assumed = None
    if filtered:
        if not view.codes("cohort") and not every and not pools:
            assumed = latest_cohort(reader, view.filters, compared)
        filter_bar(offered, view, t, assumed, pools)
        if not pools and not answers:
            _pooled(reader, view.filters, t, assumed)
        show_history(reader, view, t)
    try:
        yield Page(reader, view, offered, t, slot, assumed)
    finally:
        _stamp(reader, t)
        st.html(STAY, unsafe_allow_javascript=True)


def _pooled(reader: Reader, filters: Filters, t: Translator, assumed: int | None) -> None:
    """Say which of the pooled cohorts could not be compared with each other."""
    if assumed is not None:
        return
    if said := pooled_words(pooled(reader, [POOLED], filters), t):
        st.caption(f":material/info: {said}")


def _language_switch(t: Translator) -> None:
    def switch() -> None:
        show(current().with_(lang=st.session_state["language"]))

    st.session_state["language"] = t.lang
    st.segmented_control(
        t("Language"),
        LANGUAGES,
        format_func=LANGUAGE_NAMES.get,
        key="language",
        label_visibility="collapsed",
        required=True,
        on_change=switch,
    )


def _ribbon(reader: Reader, t: Translator) -> None:
    """Whose graduates these are; invented ones are called so on every page."""
    if name := institution(reader, t):
        st.markdown(f"**{name}**")
    if reader.snapshot.meta.get("demo") == "true":
        st.badge(
            t("Demonstration data"),
            icon=":material/science:",
            color="orange",
            help=t("This institution and its graduates are invented."),
        )


def institution(reader: Reader, t: Translator) -> str:
    """The institution's name in the reader's language, the other one where it is missing."""
    meta = reader.snapshot.meta
    return meta.get(f"institution_{t.lang}") or meta.get("institution_en") or ""


def _stamp(reader: Reader, t: Translator) -> None:
    meta = reader.snapshot.meta
    name = institution(reader, t)
    st.caption(
        (f"{name} · " if name else "")
        + t(
            "built on {moment} · build {build} · catalogue {catalogue} · "
            "internal, not for publication",
            moment=moment(meta.get("built_at"), t),
            build=reader.snapshot.build_id,
            catalogue=meta.get("catalogue_version", ""),
        )
    )
