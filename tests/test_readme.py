"""What the README promises: its commands run, and every command, setting and event is named in it."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pytest

from tracker.cli import tracker
from tracker.events.types import TYPES
from tracker.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def commands(group: click.Group, before: str = "tracker") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group) and not command.invoke_without_command:
            yield from commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}"


@pytest.mark.parametrize("command", sorted(commands(tracker)))
def test_every_command_is_in_the_table(command: str) -> None:
    assert re.search(rf"^\| `{command}\b", README, re.MULTILINE), f"{command} is not in the README"


@pytest.mark.parametrize("name", [field.name for field in msgspec.structs.fields(Settings)])
def test_every_setting_is_in_the_table(name: str) -> None:
    assert f"| `{name}` | `TRACKER_{name.upper()}`" in README


@pytest.mark.parametrize("event", sorted(TYPES))
def test_every_event_is_named(event: str) -> None:
    assert f"`{event}`" in README


def test_the_commands_of_the_first_five_minutes_run(tmp_path: Path) -> None:
    block = README.split("## First report in five minutes")[1].split("\n## ")[0]
    shown = re.findall(r"^    (tracker .*)$", block, re.MULTILINE)
    assert len(shown) >= 2

    for line in shown:
        done = subprocess.run(
            ["sh", "-c", f"{shlex.quote(sys.executable)} -m {line}"],
            env={"TRACKER_DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), line
        _, redirected, file = line.partition(" > ")
        assert (tmp_path / file).read_text("utf-8") if redirected else done.stdout
