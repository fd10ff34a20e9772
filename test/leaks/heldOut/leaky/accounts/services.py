import logging

from django.contrib.auth.models import Group
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts.models import User
from core import audit

logger = logging.getLogger(__name__)

ROLE_GROUPS = {
    User.Role.NEGOTIATOR: ["negotiators"],
    User.Role.MANAGER: ["negotiators", "managers"],
    User.Role.HEAD_OFFICE: ["negotiators", "managers", "head-office"],
}


@transaction.atomic
def change_role(user: User, role: str) -> User:
    user.role = role
    user.save(update_fields=["role"])
    user.groups.set(Group.objects.filter(name__in=ROLE_GROUPS[role]))
    return user


def deactivate(user: User) -> None:
    if not user.is_active:
        return
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record("user.deactivated", user)


@sensitive_variables("raw_password")
def set_password(user: User, raw_password: str) -> None:
    user.set_password(raw_password)
    user.save(update_fields=["password"])
    audit.record("user.password_set", user)
    logger.info("Password changed for user %s", user.pk)
