"""
`steps.py STEP…` runs scripts and commands of `manage.py` one after another in one process, since starting Django takes longer
than most of them; each STEP is what Python would be given, in JSON. Prints what the last one prints, and ends with the first
that fails, and what that one said.
"""

import importlib
import io
import json
import runpy
import sys
from contextlib import redirect_stderr, redirect_stdout


def run(path, *args):
    sys.argv = [path, *args]
    # The step before may have written modules.
    importlib.invalidate_caches()
    runpy.run_path(path, run_name="__main__")


def run_quietly(*step):
    said = io.StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(said):
            run(*step)
    except BaseException as error:
        if not isinstance(error, SystemExit) or error.code:
            print(" ".join(step), said.getvalue(), sep="\n", flush=True)
            raise


*before, last = (json.loads(step) for step in sys.argv[1:])
for step in before:
    run_quietly(*step)
run(*last)
