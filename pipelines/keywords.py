"""What the comments of one programme say more than those of the others, question by question.

All cohorts of a question and wave are put together, and each language is compared by itself. Stored
are words that stand out and that enough people of the programme use; the people behind them are
counted, and nothing else of them is kept.
"""

from collections.abc import Iterator

import duckdb
import numpy as np
import pandas as pd

from pipelines.stored import write_rows
from yardstick.comments.keywords import says_more, word_users

#: Words kept for a programme, question, wave and language, the clearest first.
MOST = 30
KEYS = {"item": "VARCHAR", "wave": "INTEGER", "language": "VARCHAR", "programme": "VARCHAR"}
WORDS = {
    "place": "INTEGER",
    **KEYS,
    "word": "VARCHAR",
    "users": "INTEGER",
    "people": "INTEGER",
    "users_others": "INTEGER",
    "people_others": "INTEGER",
    "g2": "DOUBLE",
    "log_ratio": "DOUBLE",
    "p_value": "DOUBLE",
    "q_value": "DOUBLE",
}
#: One row per programme whose people commented, with how many; also where no word stands out.
BASES = {"place": "INTEGER", **KEYS, "people": "INTEGER"}
COMMENTS = """
SELECT c.item_id::VARCHAR AS item, c.wave, coalesce(c.language, '') AS language, d.programme,
    coalesce(c.graduate_id, c.respondent) AS person, c.text
FROM mart_comments AS c LEFT JOIN dim_programme AS d USING (programme_id)
WHERE c.says
ORDER BY ALL
"""


def write_keywords(con: duckdb.DuckDBPyConnection) -> None:
    """Create ``keywords`` and ``keywords_bases`` from the comments; both empty without any."""
    comments = con.execute(COMMENTS).df()
    words: list[dict] = []
    bases: list[dict] = []
    for (item, wave, language), own in comments.groupby(["item", "wave", "language"], sort=True):
        keys = {"item": item, "wave": int(wave), "language": language}
        for base, found in _of_question(own):
            bases.append(keys | base)
            words += [keys | {"programme": base["programme"]} | row for row in found]
    for name, types, rows in (("keywords", WORDS, words), ("keywords_bases", BASES, bases)):
        frame = pd.DataFrame(rows, columns=[c for c in types if c != "place"])
        # Without a row pandas would not know which columns are numbers.
        frame = frame.astype({c: float for c, kind in types.items() if kind == "DOUBLE"})
        frame.insert(0, "place", np.arange(len(frame)))
        write_rows(con, name, types, frame)


def _of_question(own: pd.DataFrame) -> Iterator[tuple[dict, list[dict]]]:
    """Each programme with its people, and the words its comments say more."""
    group, programmes = pd.factorize(own["programme"], use_na_sentinel=False)
    counted = word_users(own["text"].tolist(), own["person"].tolist(), group, len(programmes))
    for k, programme in enumerate(programmes):
        named = None if pd.isna(programme) else str(programme)
        found: list[dict] = []
        if named is not None:
            said = says_more(counted, k)
            found = [
                {
                    "word": said.words[w],
                    "users": int(said.users[w]),
                    "people": said.people,
                    "users_others": int(said.users_others[w]),
                    "people_others": said.people_others,
                    "g2": float(said.found.g2[w]),
                    "log_ratio": float(said.found.log_ratio[w]),
                    "p_value": float(said.found.p_value[w]),
                    "q_value": float(said.found.q_value[w]),
                }
                for w in said.more()[:MOST]
            ]
        yield {"programme": named, "people": int(counted.people[k])}, found
