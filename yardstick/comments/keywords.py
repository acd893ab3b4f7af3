"""What the comments of one group say more often than those of the others.

Every person counts once per word, whatever they wrote and however often. Nothing is compared on a
base on which no quotation would be shown, and no word is listed that only a few of the group use:
it could point to who wrote it.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.comments.answers import is_comment
from yardstick.comments.words import words
from yardstick.inference.keyness import FEWEST, Keyness, keyness

#: People with a comment, on either side, below which nothing is compared.
FEWEST_PEOPLE = 10


@dataclass(frozen=True)
class Keywords:
    """Words in the order of ``found``, the people who use each, and the bases.

    ``enough`` is false, and there are no words, where one side has too few people.
    """

    words: tuple[str, ...]
    users: NDArray[np.int64]
    users_others: NDArray[np.int64]
    people: int
    people_others: int
    found: Keyness
    fewest: int
    enough: bool

    def more(self, false_discovery: float = 0.05) -> NDArray[np.int64]:
        """Numbers of the words the group says more, the clearest (G2) first.

        Beyond chance with all words judged at once, and used by at least ``fewest`` of the group.
        """
        called = (self.found.q_value <= false_discovery) & (self.found.log_ratio > 0)
        chosen = np.flatnonzero(called & (self.users >= self.fewest))
        return chosen[np.argsort(-self.found.g2[chosen], kind="stable")]


def keywords(
    texts: Sequence[str | None],
    person: Sequence[Hashable],
    inside: ArrayLike,
    fewest: int = FEWEST,
    fewest_people: int = FEWEST_PEOPLE,
) -> Keywords:
    """Compare the comments with ``inside`` true with the rest; all three are one entry per comment.

    Raises ValueError where they differ in length.
    """
    side = np.asarray(inside, dtype=bool)
    if not len(texts) == len(person) == side.size:
        raise ValueError("texts, people and sides differ in length")
    said = is_comment(texts)
    wrote: dict[bool, set] = {True: set(), False: set()}
    users: dict[bool, dict[str, set]] = {True: defaultdict(set), False: defaultdict(set)}
    for k in np.flatnonzero(said):
        here = bool(side[k])
        wrote[here].add(person[k])
        for word in words(str(texts[k])):
            users[here][word].add(person[k])
    one = _one_form(users[True].keys() | users[False].keys())
    merged: dict[bool, dict[str, set]] = {True: defaultdict(set), False: defaultdict(set)}
    for here, by_word in users.items():
        for word, who in by_word.items():
            merged[here][one.get(word, word)] |= who
    people, others = len(wrote[True]), len(wrote[False])
    enough = people >= fewest_people and others >= fewest_people
    listed = tuple(sorted(merged[True].keys() | merged[False].keys())) if enough else ()
    counts = {
        here: np.array([len(merged[here].get(w, ())) for w in listed], dtype=np.int64)
        for here in (True, False)
    }
    return Keywords(
        words=listed,
        users=counts[True],
        users_others=counts[False],
        people=people,
        people_others=others,
        found=keyness(counts[True], people, counts[False], others, fewest),
        fewest=fewest,
        enough=enough,
    )


def _one_form(vocabulary: Iterable[str]) -> dict[str, str]:
    """English plurals whose singular is used as well, and that singular."""
    known = set(vocabulary)
    found = {}
    for word in known:
        for ending, instead in (("ies", "y"), ("s", "")):
            single = word.removesuffix(ending) + instead
            if word.endswith(ending) and len(single) > 2 and single in known:
                found[word] = single
                break
    return found
