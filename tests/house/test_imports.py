"""The rules of the house: who may import whom, and where a connection may exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_IMPORT = {
    "pages": {"ui", "yardstick"},
    "ui": {"yardstick"},
    "pipelines": {"yardstick"},
    "yardstick": set(),
}
ROOMS = (*MAY_IMPORT, "app", "tests", "tools", "benchmarks")
#: What only some rooms may know: the screen's framework, the database, whoever writes files.
ONLY_IN = {
    "streamlit": ("app.py", "pages/", "ui/"),
    "duckdb": ("yardstick/measure/", "pipelines/"),
}
#: Slow to import; nothing a page needs before it is drawn may pull them in.
HEAVY = ("statsmodels", "scipy.stats", "matplotlib")


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def product() -> list[Path]:
    return [ROOT / "app.py", *(p for room in MAY_IMPORT for p in files(room))]


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_rooms_import_one_way(room):
    assert files(room), f"{room} has no files: the test would pass on nothing"
    wrong = [
        f"{name(p)} imports {m}"
        for p in files(room)
        for m in imports(p)
        if (top := m.split(".")[0]) in ROOMS and top != room and top not in MAY_IMPORT[room]
    ]
    assert wrong == []


@pytest.mark.parametrize("package", ONLY_IN)
def test_packages_stay_in_their_rooms(package):
    wrong = [
        name(p)
        for p in product()
        if any(m.split(".")[0] == package for m in imports(p))
        and not name(p).startswith(ONLY_IN[package])
    ]
    assert wrong == []


def test_imports_are_written_out():
    """A relative or computed import would pass by the rules above unseen."""
    wrong = []
    for p in product():
        text = p.read_text("utf-8")
        relative = any(isinstance(n, ast.ImportFrom) and n.level for n in ast.walk(ast.parse(text)))
        if relative or "__import__(" in text or "import_module(" in text:
            wrong.append(name(p))
    assert wrong == []


def test_no_connection_or_cursor_outside_measure_and_pipelines():
    # The snapshot's own doors for SQL count as well as a connection.
    used = re.compile(
        r"\.cursor\(|\.execute\(|duckdb\.connect|\.sql\(|snapshot\.(rows|frame|arrays)\("
    )
    wrong = [
        name(p)
        for p in product()
        if not name(p).startswith(ONLY_IN["duckdb"]) and used.search(p.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_demo_truths_are_known_to_the_demo_alone():
    wrong = [
        name(p)
        for p in product()
        if any("truths" in m for m in imports(p)) and not name(p).startswith("pipelines/demo/")
    ]
    assert wrong == []


def test_pages_lie_one_level_down_and_are_short():
    pages = [p for p in files("pages") if p.name != "__init__.py"]
    assert [name(p) for p in pages if p.parent == ROOT / "pages"] == []
    long = {name(p): n for p in pages if (n := len(p.read_text("utf-8").splitlines())) > 100}
    assert long == {}


def test_pages_hold_no_sql():
    sql = re.compile(r"\bSELECT\b.*\bFROM\b", re.S)
    assert [name(p) for p in files("pages") if sql.search(p.read_text("utf-8"))] == []


def test_nothing_heavy_is_imported_at_module_level_by_the_screen_or_the_road():
    wrong = []
    for p in product():
        if name(p).startswith("pipelines/"):
            continue
        for node in ast.parse(p.read_text("utf-8")).body:
            modules = []
            if isinstance(node, ast.Import):
                modules = [a.name for a in node.names]
            elif isinstance(node, ast.ImportFrom):
                modules = [node.module or ""] + [f"{node.module}.{a.name}" for a in node.names]
            wrong += [f"{name(p)}: {m}" for m in modules if m.startswith(HEAVY)]
    assert wrong == []


def test_every_file_says_its_job():
    silent = [
        name(p)
        for p in product()
        if p.read_text("utf-8").strip() and not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]
    assert silent == []


def test_public_functions_have_type_hints():
    bare = []
    for p in product():
        for node in ast.walk(ast.parse(p.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            if node.returns is None or any(
                a.annotation is None for a in arguments if a.arg not in ("self", "cls")
            ):
                bare.append(f"{name(p)}: {node.name}")
    assert bare == []


def test_sql_files_state_their_grain():
    sql = sorted((ROOT / "pipelines").rglob("*.sql"))
    assert sql
    assert [name(p) for p in sql if not p.read_text("utf-8").startswith("-- one row per")] == []
