import re

import numpy as np
import pytest
from numpy.testing import assert_allclose

from yardstick.comments.answers import FOLDER, is_comment, lines
from yardstick.comments.keywords import keywords
from yardstick.comments.themes import load_themes, speak_of, theme_shares
from yardstick.comments.words import words
from yardstick.inference.proportion import wilson

CJK = re.compile("[一-鿿]")


@pytest.mark.parametrize(
    "text",
    [
        *(None, float("nan"), "", " . ", "-", "12", "👍"),
        *("None.", "NONE so far", "Nome", "N/A", "N.A", "n/a ", "Na", "Nothing at all!"),
        *("无", "没有。", "暂无", "　無　", "[name] [phone]"),
    ],
)
def test_what_says_nothing_is_no_comment(text):
    assert not is_comment([text])[0]


@pytest.mark.parametrize(
    "text",
    ["None of the teachers came.", "没有实践机会", "Schedule", "无线网络太慢", "Non-stop work"],
)
def test_a_comment_that_begins_like_an_empty_answer_is_one(text):
    assert is_comment([text])[0]


def test_word_lists_have_no_entry_twice():
    for name in ("empty_answers", "stopwords_en", "stopwords_zh"):
        path = FOLDER / f"{name}.txt"
        rows = [r for r in path.read_text("utf-8").splitlines() if r and not r.startswith("#")]
        assert len(rows) == len(set(rows)) == len(lines(path)) > 50, name


def test_words_of_english_and_chinese_in_one_text():
    found = words(
        "课程内容太陈旧，Python实践环节少。The course’s Textbooks aren't up-to-date, 3 of 5!"
    )
    assert {"陈旧", "实践", "环节", "python", "course", "textbooks", "up-to-date"} <= set(found)
    # Grammar, single characters, digits and punctuation are no words.
    assert not {"太", "少", "the", "aren't", "3", "，", "of"} & set(found)
    assert words("ａｄｖｉｓｅｒ ADVISER naïve") == ["adviser", "adviser", "naïve"]


def test_where_personal_data_were_is_no_word():
    assert words("[name removed] explained well, [phone]") == ["explained"]


def comments():
    """Practice is what programme A says; everybody says teacher; one person shouts."""
    texts, person, inside = [], [], []
    for k in range(200):
        mine = k < 40
        text = "Good teachers" if k % 2 else "A good teacher"
        if (mine and k % 2) or k % 20 == 0:
            text += " and more practice"
        texts.append(text)
        person.append(k)
        inside.append(mine)
    texts += ["schedule " * 9] * 30
    person += [3] * 30
    inside += [True] * 30
    return texts, person, inside


def test_what_one_group_says_more():
    texts, person, inside = comments()
    found = keywords(texts, person, inside)
    assert (found.people, found.people_others, found.enough) == (40, 160, True)
    assert [found.words[k] for k in found.more()] == ["practice"]
    k = found.words.index("practice")
    assert (found.users[k], found.users_others[k]) == (22, 8)
    # Who writes a word often, and in many comments, is one person.
    assert found.users[found.words.index("schedule")] == 1
    # Teacher and teachers are one word.
    assert found.users[found.words.index("teacher")] == 40
    assert "teachers" not in found.words


def test_others_say_more_is_not_what_the_group_says_more():
    texts, person, inside = comments()
    found = keywords(texts, person, np.logical_not(inside))
    assert list(found.more()) == []


def test_nothing_is_compared_on_a_base_without_quotations():
    texts, person, inside = comments()
    few = np.arange(len(texts)) < 9
    found = keywords(texts, person, few)
    assert (found.enough, found.words, found.people) == (False, (), 9)
    assert found.more().size == 0
    # Empty answers are no people who commented.
    empty = ["None." if f else t for f, t in zip(inside, texts, strict=True)]
    assert keywords(empty, person, inside).people == 0
    with pytest.raises(ValueError, match="length"):
        keywords(texts, person[:-1], inside)


def test_no_word_is_listed_that_few_of_the_group_use():
    texts = ["zebra"] * 4 + ["teacher"] * 36 + ["teacher"] * 400 + ["zebra"]
    inside = [True] * 40 + [False] * 401
    found = keywords(texts, range(441), inside)
    k = found.words.index("zebra")
    assert found.found.q_value[k] < 0.001
    assert list(found.more()) == []


def test_themes_are_bilingual_and_have_terms_of_both():
    themes = load_themes()
    assert 10 <= len(themes) <= 14
    for theme in themes.values():
        assert not CJK.search(theme.label.en)
        assert CJK.search(theme.label.zh)
        assert CJK.search("".join(theme.anywhere)), theme.id
        assert re.search("[a-z]{3}", "".join(theme.anywhere)), theme.id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("课程内容太陈旧，实践环节太少", {"content", "outdated", "practice"}),
        ("教材应当更新，机房太旧", {"outdated", "facilities"}),
        ("更新课程体系。教材很好", {"outdated", "content", "facilities"}),
        ("希望加强就业指导", {"guidance"}),
        ("作业太多，压力大", {"workload"}),
        ("Heavy workload, tight deadlines", {"workload"}),
        ("More hands-on   training; our LABS are old", {"practice", "facilities"}),
        ("The lecturers explained well", {"teaching"}),
        # A word that only contains a term is another word; an update of something else no old course.
        ("We collaborate", set()),
        ("Update me. The sun shone.", set()),
    ],
)
def test_what_a_comment_speaks_of(text, expected):
    names = list(load_themes())
    assert {names[k] for k in np.flatnonzero(speak_of([text])[0])} == expected


def test_shares_of_comments_and_of_people():
    texts = ["实习太少", "More internships", "Good weather", "None", None, "Internship and fees"]
    found = theme_shares(texts)
    k, cost = found.themes.index("practice"), found.themes.index("cost")
    assert (found.n, found.count[k], found.count[cost], found.without) == (4, 3, 1, 1)
    assert_allclose(found.share[k], 0.75)
    assert_allclose((found.low[k], found.high[k]), np.array(wilson(3, 4)))
    by_person = theme_shares(texts, person=["a", "a", "b", "c", "d", "b"])
    assert (by_person.n, by_person.count[k], by_person.without) == (2, 2, 0)
    nothing = theme_shares(["None", "无"])
    assert nothing.n == 0
    assert np.isnan(nothing.share).all()
    assert np.isnan(nothing.low).all()
    with pytest.raises(ValueError, match="length"):
        theme_shares(texts, person=["a"])


def test_a_dictionary_is_edited_by_a_file_of_its_own(tmp_path):
    (tmp_path / "a.toml").write_text(
        '[[theme]]\nid = "boats"\nlabel = {en = "Boats", zh = "船"}\nen = ["boat*"]\n', "utf-8"
    )
    (tmp_path / "b.toml").write_text(
        '[[theme]]\nid = "boats"\nlabel = {en = "Boats", zh = "船"}\nen = ["wood + boat*"]\n',
        "utf-8",
    )
    themes = load_themes(tmp_path)
    found = speak_of(["A boat of wood", "A boat. And wood", "Boats"], themes)
    assert found[:, 0].tolist() == [True, False, False]


@pytest.mark.parametrize(
    "entry",
    [
        'label = {en = "A", zh = "甲"}\nen = ["a"]',
        'id = "a"\nlabel = {en = "A"}\nen = ["a"]',
        'id = "a"\nlabel = {en = "A", zh = "甲"}',
        'id = "a"\nlabel = {en = "A", zh = "甲"}\nen = ["*"]',
        'id = "a"\nlabel = {en = "A", zh = "甲"}\nen = ["a + "]',
        'id = "a"\nlabel = {en = "A", zh = "甲"}\nen = ["find* work"]',
    ],
)
def test_a_theme_that_would_find_everything_or_nothing_is_refused(tmp_path, entry):
    (tmp_path / "a.toml").write_text(f"[[theme]]\n{entry}\n", "utf-8")
    with pytest.raises(ValueError, match=r"a\.toml"):
        load_themes(tmp_path)
