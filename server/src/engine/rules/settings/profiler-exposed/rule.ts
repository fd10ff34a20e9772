import type { DeploymentRule } from "../../rule.ts";
import debugTools from "../../../project/settings/debugTools.yml";
import { isDebugOff } from "../../deployment.ts";
import { unguardedAddresses } from "../toolAddresses.ts";
import { isRestricted, unguardedEntries } from "../unguardedTools.ts";

const PROFILERS = debugTools.tools.filter(({ apps }) => !apps.includes("debug_toolbar"));

export const profilerExposed: DeploymentRule = {
  meta: {
    id: "settings/profiler-exposed",
    title: "Profiler or debugger where the project is deployed, for everybody",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds profilers and debuggers that show what requests hold (django-silk, pyinstrument, django-pdb) in settings that the project may be deployed",
      "with, with no `if` around them and nothing that asks who may see them. Tools that count or complain in a log alone are left alone,",
      "as are those that let in staff only.",
    ].join("\n"),
    why: [
      "django-silk keeps the bodies of requests and responses, passwords and card numbers included, and shows them to whoever knows its",
      "address. What keeps a copy of records has to be protected like them.",
    ].join("\n"),
    bad: 'MIDDLEWARE = ["silk.middleware.SilkyMiddleware"]',
    good: 'if DEBUG:\n    INSTALLED_APPS += ["silk"]\n    MIDDLEWARE += ["silk.middleware.SilkyMiddleware"]',
    fixes: ["guard-debug-tool"],
    references: [
      { title: "CWE-489: Active Debug Code", url: "https://cwe.mitre.org/data/definitions/489.html" },
      ...PROFILERS.map(({ name, source }) => ({ title: name, url: source })),
    ],
  },

  *check(deployment) {
    const { project, environment } = deployment;
    for (const tool of PROFILERS) {
      if (isRestricted(deployment, tool) || (tool.inDebugOnly && isDebugOff(deployment))) continue;
      const entries = unguardedEntries(deployment, tool);
      // An app that does not run keeps nothing new.
      if (entries.every(({ setting }) => setting !== "MIDDLEWARE")) continue;
      for (const { setting, name, part } of entries) {
        const severity = setting === "MIDDLEWARE" ? "warning" : "information";
        const message = `\`${name}\` of ${tool.name} is there wherever these settings are used, production included, for everybody: it shows ${tool.shows}. Let it be only where \`DEBUG\` is on${tool.restrictedBy ? `, or restrict it by ${tool.restrictedBy.map((each) => `\`${each}\``).join(" and ")}` : ""}.`;
        yield { severity, place: part, at: part.at, setting, message };
      }
      for (const { path, statement, span } of unguardedAddresses(project, environment, tool)) {
        const message = `${tool.name} has an address wherever the project runs, production included, at which it shows ${tool.shows}. Give it one only where \`DEBUG\` is on.`;
        const place = { path, span: statement.span };
        yield { severity: "information", place, at: span, setting: "urlpatterns", message };
      }
    }
  },
};
