import { literalOf } from "../languages/python/literals.ts";
import { readExpression } from "../languages/python/expression.ts";
import { readModule } from "../languages/python/module.ts";
import { remembered } from "../text/remembered.ts";
import { sharedFolders } from "./paths.ts";

/** `AUTH_USER_MODEL` of a settings file. */
export interface UserModelSetting {
  /** Of the settings file. */
  readonly path: string;
  /** As written: `users.User`. */
  readonly label: string;
}

const SETTING = "AUTH_USER_MODEL";

/** Of all settings that are literal. `texts` are those of the project's files, by path. */
export function userModelSettings(texts: ReadonlyMap<string, string>): readonly UserModelSetting[] {
  return [...texts].flatMap(([path, text]) => {
    const label = path.endsWith(".py") ? labelIn(text) : null;
    return label === null ? [] : { path, label };
  });
}

/** The setting that holds for a file: that of its own project where a folder has several. */
export function userModelFor(path: string, settings: readonly UserModelSetting[]): string | null {
  const near = settings.map((setting) => ({ setting, shared: sharedFolders(setting.path, path) }));
  const most = Math.max(...near.map(({ shared }) => shared));
  const nearest = near.filter(({ shared }) => shared === most).map(({ setting }) => setting);
  return (nearest.find((setting) => !IS_TEST.test(setting.path)) ?? nearest[0])?.label ?? null;
}

/** Whether a base or a target is the user model, whichever class that is: `settings.AUTH_USER_MODEL`, `get_user_model()`. */
export function isUserModel(name: string): boolean {
  return NAMED.test(name);
}

const NAMED = /(^|\.)(AUTH_USER_MODEL|get_user_model\(\s*\))$/;
const IS_TEST = /(^|[/_])tests?([/_.]|$)/;

const labelIn = remembered((text): string | null => {
  if (!text.includes(SETTING)) return null;
  const module = readModule(text);
  for (const { kind, name, value } of module.layout.statements.toReversed()) {
    if (kind !== "assignment" || !name || !value || text.slice(name.start, name.end) !== SETTING) continue;
    const literal = literalOf(readExpression(text, value));
    if (typeof literal === "string" && /^\w+\.\w+$/.test(literal)) return literal;
  }
  return null;
});
