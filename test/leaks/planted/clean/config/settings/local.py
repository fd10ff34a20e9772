import importlib.util
import os

from cryptography.fernet import Fernet
from django.core.management.utils import get_random_secret_key

os.environ.setdefault("DJANGO_SECRET_KEY", get_random_secret_key())
os.environ.setdefault("BLIND_INDEX_KEY", get_random_secret_key())
os.environ.setdefault("FIELD_ENCRYPTION_KEYS", Fernet.generate_key().decode())

from .base import *  # noqa: E402,F403
from .base import BASE_DIR, INSTALLED_APPS, MIDDLEWARE  # noqa: E402

DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
INTERNAL_IPS = ["127.0.0.1"]

SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "local.sqlite3"}
}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

if DEBUG and importlib.util.find_spec("debug_toolbar"):
    INSTALLED_APPS += ["debug_toolbar"]
    MIDDLEWARE.insert(0, "debug_toolbar.middleware.DebugToolbarMiddleware")

SILENCED_SYSTEM_CHECKS = ["axes.W001"]
