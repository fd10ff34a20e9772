/** By which dotted names a project knows its packages. Folders are without a closing `/`. */
import type { Project } from "../../project/model.ts";
import { textOf } from "../../project/settings/value.ts";

/** As `INSTALLED_APPS` names the package, or one that it lies in; null where that does not tell for certain. */
export function nameAsInstalled({ settings, importRoot }: Project, folder: string): string | null {
  const rootsByLength = new Map<number, Set<string>>();
  for (const environment of settings.environments) {
    const value = settings.valueIn("INSTALLED_APPS", environment)?.value;
    for (const { value: item } of value?.kind === "list" ? value.items : []) {
      const app = (textOf(item) ?? "").replace(/\.apps\.\w+$/, "").replaceAll(".", "/");
      if (app === "") continue;
      const known = rootsByLength.get(app.length) ?? new Set();
      for (const root of rootsOf(app, folder)) rootsByLength.set(app.length, known.add(root));
    }
  }
  // The longer name is the less likely one to be that of another package.
  const roots = rootsByLength.get(Math.max(...rootsByLength.keys()));
  const root = importRoot !== null && roots?.has(importRoot) ? importRoot : roots?.size === 1 ? [...roots][0]! : null;
  return root === null ? null : dotted(folder.slice(root.length));
}

/** Each folder from which `app` leads to the folder or to one around it; "" or with a closing `/`. */
function rootsOf(app: string, folder: string): readonly string[] {
  const whole = `/${folder}/`;
  // One of that short name is the app of a package.
  if (!app.includes("/") && whole.endsWith(`/${app}/`)) return [];
  const roots: string[] = [];
  for (let at = whole.indexOf(`/${app}/`); at >= 0; at = whole.indexOf(`/${app}/`, at + 1)) {
    roots.push(whole.slice(1, at + 1));
  }
  return roots;
}

/** As a file's own imports call the package, which may be relative; null where it imports nothing from there. `imports`: qualified names. */
export function nameAsImported(imports: readonly string[], path: string, folder: string): string | null {
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  for (const each of imports) {
    const dots = /^\.*/.exec(each)![0].length;
    const parts = each.slice(dots).split(".");
    const end = parts.indexOf(name) + 1;
    const isRelative = dots > 0;
    // A name of one part may be that of an installed package.
    if (end === 0 || (!isRelative && end === 1)) continue;
    const called = parts.slice(0, end).join("/");
    const isIt = isRelative
      ? [...path.split("/").slice(0, -dots), called].join("/") === folder
      : `/${folder}`.endsWith(`/${called}`);
    if (isIt) return each.slice(0, dots) + dotted(called);
  }
  return null;
}

/** As a file calls a package that lies beside it, or beside a folder around it. */
export function relativeName(path: string, folder: string): string {
  const target = folder.split("/");
  const from = path.split("/").slice(0, -1);
  const shared = target.findIndex((part, index) => part !== from[index]);
  return ".".repeat(from.length - shared + 1) + target.slice(shared).join(".");
}

export function dotted(path: string): string {
  return path.replaceAll("/", ".");
}
