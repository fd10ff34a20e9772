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
