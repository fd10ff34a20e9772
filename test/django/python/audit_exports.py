"""Lets processes export rows at the same time, as one person: `audit_exports.py USER PROCESSES ROWS`."""

import os
import subprocess
import sys

if __name__ == "__main__" and len(sys.argv) == 4:
    user, processes, rows = sys.argv[1:]
    running = [subprocess.Popen([sys.executable, "-W", "ignore", __file__, user, rows]) for _ in range(int(processes))]
    sys.exit(max(each.wait() for each in running))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import RequestFactory
from vault.models import Customer

from config.access_audit.middleware import AccessAuditMiddleware

request = RequestFactory().get("/")
request.user = User(pk=int(sys.argv[1]))


def view(request):
    lines = [each.email for each in Customer.objects.all()[: int(sys.argv[2])]]
    return HttpResponse("\n".join(lines), content_type="text/csv")


# Several exports, so that processes meet while they count.
assert AccessAuditMiddleware(view)(request).status_code == 200
