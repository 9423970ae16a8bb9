"""The deployment files work as they are, and docs/deployment.md names them all."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest
import yaml
from click.testing import CliRunner

from tracker.cli import tracker
from tracker.settings import Settings

ROOT = Path(__file__).parent.parent
FILES = ROOT / "docs" / "deployment"
UNITS = ("tracker.service", "tracker-run.service", "tracker-run.timer")
INSTALLED = "/opt/tracker/bin/tracker"
verified = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


@pytest.fixture
def units(tmp_path: Path) -> list[Path]:
    """The units, with a program that exists on this machine in the place of the installed one."""
    for name in UNITS:
        (tmp_path / name).write_text((FILES / name).read_text().replace(INSTALLED, sys.executable))
    return [tmp_path / name for name in UNITS]


@verified
def test_the_units_pass_systemds_own_verification(units: list[Path]) -> None:
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@verified
def test_a_unit_with_a_mistake_in_it_does_not_pass(units: list[Path]) -> None:
    units[0].write_text(units[0].read_text().replace("WatchdogSec=180", "WatchdogSecs=180"))

    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)

    assert "WatchdogSecs" in done.stderr


@verified
@pytest.mark.parametrize("name", UNITS[:2])
def test_the_services_are_exposed_as_little_as_systemd_can_make_them(units: list[Path], name: str) -> None:
    unit = next(path for path in units if path.name == name)
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=15", unit]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-200:]


def commands_in(text: str) -> list[list[str]]:
    """What follows the program in unit and cron lines."""
    return [line.split() for line in re.findall(r"^(?:ExecStart=\S*/tracker|\d.*\stracker) (.+)$", text, re.MULTILINE)]


@pytest.mark.parametrize("name", ["tracker.service", "tracker-run.service", "crontab"])
def test_every_command_in_them_is_one_that_there_is(name: str) -> None:
    lines = [line for line in (FILES / name).read_text().splitlines() if not line.startswith("#")]
    found = commands_in("\n".join(lines))
    assert found

    for words in found:
        plain = [word for word in words if not word.startswith("/") and word != "--config"]
        called = plain[: 2 if plain[0] in ("log", "db") else 1]
        options = [word for word in plain if word.startswith("--")]
        said = CliRunner().invoke(tracker, [*called, "--help"])
        assert said.exit_code == 0, words
        assert all(option in said.output for option in options), words


@pytest.mark.parametrize("name", ["compose.yaml", "Containerfile", "crontab", *UNITS])
def test_every_setting_in_them_is_one_that_there_is(name: str) -> None:
    known = {f"TRACKER_{field.name.upper()}" for field in msgspec.structs.fields(Settings)}
    named = {found.removesuffix("_FILE") for found in re.findall(r"TRACKER_[A-Z_]+", (FILES / name).read_text())}

    assert named <= known
    assert name not in ("compose.yaml", "Containerfile", "crontab", "tracker.service") or named


def test_the_container_runs_as_nobody_special_on_one_volume_and_says_how_it_is() -> None:
    lines = (FILES / "Containerfile").read_text().splitlines()
    last = {line.split()[0]: line for line in lines if line and line[0].isupper()}

    assert last["USER"] == "USER 10001:10001"
    assert [line for line in lines if line.startswith("VOLUME")] == ["VOLUME /var/lib/tracker"]
    assert 'CMD ["tracker", "doctor", "--health"]' in last["HEALTHCHECK"]
    assert (last["ENTRYPOINT"], last["CMD"]) == ('ENTRYPOINT ["tracker"]', 'CMD ["daemon"]')
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    [wanted] = re.findall(r"'\.\[([a-z,]+)\]'", "\n".join(lines))
    assert set(wanted.split(",")) <= set(extras)


def test_the_composition_is_whole_and_hardened() -> None:
    whole = yaml.safe_load((FILES / "compose.yaml").read_text())
    collector = whole["services"]["collector"]

    assert (FILES / collector["build"]["context"] / collector["build"]["dockerfile"]).is_file()
    assert (collector["read_only"], collector["cap_drop"], collector["user"]) == (True, ["ALL"], "10001:10001")
    assert set(collector["secrets"]) | set(whole["services"]["database"]["secrets"]) == set(whole["secrets"])
    grace = int(collector["stop_grace_period"].removesuffix("s"))
    assert grace > int(collector["environment"]["TRACKER_STOP_WITHIN_S"])


def test_the_guide_links_to_every_file_and_to_none_that_is_missing() -> None:
    guide = (ROOT / "docs" / "deployment.md").read_text()
    linked = set(re.findall(r"\]\(([^)#:]+)\)", guide))

    assert {f"deployment/{path.name}" for path in FILES.iterdir() if "." not in path.name[1:] or path.suffix in
            {".service", ".timer", ".yaml"}} <= linked  # fmt: skip
    assert all((ROOT / "docs" / link).is_file() for link in linked)
