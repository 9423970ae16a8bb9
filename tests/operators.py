"""Somebody who runs `tracker` from a shell, with settings of their own, beside a newsroom on localhost."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.newsroom import Newsroom

ROOT = Path(__file__).parent.parent
FEEDS = ("en", "de", "es", "ja")


@dataclass
class Operator:
    """Runs `tracker` with settings of its own; sources is the path of the list."""

    newsroom: Newsroom
    folder: Path
    database_url: str

    @property
    def sources(self) -> Path:
        return self.folder / "sources.toml"

    def environment(self, **more: str) -> dict[str, str]:
        settings = {
            "TRACKER_DATA_DIR": str(self.folder),
            "TRACKER_DATABASE_URL": self.database_url,
            "TRACKER_SOURCES_FILE": str(self.sources),
            "TRACKER_DELAY_S": "0",
            "TRACKER_TIMEOUT_S": "2",
            "TRACKER_ALLOWED_NETWORKS": "127.0.0.0/8",
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
        }
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {**kept, **settings, **more}

    def start(self, *command: str, **environment: str) -> subprocess.Popen[str]:
        """`python -m command` beside us; what it says on stderr can be read from it."""
        return subprocess.Popen(
            [sys.executable, "-m", *command],
            env=self.environment(**environment),
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def tracker(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tracker", *arguments],
            env=self.environment(**environment),
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=400,
        )

    def report(self) -> dict[str, Any]:
        done = self.tracker("report", "--format", "json")
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)
