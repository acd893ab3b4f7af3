"""The glossary and the product speak alike, and documents link to what exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: Words that explain the field and the tool to whoever works on it, but stand on no screen.
EXPLAINS_ONLY = {
    "毕业生去向与发展", "集中度", "构成", "院校", "序列", "口径标准、版本", "统计范围声明", "有限总体校正",
    "实质性差异标准", "数据来源优先级", "外部参照", "数据契约", "映射文件", "频数汇总",
    "假名标识", "截尾", "正常显示", "过度离散", "部分合并",
    "能力满足程度",
    "毕业要求达成度",
}  # fmt: skip


def terms() -> list[str]:
    """First Chinese name of each entry, without what stands in brackets."""
    found = []
    for line in (ROOT / "GLOSSARY.md").read_text("utf-8").splitlines():
        cells = [c.strip() for c in line.strip("|").split("|")]
        if not line.startswith("|") or len(cells) < 3 or set(cells[0]) <= set("-"):
            continue
        chinese = next((c for c in cells[1:] if re.search("[一-鿿]", c)), "")
        name = re.sub("（[^）]*）", "", chinese).split(" / ")[0].strip()
        if name and name != "中文":
            found.append(name)
    return found


def test_every_term_is_used_in_the_product():
    files = [
        *(ROOT / "data").glob("co*/**/*.csv"),
        *(ROOT / "data").glob("c*/**/*.toml"),
        *(ROOT / "yardstick" / "locale").rglob("*.po"),
        *(ROOT / "yardstick").rglob("*.py"),
    ]
    written = "\n".join(p.read_text("utf-8") for p in files).replace('"\n"', "")
    assert len(terms()) > 50
    assert [x for x in terms() if x not in written and x not in EXPLAINS_ONLY] == []


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "GLOSSARY.md", "docs/mapping.md"])
def test_links_lead_somewhere(name):
    path = ROOT / name
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8"))
    assert [x for x in links if not (path.parent / x).exists()] == []
