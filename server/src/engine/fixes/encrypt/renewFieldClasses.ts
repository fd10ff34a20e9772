import { APP_FILES, TOKEN_TABLE_FILES } from "../../protection/generated/app.ts";
import type { Contexts, FileChange, Fix, FixContext, FixPlan } from "../model.ts";
import { olderAppOf } from "./helper.ts";

const ID = "renew-field-classes";

/** An app that an earlier version generated becomes the one of today, whole: other fixes go on from there. */
export const renewFieldClasses: Fix = {
  id: ID,

  offer({ project, subject: { classification } }) {
    if (classification.verdict !== "sensitive" || classification.treatment === "none") return null;
    const folder = olderAppOf(project);
    return folder === null
      ? null
      : { id: ID, title: titleOf(folder), kind: "suggestion", preferred: false, input: null };
  },

  plan: (context) => planAll([context]),
  planAll,
};

function titleOf(folder: string): string {
  return `Bring the generated field classes in ${folder} up to date…`;
}

function planAll([{ project }]: Contexts): FixPlan | null {
  const folder = olderAppOf(project);
  if (folder === null) return null;
  return {
    id: ID,
    title: titleOf(folder),
    steps: [{ label: "Field classes", changes: changesIn(project, folder) }],
    notes: [
      "Look at the changes: what this project has changed in these files itself is gone with them, and has to be made once more.",
      "Fields, columns and keys stay as they are. Run the tests of the app with those of the project (`manage.py test`).",
    ],
  };
}

function changesIn({ texts }: FixContext["project"], folder: string): readonly FileChange[] {
  const hasTokens = texts.has(`${folder}tokens.py`);
  return Object.entries({ ...APP_FILES, ...(hasTokens ? TOKEN_TABLE_FILES : {}) }).flatMap(
    ([name, textOf]): readonly FileChange[] => {
      // A migration that was run is not written again.
      if (name.startsWith("migrations/")) return [];
      const path = `${folder}${name}`;
      const before = texts.get(path);
      const text = textOf();
      if (before === undefined) return [{ kind: "create", path, text }];
      if (before === text) return [];
      return [{ kind: "edit", path, edits: [{ span: { start: 0, end: before.length }, text }] }];
    },
  );
}
