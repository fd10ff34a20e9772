import { addModuleImportEdits } from "../../languages/python/editImports.ts";
import { readModule } from "../../languages/python/module.ts";
import { valueReader } from "../encrypt/keys/readingKeys.ts";
import { inSequence } from "../inSequence.ts";
import { fixByEdit } from "./settingEdit.ts";
import { edit, environmentsOf, foundSetting } from "./settingStatement.ts";

/** `DEBUG` is on where a variable of the environment says so, and nowhere else. */
export const debugFromEnvironment = fixByEdit(
  "debug-from-environment",
  "It is given in a way that is not edited here: change it by hand.",
  (context) => {
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
    return (
      edits && {
        title: "Turn `DEBUG` on only where the environment says so",
        change: edit(finding.path, edits),
        notes: [
          `Set \`${variable}=1\` where you develop: without it, \`manage.py runserver\` asks for \`ALLOWED_HOSTS\` and serves no static files.`,
        ],
      }
    );
  },
);
