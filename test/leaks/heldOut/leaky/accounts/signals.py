from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from core import audit
from core.context import Actor, acting_as
from core.middleware import client_address


@receiver(user_logged_in)
def on_login(sender, request, user, **kwargs):
    with acting_as(Actor(user_id=user.pk, address=client_address(request))):
        audit.record("login", user)


@receiver(user_logged_out)
def on_logout(sender, request, user, **kwargs):
    if user is not None:
        audit.record("logout", user)


@receiver(user_login_failed)
def on_login_failed(sender, credentials, request=None, **kwargs):
    audit.record("login.failed")


@receiver(user_locked_out)
def on_locked_out(sender, **kwargs):
    audit.record("login.locked_out")
