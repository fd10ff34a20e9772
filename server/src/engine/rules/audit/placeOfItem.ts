import type { Setting } from "../../project/settings/readSettings.ts";
import type { SettingPlace } from "../../project/settings/value.ts";
import type { Deployment } from "../rule.ts";
import { hasText, placeOf, surelyGiven } from "../settings/deployment.ts";

/** The statement that puts a text into a list of the settings; null where the list does not have it for sure. */
export function placeOfItem(deployment: Deployment, name: string, item: string): SettingPlace | null {
  const setting = surelyGiven(deployment, name);
  return setting && hasText(setting.value, item) ? statementWith(deployment, setting, item) : null;
}

function statementWith({ project }: Deployment, setting: Setting, item: string): SettingPlace {
  const holds = ({ path, span }: SettingPlace): boolean =>
    (project.texts.get(path) ?? "").slice(span.start, span.end).includes(item);
  return setting.places.findLast(holds) ?? placeOf(setting);
}
