import { writtenEntries } from "../../project/settings/writtenTexts.ts";
import type { FileChange, SettingFix, SettingFixContext } from "../model.ts";
import { edit, isMended } from "./settingStatement.ts";

/** Errors are mailed without the page that shows the values of all variables. */
export const plainErrorMail: SettingFix = {
  id: "plain-error-mail",

  offer(context) {
    const { id } = plainErrorMail;
    if (!changeOf(context))
      return { id, because: "It is said elsewhere, or in a way that is not edited here: change it by hand." };
    return { id, title: TITLE, kind: "suggestion", preferred: true, input: null };
  },

  plan(context) {
    const change = changeOf(context);
    if (!change) return null;
    return {
      id: plainErrorMail.id,
      title: TITLE,
      steps: [{ label: "Settings", changes: [change] }],
      notes: ["The mail still holds the text of the error, and the request as text."],
    };
  },
};

const TITLE = "Mail errors without the values of all variables";

function changeOf(context: SettingFixContext): FileChange | null {
  const { finding, project } = context;
  if (finding.field !== "LOGGING") return null;
  const places = project.settings.environments.flatMap(
    (environment) => project.settings.valueIn("LOGGING", environment)?.places ?? [],
  );
  const part = writtenEntries(project, places, "include_html").find(
    ({ path, at }) => path === finding.path && at.start === finding.span.start,
  );
  if (part?.value.kind !== "constant") return null;
  const change = edit(finding.path, [{ span: part.value.span, text: "False" }]);
  return isMended(context, [change]) ? change : null;
}
