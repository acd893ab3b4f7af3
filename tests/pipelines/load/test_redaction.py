"""Personal data in comments is taken out; what is none stays."""

import pytest

from pipelines.load.redaction import pattern_of, redact

NAMES = pattern_of(["Maria Cruz", "Prof. Lim", "王小明", "Li"])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("write to ana.reyes+x@mail.example.edu please", "write to [e-mail] please"),
        ("邮箱：ana＠例子.example.cn，谢谢", "邮箱：[e-mail]，谢谢"),
        ("call 0917 555 0123 now", "call [phone] now"),
        ("手机１３８００１３８０００。", "手机[phone]。"),
        ("call +63 (917) 555-0123.", "call [phone]."),
        ("电话13800138000联系", "电话[phone]联系"),
        ("身份证11010519491231002X。", "身份证[number]。"),
        ("ID 110105194912310021", "ID [number]"),
        ("student A20210345 here", "student [number] here"),
        ("学号2021034567", "学号[phone]"),
        ("微信号：abc12345", "微信号：[number]"),
        ("see https://x.example/me and @handle1", "see [link] and [link]"),
        ("Maria  Cruz and PROF. LIM teach", "[name] and [name] teach"),
        ("谢谢王小明老师", "谢谢[name]老师"),
        ("Li left, Lima stays", "[name] left, Lima stays"),
    ],
)
def test_personal_data_goes(text, kept):
    assert redact(text, NAMES) == kept


@pytest.mark.parametrize(
    "text",
    [
        "In 2019-2023 we had 4 teachers for 120 students",
        "K-12 and ISO 9001, MATH101",
        "the 2024/25 year, 3.5 hours, 10,000 pesos",
        "希望2024年增加实习",
        "None",
    ],
)
def test_what_is_no_personal_data_stays(text):
    assert redact(text, NAMES) == text


def test_without_a_list_no_name_is_known():
    assert pattern_of(["", " "]) is None
    assert redact("Maria Cruz") == "Maria Cruz"
