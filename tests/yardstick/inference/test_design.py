import numpy as np
import pytest
from numpy.testing import assert_array_equal

from yardstick.inference.design import coded, distinct, independent

F = ["b", "a", "c", "a", "b", "c"]
G = [1, 1, 2, 2, 1, 1]


def test_treatment_contrasts_compare_with_the_first_level():
    found = coded({"f": F, "g": G}, {"z": [0.5, 1, 2, 0, 0, 0]})
    assert found.names == ("(Intercept)", "f=b", "f=c", "g=2", "z")
    assert found.reference == (("f", "a"), ("g", "1"))
    assert_array_equal(
        found.full(),
        [[1, 1, 0, 0, 0.5], [1, 0, 0, 0, 1], [1, 0, 1, 1, 2], [1, 0, 0, 1, 0], [1, 1, 0, 0, 0],
         [1, 0, 1, 0, 0]],
    )  # fmt: skip


def test_the_level_of_comparison_may_be_chosen():
    found = coded({"f": F}, reference={"f": "b"})
    assert found.names == ("(Intercept)", "f=a", "f=c")
    assert_array_equal(found.full()[:, 1], [0, 1, 0, 1, 0, 0])
    with pytest.raises(ValueError, match="no level"):
        coded({"f": F}, reference={"f": "x"})


def test_rows_are_kept_once():
    found = coded({"f": np.tile(F, 100), "g": np.tile(G, 100)})
    assert found.matrix.shape == (5, 4)
    assert found.row.shape == (600,)


def test_aliased_columns_are_left_out_and_named():
    same = coded({"f": F, "copy": F, "g": G}, {"one": np.ones(6)})
    assert same.aliased == ("copy=b", "copy=c", "one")
    assert np.linalg.matrix_rank(same.full()) == same.matrix.shape[1] == 4


def test_empty_cells_have_no_say_in_what_is_aliased():
    assert coded({"f": F}, n=[1, 1, 0, 1, 1, 0]).aliased == ("f=c",)
    assert coded({"f": F}, n=[1, 1, 0, 1, 1, 1]).aliased == ()


def test_a_factor_with_one_level_adds_nothing():
    found = coded({"f": ["a"] * 4, "g": [1, 2, 1, 2]})
    assert found.names == ("(Intercept)", "g=2")


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_the_size_of_a_column_does_not_decide_whether_it_is_aliased(scale):
    rng = np.random.default_rng(2)
    matrix = np.column_stack([np.ones(50), rng.normal(size=50) * scale, rng.normal(size=50)])
    assert_array_equal(independent(matrix), True)
    sums = np.column_stack([matrix, matrix[:, 1] + 3 * scale, np.zeros(50)])
    assert_array_equal(independent(sums), [True, True, True, False, False])


def test_more_columns_than_rows():
    assert_array_equal(independent(np.eye(3)[:2]), [True, True, False])
    assert independent(np.array([[1.0, 2, 5], [1, 3, 4]])).sum() == 2


def test_missing_values_are_refused():
    with pytest.raises(ValueError, match="missing"):
        coded({"f": ["a", None]})
    with pytest.raises(ValueError, match="missing"):
        coded({"f": ["a", "b"]}, {"z": [1.0, np.nan]})
    with pytest.raises(ValueError, match="one value a cell"):
        coded({"f": ["a", "b"]}, {"z": [1.0]})
    with pytest.raises(ValueError, match="finite"):
        distinct([[1.0, np.inf]])


def test_a_plain_matrix_is_collapsed_without_loss():
    matrix = np.random.default_rng(3).integers(0, 2, (200, 4)).astype(float)
    found = distinct(matrix)
    assert len(found.matrix) == len(np.unique(matrix, axis=0))
    assert_array_equal(found.full(), matrix)
