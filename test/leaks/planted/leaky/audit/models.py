from django.db import models


class ImmutableError(TypeError):
    pass


class AuditQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise ImmutableError("audit rows can not be changed")

    def bulk_update(self, objs, fields, batch_size=None):
        raise ImmutableError("audit rows can not be changed")

    def delete(self):
        raise ImmutableError("audit rows can not be deleted")

    def purge_before(self, moment) -> int:
        return self.filter(created_at__lt=moment)._raw_delete(self.db)


class AuditEvent(models.Model):
    class Action(models.TextChoices):
        CREATE = "create"
        UPDATE = "update"
        DELETE = "delete"
        READ = "read"
        LIST = "list"
        EXPORT = "export"
        BULK = "bulk"
        LOGIN = "login"
        LOGOUT = "logout"
        LOGIN_FAILED = "login-failed"
        PASSWORD_CHANGED = "password-changed"
        EMAIL_CHANGED = "email-changed"

    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor_pk = models.BigIntegerField(null=True)
    action = models.CharField(max_length=20, choices=Action.choices)
    object_type = models.CharField(max_length=80, blank=True)
    object_pk = models.CharField(max_length=40, blank=True)
    changed_fields = models.JSONField(default=list)
    row_count = models.PositiveIntegerField(null=True)
    address_prefix = models.GenericIPAddressField(null=True)
    request_id = models.CharField(max_length=32, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["object_type", "object_pk"])]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_pk}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ImmutableError("audit rows can not be changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ImmutableError("audit rows can not be deleted")
