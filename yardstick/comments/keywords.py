"""What the comments of one group say more often than those of the others.

Every person counts once per word, whatever they wrote and however often. Nothing is compared on a
base on which no quotation would be shown, and no word is listed that only a few of the group use:
it could point to who wrote it.
"""

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


@dataclass(frozen=True)
class WordUsers:
    """``users`` (groups, words): people of each group who use a word; ``people`` (groups,) in all."""

    words: tuple[str, ...]
    users: NDArray[np.int64]
    people: NDArray[np.int64]


def word_users(
    texts: Sequence[str | None], person: Sequence[Hashable], group: ArrayLike, groups: int
) -> WordUsers:
    """Who uses which word; texts, people and the number of their group are one entry per comment.

    Each different text is cut into words once. Raises ValueError where they differ in length.
    """
    of = np.asarray(group, dtype=np.int64)
    if not len(texts) == len(person) == of.size:
        raise ValueError("texts, people and sides differ in length")
    if not len(texts):
        return WordUsers((), np.zeros((groups, 0), np.int64), np.zeros(groups, np.int64))
    numbers = {text: k for k, text in enumerate(dict.fromkeys(texts))}
    text = np.array([numbers[x] for x in texts], dtype=np.int64)
    known = {p: k for k, p in enumerate(dict.fromkeys(person))}
    # Somebody on two sides is a person of each.
    who = np.array([known[p] for p in person], dtype=np.int64) * groups + of
    said = is_comment(numbers)
    people = np.bincount(np.unique(who[said[text]]) % groups, minlength=groups)
    cut = [set(words(str(x))) if real else set() for x, real in zip(numbers, said, strict=True)]
    one = _one_form(set().union(*cut))
    listed = tuple(sorted({one.get(w, w) for some in cut for w in some}))
    place = {w: k for k, w in enumerate(listed)}
    held = [np.array([place[one.get(w, w)] for w in some], dtype=np.int64) for some in cut]
    size = np.array([len(h) for h in held], dtype=np.int64)
    word = np.concatenate([held[k] for k in text]) if listed else np.zeros(0, np.int64)
    pairs = np.unique(np.repeat(who, size[text]) * max(len(listed), 1) + word)
    users = np.zeros((groups, len(listed)), dtype=np.int64)
    if listed:
        np.add.at(users, (pairs // len(listed) % groups, pairs % len(listed)), 1)
    return WordUsers(listed, users, people)


def says_more(
    counted: WordUsers, group: int, fewest: int = FEWEST, fewest_people: int = FEWEST_PEOPLE
) -> Keywords:
    """Compare one group with all the others together."""
    own, all_users = counted.users[group], counted.users.sum(axis=0)
    people, others = int(counted.people[group]), int(counted.people.sum() - counted.people[group])
    enough = people >= fewest_people and others >= fewest_people
    at = slice(None) if enough else slice(0)
    users, elsewhere = own[at], (all_users - own)[at]
    return Keywords(
        words=counted.words[at],
        users=users,
        users_others=elsewhere,
        people=people,
        people_others=others,
        found=keyness(users, people, elsewhere, others, fewest),
        fewest=fewest,
        enough=enough,
    )


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
    return says_more(word_users(texts, person, side, 2), 1, fewest, fewest_people)


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
