import { writtenEntries } from "../../project/settings/writtenTexts.ts";
import { fixByEdit } from "./settingEdit.ts";
import { edit } from "./settingStatement.ts";

/** Errors are mailed without the page that shows the values of all variables. */
export const plainErrorMail = fixByEdit(
  "plain-error-mail",
  "It is said elsewhere, or in a way that is not edited here: change it by hand.",
  ({ finding, project }) => {
    if (finding.field !== "LOGGING") return null;
    const places = project.settings.environments.flatMap(
      (environment) => project.settings.valueIn("LOGGING", environment)?.places ?? [],
    );
    const part = writtenEntries(project, places, "include_html").find(
      ({ path, at }) => path === finding.path && at.start === finding.span.start,
    );
    if (part?.value.kind !== "constant") return null;
    return {
      title: "Mail errors without the values of all variables",
      change: edit(finding.path, [{ span: part.value.span, text: "False" }]),
      notes: ["The mail still holds the text of the error, and the request as text."],
    };
  },
);
