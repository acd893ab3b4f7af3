"""How far a build is: lines on the terminal, and progress.json for the screen."""

import contextlib
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from pipelines.problems import Message, SourceProblem
from pipelines.snapshot.durable import write_whole
from yardstick.text import mark, translator
from yardstick.warehouse import PROGRESS

#: The screen looks once a second; writing more often only costs.
EVERY_SECONDS = 0.25


class Progress:
    """Called with a message, it says so; a step moves the share of the work that is done."""

    def __init__(
        self, folder: Path | None = None, lang: str = "en", out: TextIO | None = None
    ) -> None:
        self.folder = folder
        self.lang = lang
        self.out = out if out is not None else sys.stderr
        self.started = time.monotonic()
        self.build_id = ""
        self.steps: list[tuple[Message, int | None, float]] = []
        self._share = 0.0
        self._rows: int | None = None
        self._written = 0.0
        self._step_started = self.started

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    def __call__(self, message: Message) -> None:
        """Say what is done now; part of the current step."""
        self._print(message)
        self._write(message, "running")

    def notice(self, problem: SourceProblem) -> None:
        """Tell what was found and stated about a source file, without stopping."""
        print(f"{'':9}  {problem.sentence(self.lang)}", file=self.out, flush=True)

    def step(self, message: Message, share: float) -> None:
        """Begin a step; ``share`` of the whole work lies behind."""
        self._share = share
        self._step_started = time.monotonic()
        self._print(message)
        self._write(message, "running", force=True)

    def done(self, message: Message, rows: int | None = None) -> None:
        """End the current step with its number of rows and seconds."""
        seconds = time.monotonic() - self._step_started
        self._rows = rows
        self.steps.append((message, rows, seconds))
        if rows is None:
            said = Message.of(mark("{step}: {seconds} s"), step=message, seconds=f"{seconds:.1f}")
        else:
            said = Message.of(
                mark("{step}: {rows} rows, {seconds} s"),
                step=message,
                rows=f"{rows:,}",
                seconds=f"{seconds:.1f}",
            )
        self._print(said)
        self._write(said, "running")

    def succeed(self) -> None:
        """The snapshot is published."""
        self._share = 1.0
        self._write(Message.of(mark("The snapshot is published")), "done", force=True)

    def fail(self, english: str, chinese: str) -> None:
        """Nothing was published; the screen reads why."""
        # Without an id this build never had the folder: another one is telling its progress there.
        if self.build_id:
            self._save("failed", english, chinese)

    def _print(self, message: Message) -> None:
        text = message.say(translator(self.lang))
        print(f"{self.seconds:7.1f} s  {text}", file=self.out, flush=True)

    def _write(self, message: Message, state: str, force: bool = False) -> None:
        now = time.monotonic()
        if self.folder is None or (not force and now - self._written < EVERY_SECONDS):
            return
        self._written = now
        self._save(state, message.say(translator("en")), message.say(translator("zh")))

    def _save(self, state: str, english: str, chinese: str) -> None:
        if self.folder is None:
            return
        said = {
            "build_id": self.build_id,
            "state": state,
            "share": round(self._share, 3),
            "step": english,
            "step_en": english,
            "step_zh": chinese,
            "rows": self._rows,
            "seconds": round(self.seconds, 1),
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        # The screen can do without: a full disk must be told by the build, not by its progress.
        with contextlib.suppress(OSError):
            write_whole(self.folder / PROGRESS, json.dumps(said, ensure_ascii=False), durable=False)
