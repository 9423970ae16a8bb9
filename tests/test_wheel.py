"""The wheel, unpacked far from the checkout, carries all it needs and works."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.newsroom import Newsroom

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True)
    [made] = folder.glob("*.whl")
    return made


def test_it_carries_migrations_seeds_and_spiders(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    assert "spiders/feeds.py" in names
    assert "tracker/bundled/docs/questions.md" in names, "tracker serve asks them"
    for folder in ("migrations", "seeds"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"tracker/bundled/{path.relative_to(ROOT)}" in names
    assert not [name for name in names if name.startswith(("tests/", "bench/")) or "__pycache__" in name]


def test_it_runs_and_reports_in_an_environment_of_its_own(wheel: Path, tmp_path: Path) -> None:
    """The environment is empty but for the wheel; the libraries it asks for are lent by this one, as tests stay
    offline. `make wheel-check` does the same with libraries of its own."""
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    site = next((environment / "lib").glob("python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    lent = Path(next(path for path in sys.path if path.endswith("site-packages")))
    (site / "lent.pth").write_text(f"{lent}\n")
    with Newsroom() as newsroom:
        sources = newsroom.write_sources(tmp_path / "sources.toml", ["en"])
        settings = {
            "TRACKER_DATA_DIR": str(tmp_path / "data"),
            "TRACKER_SOURCES_FILE": str(sources),
            "TRACKER_DELAY_S": "0",
            "TRACKER_ALLOWED_NETWORKS": "127.0.0.0/8",
        }
        outside = tmp_path / "elsewhere"
        outside.mkdir()

        def tracker(*arguments: str) -> subprocess.CompletedProcess[str]:
            command = [str(environment / "bin" / "python"), "-m", "tracker", *arguments]
            env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **settings}
            return subprocess.run(command, cwd=outside, env=env, capture_output=True, text=True, check=False)

        ran, reported = tracker("run"), tracker("report", "--format", "json")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert (reported.returncode, reported.stderr) == (0, "")
    assert any(line["name"] == "Muse Spark Open" for line in json.loads(reported.stdout)["models"])
    assert any("Llama 5" in line["headline"] for line in json.loads(reported.stdout)["timeline"])
