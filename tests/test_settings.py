"""Flag before environment before file before default; what is misspelt is named."""

from pathlib import Path

import pytest

from tracker.errors import UsageError
from tracker.settings import settings_of, shown


def test_a_flag_beats_the_environment_beats_the_file_beats_the_default(tmp_path: Path) -> None:
    file = tmp_path / "tracker.toml"
    file.write_text('delay_s = 7\ntimeout_s = 9\nuser_agent = "ours"\n')
    environment = {"TRACKER_DELAY_S": "5", "TRACKER_TIMEOUT_S": "6", "PATH": "/bin"}

    settings = settings_of({"delay_s": 3.5}, environment, file)

    assert (settings.delay_s, settings.timeout_s, settings.user_agent) == (3.5, 6.0, "ours")
    assert settings.concurrent_requests == 16


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"TRACKER_DATABSE_URL": "x"}, r"TRACKER_DATABSE_URL: no setting .*did you mean 'database_url'"),
        ({"TRACKER_DELAY_S": "soon"}, "TRACKER_DELAY_S: delay_s: Expected `float`"),
        ({"TRACKER_DELAY_S": "-1"}, "at least 0"),
        (
            {"TRACKER_ALLOWED_NETWORKS": "10.0.0.1/8"},
            "allowed_networks: expected networks such as .* has host bits set",
        ),
        ({"TRACKER_DATABASE_URL_FILE": "/nowhere"}, "TRACKER_DATABASE_URL_FILE"),
    ],
)
def test_what_is_wrong_in_the_environment_is_named(environment: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        settings_of({}, environment)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("delay = 3", r"tracker\.toml: no setting .*delay_s"),
        ("delay_s = 1\ntimeout_s 2", "line 2"),
        ("delay_s = 'x'", "delay_s"),
    ],
)
def test_what_is_wrong_in_the_file_is_named_with_the_file(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "tracker.toml"
    file.write_text(content)

    with pytest.raises(UsageError, match=said):
        settings_of({}, {}, file)


def test_a_settings_file_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"missing\.toml"):
        settings_of({}, {}, tmp_path / "missing.toml")


def test_a_secret_can_come_from_a_file_and_is_never_shown(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("postgresql+psycopg://me:opensesame@host/db\n")

    settings = settings_of({}, {"TRACKER_DATABASE_URL_FILE": str(secret)})

    assert settings.database == "postgresql+psycopg://me:opensesame@host/db"
    assert shown(settings)["database_url"] == "postgresql+psycopg://me:***@host/db"


def test_the_database_is_a_file_in_the_data_folder_by_default() -> None:
    settings = settings_of({}, {"XDG_DATA_HOME": "/srv/data"})

    assert settings.database == "sqlite:////srv/data/tracker/tracker.db"
    assert settings_of({}, {"XDG_DATA_HOME": "relative"}).data_dir == Path("~/.local/share/tracker").expanduser()
