import type { DeploymentRule } from "../../rule.ts";
import { isFalse, isMissing, placeOf, surelyGiven } from "../../deployment.ts";
import { placeOfItem } from "../placeOfItem.ts";

const READONLY = "DJANGO_EASY_AUDIT_READONLY_EVENTS";

export const mutableRows: DeploymentRule = {
  meta: {
    id: "audit/mutable-rows",
    title: "Records of an audit that can be changed in the admin",
    severity: "information",
    since: "0.1.0",
    what: [
      "Finds settings that the project may be deployed with, and that install django-easy-audit without",
      "`DJANGO_EASY_AUDIT_READONLY_EVENTS = True`: its events can then be changed, and deleted, in the admin, for that is off where nothing is said.",
    ].join("\n"),
    why: [
      "Who has done what they should not, and is a superuser or has taken over the account of one, removes what tells of it. A record that can be",
      "changed proves nothing, neither for nor against anybody.",
    ].join("\n"),
    bad: 'INSTALLED_APPS = ["easyaudit"]',
    good: 'INSTALLED_APPS = ["easyaudit"]\nDJANGO_EASY_AUDIT_READONLY_EVENTS = True',
    fixes: [],
    references: [
      {
        title: "CWE-471: Modification of Assumed-Immutable Data",
        url: "https://cwe.mitre.org/data/definitions/471.html",
      },
      { title: "django-easy-audit: Settings", url: "https://github.com/soynatan/django-easy-audit#settings" },
    ],
  },

  *check(deployment) {
    const installed = placeOfItem(deployment, "INSTALLED_APPS", "easyaudit");
    if (!installed) return;
    const given = surelyGiven(deployment, READONLY);
    const place = given && isFalse(given.value) ? placeOf(given) : isMissing(deployment, READONLY) ? installed : null;
    if (!place) return;
    yield {
      severity: "information",
      place,
      setting: place === installed ? "INSTALLED_APPS" : READONLY,
      message: `What django-easy-audit records can be changed and deleted in the admin. Set \`${READONLY} = True\`, and take the rights to update and delete from the role of the database.`,
    };
  },
};
