"""Streams loans as CSV, batch by batch, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from generate_loans.clients import Clients, make_clients
from generate_loans.columns import HEADER, table_of
from generate_loans.dirt import spoil
from generate_loans.loans import Batch, LoanSource
from generate_loans.outcome import SAMPLE, History, intercept_for, planted, risk, typical_scores
from generate_loans.profile import Profile, load_profile

BATCH_ROWS = 250_000


@dataclass(frozen=True)
class Request:
    """What to generate."""

    rows: int
    seed: int
    signal: float
    bad_rows: float
    no_outcome: float


def _intercept(request: Request, profile: Profile, clients: Clients, source: LoanSource) -> float:
    """Calibrated on batches spread over the whole period."""
    count = min(request.rows, SAMPLE)
    pieces = min(8, count)
    starts = np.linspace(0, request.rows - count // pieces, pieces).astype(int)
    batches = [source.batch(int(start), count // pieces) for start in starts]
    scores = np.concatenate([typical_scores(batch, clients.loans[batch.client]) for batch in batches])
    return intercept_for(scores, request.signal, profile.base_rate)


def _status(defaults: np.ndarray, batch: Batch, request: Request) -> pa.Array:
    """The newest loans have no outcome yet: an empty text."""
    known = batch.rows < request.rows * (1 - request.no_outcome)
    return pc.if_else(pa.array(known), pa.array(defaults.astype(np.int64)).cast(pa.string()), "")


def _csv_text(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    options = pacsv.WriteOptions(include_header=False, quoting_style="none")
    pacsv.write_csv(table, sink, options)
    text: bytes = sink.getvalue().to_pybytes()
    return text


def generate(request: Request) -> Iterator[bytes]:
    """The file in pieces: the header, then batches of rows in the order of their dates."""
    profile = load_profile()
    clients = make_clients(profile, request.rows, request.seed)
    source = LoanSource(profile, clients, request.rows, request.seed)
    history = History(len(clients.loans))
    intercept = _intercept(request, profile, clients, source) if request.signal > 0 else 0.0
    yield (",".join(HEADER) + "\n").encode()
    for first in range(0, request.rows, BATCH_ROWS):
        batch = source.batch(first, min(BATCH_ROWS, request.rows - first))
        defaults = batch.by_client_default
        if request.signal > 0:
            scores = risk(batch, *history.before(batch))
            defaults = planted(batch, scores, request.signal, intercept, request.seed)
        text = _csv_text(table_of(profile, batch, _status(defaults, batch, request), request.seed))
        if request.bad_rows > 0:
            lines = spoil(text.decode().splitlines(), first, request.bad_rows, request.seed)
            text = ("\n".join(lines) + "\n").encode()
        yield text
