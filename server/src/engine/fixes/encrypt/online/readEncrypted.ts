import { generated } from "../../../protection/generated/provider.ts";
import type { FixContext } from "../../model.ts";
import { askedOfIndex, isServedByIndex } from "../blindIndex/asked.ts";
import {
  indexName,
  isIndexed,
  makeUniqueOperation,
  moveUniquenessOperation,
  notesOnIndex,
} from "../blindIndex/indexField.ts";
import { notesOnQueries } from "../hazards/againstQueries.ts";
import type { ContractOfField } from "./contractPlan.ts";
import { moduleOfApp } from "../migration/appImports.ts";
import { callOf, pythonLiteral, sharedOptions } from "./options.ts";
import { migratedFieldOf } from "./possible.ts";
import { namesBeside } from "./stage.ts";

/** The field becomes the encrypted one, and a plain field follows it for processes that know no other. */
export function readEncrypted(context: FixContext, module: string): ContractOfField | null {
  const { entity, field } = context.subject;
  const hasIndex = isIndexed(entity, field);
  const asked = hasIndex ? askedOfIndex(context) : null;
  const change = generated.change(field);
  const migrated = migratedFieldOf(context);
  const options = migrated && sharedOptions(field, migrated);
  if (typeof change === "string" || !migrated || !options) return null;
  const { encrypted, plain } = namesBeside(field);
  const column = migrated.options.db_column;
  const wasUnique = migrated.options.unique === true;
  // The release before still finds rows by the plain column, also what it looks for together with others.
  const losesIndex = wasUnique || (asked?.together === true && migrated.options.db_index !== true);
  const index = losesIndex ? true : migrated.options.db_index;
  const plainClass = change.use.name.replace(/^Encrypted/, "Plain");
  const plainCall = (shared: readonly string[]): string =>
    callOf(plainClass, [
      `copy_of="${field.name}"`,
      `db_column="${typeof column === "string" ? column : field.name}"`,
      ...shared,
      // The index stays as long as the column does.
      ...(index === undefined ? [] : [`db_index=${pythonLiteral(index)}`]),
      "null=True",
      "editable=False",
    ]);
  const newOptions = { ...change.setKeywords, db_column: `"${encrypted}"`, null: "True" };
  const dropped = change.dropKeywords.filter((name) => !(name in newOptions));
  // From here on the index keeps unique what is unique.
  const changed = [
    ...(wasUnique ? ['drop=("unique",)'] : []),
    ...(losesIndex ? ["db_index=True"] : []),
    ...(migrated.options.null === true ? [] : ["null=True"]),
  ];
  const nowUnique = { unique: "True" };
  const toEncrypted = [change.use.name, `drop=${tuple(dropped)}`, ...keywords(newOptions)].join(", ");
  return {
    edit: {
      becomes: change.use.name,
      imports: [
        { module, name: change.use.name, origin: "project" },
        { module: moduleOfApp(module, "copies"), name: plainClass, origin: "project" },
      ],
      editings: (editor, target) => [
        (text) =>
          editor.changeField(text, target, { callee: change.use.name, dropKeywords: dropped, setKeywords: newOptions }),
        (text) => editor.removeField(text, { ...target, field: encrypted }),
        (text) => editor.addBehindField(text, target, `${plain} = ${plainCall(options.inModel)}`),
        ...(asked ? [(text: string) => editor.renameInUniqueness(text, target, indexName(field))] : []),
        ...(asked?.unique
          ? [
              (text: string) =>
                editor.changeField(text, { ...target, field: indexName(field) }, { setKeywords: nowUnique }),
            ]
          : []),
      ],
      ...(asked?.unique ? { optionsOfOthers: { [indexName(field)]: nowUnique } } : {}),
      fieldsAfter: (names) =>
        names.filter((name) => name !== encrypted).flatMap((name) => (name === field.name ? [name, plain] : [name])),
    },
    migration: {
      imports: {
        fields: [change.use.name],
        copies: [plainClass],
        operations: [
          "ChangeField",
          "RequireKnown",
          "RestorePlain",
          ...(hasIndex ? ["RequireNoDifferences"] : []),
          ...(asked?.unique ? ["MakeUnique"] : []),
          ...(asked?.together ? ["MoveUniqueness"] : []),
        ],
      },
      rounds: [
        // Of all fields, before any is changed.
        (model) => [
          `RequireKnown("${model}", "${field.name}"),`,
          ...(hasIndex ? [`RequireNoDifferences("${model}", "${field.name}"),`] : []),
        ],
        (model) => [
          ...(asked?.unique ? [makeUniqueOperation(model, field)] : []),
          ...(asked?.together ? [moveUniquenessOperation(model, field)] : []),
          ...(changed.length > 0 ? [`ChangeField("${model}", "${field.name}", ${changed.join(", ")}),`] : []),
          [
            "# The columns stay as they are: only the fields change places.",
            "migrations.SeparateDatabaseAndState(",
            "    state_operations=[",
            `        migrations.RemoveField("${model}", "${encrypted}"),`,
            `        ChangeField("${model}", "${field.name}", ${toEncrypted}),`,
            `        migrations.AddField("${model}", "${plain}", ${plainCall(options.inMigration)}),`,
            "    ]",
            "),",
          ].join("\n"),
          `RestorePlain("${model}", "${plain}"),`,
        ],
      ],
    },
    notes: hasIndex
      ? [
          "Rows are found by the blind index from this release on: deploy it only when no process of before step 1 is left. The migration stops when a row lacks its index, or two rows have equal values.",
          ...notesOnIndex(context, { unique: asked?.unique === true, together: asked?.together === true }),
          ...notesOnQueries(context, (use) => isServedByIndex(use, field.name)),
        ]
      : [...change.notes, ...notesOnQueries(context)],
  };
}

function keywords(options: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(options).map(([name, value]) => `${name}=${value}`);
}

function tuple(names: readonly string[]): string {
  return names.length === 1 ? `("${names[0]!}",)` : `(${names.map((name) => `"${name}"`).join(", ")})`;
}
