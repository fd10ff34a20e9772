/** Projects as people lay them out; the comment says after whom. Nothing of them is copied. */

/** cookiecutter-django: `config/settings/{base,local,production,test}.py` on django-environ. */
export const SPLIT_BY_NAME = `
  //- manage.py
  import os
  if __name__ == "__main__":
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
  //- config/wsgi.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
  //- pyproject.toml
  [tool.pytest.ini_options]
  addopts = "--ds=config.settings.test --reuse-db"
  //- config/settings/__init__.py
  //- config/settings/base.py
  """Base settings to build other settings files upon."""
  import ssl
  from datetime import timedelta
  from pathlib import Path

  import environ

  BASE_DIR = Path(__file__).resolve(strict=True).parent.parent.parent
  APPS_DIR = BASE_DIR / "shop"
  env = environ.Env()
  READ_DOT_ENV_FILE = env.bool("DJANGO_READ_DOT_ENV_FILE", default=False)
  if READ_DOT_ENV_FILE:
      env.read_env(str(BASE_DIR / ".env"))
  DEBUG = env.bool("DJANGO_DEBUG", False)
  LANGUAGE_CODE = "en-us"
  LOCALE_PATHS = [str(BASE_DIR / "locale")]
  DATABASES = {"default": env.db("DATABASE_URL", default="postgres:///shop")}
  DATABASES["default"]["ATOMIC_REQUESTS"] = True
  DJANGO_APPS = [
      "django.contrib.auth",
      "django.contrib.contenttypes",  # for permissions
  ]
  THIRD_PARTY_APPS = ["allauth", "rest_framework"]
  LOCAL_APPS = ["shop.users"]
  INSTALLED_APPS = DJANGO_APPS + THIRD_PARTY_APPS + LOCAL_APPS
  AUTH_USER_MODEL = "users.User"
  MIGRATION_MODULES = {"sites": "shop.contrib.sites.migrations"}
  STATICFILES_DIRS = [str(APPS_DIR / "static")]
  TEMPLATES = [
      {
          "BACKEND": "django.template.backends.django.DjangoTemplates",
          "DIRS": [str(APPS_DIR / "templates")],
          "OPTIONS": {"context_processors": ["django.template.context_processors.debug"]},
      },
  ]
  EMAIL_TIMEOUT = 5
  ADMINS = [("""Somebody""", "somebody@example.com")]
  MANAGERS = ADMINS
  REDIS_URL = env("REDIS_URL", default="redis://redis:6379/0")
  REDIS_SSL = REDIS_URL.startswith("rediss://")
  CELERY_BROKER_USE_SSL = {"ssl_cert_reqs": ssl.CERT_NONE} if REDIS_SSL else None
  if True:
      CELERY_TIMEZONE = LANGUAGE_CODE
  CELERY_TASK_TIME_LIMIT = 5 * 60
  ACCOUNT_ALLOW_REGISTRATION = env.bool("DJANGO_ACCOUNT_ALLOW_REGISTRATION", True)
  ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
  SIMPLE_JWT = {"LIFETIME": timedelta(minutes=5), "ALGORITHM": "HS256"}
  //- config/settings/local.py
  from .base import *  # noqa: F403
  from .base import INSTALLED_APPS
  from .base import env

  DEBUG = True
  SECRET_KEY = env("DJANGO_SECRET_KEY", default="made up")
  ALLOWED_HOSTS = ["localhost", "0.0.0.0"]
  INSTALLED_APPS = ["whitenoise.runserver_nostatic", *INSTALLED_APPS]
  INSTALLED_APPS += ["debug_toolbar"]
  INTERNAL_IPS = ["127.0.0.1"]
  if env("USE_DOCKER", default="no") == "yes":
      import socket

      hostname, _, ips = socket.gethostbyname_ex(socket.gethostname())
      INTERNAL_IPS += [".".join(ip.split(".")[:-1] + ["1"]) for ip in ips]
      INSTALLED_APPS += ["in_docker"]
  //- config/settings/production.py
  from .base import *
  from .base import DATABASES, env

  ALLOWED_HOSTS = env.list("DJANGO_ALLOWED_HOSTS", default=["example.com"])
  DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
  SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
  SESSION_COOKIE_NAME = f"__Secure-{'sessionid'}"
  DEFAULT_FROM_EMAIL = env("DJANGO_DEFAULT_FROM_EMAIL", default="shop <noreply@example.com>")
  SERVER_EMAIL = env("DJANGO_SERVER_EMAIL", default=DEFAULT_FROM_EMAIL)
  LOGGING = {"version": 1, "handlers": {"console": {"level": "DEBUG"}}}
  LOGGING["loggers"] = {"django.request": {"handlers": ["mail_admins"]}}
  //- config/settings/test.py
  from .base import *
  from .base import TEMPLATES

  TEST_RUNNER = "django.test.runner.DiscoverRunner"
  PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
  TEMPLATES[0]["OPTIONS"]["debug"] = True
`;

/** wemake-django-template: django-split-settings. */
export const SPLIT_SETTINGS = `
  //- manage.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")
  //- server/__init__.py
  //- server/settings/__init__.py
  from os import environ
  from split_settings.tools import include, optional

  environ.setdefault("DJANGO_ENV", "development")
  _ENV = environ["DJANGO_ENV"]
  _base_settings = ("components/common.py", "components/*.py", f"environments/{_ENV}.py", optional("environments/local.py"))
  include(*_base_settings)
  include("components/late/*.py")
  //- server/settings/components/__init__.py
  from pathlib import Path
  BASE_DIR = Path(__file__).parent.parent.parent.parent
  //- server/settings/components/common.py
  from server.settings.components import BASE_DIR
  INSTALLED_APPS: tuple[str, ...] = ("server.main", "django.contrib.auth")
  STATIC_ROOT = BASE_DIR.joinpath("static")
  SECRET_KEY = "made up"
  //- server/settings/components/logging.py
  LOGGING = {"version": 1}
  //- server/settings/components/late/more.py
  INSTALLED_APPS += ("late",)
  //- server/settings/environments/development.py
  INSTALLED_APPS += ("debug_toolbar",)
  DEBUG = True
  //- server/settings/environments/production.py
  DEBUG = False
`;

/** cookiecutter-django-vue and others: classes of django-configurations. */
export const CONFIGURATIONS = `
  //- manage.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.config")
  os.environ.setdefault("DJANGO_CONFIGURATION", "Local")
  //- shop/__init__.py
  //- shop/wsgi.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.config")
  os.environ.setdefault("DJANGO_CONFIGURATION", "Production")
  //- shop/config/__init__.py
  from .local import Local
  from .production import Production
  //- shop/config/common.py
  from os.path import join
  import os
  from configurations import Configuration, values

  BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

  class Common(Configuration):
      INSTALLED_APPS = ("django.contrib.auth", "django.contrib.contenttypes")
      SECRET_KEY = values.Value("made up", environ_name="SECRET")
      DEBUG = values.BooleanValue(False)
      STATIC_ROOT = os.path.normpath(join(BASE_DIR, "static"))
      PAGE_SIZE = int(os.getenv("PAGE_SIZE", 10))
  //- shop/config/local.py
  from .common import Common

  class Local(Common):
      DEBUG = True
      INSTALLED_APPS = Common.INSTALLED_APPS
      INSTALLED_APPS += ("django.contrib.sessions",)
  //- shop/config/production.py
  from .common import Common

  class Production(Common):
      ALLOWED_HOSTS = ["*"]
      INSTALLED_APPS = Common.INSTALLED_APPS + ("django.contrib.sites",)
`;

/** A single module on python-decouple and dj-database-url, with local settings that nobody has to have. */
export const DECOUPLE = `
  //- config/settings.py
  import os
  import dj_database_url
  from decouple import Csv, config

  BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
  SECRET_KEY = config("SECRET_KEY", default="made up")
  DEBUG = config("DEBUG", default=True, cast=bool)
  ALLOWED_HOSTS = config("ALLOWED_HOSTS", default="a,b", cast=Csv())
  PAGE_SIZE = config("PAGE_SIZE", default="20", cast=int)
  INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes"]
  if DEBUG:
      INSTALLED_APPS.append("debug_toolbar")
  else:
      INSTALLED_APPS.insert(0, "whitenoise")
  INSTALLED_APPS.extend(["shop"])
  DATABASES = {"default": dj_database_url.config(default="sqlite:///" + os.path.join(BASE_DIR, "db.sqlite3"))}
  MEDIA_ROOT = os.path.join(BASE_DIR, "media")
  STATICFILES_DIRS = (os.path.join(BASE_DIR, "static"),)
  LOGIN_URL = "/login/"
  LANGUAGES = (("en", "English"), ("nl", "Nederlands"))
  try:
      from .local_settings import *
  except ImportError:
      pass
`;

/** saleor, zulip, netbox: own helpers, loops, conditions, and dictionaries that are put together. */
export const CONDITIONAL = `
  //- config/settings.py
  import os
  from ast import literal_eval
  from .default_settings import *
  from .default_settings import LIMITS as _LIMITS, is_on

  def get_bool_from_env(name, default_value):
      if name in os.environ:
          return literal_eval(os.environ[name])
      return default_value

  PROJECT_ROOT = os.path.normpath(os.path.join(os.path.dirname(__file__), ".."))
  DEBUG = get_bool_from_env("DEBUG", True)
  PRODUCTION = not is_on("DEVELOPMENT")
  TEMPLATE_DIR = os.path.join(PROJECT_ROOT, "templates")
  context_processors = ["a", "b"]
  if DEBUG:
      context_processors.append("debug")
  TEMPLATES = [{"DIRS": [TEMPLATE_DIR], "OPTIONS": {"context_processors": context_processors}}]
  INSTALLED_APPS = ["base"]
  for app in ("one", "two"):
      INSTALLED_APPS.append(f"apps.{app}")
  for plugin in PLUGINS:
      if plugin not in INSTALLED_APPS:
          INSTALLED_APPS.append(plugin)
  if os.environ.get("WITH_SILK"):
      INSTALLED_APPS = ["silk"] + INSTALLED_APPS
  elif os.environ.get("WITH_OTHER"):
      INSTALLED_APPS.remove("base")
  LIMITS = {**_LIMITS, "burst": 20, "nested": dict(a=1, b=[1, 2])}
  LIMITS["nested"]["b"].append(3)
  LIMITS.update({"late": None})
  CACHES = {"default": {"BACKEND": "locmem"}} if DEBUG else {}
  SESSION_COOKIE_AGE = 60 * 60 * 24 * 7
  RATES = [rate for rate in ("1/s", "2/s")]
  VERSION = ".".join(["1", "2"])
  HOST, PORT = "localhost", 8000
  SITE = "http://%s" % HOST
  if "SENTRY_DSN" in os.environ:
      SENTRY = True
  del PORT
  //- config/default_settings.py
  import os

  def is_on(name, default="1"):
      return os.environ.get(name, default) == "1"

  PLUGINS = ["plugin_a", "base"]
  LIMITS = {"burst": 5, "steady": 1}
  TIME_ZONE = os.environ.get("TZ") or "UTC"
  _HIDDEN = 1
`;

/** Apps whose migrations rename, squash, branch, merge, and say otherwise than the database. */
export const MIGRATIONS = `
  //- shop/__init__.py
  //- shop/migrations/__init__.py
  //- shop/migrations/0001_initial.py
  from django.conf import settings
  from django.db import migrations, models
  class Migration(migrations.Migration):
      initial = True
      dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
      operations = [
          migrations.CreateModel(
              name="Client",
              fields=[
                  ("id", models.BigAutoField(primary_key=True)),
                  ("name", models.CharField(max_length=20, choices=[("a", "A, or (B)"), ("b", "it's")])),
                  ("user", models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)),
              ],
              options={"db_table": "clients"},
          ),
          migrations.CreateModel("Gone", [("id", models.AutoField(primary_key=True))]),
      ]
  //- shop/migrations/0002_rename.py
  from django.db import migrations, models
  class Migration(migrations.Migration):
      dependencies = [("shop", "0001_initial")]
      operations = [
          migrations.RenameModel("Client", "Customer"),
          migrations.RenameField("customer", "name", "full_name"),
          migrations.AddField("Customer", "email", models.EmailField(null=True)),
          migrations.DeleteModel(name="Gone"),
      ]
  //- shop/migrations/0001_squashed_0002.py
  from django.conf import settings
  from django.db import migrations, models
  class Migration(migrations.Migration):
      replaces = [("shop", "0001_initial"), ("shop", "0002_rename")]
      dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
      operations = [
          migrations.CreateModel(
              "Customer",
              [
                  ("id", models.BigAutoField(primary_key=True)),
                  ("full_name", models.CharField(max_length=20)),
                  ("user", models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)),
                  ("email", models.EmailField(null=True)),
              ],
          ),
      ]
  //- shop/migrations/0003_left.py
  from django.db import migrations, models
  class Migration(migrations.Migration):
      dependencies = [("shop", "0002_rename")]
      operations = [
          migrations.AlterField(model_name="customer", name="email", field=models.TextField()),
          migrations.RunPython(migrations.RunPython.noop),
      ]
  //- shop/migrations/0003_right.py
  from django.db import migrations, models
  class Migration(migrations.Migration):
      dependencies = [("shop", "0001_squashed_0002")]
      operations = [
          migrations.SeparateDatabaseAndState(
              database_operations=[migrations.RunSQL("SELECT 1")],
              state_operations=[migrations.AddField("customer", "phone", models.CharField(max_length=9))],
          ),
          migrations.RemoveField("customer", "user"),
      ]
  //- shop/migrations/0004_merge.py
  from django.db import migrations
  class Migration(migrations.Migration):
      dependencies = [("shop", "0003_left"), ("shop", "0003_right")]
      operations = []
  //- stock/__init__.py
  //- migrations_of/__init__.py
  //- migrations_of/stock/__init__.py
  //- migrations_of/stock/0001_initial.py
  from django.db import migrations, models
  class Migration(migrations.Migration):
      dependencies = [("shop", "0004_merge")]
      operations = [
          migrations.CreateModel("Item", [("id", models.AutoField(primary_key=True)), ("sku", models.SlugField())]),
          migrations.RunSQL("SELECT 1", state_operations=[migrations.AlterField("item", "sku", models.CharField(max_length=3))]),
      ]
`;
