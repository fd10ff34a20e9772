import init from "./encrypted_fields/__init__.py";
import apps from "./encrypted_fields/apps.py";
import fields from "./encrypted_fields/fields.py";
import keys from "./encrypted_fields/keys.py";

/** The folder of the Django app that is generated into the project, which is also its label. */
export const APP_NAME = "encrypted_fields";

/** Its files, relative to that folder. */
export const APP_FILES: Readonly<Record<string, string>> = {
  "__init__.py": init,
  "apps.py": apps,
  "fields.py": fields,
  "keys.py": keys,
};
