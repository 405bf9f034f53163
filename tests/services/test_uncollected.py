"""The search for rings rests during long work and goes on after it, however that ended."""

from __future__ import annotations

import gc

import pytest

from shnor_desktop.services.uncollected import uncollected


def test_it_rests_and_goes_on():
    assert gc.isenabled()
    with pytest.raises(KeyError), uncollected():
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()


def test_within_another_rest_it_goes_on_with_the_outer_one():
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
