"""Names that nobody bears: employers and universities put together from parts.

Every name starts with 样例 or Sample, so that nobody takes it for a real one.
"""

from functools import cache

import numpy as np

FIRST = "云山海星河林春秋晨明远安和正新天宏光泰华"
SECOND = "川峰帆城桥原野岭湖舟石门松竹梅兰溪泉岛洲"
#: What an employer of each industry is called, in Chinese and in English.
KINDS: dict[str, tuple[str, str]] = {
    "A": ("农业", "Farms"), "B": ("矿业", "Mining"), "C": ("制造", "Manufacturing"),
    "D": ("电力", "Power"), "E": ("建设", "Construction"), "F": ("商贸", "Trading"),
    "G": ("物流", "Logistics"), "H": ("酒店", "Hotels"), "I": ("软件", "Software"),
    "J": ("金融", "Finance"), "K": ("置业", "Property"), "L": ("咨询", "Consulting"),
    "M": ("设计研究", "Research"), "N": ("环境", "Environment"), "O": ("服务", "Services"),
    "P": ("学校", "School"), "Q": ("医院", "Hospital"), "R": ("传媒", "Media"),
    "S": ("公共事务中心", "Public Service"),
}  # fmt: skip
INDUSTRIES = tuple(KINDS)
#: Employers per industry, before the heavy tail decides who hires whom.
EMPLOYERS = {"C": 900, "I": 800, "E": 500, "P": 500, "Q": 350, "J": 300, "M": 350, "S": 350,
             "L": 300, "F": 300, "R": 200, "G": 150, "D": 120, "K": 120, "N": 120}  # fmt: skip
OTHER_EMPLOYERS = 80
#: Home universities and universities abroad where graduates study on.
HOME_UNIVERSITIES = 60
ABROAD: dict[str, int] = {"GB": 14, "US": 10, "AU": 7, "SG": 3, "JP": 4, "DE": 3, "FR": 2, "CA": 3,
                          "MY": 2, "KR": 2}  # fmt: skip
OWN_UNIVERSITY = "示范大学"


def _word(i: int) -> str:
    """One of 160,000 different invented words, in an order that does not look like counting."""
    i = i * 137 % 400
    return FIRST[i // 20] + SECOND[i % 20]


@cache
def employers() -> tuple[list[str], np.ndarray, np.ndarray]:
    """Names, position of each industry's first employer, and cumulative hiring weight by industry.

    Hiring weight falls as 1 / rank: a few employers hire many, thousands hire one or two.
    """
    names: list[str] = []
    starts: list[int] = []
    weights: list[np.ndarray] = []
    for position, (industry, (zh, en)) in enumerate(KINDS.items()):
        many = EMPLOYERS.get(industry, OTHER_EMPLOYERS)
        starts.append(len(names))
        for i in range(many):
            number = f"{i // 400 + 1}" if i >= 400 else ""
            if i % 9 == 5:
                names.append(f"Sample {en} {i + 1:03d} Ltd")
            elif industry in "PQS":
                names.append(f"样例{_word(i + 31 * position)}{zh}{number}")
            else:
                names.append(f"样例{_word(i + 31 * position)}{zh}{number}有限公司")
        rank = 1 / (np.arange(many) + 3.0)
        weights.append(position + np.cumsum(rank) / rank.sum())
    return names, np.array(starts), np.concatenate(weights)


@cache
def universities() -> tuple[list[str], list[str], int]:
    """Names, countries, and how many of them (the first) are at home; our own is the first."""
    kinds = ("理工大学", "师范大学", "大学", "财经大学", "科技大学", "医科大学")
    names = [OWN_UNIVERSITY]
    names += [f"样例{_word(7 * i)}{kinds[i % len(kinds)]}" for i in range(HOME_UNIVERSITIES - 1)]
    countries = ["CN"] * len(names)
    for country, many in ABROAD.items():
        names += [f"Sample University {country}-{i + 1}" for i in range(many)]
        countries += [country] * many
    return names, countries, HOME_UNIVERSITIES
