import { addModuleImportEdits } from "../../languages/python/editImports.ts";
import { readModule } from "../../languages/python/module.ts";
import { valueReader } from "../encrypt/keys/readingKeys.ts";
import { inSequence } from "../inSequence.ts";
import type { FileChange, SettingFix, SettingFixContext } from "../model.ts";
import { edit, environmentsOf, foundSetting, isMended } from "./settingStatement.ts";

/** `DEBUG` is on where a variable of the environment says so, and nowhere else. */
export const debugFromEnvironment: SettingFix = {
  id: "debug-from-environment",

  offer(context) {
    const { id } = debugFromEnvironment;
    if (!changeOf(context)) return { id, because: "It is given in a way that is not edited here: change it by hand." };
    return { id, title: TITLE, kind: "suggestion", preferred: true, input: null };
  },

  plan(context) {
    const change = changeOf(context);
    if (!change) return null;
    const { variable } = change;
    return {
      id: debugFromEnvironment.id,
      title: TITLE,
      steps: [{ label: "Settings", changes: [change.change] }],
      notes: [
        `Set \`${variable}=1\` where you develop: without it, \`manage.py runserver\` asks for \`ALLOWED_HOSTS\` and serves no static files.`,
      ],
    };
  },
};

const TITLE = "Turn `DEBUG` on only where the environment says so";

function changeOf(context: SettingFixContext): { readonly variable: string; readonly change: FileChange } | null {
  const { finding, project } = context;
  const found = foundSetting(context);
  const [environment] = environmentsOf(context);
  const value = found?.statement.value;
  if (!found || !value || !environment) return null;
  const { module } = found;
  const given = project.settings.valueIn("DEBUG", environment)?.value;
  const variable = (given?.kind === "environment" ? given.variable : null) ?? "DEBUG";
  const reader = valueReader(module, finding.path, project.settings, environment);
  const isThere = reader !== null && reader.after <= finding.span.start;
  const expression = !isThere
    ? `os.environ.get("${variable}", "").lower() in {"1", "true", "yes", "on"}`
    : reader.tool === "environ"
      ? `${reader.name}.bool("${variable}", default=False)`
      : `${reader.name}("${variable}", default=False, cast=bool)`;
  const edits = inSequence(module.text, [
    () => [{ span: value, text: expression }],
    (text) => (isThere ? [] : addModuleImportEdits(readModule(text), "os", finding.span.start)),
  ]);
  const change = edits && edit(finding.path, edits);
  return change && isMended(context, [change]) ? { variable, change } : null;
}
