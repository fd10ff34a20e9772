"""Runs commands of manage.py in one process, and says how each of them ended.

    python key_settings_cells.py VARIABLES STATE COMMAND...

STATE is what the variables are, their names separated by commas: `absent` or `empty`.
"""

import io
import os
import re
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

COMMANDS = {
    "check": ["check"],
    "check --deploy": ["check", "--deploy"],
    "collectstatic": ["collectstatic", "--no-input", "--dry-run"],
    "test": ["test", "vault"],
}


def said(command):
    """Nothing when the command ended well, else what it says."""
    sys.argv = ["manage.py", *COMMANDS[command]]
    output = io.StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        try:
            exec(compile(Path("manage.py").read_text(), "manage.py", "exec"), {"__name__": "__main__"})
        except SystemExit as ended:
            return "" if not ended.code else output.getvalue()
        except BaseException:
            return output.getvalue() + traceback.format_exc()
    return ""


def on_one_line(text):
    return re.sub(r"\s+", " ", text)


if __name__ == "__main__":
    names, state, *commands = sys.argv[1:]
    for name in filter(None, names.split(",")):
        os.environ.pop(name, None)
        if state == "empty":
            os.environ[name] = ""
    for command in commands:
        problem = said(command)
        print("ok " + command if problem == "" else "FAILED %s :: %s" % (command, on_one_line(problem)))
