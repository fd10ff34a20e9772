import { literalOf } from "../python/literals.ts";
import { readModule } from "../python/module.ts";
import { assignmentsOf, classesOf } from "./scope.ts";

/** The file in which Django looks for what an app says of itself. */
export const APP_FILE = "apps.py";

/**
 * `label` of the app's config, or the last part of its `name`: django/apps/config.py. Of several configs the one counts that says
 * to be the default, else the first; the settings may name another. Null where none says so.
 */
export function appLabelIn(text: string): string | null {
  const module = readModule(text);
  const configs = classesOf(module).flatMap(({ statement, bases }) =>
    bases.some(({ qualified }) => qualified.endsWith(CONFIG))
      ? new Map(assignmentsOf(module, statement, OPTIONS).map(({ name, value }) => [name, literalOf(value)]))
      : [],
  );
  const eligible = configs.filter((config) => config.get("default") !== false);
  const config = eligible.find((each) => each.get("default") === true) ?? eligible[0];
  const label = config?.get("label") ?? config?.get("name");
  return typeof label === "string" ? label.slice(label.lastIndexOf(".") + 1) : null;
}

/** Packages pass their own on: `WagtailUsersAppConfig`. */
const CONFIG = "AppConfig";
const OPTIONS: ReadonlySet<string> = new Set(["label", "name", "default"]);
