"""
Runs what releases of a project do, and processes of them that write: the folder is that of an `OnlineProject`, whose
settings take the models of the release that the variable STAGE names.
"""

import json
import os
import random
import subprocess
import sys
import time

OLD_KEY = os.environ["FIELD_ENCRYPTION_KEYS"]
BACKFILL = ["backfill_encrypted", "shop.Customer", "email"]
seed = random.randrange(10**6)
chance = random.Random(seed)
names = iter(range(1000))
expected = {}


def environment(stage, keys=OLD_KEY):
    return {**os.environ, "STAGE": stage, "FIELD_ENCRYPTION_KEYS": keys}


def python(stage, *args, keys=OLD_KEY):
    run = subprocess.run(
        [sys.executable, "-W", "ignore", *args], env=environment(stage, keys), capture_output=True, text=True
    )
    return run.returncode, run.stdout + run.stderr


def manage(stage, *args, keys=OLD_KEY):
    code, output = python(stage, "manage.py", *args, keys=keys)
    if code != 0:
        raise AssertionError("manage.py %s: %s" % (" ".join(args), output[-600:]))


class Traffic:
    """Processes of releases, given with the keys that they have; they run as long as the block does."""

    def __init__(self, *stages):
        self.stages = stages

    def __enter__(self):
        self.processes = [self.start(*(stage if isinstance(stage, tuple) else (stage, OLD_KEY))) for stage in self.stages]
        for name, process in self.processes:
            until(lambda: os.path.exists(name + ".ready") or process.poll() is not None)
        return self

    def start(self, stage, keys):
        name = "writer%d" % next(names)
        command = [sys.executable, "-W", "ignore", "traffic.py", name]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        return name, subprocess.Popen(command, env=environment(stage, keys), **pipes)

    def __exit__(self, error, *rest):
        for name, process in self.processes:
            open(name + ".stop", "w").close()
        for name, process in self.processes:
            output, _ = process.communicate(timeout=60)
            if process.returncode != 0 and error is None:
                raise AssertionError("%s: %s" % (name, output[-600:]))
            if process.returncode == 0:
                with open(name + ".json") as file:
                    expected.update(json.load(file))


def until(condition):
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it took too long")


def check(*stages, keys=OLD_KEY):
    """Each of these releases reads what was written last, and no plain text is where there must be none."""
    with open("expected.json", "w") as file:
        json.dump(expected, file)
    for stage in stages:
        code, output = python(stage, "expected.py", keys=keys)
        if code != 0:
            raise AssertionError("%s: %s" % (stage, output[-600:]))


def kill_backfill(stage):
    """Ten times, anywhere"""
    for _ in range(10):
        python(stage, "killed.py", "UPDATE", str(chance.randrange(1, 40)), *BACKFILL, "--batch", "7")


def run_steps(*steps):
    """Functions whose docstring says what they show."""
    for step in steps:
        try:
            step()
            print("ok under traffic: " + step.__doc__)
        except Exception as error:
            # What follows would fail for the same reason.
            reason = "%s (seed %d)" % (error, seed)
            print("FAILED under traffic: %s :: %s" % (step.__doc__, reason.replace("\n", " ")[:900]))
            break
