from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin

from core import audit


class StaffViewMixin(LoginRequiredMixin, PermissionRequiredMixin):
    raise_exception = False

    def handle_no_permission(self):
        if self.request.user.is_authenticated:
            self.raise_exception = True
        return super().handle_no_permission()


class BranchScopedMixin:
    """Restricts a view to the records of the user's own branch."""

    branch_lookup = "branch"

    def get_queryset(self):
        queryset = super().get_queryset()
        user = self.request.user
        if user.is_head_office:
            return queryset
        return queryset.filter(**{self.branch_lookup: user.branch_id})


class AuditedReadMixin:
    """Records that a person's record was opened."""

    def get_object(self, queryset=None):
        obj = super().get_object(queryset)
        audit.record_read(obj)
        return obj


class AuditedRetrieveMixin:
    """The same for DRF view sets."""

    def retrieve(self, request, *args, **kwargs):
        response = super().retrieve(request, *args, **kwargs)
        audit.record("read", self.get_queryset().model(pk=response.data["id"]))
        return response

    def list(self, request, *args, **kwargs):
        response = super().list(request, *args, **kwargs)
        audit.record("list", note=f"{len(response.data['results'])} rows of {self.get_queryset().model._meta.label_lower}")
        return response


class AuditedChangeMixin:
    """Opening a record in the admin is a read."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, object_id)
        if obj is not None:
            audit.record_read(obj)
        return super().change_view(request, object_id, form_url, extra_context)
