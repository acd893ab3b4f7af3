"""A reader without a browser: speaks the websocket protocol of Streamlit's own front end."""

import time
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

#: A page that takes longer than this is a failure, not a measurement.
PATIENCE = 120


class PageError(RuntimeError):
    """The page drew an exception."""


class Session:
    """One reader's session. Every ``open`` runs the page script once, as in the browser."""

    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}"
        self._socket = connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            subprotocols=["streamlit"],
            max_size=None,
            compression=None,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def open(self, page: str, query: str = "") -> float:
        """Seconds from asking for a page (or another address of it) until its script has ended.

        ``page`` is the path in the address, empty for the default page. Raises PageError where the
        page shows an exception.
        """
        ask = BackMsg()
        state = ask.rerun_script
        state.query_string = query
        state.page_name = page
        state.is_history_navigation = True
        state.context_info.url = f"{self._base}/{page}"
        state.context_info.locale = "en-US"
        state.context_info.timezone = "UTC"
        started = time.perf_counter()
        self._socket.send(ask.SerializeToString())
        while time.perf_counter() - started < PATIENCE:
            said = ForwardMsg()
            said.ParseFromString(self._socket.recv(timeout=PATIENCE))
            kind = said.WhichOneof("type")
            if kind == "delta" and said.delta.new_element.WhichOneof("type") == "exception":
                raise PageError(f"{page}?{query}: {said.delta.new_element.exception.message}")
            if kind == "page_not_found":
                raise PageError(f"there is no page {page!r}")
            if kind == "script_finished" and said.script_finished in (
                ForwardMsg.FINISHED_SUCCESSFULLY,
                ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
            ):
                return time.perf_counter() - started
        raise PageError(f"{page}?{query} did not end within {PATIENCE} s")
