import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "as it is, and as a default",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        INSTALLED_APPS = []
        SECRET_KEY = "django-insecure-0!k$"
        ^^^^^^^^^^ settings/hard-coded-secret-key: Whoever has the code
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        import os
        INSTALLED_APPS = []
        SECRET_KEY = os.environ.get("SECRET_KEY", "0!k$wvRUWW3yoEoGGMJTEyqeqEnpI")
        ^^^^^^^^^^ settings/hard-coded-secret-key: has a default that is written down
        """
        if SECRET_KEY == "":
            raise ValueError("no key")
        """
      `,
    },
    {
      name: "a default that no test refuses: a key that is written down is neither empty nor short",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        import os
        INSTALLED_APPS = []
        SECRET_KEY = os.environ.get("SECRET_KEY", "0!k$wvRUWW3yoEoGGMJTEyqeqEnpI")
        ^^^^^^^^^^ settings/hard-coded-secret-key: has a default that is written down
        if not SECRET_KEY:
            raise ValueError("no key")
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        import os
        INSTALLED_APPS = []
        SECRET_KEY = os.environ.get("SECRET_KEY", "0!k$wvRUWW3yoEoGGMJTEyqeqEnpI")
        ^^^^^^^^^^ settings/hard-coded-secret-key: has a default that is written down
        if SECRET_KEY is None or SECRET_KEY == "" or len(SECRET_KEY) < 20:
            raise ValueError("no key")
        if SECRET_KEY == "another" or SECRET_KEY.startswith("another") or "DEBUG" not in os.environ:
            raise ValueError("another")
      `,
    },
  ],
  negative: [
    {
      name: "from the environment",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        import os
        INSTALLED_APPS = []
        SECRET_KEY = os.environ["SECRET_KEY"]
        SECRET_KEY_FALLBACKS = [os.environ["OLD_SECRET_KEY"]]
      `,
    },
  ],
  trap: [
    {
      name: "a default that says what it is for, one for tests, one that a file may overrule that nobody commits, one that is refused",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        import os
        INSTALLED_APPS = []
        SECRET_KEY = os.environ.get("SECRET_KEY", "insecure-for-development")
        //- one/one/settings_test.py
        INSTALLED_APPS = []
        SECRET_KEY = "0!k$"
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        INSTALLED_APPS = []
        SECRET_KEY = "0!k$"
        from .local import *
        //- three/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "three.settings")
        //- three/three/settings.py
        import os
        INSTALLED_APPS = []
        USUAL = "0!k$wvRUWW3yoEoGGMJTEyqeqEnpI"
        SECRET_KEY = os.environ.get("SECRET_KEY", USUAL)
        if not DEBUG and SECRET_KEY == USUAL:
            raise ValueError("no key")
        //- four/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "four.settings")
        //- four/four/settings.py
        import os
        INSTALLED_APPS = []
        USUAL = "0!k$wvRUWW3yoEoGGMJTEyqeqEnpI"
        SECRET_KEY = os.environ.get("SECRET_KEY", USUAL)
        if not DEBUG:
            if (
                SECRET_KEY == USUAL
            ):
                print("a key is missing")
                raise ValueError("no key")
        //- five/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "five.settings")
        //- five/five/settings.py
        import os
        INSTALLED_APPS = []
        SECRET_KEY = os.environ.get("DJANGO_KEY", "0!k$wvRUWW3yoEoGGMJTEyqeqEnpI")
        if "DJANGO_KEY" not in os.environ:
            raise ValueError("no key")
        //- six/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "six.settings")
        //- six/six/settings.py
        import os
        INSTALLED_APPS = []
        SECRET_KEY = os.environ.get("DJANGO_KEY", "0!k$wvRUWW3yoEoGGMJTEyqeqEnpI")
        if not DEBUG and not os.environ.get("DJANGO_KEY"):
            raise ValueError("no key")
        //- seven/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seven.settings")
        //- seven/seven/settings.py
        import os
        INSTALLED_APPS = []
        SECRET_KEY = os.environ.get("DJANGO_KEY", "0!k$wvRUWW3yoEoGGMJTEyqeqEnpI")
        if SECRET_KEY.startswith("0!k$") or os.getenv("DJANGO_KEY") is None:
            raise ValueError("no key")
        //- eight/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eight.settings")
        //- eight/eight/settings.py
        import os
        INSTALLED_APPS = []
        SECRET_KEY = os.environ.get("DJANGO_KEY", "0!k$wvRUWW3yoEoGGMJTEyqeqEnpI")
        if SECRET_KEY in ("", "0!k$wvRUWW3yoEoGGMJTEyqeqEnpI"):
            raise ValueError("no key")
      `,
    },
  ],
  suppressed: [
    {
      name: "a demonstration",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = []
        # fieldguard: ignore[settings/hard-coded-secret-key] a demonstration without people
        SECRET_KEY = "0!k$"
        ^^^^^^^^^^ settings/hard-coded-secret-key (suppressed): Whoever
      `,
    },
  ],
  fixed: [],
};
