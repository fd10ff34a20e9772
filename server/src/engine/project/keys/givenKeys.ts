import { readModule } from "../../languages/python/module.ts";
import type { Project } from "../model.ts";
import type { SettingsEnvironment } from "../settings/environments.ts";
import type { Setting } from "../settings/readSettings.ts";
import { type SettingPlace, truthOf } from "../settings/value.ts";
import type { KeyUse } from "./keyUses.ts";

/** Settings of the package that hold something there: to be empty, or None, is to be missing. */
export function givenKeys(
  { settings }: Project,
  { facts }: Pick<KeyUse, "facts">,
  environment: SettingsEnvironment,
): readonly Setting[] {
  return facts.settings.flatMap((name) => {
    const setting = settings.valueIn(name, environment);
    return setting && truthOf(setting.value) !== false ? [setting] : [];
  });
}

/** Where something that settings lack would belong: where they have what all settings have. */
export function placeOfMissing({ settings, texts }: Project, environment: SettingsEnvironment): SettingPlace {
  const { path } = environment;
  for (const name of ["SECRET_KEY", "INSTALLED_APPS", "ROOT_URLCONF", "DEBUG"]) {
    const place = settings.valueIn(name, environment)?.places.find((each) => each.path === path);
    if (place) return place;
  }
  const [first] = readModule(texts.get(path) ?? "").layout.statements;
  return { path, span: first?.span ?? { start: 0, end: 0 } };
}
