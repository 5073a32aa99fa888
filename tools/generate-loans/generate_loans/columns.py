"""A batch of loans as the 24 columns of the public file."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from generate_loans.loans import FIRST_CLIENT_ID, FIRST_DAY, REFERENCE_DAY, Batch
from generate_loans.profile import Profile
from generate_loans.randomness import uniform

HEADER = [
    "loan_id",
    "id",
    "code_gender",
    "flag_own_car",
    "flag_own_realty",
    "cnt_children",
    "amt_income_total",
    "name_income_type",
    "name_education_type",
    "name_family_status",
    "name_housing_type",
    "days_birth",
    "days_employed",
    "flag_mobil",
    "flag_work_phone",
    "flag_phone",
    "flag_email",
    "occupation_type",
    "cnt_fam_members",
    "status",
    "birthday",
    "job_start_date",
    "loan_date",
    "loan_amount",
]

BY_CLIENT = (
    "code_gender",
    "flag_own_realty",
    "cnt_children",
    "name_education_type",
    "name_family_status",
    "name_housing_type",
    "flag_mobil",
    "flag_work_phone",
    "flag_phone",
    "flag_email",
    "cnt_fam_members",
)
NO_OCCUPATION = "<null>"


def _dates(days: npt.NDArray[np.int64], origin: np.datetime64) -> pa.Array:
    return pa.array((origin + days.astype("timedelta64[D]")).astype("datetime64[D]")).cast(pa.string())


def _texts(texts: npt.NDArray[np.object_], numbers: npt.NDArray[np.int64]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(numbers), pa.array(list(texts), pa.string())).cast(
        pa.string()
    )


def _occupations(profile: Profile, batch: Batch, seed: int) -> pa.Array:
    """Pensioners have none; others lack one as often as it takes to leave the known share empty."""
    known = profile.categories["occupation_type"]
    empty = int(np.flatnonzero(known.texts == NO_OCCUPATION)[0])
    share_empty = known.cumulative[empty] - (known.cumulative[empty - 1] if empty else 0)
    pensioners = 6152 / 36457
    also_empty = (share_empty - pensioners) / (1 - pensioners)
    place = uniform(seed, "occupation", batch.client)
    among_known = share_empty + (place - also_empty) / (1 - also_empty) * (1 - share_empty)
    drawn = known.at(np.where(place < also_empty, 0.0, among_known))
    numbers = np.where(batch.is_pensioner | (place < also_empty), empty, drawn)
    texts = np.where(known.texts == NO_OCCUPATION, "", known.texts)
    return _texts(texts, numbers)


def table_of(profile: Profile, batch: Batch, status: pa.Array, seed: int) -> pa.Table:
    """The columns, in the order of the public file."""
    shared = {
        name: _texts(known.texts, known.at(uniform(seed, name, batch.client)))
        for name, known in profile.categories.items()
        if name in BY_CLIENT
    }
    kinds = profile.categories["name_income_type"]
    columns = {
        **shared,
        "loan_id": pa.array(batch.loan_number),
        "id": pa.array(batch.client + FIRST_CLIENT_ID),
        "flag_own_car": _texts(np.array(["N", "Y"], dtype=object), batch.has_car.astype(np.int64)),
        "amt_income_total": pa.array(
            np.round(profile.income.at(uniform(seed, "income", batch.client)) / 500) * 500
        ),
        "name_income_type": _texts(kinds.texts, kinds.at(uniform(seed, "income type", batch.person))),
        "days_birth": pa.array(batch.days_birth),
        "days_employed": pa.array(batch.days_employed),
        "occupation_type": _occupations(profile, batch, seed),
        "status": status,
        "birthday": _dates(batch.days_birth, REFERENCE_DAY),
        "job_start_date": _dates(batch.days_employed, REFERENCE_DAY),
        "loan_date": _dates(batch.day, FIRST_DAY),
        "loan_amount": pa.array(batch.amount),
    }
    return pa.table([columns[name] for name in HEADER], names=HEADER)
