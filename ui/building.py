"""First start without a snapshot: the demonstration institution is built in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import streamlit as st

from yardstick.places import ROOT, warehouse_folder
from yardstick.text import Translator
from yardstick.warehouse import PROGRESS, read_pointer


class Build:
    """The running build of this server process; its output is kept for the sentence of a failure."""

    def __init__(self, folder: Path, lang: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pipelines", "build", "--demo", "--if-none"]
        if graduates := os.environ.get("YARDSTICK_DEMO_GRADUATES"):
            command += ["--graduates", graduates]
        command += ["--warehouse", str(folder.resolve()), "--lang", lang]
        self.output = folder / "build.log"
        with self.output.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
            )

    def failed(self) -> bool:
        return self.process.poll() not in (None, 0)

    def last_words(self) -> str:
        """The last line the build wrote: its sentence about what went wrong."""
        lines = self.output.read_text(encoding="utf-8", errors="replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "")


@st.cache_resource(show_spinner=False)
def _build(folder: str, _lang: str) -> Build:
    """One build for all readers of this server; the pipeline's lock holds across servers."""
    return Build(Path(folder), _lang)


def read_progress(folder: Path) -> dict[str, object]:
    """What the build last said of itself; empty while it has said nothing."""
    try:
        found = json.loads((folder / PROGRESS).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def wait_for_demo(t: Translator) -> None:
    """Start the build where none runs, and show how far it is until there is a snapshot."""
    folder = warehouse_folder()
    st.title(t("Preparing the demonstration"))
    st.write(
        t(
            "There is no data here yet. A demonstration institution is being built, once; "
            "the dashboard opens by itself when it is ready."
        )
    )
    build = _build(str(folder), t.lang)
    if build.failed():
        st.error(t("The demonstration could not be built."))
        st.code(build.last_words(), language=None, wrap_lines=True)
        if st.button(t("Try again"), type="primary"):
            _build.clear()
            st.rerun()
        return
    _watch(folder, t)


@st.fragment(run_every="1s")
def _watch(folder: Path, t: Translator) -> None:
    build = _build(str(folder), t.lang)
    if read_pointer(folder) is not None or build.failed():
        st.rerun()
    progress = read_progress(folder)
    share = min(max(float(progress.get("share") or 0.0), 0.0), 1.0)
    step = str(progress.get(f"step_{t.lang}") or progress.get("step") or t("Starting"))
    st.progress(share, text=step)
