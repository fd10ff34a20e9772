import logging

from django.db import IntegrityError, transaction
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from rest_framework import permissions, status
from rest_framework.response import Response
from rest_framework.views import APIView

from notifications.tasks import send_template_mail

from .serializers import RegistrationSerializer

logger = logging.getLogger(__name__)


@method_decorator(sensitive_post_parameters("email", "password"), name="dispatch")
class RegistrationView(APIView):
    permission_classes = [permissions.AllowAny]

    def post(self, request):
        serializer = RegistrationSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        try:
            with transaction.atomic():
                user = serializer.save()
        except IntegrityError as exc:
            reason = exc.args[0] if exc.args else "conflict"
            return Response({"detail": str(reason)}, status=status.HTTP_409_CONFLICT)
        transaction.on_commit(lambda: send_template_mail.delay(user.pk, "verify"))
        return Response({"detail": "Check your inbox to go on."}, status=status.HTTP_202_ACCEPTED)
