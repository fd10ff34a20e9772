import type { TextEdit } from "../../text/textEdit.ts";
import type { ClassFix, ClassFixContext } from "../model.ts";

/** What a fix of a class does to the file that declares it. */
export interface ClassEdit {
  readonly edits: readonly TextEdit[];
  /** What a person has to know; asked for by a plan alone. */
  readonly notes: () => readonly string[];
}

interface Parts {
  readonly id: string;
  /** Of the one step. */
  readonly label: string;
  /** False where the fix has nothing to do with the finding. */
  readonly isMeant: (context: ClassFixContext) => boolean;
  readonly isPreferred: (context: ClassFixContext) => boolean;
  readonly titleOf: (context: ClassFixContext) => string;
  /** A sentence where it cannot be done. */
  readonly editOf: (context: ClassFixContext) => ClassEdit | string;
}

/** A fix that changes nothing but the file of the class. */
export function classFixByEdit({ id, label, isMeant, isPreferred, titleOf, editOf }: Parts): ClassFix {
  return {
    id,

    offer(context) {
      if (!isMeant(context)) return null;
      const edit = editOf(context);
      if (typeof edit === "string") return { id, because: edit };
      const preferred = isPreferred(context);
      return { id, title: titleOf(context), kind: "suggestion", preferred, input: null };
    },

    plan(context) {
      const edit = editOf(context);
      if (typeof edit === "string") return { id, because: edit };
      const change = { kind: "edit", path: context.use.path, edits: edit.edits } as const;
      return { id, title: titleOf(context), steps: [{ label, changes: [change] }], notes: edit.notes() };
    },
  };
}

/** Why it cannot be done: nobody but a person would get it right. */
export const BY_HAND = "It is written in a way that is not edited here: change it by hand.";
export const PUT_TOGETHER = "Its options are put together of several classes: change it by hand.";
