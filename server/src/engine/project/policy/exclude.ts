import type { Setting } from "./setting.ts";

export function readExclude(section: Setting | undefined): readonly string[] {
  const value = section?.value ?? [];
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  section?.wrong("`exclude` must be a list of glob patterns");
  return [];
}
