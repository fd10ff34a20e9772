import type { ClassifiedField } from "../../project/model.ts";
import type { InstalledModel } from "../../project/thirdParty/installedModels.ts";
import type { UsesOfField } from "../../project/uses/frameworkUses.ts";
import type { DeclaredEntity } from "../../schema/entityLookup.ts";
import { clauseLines, classificationLines, type ExplainOptions, reasonLines, useLines } from "./explainField.ts";
import { paintFor } from "./paint.ts";
import { printable } from "./printable.ts";
import { wrapped } from "./wrapped.ts";

export interface FieldOfPackage {
  readonly model: InstalledModel;
  readonly subject: ClassifiedField;
  /** The model of the project that inherits it, where it was asked for there. */
  readonly child?: DeclaredEntity;
  /** Of the child, where there is one; null where nobody has looked for them. */
  readonly uses: UsesOfField | null;
}

/** What is known of a field that a package brings: the same as of any other, but for what can be done about it. */
export function explainInstalledField(
  { model, subject, child, uses }: FieldOfPackage,
  { color, width }: ExplainOptions,
): string {
  const paint = paintFor(color);
  const heading = `${model.app}.${model.name}.${subject.field.name}`;
  const origin = `${model.distribution} ${model.version}, ${model.path}`;
  const blocks = [
    [`${paint.bold(heading)}  ${paint.dim(origin)}`, ...classificationLines(subject, paint)],
    reasonLines(subject.classification, paint),
    clauseLines(subject, paint),
    uses ? useLines(uses, paint) : [],
    wrapped(note(model, child), width).map((line) => paint.dim(line)),
  ];
  return (
    blocks
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join("\n"))
      .join("\n\n") + "\n"
  );
}

function note(
  { distribution, version, otherVersion, documentation }: InstalledModel,
  child: DeclaredEntity | undefined,
): string {
  const why = child ? `${child.entity.name} (${printable(child.schema.path)}) inherits it` : "The project installs it";
  const other = otherVersion === null ? "" : ` (the project has ${printable(otherVersion)}, which may differ)`;
  return (
    `Declared by ${distribution}, as of version ${version}${other}. ${why}, so its database holds this field; ` +
    `there is no declaration here to change. ${documentation}`
  );
}
