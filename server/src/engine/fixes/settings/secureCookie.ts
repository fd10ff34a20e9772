import { fixByEdit } from "./settingEdit.ts";
import { edit, foundSetting } from "./settingStatement.ts";

/** Cookies as Django means them: for TLS alone, out of reach of scripts and of other sites. */
export const secureCookie = fixByEdit(
  "secure-cookie",
  "It is given elsewhere, or in a way that is not edited here: change it by hand.",
  (context) => {
    const { field, path } = context.finding;
    const value = VALUES[field];
    const span = foundSetting(context)?.statement.value;
    if (value === undefined || !span) return null;
    return {
      title: `Set \`${field}\` to \`${value}\``,
      change: edit(path, [{ span, text: value }]),
      notes: field.endsWith("_SECURE")
        ? [
            "Browsers send the cookie with TLS alone then, also to `runserver`: set it to `False` in settings for development.",
          ]
        : [],
    };
  },
);

const VALUES: Readonly<Record<string, string>> = {
  SESSION_COOKIE_SECURE: "True",
  CSRF_COOKIE_SECURE: "True",
  SESSION_COOKIE_HTTPONLY: "True",
  SESSION_COOKIE_SAMESITE: '"Lax"',
};
