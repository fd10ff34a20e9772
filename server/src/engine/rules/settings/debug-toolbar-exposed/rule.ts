import type { DeploymentRule } from "../../rule.ts";
import debugTools from "../../../project/settings/debugTools.yml";
import { isDebugOff, textsOf } from "../../deployment.ts";
import { unguardedAddresses } from "../toolAddresses.ts";
import { unguardedEntries } from "../unguardedTools.ts";
import { openAddresses } from "./internalIps.ts";
import { openConfig } from "./toolbarConfig.ts";

const TOOLBAR = debugTools.tools.find(({ apps }) => apps.includes("debug_toolbar"))!;

export const debugToolbarExposed: DeploymentRule = {
  meta: {
    id: "settings/debug-toolbar-exposed",
    title: "Django Debug Toolbar where the project is deployed, or for everybody",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds, in settings that the project may be deployed with: the toolbar among `INSTALLED_APPS` and its middleware in `MIDDLEWARE` with no",
      "`if` around them; an `INTERNAL_IPS` that holds for everybody; a `SHOW_TOOLBAR_CALLBACK` that is always true; and a store that keeps",
      "requests, or stack traces with the values of variables. What stands in `if DEBUG:` is fine. Where `DEBUG` is off for sure the",
      "toolbar shows nothing, so that an entry is only told of.",
    ].join("\n"),
    why: [
      "The toolbar shows sessions, headers, settings and all SQL with its parameters, of everybody's requests. One setting that is",
      "otherwise than thought, such as `DEBUG`, is all that keeps it from those who are not meant to see it.",
    ].join("\n"),
    bad: 'INSTALLED_APPS = ["shop", "debug_toolbar"]\nINTERNAL_IPS = [""]',
    good: 'INSTALLED_APPS = ["shop"]\nif DEBUG:\n    INSTALLED_APPS += ["debug_toolbar"]\n    INTERNAL_IPS = ["127.0.0.1", "::1"]',
    fixes: ["guard-debug-tool", "local-internal-ips"],
    references: [
      { title: "CWE-489: Active Debug Code", url: "https://cwe.mitre.org/data/definitions/489.html" },
      { title: "Django Debug Toolbar: Installation", url: TOOLBAR.source },
      {
        title: "Django Debug Toolbar: Configuration",
        url: "https://django-debug-toolbar.readthedocs.io/en/latest/configuration.html",
      },
    ],
  },

  *check(deployment) {
    const { project, environment } = deployment;
    const severity = isDebugOff(deployment) ? "information" : "warning";
    const entries = unguardedEntries(deployment, TOOLBAR);
    for (const { setting, name, part } of entries) {
      const does = setting === "MIDDLEWARE" ? "runs" : "is installed";
      yield {
        severity,
        place: part,
        at: part.at,
        setting,
        message: `\`${name}\` ${does} wherever these settings are used, production included: it shows ${TOOLBAR.shows}. Let that happen only where \`DEBUG\` is on.`,
      };
    }
    for (const { path, statement, span } of unguardedAddresses(project, environment, TOOLBAR)) {
      yield {
        severity,
        place: { path, span: statement.span },
        at: span,
        setting: "urlpatterns",
        message:
          "The toolbar has an address wherever the project runs, production included. Give it one only where `DEBUG` is on: `debug_toolbar_urls()` does nothing elsewhere.",
      };
    }
    if (!textsOf(deployment).some((text) => text.includes("debug_toolbar"))) return;
    yield* openAddresses(deployment, severity);
    yield* openConfig(deployment, entries.length > 0);
  },
};
