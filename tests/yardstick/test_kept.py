"""Results kept: made once however many ask together, bounded, and never a failure."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from yardstick.kept import Kept


def one(_):
    return 1


def test_many_who_ask_together_make_it_once():
    kept, made, all_here = Kept(8, 100), [], threading.Barrier(8)
    waiting = threading.Event()

    def make():
        made.append(1)
        waiting.wait(10)
        return "value"

    def ask(number):
        all_here.wait(10)
        if number == 0:
            waiting.set()
        return kept.get("key", make, one)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == ["value"] * 8
    assert made == [1]


def test_a_failure_is_not_kept_and_the_next_one_tries():
    kept, asked = Kept(8, 100), []

    def make():
        asked.append(1)
        if len(asked) == 1:
            raise ValueError("not this time")
        return "value"

    with pytest.raises(ValueError, match="not this time"):
        kept.get("key", make, one)
    assert kept.get("key", make, one) == "value"
    assert kept.get("key", make, one) == "value"
    assert len(asked) == 2


def test_those_who_waited_for_a_failure_make_it_themselves():
    kept, started, fail = Kept(8, 100), threading.Event(), threading.Event()

    def failing():
        started.set()
        fail.wait(10)
        raise ValueError("no")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept.get, "key", failing, one)
        started.wait(10)
        second = pool.submit(kept.get, "key", lambda: "value", one)
        fail.set()
        assert second.result(10) == "value"
        with pytest.raises(ValueError, match="no"):
            first.result(10)


def test_bounded_by_entries_and_by_bytes():
    kept = Kept(3, 100)
    for key in "abc":
        kept.get(key, lambda key=key: key, one)
    kept.get("a", lambda: "made again", one)
    kept.get("d", lambda: "d", one)
    assert (len(kept), kept.held) == (3, 3)
    assert kept.get("a", lambda: "made again", one) == "a"
    assert kept.get("b", lambda: "made again", one) == "made again"
    kept.get("large", lambda: "large", lambda _: 100)
    assert (len(kept), kept.held) == (1, 100)
    kept.get("too large", lambda: "too large", lambda _: 101)
    assert (len(kept), kept.held) == (0, 0)
