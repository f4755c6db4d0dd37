"""One file a command. Each has NAME, HELP, EXAMPLE, `arguments(parser)` and `run(arguments) -> exit code`."""
