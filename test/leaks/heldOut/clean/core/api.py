import logging

from rest_framework import status
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from core.errors import DomainError

logger = logging.getLogger(__name__)


def exception_handler(exc, context):
    response = drf_exception_handler(exc, context)
    if response is not None:
        return response
    if isinstance(exc, DomainError):
        logger.warning("Request refused: %s", exc.code)
        return Response({"code": exc.code}, status=status.HTTP_409_CONFLICT)
    return None
