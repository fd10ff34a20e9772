import type { ClassifiedField, ClassifiedFile, Project } from "../engine/project/model.ts";
import type { Policy } from "../engine/project/policy/model.ts";
import type { UsesOfField } from "../engine/project/uses/frameworkUses.ts";
import { indexedBy } from "../engine/protection/recognise.ts";
import { checkInProject } from "../engine/rules/check.ts";
import type { Finding } from "../engine/rules/rule.ts";
import type { FileAnalysis } from "./analyse.ts";
import type { FieldUses } from "./fieldUses.ts";
import { isTestPath } from "./testPaths.ts";

/**
 * Who uses the encrypted fields of a project, as it was last counted, and what the project depends on. Findings are made for the text as it is then, so that they stay
 * at their field while somebody types and the uses are still to be counted again.
 */
export class EncryptedUses {
  readonly #byPath: ReadonlyMap<string, ReadonlyMap<string, UsesOfField>>;

  readonly #packages: Project["packages"];

  constructor(byPath: ReadonlyMap<string, ReadonlyMap<string, UsesOfField>>, packages: Project["packages"]) {
    this.#byPath = byPath;
    this.#packages = packages;
  }

  findingsIn(path: string, file: ClassifiedFile, policy: Policy): readonly Finding[] {
    const known = this.#byPath.get(path);
    if (!known) return [];
    return checkInProject(file, policy, (subject) => {
      const uses = known.get(nameOf(subject));
      return uses ? { uses, packages: this.#packages } : null;
    });
  }
}

export const NO_ENCRYPTED_USES = new EncryptedUses(new Map(), new Map());

/** Whether a file has fields of which uses may tell something. */
export function hasEncrypted({ path, file }: FileAnalysis): boolean {
  return !isTestPath(path) && file.fields.some(isEncrypted);
}

export function countEncryptedUses(
  analyses: readonly FileAnalysis[],
  uses: FieldUses,
  packages: Project["packages"],
): EncryptedUses {
  const ofFile = ({ path, file }: FileAnalysis): ReadonlyMap<string, UsesOfField> =>
    new Map(
      file.fields.filter(isEncrypted).flatMap((subject) => {
        const known = uses.known(path, subject.entity.name, subject.field.name);
        return known ? [[nameOf(subject), known]] : [];
      }),
    );
  const byPath = new Map(analyses.filter(hasEncrypted).map((analysis) => [analysis.path, ofFile(analysis)]));
  return new EncryptedUses(byPath, packages);
}

/** With the blind indexes of what is. */
function isEncrypted({ protection, field }: ClassifiedField): boolean {
  return protection.kind === "encrypted" || indexedBy(field) !== null;
}

function nameOf({ entity, field }: ClassifiedField): string {
  return `${entity.name}.${field.name}`;
}
