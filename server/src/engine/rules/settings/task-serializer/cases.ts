import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "pickles, and arguments that stay",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        CELERY_TASK_SERIALIZER = "pickle"
        ^^^^^^^^^^^^^^^^^^^^^^ settings/task-serializer: A pickle runs the code
        CELERY_ACCEPT_CONTENT = ["json", "pickle"]
        ^^^^^^^^^^^^^^^^^^^^^ settings/task-serializer: A pickle
        SESSION_SERIALIZER = "django.contrib.sessions.serializers.PickleSerializer"
        ^^^^^^^^^^^^^^^^^^ settings/task-serializer: A pickle
        CELERY_RESULT_EXTENDED = True
        ^^^^^^^^^^^^^^^^^^^^^^ settings/task-serializer: is kept with its result
      `,
    },
  ],
  negative: [
    {
      name: "JSON",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        CELERY_TASK_SERIALIZER = "json"
        CELERY_ACCEPT_CONTENT = ["json"]
        CELERY_RESULT_EXTENDED = False
      `,
    },
  ],
  trap: [
    {
      name: "a list that nothing reads",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        FORMATS = ["pickle"]
      `,
    },
  ],
  suppressed: [
    {
      name: "a broker that nobody else reaches",
      source: `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["shop"]
        # fieldguard: ignore[settings/task-serializer] until the old workers are gone
        CELERY_ACCEPT_CONTENT = ["json", "pickle"]
        ^^^^^^^^^^^^^^^^^^^^^ settings/task-serializer (suppressed): A pickle
      `,
    },
  ],
  fixed: [],
};
