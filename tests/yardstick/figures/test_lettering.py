from hypothesis import given
from hypothesis import strategies as st

from yardstick.figures.lettering import lines, width, wrapped


def test_width_counts_a_chinese_character_twice():
    assert width("ab重庆") == 6


def test_breaks_between_words_and_within_chinese():
    assert lines("Materials Science and Engineering", 20, 2) == [
        "Materials Science",
        "and Engineering",
    ]
    assert lines("卓越工程师学院", 8, 2) == ["卓越工程", "师学院"]


def test_no_line_begins_with_a_closing_mark():
    assert lines("卓越工程（班）", 12, 2) == ["卓越工程", "（班）"]


def test_what_does_not_fit_ends_in_an_ellipsis():
    found = lines("one two three four five six", 9, 2)
    assert len(found) == 2
    assert found[-1].endswith("…")


def test_markup_of_a_name_is_harmless():
    assert wrapped("R&D <b>unit</b>") == "R&amp;D &lt;b&gt;unit&lt;/b&gt;"


@given(st.text(max_size=120), st.integers(6, 60), st.integers(1, 4))
def test_never_wider_and_never_more_lines_than_asked(text, columns, most):
    found = lines(text, columns, most)
    assert 1 <= len(found) <= most
    assert all(width(line) <= columns for line in found)


@given(st.text(alphabet=st.sampled_from("abc 重庆（）-"), max_size=60))
def test_nothing_is_lost_when_there_is_room(text):
    assert "".join(lines(text, 8, 99)).replace(" ", "") == "".join(text.split())
