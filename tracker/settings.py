"""Every knob with its unit: read once, frozen, handed down.

A value comes from a flag, else the environment (`TRACKER_DELAY_S`), else `tracker.toml`, else the default.
A secret may also be named by a file (`TRACKER_DATABASE_URL_FILE`), as container platforms hand them out.
"""

import difflib
import re
import tomllib
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, Literal

import msgspec

from tracker.errors import UsageError
from tracker.places import bundled

_PREFIX = "TRACKER_"
SECRETS = frozenset({"database_url"})
CONFIGURATION_FILE = "tracker.toml"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The effective settings of one run.

    database_url:           SQLAlchemy URL, "sqlite:///…" or "postgresql+psycopg://…"; empty: tracker.db in data_dir
    data_dir:               where the database and the archive are kept
    sources_file:           the list of sources (TOML)
    user_agent:             what we call ourselves; "{contact}" is filled in
    contact:                where a webmaster can reach the operator: an address of a page or a mailbox
    delay_s:                least time between two requests to one host
    timeout_s:              longest time for one request, connection to last byte
    max_body_bytes:         longer answers are refused
    respect_reservations:   of articles whose publishers reserve text and data mining, keep title, address and day alone
    reading_deadline_s:     longest computing time for reading one document; then it is given up
    concurrent_requests:    requests under way at once, over all hosts
    allowed_networks:       networks that may be connected to beside the public internet: "127.0.0.0/8, fd12::/16"
    max_articles_per_source: article pages fetched per source and cycle; the rest waits for the next cycle
    tick_s:                 the daemon asks so often what is due
    stop_within_s:          longest time the daemon takes to finish what is under way when it is told to stop
    log_format:             "text" or "json", one object a line
    metrics_address:        where the daemon serves metrics and health: "127.0.0.1:9464"; empty: nowhere
    success_limit_s:        unhealthy if no source at all has answered well for so long
    backup_dir:             where the daemon copies the database every day; empty: it does not
    backup_keep:            so many copies stay
    retention_days:         texts older than that are purged by the daemon; 0: never
    alerts_file:            channels and rules of alerts (TOML); empty: no alerts
    """

    database_url: str = ""
    data_dir: Path = Path("~/.local/share/tracker")
    sources_file: Path = msgspec.field(default_factory=lambda: bundled("seeds/sources.toml"))
    user_agent: str = "meta-open-ai-tracker/0.1 (+{contact})"
    contact: str = "https://example.org/contact-not-set"
    delay_s: float = 2.0
    timeout_s: float = 30.0
    max_body_bytes: int = 8_000_000
    respect_reservations: bool = True
    reading_deadline_s: float = 10.0
    concurrent_requests: int = 16
    allowed_networks: str = ""
    max_articles_per_source: int = 20
    tick_s: float = 30.0
    stop_within_s: float = 20.0
    log_format: Literal["text", "json"] = "text"
    metrics_address: str = ""
    success_limit_s: float = 86_400.0
    backup_dir: str = ""
    backup_keep: int = 7
    retention_days: int = 0
    alerts_file: str = ""

    @property
    def database(self) -> str:
        """The URL to connect to: as set, or the SQLite file in data_dir."""
        return self.database_url or f"sqlite:///{self.data_dir / 'tracker.db'}"

    @property
    def archive_dir(self) -> Path:
        """Where the snapshots are kept."""
        return self.data_dir / "archive"

    @property
    def networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """What allowed_networks names."""
        return _networks(self.allowed_networks)


def settings_of(
    flags: Mapping[str, Any], environment: Mapping[str, str], configuration_file: Path | None = None
) -> Settings:
    """The settings that flags, environment and file give together.

    flags: only those that were given. configuration_file: must exist if given; else `tracker.toml` in the
    working directory is read where there is one. Raises UsageError naming the key and where it stands.
    """
    merged: dict[str, Any] = {"data_dir": _default_data_dir(environment)}
    for name, value, where in _layers(flags, environment, configuration_file):
        _check(name, value, where)
        merged[name] = value
    settings = msgspec.convert(merged, Settings, strict=False, dec_hook=_path)
    return msgspec.structs.replace(
        settings, data_dir=settings.data_dir.expanduser().absolute(), sources_file=settings.sources_file.expanduser()
    )


def shown(settings: Settings) -> dict[str, str]:
    """The effective values for a person to read, passwords hidden."""
    values = {name: str(value) for name, value in msgspec.structs.asdict(settings).items()}
    values["database_url"] = re.sub(r"(//[^:/@]*):[^@]*@", r"\1:***@", settings.database)
    return values


def _layers(
    flags: Mapping[str, Any], environment: Mapping[str, str], configuration_file: Path | None
) -> list[tuple[str, Any, str]]:
    path = configuration_file or Path(CONFIGURATION_FILE)
    layers = [(key, value, str(path)) for key, value in _file(path, must_exist=configuration_file is not None).items()]
    for variable in sorted(environment):
        if variable.startswith(_PREFIX):
            layers.append(_variable(variable, environment[variable]))
    return layers + [(key, value, "the command line") for key, value in flags.items()]


def _file(path: Path, *, must_exist: bool) -> dict[str, Any]:
    if not must_exist and not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as unreadable:
        raise UsageError(f"{path}: {unreadable}") from unreadable


def _variable(variable: str, value: str) -> tuple[str, Any, str]:
    name = variable.removeprefix(_PREFIX).lower()
    if name.endswith("_file") and name.removesuffix("_file") in SECRETS:
        try:
            return name.removesuffix("_file"), Path(value).read_text("utf-8").strip(), variable
        except (OSError, UnicodeDecodeError) as unreadable:
            raise UsageError(f"{variable}: {unreadable}") from unreadable
    return name, value, variable


def _check(name: str, value: Any, where: str) -> None:
    fields = {item.name: item for item in msgspec.structs.fields(Settings)}
    if name not in fields:
        near = difflib.get_close_matches(name, fields, n=1)
        raise UsageError(f"{where}: no setting is called {name!r}{f'; did you mean {near[0]!r}?' if near else ''}")
    try:
        converted = msgspec.convert(value, fields[name].type, strict=False, dec_hook=_path)
    except msgspec.ValidationError as unfit:
        raise UsageError(f"{where}: {name}: {unfit}") from unfit
    if isinstance(converted, int | float) and converted < 0:
        raise UsageError(f"{where}: {name}: expected a number of at least 0, got {converted}")
    if name == "allowed_networks":
        try:
            _networks(converted)
        except ValueError as unfit:
            raise UsageError(f"{where}: {name}: expected networks such as 127.0.0.0/8, but {unfit}") from unfit


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def _path(wanted: type, value: Any) -> Any:
    if wanted is Path and isinstance(value, str | Path):
        return Path(value)
    raise NotImplementedError(wanted)


def _default_data_dir(environment: Mapping[str, str]) -> Path:
    """By the XDG base directory specification; a relative XDG_DATA_HOME is to be ignored."""
    home = Path(environment.get("XDG_DATA_HOME", ""))
    return (home if home.is_absolute() else Path("~/.local/share").expanduser()) / "tracker"
