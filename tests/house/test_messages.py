"""Every sentence a reader sees exists in both languages, and the compiled files are in step."""

import ast
import gettext
import re
import string

import pytest

from tools import messages

#: Chinese equals English on purpose: symbols, formats and names that are the same in both.
SAME_IN_BOTH = {
    "{low}–{high}",
    "CSV",
    "XLSX",
    "English",
    "中文",
}


def test_no_sentence_escapes_the_extraction():
    """Sentences are found where ``t`` or ``mark`` is called, so no other call may translate one."""
    found = [
        f"{path.name}:{call.lineno}"
        for domain in messages.ROOMS
        for path in messages.sources(domain)
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Call)
        and getattr(call.func.func, "id", "") == "translator"
        and not isinstance(call.args[0], ast.Name)
    ]
    assert found == []


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("domain", messages.ROOMS)
def test_every_message_is_translated(domain):
    known = messages.translations(domain)
    assert [m for m in messages.extract(domain) if not known.get(m)] == []


@pytest.mark.parametrize("domain", messages.ROOMS)
def test_chinese_is_not_english_left_standing(domain):
    known = messages.translations(domain)
    same = [
        m for m, text in known.items()
        if m == text and m not in SAME_IN_BOTH and re.search("[A-Za-z]{2}", m)
    ]  # fmt: skip
    assert same == []


@pytest.mark.parametrize("domain", ["library", "screen"])
def test_chinese_puts_no_blank_around_numbers(domain):
    """One way of writing on all pages: 共89个专业, never 共 89 个专业."""
    chinese = "[\u3400-\u9fff，。；：、（）]"
    blank = re.compile(rf"{chinese} [{{\d]|[}}\d] {chinese}")
    assert [z for z in messages.translations(domain).values() if blank.search(z)] == []


@pytest.mark.parametrize("domain", messages.ROOMS)
def test_placeholders_agree(domain):
    wrong = [
        (m, text) for m, text in messages.translations(domain).items() if fields(m) != fields(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("domain", messages.ROOMS)
def test_compiled_catalogue_is_in_step(domain):
    with messages.po_path(domain).with_suffix(".mo").open("rb") as f:
        compiled = gettext.GNUTranslations(f)._catalog
    written = messages.translations(domain)
    assert {k: v for k, v in compiled.items() if k} == written, "run: python -m tools.messages"
    assert set(written) == set(messages.extract(domain)), "run: python -m tools.messages"
