import type { RuleCases } from "../../cases.ts";

const MANAGE = `
        //- manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        //- config/settings.py
        INSTALLED_APPS = ["auditlog"]`;

export const cases: RuleCases = {
  positive: [
    {
      name: "fields of all models",
      source: `${MANAGE}
        AUDITLOG_INCLUDE_ALL_MODELS = True
        AUDITLOG_MASK_TRACKING_FIELDS = ("card_number", "api_key")
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ audit/half-mask: keeps the second half of each value
      `,
    },
    {
      name: "a list that grows under a condition",
      source: `${MANAGE}
        import os
        AUDITLOG_MASK_TRACKING_FIELDS = ["card_number"]
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ audit/half-mask: keeps the second half of each value
        if os.environ.get("STRICT"):
            AUDITLOG_MASK_TRACKING_FIELDS += ["city"]
      `,
    },
    {
      name: "fields of one model",
      source: `${MANAGE}
        AUDITLOG_INCLUDE_TRACKING_MODELS = ("shop.Order", {"model": "shop.Card", "mask_fields": ["number"]})
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ audit/half-mask: keeps the second half of each value
      `,
    },
  ],
  negative: [
    {
      name: "a mask of the project's own, for all or for the model",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        AUDITLOG_MASK_TRACKING_FIELDS = ("card_number",)
        AUDITLOG_MASK_CALLABLE = "one.audit.hidden"
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        AUDITLOG_INCLUDE_TRACKING_MODELS = [{"model": "shop.Card", "mask_fields": ["number"], "mask_callable": "two.audit.hidden"}]
      `,
    },
  ],
  trap: [
    {
      name: "no field, a field left out, and a mask that may be given elsewhere or by the environment",
      source: `
        //- one/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "one.settings")
        //- one/one/settings.py
        AUDITLOG_MASK_TRACKING_FIELDS = ()
        AUDITLOG_INCLUDE_TRACKING_MODELS = [{"model": "shop.Card", "exclude_fields": ["number"], "mask_fields": []}]
        //- two/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "two.settings")
        //- two/two/settings.py
        AUDITLOG_MASK_TRACKING_FIELDS = ("card_number",)
        from .local import *
        //- three/manage.py
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "three.settings")
        //- three/three/settings.py
        import os
        AUDITLOG_MASK_TRACKING_FIELDS = ("card_number",)
        AUDITLOG_MASK_CALLABLE = os.environ.get("MASK", "three.audit.hidden")
      `,
    },
  ],
  suppressed: [
    {
      name: "what is masked is no secret",
      source: `${MANAGE}
        AUDITLOG_MASK_TRACKING_FIELDS = ("nickname",)  # fieldguard: ignore[audit/half-mask] half a nickname tells nothing
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ audit/half-mask (suppressed): keeps the second half
      `,
    },
  ],
  fixed: [],
};
