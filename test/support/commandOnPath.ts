import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a command is; a path is looked at itself. */
export function commandOnPath(name: string): string | null {
  const places = name.includes("/")
    ? [name]
    : (process.env.PATH ?? "").split(delimiter).map((path) => join(path, name));
  return (
    places.find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }) ?? null
  );
}
