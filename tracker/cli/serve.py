"""`tracker serve`: the views in a browser, by Datasette, which can read a copy of them and nothing else."""

import errno
import signal
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.opening import effective, now, opened

if TYPE_CHECKING:
    import socket

    from datasette.app import Datasette
    from sqlalchemy import Engine

    from tracker.report.datasette import Standing
    from tracker.settings import Settings

_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_GRACE_S = 30  # for what is under way when a newer copy takes over
_SHARE = 10  # a copy of a long log takes its time: at most a tenth of it is spent on copying


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Whom to listen to: 0.0.0.0 is everybody.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0: any that is free.")
@click.option(
    "--refresh",
    type=click.IntRange(0),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="How often to look whether the log has grown; 0: never.",
)
@click.pass_context
def serve(context: click.Context, host: str, port: int, refresh: int) -> None:
    """Browse, filter, chart and query the views in a browser, with the worked questions of docs/questions.md.

    Read only: it serves a copy that holds the promised views and nothing else, made again when the log has grown. It
    asks nobody for a password: behind --host 0.0.0.0 put what does.
    """
    import asyncio

    settings = effective(context)
    _needed()
    with _listening(host, port) as listening, tempfile.TemporaryDirectory(prefix="tracker-serve-") as folder:
        served = Served(settings, Path(folder))
        address = listening.getsockname()
        shown = f"[{address[0]}]" if ":" in address[0] else address[0]
        click.echo(f"tracker: http://{shown}:{address[1]}/ (Ctrl-C ends it)", err=True)
        # What uvicorn does with a signal after it has ended is to raise it again, and SIGTERM would leave the copies.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            asyncio.run(served.until_stopped(listening, refresh))
        except KeyboardInterrupt:
            click.echo("tracker: ended", err=True)


class Served:
    """A site over the newest copy of the views. folder: where copies and the report as a page are put."""

    def __init__(self, settings: "Settings", folder: Path) -> None:
        self._settings, self._folder, self._number = settings, folder, 0
        (folder / "page").mkdir()
        with opened(settings) as engine:
            self._standing, self._site = self._made(engine)
        self._answer = self._site.app()

    async def until_stopped(self, listening: "socket.socket", refresh_s: int) -> None:
        """Serve until a signal ends it."""
        import asyncio

        import uvicorn

        async def newest(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http" and scope["method"] not in _READS:
                await send({"type": "http.response.start", "status": 405, "headers": [(b"allow", b"GET, HEAD")]})
                await send({"type": "http.response.body", "body": b"this site can only be read\n"})
            else:
                await self._answer(scope, receive, send)

        await self._site.invoke_startup()
        server = uvicorn.Server(uvicorn.Config(newest, log_level="warning", lifespan="off"))
        keeping = asyncio.create_task(self._keep_up(refresh_s)) if refresh_s else None
        try:
            await server.serve(sockets=[listening])
        finally:
            if keeping:
                keeping.cancel()

    async def _keep_up(self, refresh_s: int) -> None:
        """A copy that cannot be made now (the database is away, the disk full) is told, and tried again."""
        import asyncio

        from tracker.errors import TrackerError

        pause = float(refresh_s)
        while True:
            await asyncio.sleep(pause)
            began = time.monotonic()
            try:
                made = await asyncio.to_thread(self._newer)
            except (TrackerError, OSError) as failed:
                click.echo(f"tracker: still serving position {self._standing.position}: {failed}", err=True)
                made = None
            if made is not None:
                await self._put_up(*made)
            pause = max(refresh_s, _SHARE * (time.monotonic() - began))

    def _newer(self) -> "tuple[Standing, Datasette] | None":
        from tracker.report.datasette import standing

        with opened(self._settings) as engine:
            return None if standing(engine) == self._standing else self._made(engine)

    def _made(self, engine: "Engine") -> "tuple[Standing, Datasette]":
        """What a new copy was made of, and a site over it; the report as a page is of the same log.

        A site of its own for each copy: Datasette's threads keep their connections to a database under its name.
        """
        from datasette import handle_exception
        from datasette.app import Datasette
        from datasette.database import Database

        from tracker.report.datasette import NAME, SETTINGS, copied, metadata, standing
        from tracker.report.files import whole

        handle_exception.rich = None  # which prints all that is known for every address or query that is mistyped
        found = standing(engine)
        path = self._folder / f"{self._number + 1}.db"
        path.unlink(missing_ok=True)  # of a copy that failed
        copied(engine, path)
        with whole(self._folder / "page" / "index.html") as draft:
            draft.write_text(_report(self._settings, engine), "utf-8")
        self._number += 1
        mounted = [("report", str(self._folder / "page"))]
        site = Datasette(metadata=metadata(found, "/report/index.html"), settings=SETTINGS, static_mounts=mounted)
        site.remove_database("_memory")
        site.add_database(Database(site, path=str(path), is_mutable=False), name=NAME)
        return found, site

    async def _put_up(self, found: "Standing", site: "Datasette") -> None:
        import asyncio

        await site.invoke_startup()
        older, self._site, self._standing = self._site, site, found
        self._answer = site.app()
        asyncio.get_running_loop().call_later(_GRACE_S, older.executor.shutdown, False)
        for number in range(1, self._number - 1):
            (self._folder / f"{number}.db").unlink(missing_ok=True)


def _report(settings: "Settings", engine: "Engine") -> str:
    from tracker.cli.reporting import paged_now

    return paged_now(settings, engine, now().date())


def _needed() -> None:
    from tracker.errors import UsageError

    try:
        import datasette.app  # noqa: F401 (is it there?)
    except ImportError as missing:
        raise UsageError('serving needs Datasette: pip install "meta-open-ai-tracker[serve]"') from missing


def _listening(host: str, port: int) -> "socket.socket":
    import socket

    from tracker.errors import TrackerError

    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as refused:
        told = refused.strerror or str(refused)
        hint = "; --port 0 takes a free one" if refused.errno == errno.EADDRINUSE else ""
        raise TrackerError(f"cannot listen on {host} port {port}: {told}{hint}") from refused
