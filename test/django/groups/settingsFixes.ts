import { dedent } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed, type Outcome } from "../djangoProject.ts";
import type { Results } from "../results.ts";

/** Fixes for what a project is deployed with: the project still starts and answers, and what it showed is gone. */
export function settingsFixes(python: string, results: Results): void {
  guardedToolbar(python, results);
  debugFromEnvironment(python, results);
  hashersAndCookies(python, results);
}

const settingsOf = (debug: string): string =>
  `${dedent(`
  import os

  SECRET_KEY = "for-tests-alone"
  DEBUG = ${debug}
  ALLOWED_HOSTS = ["*"]
  INSTALLED_APPS = [
      "django.contrib.contenttypes",
      "django.contrib.auth",
      "django.contrib.staticfiles",
      "debug_toolbar",  # shows what a page does
      "vault",
  ]
  MIDDLEWARE = [
      "django.middleware.gzip.GZipMiddleware",
      "debug_toolbar.middleware.DebugToolbarMiddleware",
      "django.middleware.common.CommonMiddleware",
  ]
  INTERNAL_IPS = [
      # Add your IP address for accessing the toolbar
      "",
  ]
  ROOT_URLCONF = "config.urls"
  STATIC_URL = "static/"
  TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
  DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
  DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
`)}\n`;

const URLS = `${dedent(`
  from django.http import HttpResponse
  from django.urls import include, path


  def home(request):
      return HttpResponse("<html><body>Welcome</body></html>")


  urlpatterns = [
      path("", home),
      path("__debug__/", include("debug_toolbar.urls")),
  ]
`)}\n`;

const REQUEST = [
  "import django; django.setup()",
  "from django.test import Client",
  "home = Client(REMOTE_ADDR='127.0.0.1').get('/').content.decode()",
  "stranger = Client(REMOTE_ADDR='').get('/').content.decode()",
  "from django.urls import get_resolver",
  "print('djDebug' in home, 'djDebug' in stranger, 'djdt' in get_resolver().namespace_dict)",
].join("; ");

function guardedToolbar(python: string, results: Results): void {
  const project = new DjangoProject(
    python,
    { "config/settings.py": settingsOf('os.environ.get("DEBUG") == "1"'), "config/urls.py": URLS },
    { requirements: ["django-debug-toolbar==8.0.0"] },
  );
  const request = (debug: string): Outcome =>
    project.run(["-c", REQUEST], { DEBUG: debug, DJANGO_SETTINGS_MODULE: "config.settings" });
  const shows = (debug: string, expected: RegExp): void => {
    const { code, output } = request(debug);
    if (code !== 0 || !expected.test(output.trim().split("\n").at(-1)!)) throw new Error(output);
  };
  results.attempt(
    "settings: before the fixes, strangers get the toolbar where DEBUG is on, and its address is always there",
    () => {
      shows("1", /^False True True$/);
      shows("0", /^False False True$/);
    },
  );
  mustSucceed(project.applyFix("guard-debug-tool", ["config/settings.py::INSTALLED_APPS"]), "guard-debug-tool");
  mustSucceed(project.applyFix("local-internal-ips", ["INTERNAL_IPS"]), "local-internal-ips");
  for (const debug of ["0", "1"]) {
    results.attempt(`settings: the guarded project passes check with DEBUG=${debug}`, () => {
      mustSucceed(project.run(["manage.py", "check"], { DEBUG: debug }), "check");
    });
  }
  results.attempt("settings: where DEBUG is on, the developer has the toolbar, and nobody else", () => {
    shows("1", /^True False True$/);
  });
  results.attempt("settings: where DEBUG is off, the toolbar is not even imported", () => {
    shows("0", /^False False False$/);
    const loaded = "import django; django.setup(); import config.urls, sys; print('debug_toolbar' in sys.modules)";
    const { output } = project.run(["-c", loaded], { DEBUG: "0", DJANGO_SETTINGS_MODULE: "config.settings" });
    if (!output.includes("False")) throw new Error(output);
  });
  results.attempt("settings: the middleware runs where it ran before", () => {
    const script =
      "from config.settings import MIDDLEWARE; print(MIDDLEWARE.index('debug_toolbar.middleware.DebugToolbarMiddleware'))";
    const { output } = project.run(["-c", script], { DEBUG: "1" });
    if (output.trim() !== "1") throw new Error(output);
  });
  results.attempt("settings: nothing is left to find about the toolbar", () => {
    const { output } = project.fieldguard("scan", "--quiet", "--fail-on", "never", ".");
    if (output.includes("settings/debug-toolbar-exposed")) throw new Error(output);
  });
}

function debugFromEnvironment(python: string, results: Results): void {
  for (const before of ["True", 'bool(os.getenv("DEBUG"))', 'os.environ.get("DEBUG", "yes")']) {
    const project = new DjangoProject(python, { "config/settings.py": settingsOf(before), "config/urls.py": URLS });
    results.attempt(`settings: DEBUG = ${before} becomes what the environment says`, () => {
      mustSucceed(project.applyFix("debug-from-environment", ["DEBUG"]), "debug-from-environment");
      for (const [value, expected] of [
        ["", "False"],
        ["False", "False"],
        ["0", "False"],
        ["1", "True"],
        ["true", "True"],
      ]) {
        const { output } = project.run(["-c", "from config.settings import DEBUG; print(DEBUG)"], { DEBUG: value! });
        if (output.trim() !== expected) throw new Error(`DEBUG=${value} gives ${output}`);
      }
    });
  }
}

const WEAK = `PASSWORD_HASHERS = (
    "django.contrib.auth.hashers.MD5PasswordHasher",
)
MIDDLEWARE += ["django.contrib.sessions.middleware.SessionMiddleware"]
SESSION_COOKIE_SECURE = False
SESSION_COOKIE_HTTPONLY = False
`;

function hashersAndCookies(python: string, results: Results): void {
  const project = new DjangoProject(python, {
    "config/settings.py": settingsOf('os.environ.get("DEBUG") == "1"') + WEAK,
    "config/urls.py": URLS,
  });
  const value = (source: string): string => {
    const script = `import django; django.setup(); from django.conf import settings; from django.contrib.auth.hashers import *; print(${source})`;
    return project.run(["-c", script], { DJANGO_SETTINGS_MODULE: "config.settings" }).output.trim();
  };
  const old = value("make_password('secret')");
  mustSucceed(project.applyFix("strong-hasher-first", ["PASSWORD_HASHERS"]), "strong-hasher-first");
  results.attempt("settings: new passwords are hashed slowly, and old ones can still be used", () => {
    const made = value("make_password('secret')");
    const checked = value(`check_password('secret', '${old}')`);
    if (!old.startsWith("md5$") || !made.startsWith("pbkdf2_sha256$") || checked !== "True")
      throw new Error([old, made, checked].join("\n"));
  });
  results.attempt("settings: cookies are what Django's own check asks for", () => {
    const names = ["SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"];
    for (const name of names) mustSucceed(project.applyFix("secure-cookie", [name]), name);
    const { output } = project.manage("check", "--deploy");
    if (/security\.W01[0-5]/.test(output)) throw new Error(output);
  });
}
