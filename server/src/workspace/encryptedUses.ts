import type { ClassifiedField, ClassifiedFile } from "../engine/project/model.ts";
import type { Policy } from "../engine/project/policy/model.ts";
import type { UsesOfField } from "../engine/project/uses/frameworkUses.ts";
import { checkUses } from "../engine/rules/check.ts";
import type { Finding } from "../engine/rules/rule.ts";
import type { FileAnalysis } from "./analyse.ts";
import type { FieldUses } from "./fieldUses.ts";
import { isTestPath } from "./testPaths.ts";

/**
 * Who uses the encrypted fields of a project, as it was last counted. Findings are made for the text as it is then, so that they stay
 * at their field while somebody types and the uses are still to be counted again.
 */
export class EncryptedUses {
  readonly #byPath: ReadonlyMap<string, ReadonlyMap<string, UsesOfField>>;

  constructor(byPath: ReadonlyMap<string, ReadonlyMap<string, UsesOfField>>) {
    this.#byPath = byPath;
  }

  findingsIn(path: string, file: ClassifiedFile, policy: Policy): readonly Finding[] {
    const known = this.#byPath.get(path);
    return known ? checkUses(file, policy, (subject) => known.get(nameOf(subject)) ?? null) : [];
  }
}

export const NO_ENCRYPTED_USES = new EncryptedUses(new Map());

/** Whether a file has fields of which uses may tell something. */
export function hasEncrypted({ path, file }: FileAnalysis): boolean {
  return !isTestPath(path) && file.fields.some(isEncrypted);
}

export function countEncryptedUses(analyses: readonly FileAnalysis[], uses: FieldUses): EncryptedUses {
  const ofFile = ({ path, file }: FileAnalysis): ReadonlyMap<string, UsesOfField> =>
    new Map(
      file.fields.filter(isEncrypted).flatMap((subject) => {
        const known = uses.known(path, subject.entity.name, subject.field.name);
        return known ? [[nameOf(subject), known]] : [];
      }),
    );
  return new EncryptedUses(new Map(analyses.filter(hasEncrypted).map((analysis) => [analysis.path, ofFile(analysis)])));
}

function isEncrypted({ protection }: ClassifiedField): boolean {
  return protection.kind === "encrypted";
}

function nameOf({ entity, field }: ClassifiedField): string {
  return `${entity.name}.${field.name}`;
}
