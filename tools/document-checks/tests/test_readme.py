"""Documents name only commands, options and files that exist, and a test runs each command of the README."""

from __future__ import annotations

import json
import re

import pytest
from local_run.start_command import ROOT, run_to_end

README = (ROOT / "README.md").read_text()

# Which test shows that a command does what the README says; paths are relative to tools/end-to-end.
SHOWN_BY = {
    "npm start": "serving/test_serving.py, and commands/test_commands.py: up until Ctrl-C",
    "npm start -- --once": "serving/test_start.py",
    "npm test": "the run that includes this test: .ci/run",
    "npm run cloud": "commands/test_commands.py",
    "npm run validate": "commands/test_commands.py",
    "npm run bench": "commands/test_commands.py",
    "npm run release:check": "commands/test_commands.py, for one library",
    "npm run down": "commands/test_commands.py",
    "npm run erase-client -- --client ID": "commands/test_commands.py",
    "npm run token": "serving/test_api.py",
    "npm run deploy -- --environment NAME": "apps/cli/test/deploy.test.ts, and serving/test_api.py",
}


def commands() -> set[str]:
    """Commands in code blocks and in the table of commands."""
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL))
    rows = re.findall(r"^\| `(npm [^`]+)` \|", README, re.MULTILINE)
    return {line.strip() for line in blocks.splitlines() if line.startswith("npm ")} | set(rows)


def test_every_command_of_the_readme_has_its_test_listed_here() -> None:
    assert commands() == set(SHOWN_BY)


def test_every_command_is_a_script_of_the_package() -> None:
    scripts = json.loads((ROOT / "package.json").read_text())["scripts"]
    for command in commands():
        name = command.removeprefix("npm ").removeprefix("run ").split()[0]
        assert name in scripts, command


def test_every_option_in_the_readme_is_an_option_of_start() -> None:
    documented = set(
        re.findall(r"`(--[a-z0-9-]+)", README.split("Options of `npm start`")[1].split("Exit codes")[0])
    )
    documented |= {"--s3-port"}
    shown = run_to_end(["npm", "--silent", "start", "--", "--help"]).output
    assert documented == set(re.findall(r"--[a-z0-9-]+", shown)) - {"--help", "--once"}


@pytest.mark.parametrize(
    "document",
    ["README.md", "CONTRIBUTING.md", *(f"docs/{one.name}" for one in (ROOT / "docs").glob("*.md"))],
)
def test_every_link_to_a_file_is_valid(document: str) -> None:
    file = ROOT / document
    links = re.findall(r"\]\(([^)\s]+)\)", file.read_text())
    paths = [link.split("#")[0] for link in links if "://" not in link and not link.startswith("#")]
    assert [path for path in paths if not (file.parent / path).exists()] == []


def test_every_place_in_contributing_is_there() -> None:
    """Of the table that says where a line belongs."""
    section = (ROOT / "CONTRIBUTING.md").read_text().split("## Where a line belongs")[1].split("\n## ")[0]
    places = re.findall(r"`((?:apps|libs|jobs|tools|dags)/[^`<]+)", section)
    assert len(places) > 10
    assert [place for place in places if not (ROOT / place).exists()] == []
