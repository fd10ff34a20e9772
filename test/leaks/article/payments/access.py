"""Says when somebody looks at sensitive data."""

import logging

logger = logging.getLogger(__name__)


def sensitive_data_accessed(request, data_type):
    logger.warning(f"Sensitive data accessed: {data_type} by user {request.user.username}")
