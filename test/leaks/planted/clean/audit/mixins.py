from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from .services import record_list, record_read


class AuditedReadMixin:
    """For DRF view sets: every retrieve and list leaves a row."""

    @method_decorator(never_cache)
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)

    def retrieve(self, request, *args, **kwargs):
        response = super().retrieve(request, *args, **kwargs)
        record_read(self.get_object())
        return response

    def list(self, request, *args, **kwargs):
        response = super().list(request, *args, **kwargs)
        results = response.data["results"] if "results" in response.data else response.data
        record_list(self.get_queryset().model, len(results))
        return response


class AuditedAdminMixin:
    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, object_id)
        if obj is not None:
            record_read(obj)
        return super().change_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        listing = getattr(response, "context_data", None) or {}
        if "cl" in listing:
            record_list(self.model, listing["cl"].result_count)
        return response

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            obj.delete()
