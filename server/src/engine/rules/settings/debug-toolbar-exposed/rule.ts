import type { Expression } from "../../../languages/python/expression.ts";
import { type PythonModule, readModule } from "../../../languages/python/module.ts";
import type { Setting } from "../../../project/settings/readSettings.ts";
import { textOf } from "../../../project/settings/value.ts";
import { writtenEntries, type WrittenPart } from "../../../project/settings/writtenTexts.ts";
import type { Deployment, DeploymentRule, SettingsViolation, Severity } from "../../rule.ts";
import debugTools from "../debugTools.yml";
import { entryOf, isDebugOff, isTrue, surelyGiven } from "../deployment.ts";
import { unguardedAddresses } from "../toolAddresses.ts";
import { unguardedEntries } from "../unguardedTools.ts";

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
    const texts = project.settings.pathsOf(environment).map((path) => project.texts.get(path) ?? "");
    if (!texts.some((text) => text.includes("debug_toolbar"))) return;
    const addresses = surelyGiven(deployment, "INTERNAL_IPS") ?? project.settings.valueIn("INTERNAL_IPS", environment);
    if (addresses) yield* openTo(deployment, addresses, severity);
    yield* configured(deployment, entries.length > 0);
  },
};

/** Addresses that hold for more than the developer's own machine. */
function* openTo({ project }: Deployment, { value, places }: Setting, severity: Severity): Iterable<SettingsViolation> {
  const place = places.at(-1)!;
  const said = { severity, place, setting: "INTERNAL_IPS" };
  if (value.kind === "list") {
    const texts = value.items.flatMap((item) => (item.always ? [textOf(item.value)] : []));
    const none = texts.find((text) => text !== null && /^(\*|0\.0\.0\.0(\/0)?|::(\/0)?)$/.test(text));
    if (texts.includes("")) {
      yield {
        ...said,
        message:
          "An empty text is no address: behind a server that listens on a socket of the machine every client has it, and gets the toolbar wherever `DEBUG` is on. Write the addresses of the developer's own machine.",
      };
    } else if (none !== undefined) {
      // It lets nobody in; who writes it may mean to.
      yield {
        ...said,
        severity: "information",
        profile: "strict",
        message: `\`${none}\` is the address of no client. Write the addresses of the developer's own machine.`,
      };
    }
    return;
  }
  const text = project.texts.get(place.path) ?? "";
  const written = text.slice(place.span.start, place.span.end);
  const [, name = ""] = /=\s*(\w+)\s*\(/.exec(written) ?? [];
  const made = name === "" ? "" : (new RegExp(`^class ${name}\\b[^]*?(?=^\\S|(?![^]))`, "m").exec(text)?.[0] ?? "");
  if (!(written + made).includes("__contains__")) return;
  yield {
    ...said,
    message:
      "This holds every address, so that everybody gets the toolbar wherever `DEBUG` is on. Write the addresses of the developer's own machine.",
  };
}

const CONFIG = "DEBUG_TOOLBAR_CONFIG";

/** What the toolbar's own settings say. */
function* configured(deployment: Deployment, isInstalled: boolean): Iterable<SettingsViolation> {
  const { project, environment } = deployment;
  const config = project.settings.valueIn(CONFIG, environment);
  if (!config) return;
  for (const part of writtenEntries(project, config.places, "SHOW_TOOLBAR_CALLBACK")) {
    if (isGuarded(deployment, part) || !isAlwaysTrue(deployment, part)) continue;
    yield {
      severity: "warning",
      place: part,
      at: part.at,
      setting: CONFIG,
      message:
        "This shows the toolbar to everybody, whatever `DEBUG` and `INTERNAL_IPS` say: leave `SHOW_TOOLBAR_CALLBACK` out, or give it a function that asks for both.",
    };
  }
  if (!isInstalled) return;
  const keeps = textOf(entryOf(config.value, "TOOLBAR_STORE_CLASS") ?? config.value);
  const isKept = keeps !== null && /\.(Database|Cache)Store$/.test(keeps);
  const shown = isKept ? "TOOLBAR_STORE_CLASS" : "ENABLE_STACKTRACES_LOCALS";
  if (!isKept && !isTrue(entryOf(config.value, shown))) return;
  const [part] = writtenEntries(project, config.places, shown);
  if (!part) return;
  yield {
    severity: "information",
    place: part,
    at: part.at,
    setting: CONFIG,
    message: isKept
      ? "The toolbar keeps what it shows of each request (parameters of SQL, forms, sessions) where others can read it later. Keep it in memory, on a developer's machine."
      : "Stack traces of the toolbar then hold the values of local variables. Leave it off.",
  };
}

/** The statement stands in an `if`. */
function isGuarded({ project }: Deployment, { path, span }: WrittenPart): boolean {
  const { layout } = readModule(project.texts.get(path) ?? "");
  return layout.statements.some(
    ({ kind, span: own, end }) => kind === "block" && own.start < span.start && span.start < end,
  );
}

function isAlwaysTrue({ project, environment }: Deployment, { path, value }: WrittenPart): boolean {
  const module = readModule(project.texts.get(path) ?? "");
  const written = module.text.slice(value.span.start, value.span.end);
  if (value.kind === "opaque") return /^lambda\b[^:]*:\s*\(?True\)?$/.test(written);
  const name = nameOf(value);
  if (name === null) return false;
  const modules = [
    module,
    ...project.settings.pathsOf(environment).map((each) => readModule(project.texts.get(each) ?? "")),
  ];
  return modules.some((each) => returnsTrue(each, name));
}

function nameOf(value: Expression): string | null {
  const dotted = value.kind === "text" ? value.value : value.kind === "name" ? value.text : null;
  return dotted === null ? null : dotted.slice(dotted.lastIndexOf(".") + 1);
}

/** A function whose only `return` says `True`. */
function returnsTrue({ text, layout }: PythonModule, name: string): boolean {
  const found = layout.statements.find(
    (each) => each.kind === "function" && each.name && text.slice(each.name.start, each.name.end) === name,
  );
  const returns = found ? (text.slice(found.span.start, found.end).match(/\breturn\b.*/g) ?? []) : [];
  return returns.length > 0 && returns.every((each) => /^return\s+True\s*(#.*)?$/.test(each));
}
