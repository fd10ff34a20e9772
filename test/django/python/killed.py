"""
killed.py PATTERN COUNT ARGUMENT…: runs `manage.py ARGUMENT…` and kills it right after the statement of SQL that is the
COUNT-th to match. Ends with 0 when it was not killed.
"""

import os
import re
import signal
import sys

from django.core.management import execute_from_command_line
from django.db.backends.signals import connection_created

pattern, left = re.compile(sys.argv[1]), int(sys.argv[2])


def kill_after(execute, sql, params, many, context):
    global left
    result = execute(sql, params, many, context)
    if pattern.match(sql):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return result


def watch(connection, **kwargs):
    if kill_after not in connection.execute_wrappers:
        connection.execute_wrappers.append(kill_after)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
connection_created.connect(watch)
execute_from_command_line(["manage.py", *sys.argv[3:]])
