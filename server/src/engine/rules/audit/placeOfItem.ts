import type { Setting } from "../../project/settings/readSettings.ts";
import type { SettingPlace } from "../../project/settings/value.ts";
import type { Deployment } from "../rule.ts";
import { hasText } from "../deployment.ts";

/**
 * The statement that puts a text into a list of the settings; null where the list does not have it for sure. What else is in the list, and on
 * what that hangs (`if DEBUG:`), does not matter, as long as no module that is not there may give another list.
 */
export function placeOfItem(deployment: Deployment, name: string, item: string): SettingPlace | null {
  const { settings } = deployment.project;
  const setting = settings.valueIn(name, deployment.environment);
  if (!setting?.always || settings.missingIn(deployment.environment).length > 0) return null;
  return hasText(setting.value, item) ? statementWith(deployment, setting, item) : null;
}

function statementWith({ project }: Deployment, setting: Setting, item: string): SettingPlace {
  const holds = ({ path, span }: SettingPlace): boolean =>
    (project.texts.get(path) ?? "").slice(span.start, span.end).includes(item);
  // What is put together of other lists begins where it is given, and what is added under a condition may be something else.
  return setting.places.findLast(holds) ?? setting.places[0]!;
}
