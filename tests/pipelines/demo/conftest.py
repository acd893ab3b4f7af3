"""The demo institution at full size, written once, and read back with plain pandas."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from pipelines.__main__ import main
from pipelines.demo.generate import generate
from tests.published import once
from yardstick.measure import Reader, open_snapshot
from yardstick.places import DATA

TEXT = {"毕业去向代码": str, "生源地代码": str, "单位或学校所在地代码": str, "专业代码": str,
        "单位性质代码": str}  # fmt: skip


@dataclass(frozen=True)
class Demo:
    """Everybody with what the register knows at six months, and the other files by name."""

    folder: Path
    everybody: pd.DataFrame

    def read(self, name: str) -> pd.DataFrame:
        return pd.read_csv(self.folder / name, dtype=TEXT, low_memory=False)

    def read_tsv(self, name: str) -> pd.DataFrame:
        return pd.read_csv(self.folder / name, sep="\t", dtype=str, keep_default_na=False)


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Demo:
    folder = once(tmp_path_factory, "demo", generate)
    people = pd.read_csv(folder / "graduates.csv", dtype=TEXT, low_memory=False)
    register = pd.read_csv(folder / "register_yearend.csv", dtype=TEXT, low_memory=False)
    everybody = people.merge(register.drop(columns="毕业年份"), on="学号", validate="1:1")
    everybody["settled"] = ~everybody["毕业去向代码"].isin(["70", "71", "72"])
    everybody["study"] = everybody["毕业去向代码"].isin(["801", "802", "85"])
    everybody["unknown"] = everybody["佐证材料"] == "无佐证"
    return Demo(folder, everybody)


@pytest.fixture(scope="session")
def reader(demo, tmp_path_factory) -> Reader:
    """The institution as built from its files, for all tests that ask the analyses."""
    asked = ["--mapping", str(DATA / "mappings" / "demo.toml"), "--source", str(demo.folder)]

    def built(folder: Path) -> None:
        assert not main(["build", *asked, "--warehouse", str(folder)])

    return Reader(open_snapshot(once(tmp_path_factory, "demo_warehouse", built)))
