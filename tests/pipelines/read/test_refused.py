"""Files that are refused: the exact sentence, in both languages, for each reason."""

import pytest

from pipelines.problems import SourceError
from tests.pipelines.read.refused_kinds import KINDS
from tests.pipelines.read.refused_text import TEXT
from yardstick.places import LOCALE

CASES = KINDS | TEXT

translated = pytest.mark.skipif(
    not (LOCALE / "zh" / "LC_MESSAGES" / "pipelines.mo").exists(),
    reason="the Chinese catalogue is not compiled",
)


@pytest.mark.parametrize("case", CASES)
def test_sentence(refusal, case):
    name, content, spec, english, _ = CASES[case]
    assert refusal(name, content, **spec) == (english,)


@translated
@pytest.mark.parametrize("case", CASES)
def test_sentence_in_chinese(read, case):
    name, content, spec, _, chinese = CASES[case]
    with pytest.raises(SourceError) as problem:
        read(name, content, **spec)
    assert problem.value.sentences("zh") == (chinese,)
