"""Texts that live in data (code labels, contracts, catalogue) exist in both languages."""

import re

from yardstick.catalogue import load_catalogue
from yardstick.codes import code_list, code_list_names
from yardstick.compare.catalogue import load_factors, load_thresholds
from yardstick.contracts import contracts
from yardstick.feedback.rules import load_rules
from yardstick.text import Bilingual

CJK = re.compile("[一-鿿]")


def faults(where: str, text: Bilingual) -> list[str]:
    found = []
    if not text.en or CJK.search(text.en):
        found.append(f"{where}: English is {text.en!r}")
    if not CJK.search(text.zh):
        found.append(f"{where}: Chinese is {text.zh!r}")
    return found


def test_code_labels():
    assert [
        f for n in code_list_names() for c in code_list(n) for f in faults(f"{n}/{c.code}", c.label)
    ] == []


def test_contract_descriptions():
    assert [
        f
        for c in contracts().values()
        for where, text in [(c.table, c.grain)]
        + [(f"{c.table}.{k.name}", k.description) for k in c.columns]
        for f in faults(where, text)
    ] == []


def test_indicator_texts():
    assert [
        f
        for i in load_catalogue().indicators.values()
        for part in ("label", "definition", "unknowns", "population")
        for f in faults(f"{i.id}.{part}", getattr(i, part))
    ] == []


def test_standard_texts():
    assert [
        f
        for s in load_catalogue().standards.values()
        for text in (s.label, s.note)
        for f in faults(s.id, text)
    ] == []


def test_factors_and_thresholds():
    factors, limits = load_factors(), load_thresholds()
    parts = [(f, ("label", "reason", "source")) for f in factors.allowed.values()]
    parts += [(f, ("label", "reason")) for f in factors.forbidden.values()]
    parts += [(x, ("label", "note", "source")) for x in limits.values()]
    parts += [(x, ("label", "note", "source")) for x in load_rules().values()]
    assert [
        f for x, names in parts for n in names for f in faults(f"{x.id}.{n}", getattr(x, n))
    ] == []
