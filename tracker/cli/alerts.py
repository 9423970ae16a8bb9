"""`tracker alerts`: who is told of news, and whether it arrives."""

import json

import click

from tracker.cli.opening import effective, opened

FAILED = 1


@click.command()
@click.option("--test", "name", metavar="CHANNEL", help="Send a test message over this channel now.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def alerts(context: click.Context, name: str | None, as_json: bool) -> int:
    """The channels of alerts_file: what was delivered, what waits, what fails."""
    from tracker.alerts import outbox, telling
    from tracker.db.session import reading

    settings = effective(context)
    if name is not None:
        message = outbox.Waiting("test", "A test of tracker", "If you can read this, alerts arrive here.")
        _, why = telling.send(telling.channel_called(settings, name), [message], settings)
        click.echo(f"tracker: alerts: {name}: {why}" if why else f"{name}: delivered", err=why is not None)
        return FAILED if why else 0
    listed = [channel.name for channel in telling.checked(settings)]
    with opened(settings) as engine, reading(engine) as connection:
        states = {state["channel"]: state for state in outbox.states(connection)}
    nothing = {"delivered": 0, "waiting": 0, "failures": 0, "next_try_at": None, "detail": None}
    shown = [{"channel": one, **nothing, **states.get(one, {})} for one in listed]
    if as_json:
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        return 0
    for state in shown:
        trouble = f"\tfailing: {state['detail']}" if state["failures"] else ""
        click.echo(f"{state['channel']}\t{state['delivered']} delivered\t{state['waiting']} waiting{trouble}")
    return 0
