"""The errors that measure the checks: each belongs to a check, is an error, and is found."""

from __future__ import annotations

import random

import pytest
from check_errors import ERRORS

from translate.checks import checks
from translate.document import Segment

PAIRS = [
    ("Het leger groeit sinds 2016 met 2.400 man (of 3,5 procent), zei minister Jansen dinsdag.",
     "Since 2016 the army has grown by 2,400 soldiers (or 3.5 per cent), Minister Jansen said on Tuesday."),
    ("“Dat kost 3 miljard dollar”, zei hij over de nieuwe plannen.",
     "“That will cost 3 billion dollars,” he said of the new plans."),
    ("Groeit het leger dan?", "Is the army growing, then?"),
]  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_found_by_its_check(name: str) -> None:
    check = next(check for check in checks() if check.name == name)
    for error in ERRORS[name]:
        wrong = [error(Segment("1.1", dutch, target=english), random.Random(1)) for dutch, english in PAIRS]
        put = [one for one in wrong if one is not None]
        assert put, "no place for it"
        assert all(any(check.find(one)) for one in put)
