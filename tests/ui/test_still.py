"""Parts without widgets are drawn once by their name and then repeated as they were sent."""

from streamlit.testing.v1 import AppTest

SCRIPT = """
import streamlit as st
from ui.still import still

def draw():
    st.session_state["drawn"] = st.session_state.get("drawn", 0) + 1
    st.caption("before " + st.session_state["who"])
    with st.expander("folded"):
        st.table({"a": [1, 2]})

with st.container(border=True):
    still(st.session_state["name"], draw)
st.caption("after")
"""


def read(name: str | None, who: str) -> AppTest:
    at = AppTest.from_string(SCRIPT)
    at.session_state["name"], at.session_state["who"] = name, who
    return at.run()


def captions(at: AppTest) -> list[str]:
    return [c.value for c in at.caption]


def test_the_second_reader_gets_what_the_first_was_sent():
    first, second = read("shared", "A"), read("shared", "B")
    assert not second.exception
    assert first.session_state["drawn"] == 1
    assert "drawn" not in second.session_state
    assert captions(first) == captions(second) == ["before A", "after"]
    assert second.expander[0].label == "folded"
    assert second.expander[0].table[0].value.equals(first.table[0].value)


def test_another_name_is_drawn_anew():
    read("one", "A")
    assert captions(read("two", "B")) == ["before B", "after"]


def test_without_a_name_nothing_is_kept():
    for who in ("A", "B"):
        assert captions(read(None, who)) == [f"before {who}", "after"]
