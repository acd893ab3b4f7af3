"""Without a choice of cohort one cohort is shown: the latest that has what is asked."""

from yardstick.measure import Filters, Reader, Scope, latest_cohort


def test_the_latest_of_all(reader: Reader):
    assert latest_cohort(reader) == max(reader.snapshot.info().cohorts)


def test_the_latest_observed_at_the_wave(reader: Reader):
    info = reader.snapshot.info()
    for wave in info.waves:
        expected = max(c for c, w in info.cohort_waves if w == wave)
        assert latest_cohort(reader, Filters(wave=wave)) == expected


def test_none_where_nothing_fits(reader: Reader):
    assert latest_cohort(reader, Filters(schools=("no such school",))) is None
    assert latest_cohort(reader, Filters(wave=7)) is None
    nothing = Reader(reader.snapshot, scope=Scope(schools=()))
    assert latest_cohort(nothing) is None


def test_the_cohort_that_can_show_most_comes_first(reader: Reader):
    info = reader.snapshot.info()
    late = max(c for c, w in info.cohort_waves if w == 15)
    both = ("ofs.positive_outcome", "hesa.highly_skilled")
    assert latest_cohort(reader, None, both) == late
