"""The names of the output's columns are those of the contract, which the readers of the files go by."""

from __future__ import annotations

import json

from container.contract import CONTRACT_FILE
from feature_engineering.features import ORDER, PERSONS_ORDER


def test_the_files_are_sorted_by_the_columns_that_the_contract_names() -> None:
    names = json.loads(CONTRACT_FILE.read_text())["fileIdentity"]
    assert (names["clientId"], names["loanDate"], names["loanId"]) == ORDER
    assert (names["clientId"],) == PERSONS_ORDER
