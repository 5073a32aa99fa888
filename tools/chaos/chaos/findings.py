"""What is wrong with a run that ended, by the invariants and compared with an undisturbed run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chaos.cloud_state import STAGES, CloudState

ENDED_BADLY = ("Failed", "Stopped")


def _jobs(state: CloudState) -> Iterator[str]:
    for stage, jobs in state.jobs.items():
        completed = [name for name, status in jobs.items() if status == "Completed"]
        if len(completed) != 1:
            yield f"{len(completed)} completed jobs of {stage}: {sorted(completed)}"
        for name, status in jobs.items():
            if status not in ("Completed", *ENDED_BADLY):
                yield f"job {name} is {status}"


def _endpoint(state: CloudState) -> Iterator[str]:
    if len(state.models) != 1:
        yield f"{len(state.models)} models: {sorted(state.models)}"
    if len(state.endpoints) != 1:
        yield f"{len(state.endpoints)} endpoints: {sorted(state.endpoints)}"
    asked = state.manifests.get("create-endpoint", {}).get("outputs", {})
    for name, status in state.endpoints.items():
        if status != "InService":
            yield f"endpoint {name} is {status}"
        if name == asked.get("endpoint") and state.configurations[name] != asked.get("endpointConfig"):
            yield f"endpoint {name} has {state.configurations[name]}, not {asked.get('endpointConfig')}"
    if asked.get("endpoint") not in state.endpoints:
        yield f"there is no endpoint {asked.get('endpoint')}"


def _products(state: CloudState, undisturbed: CloudState) -> Iterator[str]:
    missing = [stage for stage in STAGES if stage not in state.manifests]
    if missing:
        yield f"no manifest of {', '.join(missing)}"
    if not state.features.equals(undisturbed.features):
        yield f"{state.features.num_rows} rows of features differ from the undisturbed run's"
    differing = sum(
        state.online.get(one) != undisturbed.online.get(one) for one in {*state.online, *undisturbed.online}
    )
    if differing:
        yield f"{differing} online records differ from the undisturbed run's"
    if state.answer != undisturbed.answer:
        yield f"the endpoint returns {state.answer}, not {undisturbed.answer}"


def _activity(most_active: Mapping[str, int]) -> Iterator[str]:
    for stage, most in most_active.items():
        if most > 1:
            yield f"{most} jobs of {stage} were active at the same time"


def wrong_with(state: CloudState, undisturbed: CloudState, most_active: Mapping[str, int]) -> list[str]:
    """All faults of a run as sentences; empty if the run passes."""
    return [*_jobs(state), *_endpoint(state), *_products(state, undisturbed), *_activity(most_active)]
