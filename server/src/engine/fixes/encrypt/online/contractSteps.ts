import type { FixContext } from "../../model.ts";
import type { ContractOfField, ContractStep } from "./contractPlan.ts";
import { nextStep } from "./nextStep.ts";
import { callOf, pythonLiteral } from "./options.ts";
import { readEncrypted } from "./readEncrypted.ts";
import { namesBeside, operationsOn, type Stage } from "./stage.ts";

/** By how far the field has come. */
export const contractSteps: Readonly<Record<Exclude<Stage, "plain" | "done">, ContractStep>> = {
  expanded: {
    verb: "read_encrypted",
    title: "Read the encrypted column in place of the plain one:",
    isAtomic: true,
    dropsReferences: true,
    of: readEncrypted,
    notes: [
      "From this release on the encrypted column is read. Processes of the release before go on reading and writing the plain one, which is kept right.",
      thenGoOn("3b"),
    ],
  },
  switched: {
    verb: "stop_writing_plain",
    title: "Stop writing the plain column of",
    isAtomic: true,
    dropsReferences: false,
    of: stopWriting,
    notes: [
      "The migration stops when a row is not the same in both columns: then a process of an earlier release still writes, or `manage.py backfill_encrypted` is due.",
      thenGoOn("3c"),
    ],
  },
  stopped: {
    verb: "erase_plain",
    title: "Erase the plain column of",
    isAtomic: false,
    dropsReferences: false,
    of: erasePlain,
    notes: [
      "Make a backup first: what is erased cannot be had from the plain column again. Where the encrypted column does not hold the same, the value stays and the migration stops.",
      thenGoOn("3d"),
    ],
  },
  forgotten: {
    verb: "drop_plain",
    title: "Drop the plain column of",
    isAtomic: true,
    dropsReferences: false,
    of: dropPlain,
    notes: [
      "The plain column goes, if each row holds the same without it. Run `manage.py migrate`; no process has to be started anew for that.",
      "Older backups, replicas and exports keep the plain values, as do pages that the database has not cleared yet (PostgreSQL: `VACUUM FULL`).",
    ],
  },
};

function thenGoOn(step: string): string {
  return `Run \`manage.py migrate\`, then start the new release. Only when no process of the one before is left, go on with ${nextStep("encrypt-contract", step)}.`;
}

function stopWriting({ subject: { field } }: FixContext): ContractOfField {
  const { plain } = namesBeside(field);
  const erased = { erase: "True" };
  return {
    edit: {
      becomes: null,
      imports: [],
      editings: (editor, target) => [
        (text) => editor.changeField(text, { ...target, field: plain }, { setKeywords: erased }),
      ],
      optionsOfOthers: { [plain]: erased },
    },
    migration: {
      imports: { operations: ["ChangeField", "RequireNoDifferences"] },
      rounds: [
        (model) => [
          `RequireNoDifferences("${model}", "${plain}"),`,
          `ChangeField("${model}", "${plain}", erase=True),`,
        ],
      ],
    },
    notes: [],
  };
}

function erasePlain({ subject: { field } }: FixContext): ContractOfField {
  const { plain } = namesBeside(field);
  return {
    edit: {
      becomes: null,
      imports: [],
      editings: (editor, target) => [(text) => editor.removeField(text, { ...target, field: plain })],
      fieldsAfter: (names) => names.filter((name) => name !== plain),
    },
    migration: {
      imports: { operations: ["ErasePlain"] },
      rounds: [
        (model) => [
          `ErasePlain("${model}", "${plain}"),`,
          "# The column goes once no process that knows it is left.",
          `migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("${model}", "${plain}")]),`,
        ],
      ],
    },
    notes: [],
  };
}

function dropPlain(context: FixContext): ContractOfField | null {
  const { field } = context.subject;
  const { plain } = namesBeside(field);
  const added = operationsOn(context, plain).find(({ kind }) => kind === "add field");
  if (added?.kind !== "add field") return null;
  const plainClass = added.field.type?.replace(/^.*\./, "") ?? "";
  if (!/^Plain\w+Field$/.test(plainClass)) return null;
  const options = Object.entries(added.field.options).filter(([name]) => name !== "null");
  const plainCall = callOf(plainClass, [
    `copy_of="${field.name}"`,
    ...options.map(([name, value]) => `${name}=${pythonLiteral(value)}`),
    "erase=True",
    "null=True",
    "editable=False",
  ]);
  const wasNullable = !operationsOn(context, field.name).some(
    (operation) =>
      operation.kind === "change field" && operation.field.type === null && operation.field.options.null === true,
  );
  return {
    edit: {
      becomes: null,
      imports: [],
      editings: (editor, target) =>
        wasNullable ? [] : [(text) => editor.changeField(text, target, { dropKeywords: ["null"] })],
    },
    migration: {
      imports: {
        copies: [plainClass],
        operations: [
          "RemoveFieldOnce",
          "RequireKnown",
          "RequireNoDifferences",
          ...(wasNullable ? [] : ["ChangeField"]),
        ],
      },
      // SQLite makes the table anew when a column goes, without those that no model knows: all are known, and looked at, before one goes.
      rounds: [
        (model) => [
          [
            "migrations.SeparateDatabaseAndState(",
            `    state_operations=[migrations.AddField("${model}", "${plain}", ${plainCall})]`,
            "),",
          ].join("\n"),
        ],
        (model) => [`RequireKnown("${model}", "${plain}"),`, `RequireNoDifferences("${model}", "${plain}"),`],
        (model) => [
          `RemoveFieldOnce("${model}", "${plain}"),`,
          ...(wasNullable ? [] : [`ChangeField("${model}", "${field.name}", null=False),`]),
        ],
      ],
    },
    notes: [],
  };
}
