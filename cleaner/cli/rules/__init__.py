"""`cleaner rules`: the rules, listed, shown, tested, checked, counted, compared and proposed."""

import typer

from cleaner.cli.rules import diff, lint, show, stats, suggest

app = typer.Typer(name="rules", help="List, show, test, check, count and propose rules.", no_args_is_help=True)
app.command("list")(show.list_rules)
app.command("show")(show.show)
app.command("test")(lint.run_examples)
app.command("lint")(lint.lint_rules)
app.command("schema")(show.schema)
app.command("stats")(stats.stats)
app.command("diff")(diff.diff)
app.command("suggest")(suggest.suggest)
