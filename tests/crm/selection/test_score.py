"""The arithmetic of marks, against what is computed by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.selection.grids import proposed
from crm.selection.score import combined, score_of


def test_the_proposed_grid_by_hand():
    weights = [one.weight for one in proposed().criteria]
    assert weights == [30, 20, 20, 15, 15]

    # 30×4 + 20×3 + 20×5 + 15×2 + 15×1 = 120 + 60 + 100 + 30 + 15 = 325, over 5 = 65.
    assert score_of(zip(weights, [4, 3, 5, 2, 1], strict=True)) == Decimal("65.0")
    # 30×3 + 20×3 + 20×4 + 15×4 + 15×2 = 90 + 60 + 80 + 60 + 30 = 320, over 5 = 64.
    assert score_of(zip(weights, [3, 3, 4, 4, 2], strict=True)) == Decimal("64.0")


def test_weights_that_do_not_divide_keep_their_tenth():
    # 33×1 + 33×2 + 34×4 = 33 + 66 + 136 = 235, over 5 = 47; with 3 in the middle 268 / 5 = 53.6.
    assert score_of([(33, 1), (33, 2), (34, 4)]) == Decimal("47.0")
    assert score_of([(33, 1), (33, 3), (34, 4)]) == Decimal("53.6")


@pytest.mark.parametrize(
    ("scores", "score", "gap"),
    [
        ([], None, None),
        (["62.4"], "62.4", None),
        (["60", "70"], "65.0", "10"),
        (["60.4", "60.6"], "60.5", "0.2"),
        # The third sides with one of the two: the other is left aside.
        (["40", "80", "74"], "77.0", "6"),
        (["40", "80", "46"], "43.0", "6"),
        # Right in the middle, it sides with neither: all three count.
        (["40", "80", "60"], "60.0", "20"),
        (["50", "50", "90"], "50.0", "0"),
    ],
)
def test_readings_together(scores, score, gap):
    made = combined(map(Decimal, scores))

    assert made.score == (None if score is None else Decimal(score))
    assert made.gap == (None if gap is None else Decimal(gap))


@given(st.lists(st.integers(0, 5), min_size=5, max_size=5))
def test_a_score_is_between_nothing_and_a_hundred(marks):
    weights = [one.weight for one in proposed().criteria]

    assert 0 <= score_of(zip(weights, marks, strict=True)) <= 100
