"""Results kept for whoever asks the same again: bounded, and made once however many ask together."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class _Flight:
    """One result in the making, for those who asked for it meanwhile."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.value: object = None
        self.made = False


class Kept(Generic[T]):
    """Up to ``entries`` results of together about ``size`` bytes; the longest unused leave first.

    Safe between threads. Who asks for a result that another thread is making waits for it; where
    that thread fails, the next one makes it itself. Makers may ask for other keys, not for their own.
    """

    def __init__(self, entries: int, size: int) -> None:
        self.entries, self.size = entries, size
        self.held = 0
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._flights: dict[Hashable, _Flight] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable, make: Callable[[], T], weigh: Callable[[T], int]) -> T:
        """The result of ``key``, made by ``make`` where there is none; ``weigh`` gives its bytes."""
        while True:
            with self._lock:
                if key in self._values:
                    self._values.move_to_end(key)
                    return self._values[key][0]
                flight = self._flights.get(key)
                if flight is None:
                    mine = self._flights[key] = _Flight()
                    break
            flight.done.wait()
            if flight.made:
                return flight.value  # type: ignore[return-value]
        try:
            value = make()
            weight = weigh(value)
            mine.value, mine.made = value, True
            self._put(key, value, weight)
            return value
        finally:
            with self._lock:
                del self._flights[key]
            mine.done.set()

    def _put(self, key: Hashable, value: T, weight: int) -> None:
        with self._lock:
            self._values[key] = (value, weight)
            self.held += weight
            while self._values and (len(self._values) > self.entries or self.held > self.size):
                _, (_, gone) = self._values.popitem(last=False)
                self.held -= gone
