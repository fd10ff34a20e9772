import { readModule } from "../../../languages/python/module.ts";
import type { Project } from "../../../project/model.ts";
import { namesAtTop } from "./settingsBlock.ts";
import type { SettingsHome } from "./settingsHomes.ts";

/** The names by which settings for everything tell a developer's machine and tests from production. */
export function localSwitches(project: Project, { place, environments, local }: SettingsHome): readonly string[] {
  if (place.className !== null || local.length > 0) return [];
  const module = readModule(project.texts.get(place.path) ?? "");
  // As it is there: what other settings make of it comes too late.
  const debug = project.settings.valueIn("DEBUG", { ...environments[0]!, path: place.path })?.value;
  const names = namesAtTop(module)
    .filter(({ name, source }) =>
      name === "DEBUG" ? debug !== undefined && debug.kind !== "literal" : isTestSwitch(name, source),
    )
    .map(({ name }) => name);
  return [...new Set(names)];
}

/** `TESTING = "test" in sys.argv` and the like. */
function isTestSwitch(name: string, source: string): boolean {
  return (
    /^([A-Z]+_)*TEST(S|ING)?(_[A-Z]+)*$/.test(name) &&
    /\bin\s+sys\.(argv|modules)/.test(source) &&
    !/\bnot\b/.test(source)
  );
}
