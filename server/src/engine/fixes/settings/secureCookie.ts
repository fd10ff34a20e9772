import type { FileChange, SettingFix, SettingFixContext } from "../model.ts";
import { edit, foundSetting, isMended } from "./settingStatement.ts";

/** Cookies as Django means them: for TLS alone, out of reach of scripts and of other sites. */
export const secureCookie: SettingFix = {
  id: "secure-cookie",

  offer(context) {
    const { id } = secureCookie;
    if (!changeOf(context))
      return { id, because: "It is given elsewhere, or in a way that is not edited here: change it by hand." };
    return { id, title: titleOf(context), kind: "suggestion", preferred: true, input: null };
  },

  plan(context) {
    const change = changeOf(context);
    if (!change) return null;
    const isSecure = context.finding.field.endsWith("_SECURE");
    return {
      id: secureCookie.id,
      title: titleOf(context),
      steps: [{ label: "Settings", changes: [change] }],
      notes: isSecure
        ? [
            "Browsers send the cookie with TLS alone then, also to `runserver`: set it to `False` in settings for development.",
          ]
        : [],
    };
  },
};

const VALUES: Readonly<Record<string, string>> = {
  SESSION_COOKIE_SECURE: "True",
  CSRF_COOKIE_SECURE: "True",
  SESSION_COOKIE_HTTPONLY: "True",
  SESSION_COOKIE_SAMESITE: '"Lax"',
};

function titleOf({ finding: { field } }: SettingFixContext): string {
  return `Set \`${field}\` to \`${VALUES[field]}\``;
}

function changeOf(context: SettingFixContext): FileChange | null {
  const { finding } = context;
  const value = VALUES[finding.field];
  const span = foundSetting(context)?.statement.value;
  const change = value !== undefined && span ? edit(finding.path, [{ span, text: value }]) : null;
  return change && isMended(context, [change]) ? change : null;
}
