"""The app's own tests. What they audit is a table of the app, so that they need no other."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import timedelta
from typing import Any
from unittest import mock

from asgiref.sync import async_to_sync
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, InterfaceError, connection, transaction
from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Upper
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory, SimpleTestCase, TestCase, override_settings
from django.utils import timezone

from . import reads, writes
from .alerts import look_at
from .audited import AUDITED
from .addresses import address_of
from .apps import check_proxies
from .events import record
from .keys import told_actor
from .logs import AccessFormatter, with_access_audit
from .middleware import AccessAuditMiddleware
from .models import AccessAlert, AccessEvent, AppendOnlyError, AppendOnlyQuerySet
from .redaction import redacted
from .scope import act_as, acting

HERE = "access_audit.AccessAlert"
VALUE = "planted-value"
# So that no alert is told of while something else is tried.
QUIET = {"ALERT_READ_ROWS": 0, "ALERT_EXPORTED_ROWS": 0, "ALERT_FAILED_LOGINS": 0}


@override_settings(ACCESS_AUDIT=QUIET)
class AuditTestCase(TestCase):
    def setUp(self) -> None:
        reads.watch({HERE: ["kind"]})
        writes.connect()
        self.addCleanup(writes.disconnect, AccessAlert)
        self.addCleanup(reads.watch, AUDITED)
        rows = [AccessAlert(kind=VALUE, about="a%d" % each, window=each, count=1) for each in range(3)]
        self.rows = AccessAlert.objects.bulk_create(rows)

    def events(self, action: str = "read") -> list[AccessEvent]:
        return list(AccessEvent.objects.filter(action=action, model=HERE).order_by("pk"))

    def single(self, action: str = "read") -> AccessEvent:
        found = self.events(action)
        self.assertEqual(len(found), 1, found)
        self.assertNotIn(VALUE, json.dumps(found[0].as_line()))
        return found[0]


class ReadTests(AuditTestCase):
    def test_each_way_to_fetch_rows(self) -> None:
        other = AccessEvent.objects.annotate(kind_of=Subquery(AccessAlert.objects.filter(window=OuterRef("count")).values("kind")[:1]))
        record("read", "tests.Other", count=1)
        for fetch in (
            lambda: list(AccessAlert.objects.all()),
            lambda: list(AccessAlert.objects.values("kind")),
            lambda: list(AccessAlert.objects.values_list("kind", flat=True)),
            lambda: list(AccessAlert.objects.annotate(shown=Upper("kind")).values("shown")),
            lambda: list(AccessAlert.objects.iterator(chunk_size=2)),
            lambda: list(AccessAlert.objects.raw("SELECT * FROM access_audit_accessalert")),
            lambda: AccessAlert.objects.in_bulk(),
            lambda: AccessAlert.objects.aggregate(Max("kind")),
            lambda: list(other.values_list("kind_of", flat=True)),
            lambda: AccessAlert.objects.defer("kind").first().kind,
        ):
            before = len(self.events())
            fetch()
            made = self.events()[before:]
            self.assertEqual([each.fields for each in made], [["kind"]])

    def test_what_reads_no_value_is_no_event(self) -> None:
        AccessAlert.objects.count()
        AccessAlert.objects.filter(kind=VALUE).exists()
        list(AccessAlert.objects.only("about"))
        list(AccessAlert.objects.filter(kind="nobody"))
        self.assertEqual(self.events(), [])

    def test_rows_are_counted_and_their_keys_kept(self) -> None:
        list(AccessAlert.objects.all())
        event = self.single()
        self.assertEqual((event.count, sorted(event.keys)), (3, sorted(str(each.pk) for each in self.rows)))

    def test_a_loop_within_a_scope_is_one_event(self) -> None:
        with acting(7):
            for row in self.rows:
                AccessAlert.objects.get(pk=row.pk)
        event = self.single()
        self.assertEqual((event.actor, event.count, len(event.keys)), (told_actor(7), 3, 3))

    def test_both_sides_of_a_union(self) -> None:
        list(AccessEvent.objects.values_list("view").union(AccessAlert.objects.values_list("kind")))
        self.assertEqual(self.single().fields, ["kind"])

    def test_keys_that_count_are_hashed(self) -> None:
        reads.watch({HERE: ["id"]})
        list(AccessAlert.objects.all())
        self.assertEqual({key[0] for key in self.single().keys}, {"~"})

    def test_an_iterator_left_behind_is_told_of_whom_it_was_for(self) -> None:
        with acting(1):
            rows = AccessAlert.objects.iterator(chunk_size=1)
            next(rows)
        with acting(2):
            rows.close()
        self.assertEqual((self.single().actor, self.single().count), (told_actor(1), 1))


class WriteTests(AuditTestCase):
    def test_changed_fields_are_named(self) -> None:
        row = AccessAlert.objects.get(pk=self.rows[0].pk)
        with self.captureOnCommitCallbacks(execute=True):
            row.about = "else"
            row.save()
        self.assertEqual(self.events("update"), [])
        with self.captureOnCommitCallbacks(execute=True):
            row.kind = "other"
            row.save()
        self.assertEqual((self.single("update").fields, self.single("update").keys), (["kind"], [str(row.pk)]))

    def test_bulk_ways(self) -> None:
        with self.captureOnCommitCallbacks(execute=True):
            AccessAlert.objects.update(kind="other")
            AccessAlert.objects.bulk_create([AccessAlert(kind="new", about="b", window=9, count=1)])
            AccessAlert.objects.filter(window__lt=2).delete()
        self.assertEqual(self.single("update").count, 3)
        self.assertEqual(self.single("create").count, 1)
        self.assertEqual((self.single("delete").count, len(self.single("delete").keys)), (2, 2))

    def test_deleting_many_asks_for_keys_and_loads_no_rows(self) -> None:
        with self.captureOnCommitCallbacks(execute=True), self.assertNumQueries(2):
            AccessAlert.objects.all().delete()
        self.assertEqual(self.single("delete").count, 3)

    def test_a_write_is_of_whom_it_was_made_for(self) -> None:
        with self.captureOnCommitCallbacks(execute=True), acting(1):
            with acting(2):
                self.rows[0].delete()
        self.assertEqual(self.single("delete").actor, told_actor(2))

    def test_without_autocommit_it_is_told_at_once(self) -> None:
        managed = mock.Mock(in_atomic_block=False, **{"get_autocommit.return_value": False})
        with mock.patch.object(transaction, "get_connection", return_value=managed):
            writes._once_committed(connection.alias, "delete", AccessAlert, ["kind"], [1], 1)
        self.assertEqual(self.single("delete").count, 1)

    def test_what_is_rolled_back_is_not_told(self) -> None:
        with self.captureOnCommitCallbacks(execute=False):
            self.rows[0].delete()
        self.assertEqual(self.events("delete"), [])


class RequestTests(AuditTestCase):
    def ask(self, view: Any, user: Any = None, **headers: str) -> HttpResponse:
        request = RequestFactory().get("/", **headers)
        if user is not None:
            request.user = user
        return AccessAuditMiddleware(view)(request)

    def test_who_and_what(self) -> None:
        def view(request: Any) -> HttpResponse:
            list(AccessAlert.objects.values_list("kind"))
            return HttpResponse()

        user = get_user_model()(pk=5)
        response = self.ask(view, user)
        event = self.single()
        self.assertEqual((event.actor, event.actor_kind, event.address), (told_actor(5), "user", "127.0.0.1"))
        self.assertEqual(response["X-Request-ID"], event.request_id)

    def test_a_file_is_an_export_and_a_stream_is_seen(self) -> None:
        def view(request: Any) -> StreamingHttpResponse:
            lines = (each.kind for each in AccessAlert.objects.iterator())
            return StreamingHttpResponse(lines, content_type="text/csv")

        response = self.ask(view)
        self.assertEqual(self.events("export"), [])
        list(response.streaming_content)
        self.assertEqual((self.single("export").count, self.single("export").actor_kind), (3, "anonymous"))

    def test_a_stream_that_is_never_sent(self) -> None:
        def view(request: Any) -> StreamingHttpResponse:
            rows = list(AccessAlert.objects.values_list("kind", flat=True))
            return StreamingHttpResponse((each for each in rows), content_type="text/csv")

        self.ask(view).close()
        self.assertEqual(self.single("export").count, 3)

    def test_a_file_is_one_in_any_case(self) -> None:
        def view(request: Any) -> HttpResponse:
            AccessAlert.objects.first()
            return HttpResponse(headers={"Content-Disposition": "Attachment; filename=a.bin"})

        self.ask(view)
        self.assertEqual(self.single("export").count, 1)

    def test_what_was_refused_is_marked_and_what_was_written_is_not(self) -> None:
        def view(request: Any) -> HttpResponse:
            AccessAlert.objects.first()
            record("update", HERE, ["kind"], count=1)
            return HttpResponse(status=403)

        self.ask(view)
        self.assertEqual([self.single().outcome, self.single("update").outcome], ["denied", "success"])

    def test_who_is_known_by_a_token(self) -> None:
        def view(request: Any) -> HttpResponse:
            act_as(8)
            AccessAlert.objects.first()
            return HttpResponse()

        self.ask(view)
        self.assertEqual((self.single().actor, self.single().actor_kind), (told_actor(8), "user"))

    def test_without_the_app_it_does_not_start(self) -> None:
        with mock.patch("django.apps.apps.is_installed", return_value=False), self.assertRaises(ImproperlyConfigured):
            AccessAuditMiddleware(lambda request: HttpResponse())

    def test_a_client_that_goes_away(self) -> None:
        async def view(request: Any) -> HttpResponse:
            record("create", HERE, ["kind"], count=1)
            raise asyncio.CancelledError

        with self.assertRaises(asyncio.CancelledError):
            async_to_sync(AccessAuditMiddleware(view))(RequestFactory().get("/"))
        self.assertEqual(self.single("create").count, 1)

    def test_to_ask_who_it_is_does_not_touch_the_session(self) -> None:
        session = mock.Mock(accessed=False)

        class Lazy:
            @property
            def pk(self) -> None:
                session.accessed = True

        def view(request: Any) -> HttpResponse:
            request.session, request.user = session, Lazy()
            AccessAlert.objects.first()
            return HttpResponse()

        self.ask(view)
        self.assertEqual((self.single().actor_kind, session.accessed), ("anonymous", False))

    def test_nobody_forges_an_address_or_a_request(self) -> None:
        headers = {"HTTP_X_FORWARDED_FOR": "1.1.1.1, 2.2.2.2", "HTTP_X_REQUEST_ID": "chosen-by-me"}
        request = RequestFactory().get("/", **headers)
        self.assertEqual(address_of(request), "127.0.0.1")
        self.assertNotEqual(self.ask(lambda request: HttpResponse(), **headers)["X-Request-ID"], "chosen-by-me")
        with override_settings(ACCESS_AUDIT={"TRUSTED_PROXIES": ["127.0.0.0/8"]}):
            self.assertEqual(address_of(request), "2.2.2.2")
            self.assertEqual(self.ask(lambda request: HttpResponse(), **headers)["X-Request-ID"], "chosen-by-me")

    def test_proxies_are_known_in_each_form(self) -> None:
        for proxy, remote in (
            ("127.0.0.0/8", "::ffff:127.0.0.1"),
            ("127.0.0.1/8", "127.0.0.1"),
            ("127.0.0.1", "127.0.0.1"),
            ("unix", ""),
            ("fd00::/8", "fd00::1"),
        ):
            request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR="1.1.1.1, 2.2.2.2:50123")
            with override_settings(ACCESS_AUDIT={"TRUSTED_PROXIES": ["wrong", proxy]}):
                self.assertEqual(address_of(request), "2.2.2.2", proxy)
                self.assertEqual([each.id for each in check_proxies(None)], ["access_audit.W003"])
        self.assertIsNone(address_of(RequestFactory().get("/", REMOTE_ADDR="", HTTP_X_FORWARDED_FOR="1.1.1.1")))


class KeepingTests(AuditTestCase):
    def test_events_are_only_added(self) -> None:
        record("read", HERE, ["kind"], count=1)
        event = AccessEvent.objects.get()
        for change in (
            event.save,
            event.delete,
            AccessEvent.objects.all().delete,
            lambda: AccessEvent.objects.update(count=2),
            lambda: AccessEvent.objects.bulk_update([event], ["count"]),
            lambda: AccessEvent._base_manager.update(count=2),
            lambda: AccessEvent.objects.bulk_create([event], update_conflicts=True, unique_fields=["id"], update_fields=["count"]),
        ):
            with self.assertRaises(AppendOnlyError):
                change()
        with self.assertRaises(IntegrityError), transaction.atomic():
            AccessEvent(pk=event.pk, action="read", model="forged", count=1).save()

    def test_old_ones_go(self) -> None:
        AccessEvent.objects.create(at=timezone.now() - timedelta(days=30), action="read", model=HERE, count=1)
        record("read", HERE, count=2)
        call_command("purge_access_events", "--older-than", "20", "--batch-size", "1", verbosity=0, stdout=mock.Mock())
        self.assertEqual([each.count for each in self.events()], [2])
        self.assertEqual(AccessEvent.objects.get(action="delete").model, "access_audit.AccessEvent")
        with self.assertRaises(CommandError):
            call_command("purge_access_events", "--older-than", "0")

    def test_a_replica_is_not_asked(self) -> None:
        with mock.patch("django.db.router.db_for_read", return_value="replica"):
            record("export", HERE, count=1, actor=1)
            with override_settings(ACCESS_AUDIT={"ALERT_EXPORTED_ROWS": 100}):
                record("export", HERE, count=1, actor=1)
            call_command("purge_access_events", stdout=mock.Mock())
        self.assertEqual(len(self.events("export")), 2)

    def test_a_database_that_fails_stops_nobody(self) -> None:
        with self.assertLogs("access_audit") as logs, mock.patch.object(connection, "needs_rollback", True):
            record("read", HERE, count=1)
        self.assertEqual([each.levelname for each in logs.records], ["INFO", "ERROR"])
        for failing in (
            mock.patch.object(AppendOnlyQuerySet, "bulk_create", side_effect=InterfaceError),
            mock.patch("%s.alerts.look_at" % __package__, side_effect=DatabaseError),
        ):
            with self.assertLogs("access_audit") as logs, failing:
                record("read", HERE, count=1)
            self.assertEqual([each.levelname for each in logs.records], ["INFO", "ERROR"])


@override_settings(ACCESS_AUDIT={"ALERT_EXPORTED_ROWS": 100, "ALERT_MAIL": ["security@example.org"]})
class AlertTests(TestCase):
    def test_one_mail_for_many_rows_of_one_person(self) -> None:
        for actor, count in ((1, 60), (2, 60), (1, 39)):
            record("export", HERE, count=count, actor=actor)
        self.assertEqual(mail.outbox, [])
        for count in (1, 500):
            record("export", HERE, count=count, actor=1)
        self.assertEqual([each.subject for each in mail.outbox], ["Access audit: exported rows of %s" % told_actor(1)])

    def test_another_process_was_first(self) -> None:
        record("export", HERE, count=100, actor=1)
        look_at(AccessEvent.objects.all())
        self.assertEqual(len(mail.outbox), 1)

    def test_nobody_who_is_known_is_told_of_by_address(self) -> None:
        def view(request: Any) -> HttpResponse:
            record("export", HERE, count=60)
            return HttpResponse(content_type="text/csv")

        for address in ("10.0.0.1", "10.0.0.2", "10.0.0.1"):
            self.assertEqual(mail.outbox, [])
            AccessAuditMiddleware(view)(RequestFactory().get("/", REMOTE_ADDR=address))
        self.assertEqual([each.subject for each in mail.outbox], ["Access audit: exported rows of 10.0.0.1"])

    @override_settings(ACCESS_AUDIT={"ALERT_FAILED_LOGINS": 2, "ALERT_MAIL": ["security@example.org"]})
    def test_failed_logins(self) -> None:
        for _ in range(2):
            record("login", "auth.User", count=1, outcome="denied")
        self.assertEqual(len(mail.outbox), 1)


class LogTests(SimpleTestCase):
    def test_configurations_stay(self) -> None:
        before = {
            "version": 1,
            "formatters": {"plain": {"format": "> %(message)s"}},
            "handlers": {
                "console": {"class": "logging.StreamHandler", "formatter": "plain"},
                "own": {"class": "shop.logs.JsonHandler"},
                "file": {"class": "logging.NullHandler"},
            },
            "loggers": {"shop": {"handlers": ["console"], "propagate": False}},
        }
        after = with_access_audit(before)
        self.assertEqual(after["handlers"]["console"], before["handlers"]["console"])
        self.assertEqual(after["handlers"]["own"], before["handlers"]["own"])
        self.assertEqual(after["handlers"]["file"]["formatter"], "redacted")
        self.assertEqual(after["loggers"]["shop"], before["loggers"]["shop"])
        self.assertNotIn("disable_existing_loggers", after)
        self.assertEqual(with_access_audit(after), after)
        configurator = logging.config.DictConfigurator({"version": 1})
        formatter = configurator.configure_formatter(dict(after["formatters"]["plain"]))
        entry = logging.LogRecord("shop", logging.INFO, "", 1, "password=%s", ("secret",), None)
        self.assertEqual(formatter.format(entry), "> password=[redacted]")

    def test_a_line_holds_nothing_but_the_event(self) -> None:
        entry = logging.LogRecord("access_audit", logging.INFO, "", 1, VALUE, (), None)
        entry.access, entry.other = {"event": "access"}, VALUE
        self.assertEqual(list(json.loads(AccessFormatter().format(entry))), ["at", "event"])

    def test_redaction(self) -> None:
        for line in ('{"password": "x y", "a": 1}', "card 4111 1111 1111 1111", "Authorization: Bearer abc.def", "IBAN DE89 3704 0044 0532 0130 00"):
            self.assertIn("[redacted]", redacted(line), line)
        for line, wanted in (
            ('{"password": "x y", "a": 1}', '{"password": "[redacted]", "a": 1}'),
            ('{"password": "a\\"rest", "a": 1}', '{"password": "[redacted]", "a": 1}'),
            ('{"card_number": 4111111111111111}', '{"card_number": "[redacted]"}'),
            ('{"body": "{\\"password\\": \\"x\\"}"}', '{"body": "{\\"password\\": \\"[redacted]\\"}"}'),
            ("password=hun,ter2, user=x", "password=[redacted], user=x"),
            ("password=x,user=y", "password=[redacted],user=y"),
            ("userPassword: (abc)", "userPassword: [redacted])"),
            ("password  =  b'abc'", "password  =  b'[redacted]'"),
            ("Authorization: Bearer abc def", "Authorization: [redacted] def"),
            ("password='open", "password='[redacted]"),
        ):
            self.assertEqual(redacted(line), wanted)
        for line in (
            "password=None",
            "the password was changed",
            "order 4111111111111111",
            "card 4111111111111112",
            "card 0000000000000000",
            "tokens: 512",
            "built at 20240101123000123456",
            "account 1234 of bank 5",
            "pan=3.5 zoom=2",
        ):
            self.assertEqual(redacted(line), line)
