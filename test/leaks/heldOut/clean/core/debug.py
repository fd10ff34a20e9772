from django.views.debug import SafeExceptionReporterFilter


class StrictReporterFilter(SafeExceptionReporterFilter):
    """Never shows request bodies or frame variables, whatever the view declares."""

    def is_active(self, request):
        return True

    def get_post_parameters(self, request):
        if request is None:
            return {}
        return {name: self.cleansed_substitute for name in request.POST}

    def get_traceback_frame_variables(self, request, tb_frame):
        return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]
