"""The worked example of docs/mapping.md does what its text says, and every key is described."""

import re

from pipelines.mapping_check import KEYS
from pipelines.mapping_model import UNITS
from tests.pipelines.load.bench import Bench
from yardstick.places import ROOT

TEXT = (ROOT / "docs" / "mapping.md").read_text(encoding="utf-8")


def test_the_worked_example(bench: Bench) -> None:
    blocks = re.findall(r"```(\w*)\n(.*?)```", TEXT, flags=re.DOTALL)
    csv = next(text for kind, text in blocks if not kind and text.startswith("学院"))
    toml = next(text for kind, text in blocks if kind == "toml")
    (bench.folder / "register_2023.csv").write_text(csv, encoding="utf-8")
    bench.mapping = toml
    report = bench.load()
    assert report.institution.name.zh == "示例大学"
    assert bench.account("graduates") == (3, 2, 0, 1, 5)
    assert "Read: 3 rows; excluded: 1; loaded: 2, which stand for 5 graduates." in TEXT


def test_every_key_and_unit_is_described() -> None:
    described = set(re.findall(r"[\w]+", TEXT))
    for keys in KEYS.values():
        assert keys <= described
    assert set(UNITS) <= described
