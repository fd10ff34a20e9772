import { NOTHING_TOLD, type ToldKind, type ToldKinds } from "../classification/evidence/told.ts";
import { globOf, isWithinGlob } from "./policy/glob.ts";
import type { PartPolicy, Policy } from "./policy/model.ts";
import { entryFor } from "./policy/selectors.ts";

/** What the policy says that entities are about. */
export function toldKindsOf(policy: Policy): ToldKinds {
  if (policy.entities.size + policy.paths.size === 0) return NOTHING_TOLD;
  const before = known.get(policy);
  if (before) return before;
  const told: ToldKinds = {
    ofEntity: (path, entity) => kindOf(entryFor(policy.entities, { path, entity }), `\`${entity.name}\``),
    ofPath(path) {
      const found = pathPart(policy, path);
      return found && kindOf(found.part, `what lies in \`${found.pattern}\``);
    },
  };
  known.set(policy, told);
  return told;
}

/** All files ask, and what is found by relations is kept for each answer. */
const known = new WeakMap<Policy, ToldKinds>();

/** The last pattern that fits. */
export function pathPart(policy: Policy, path: string): { readonly pattern: string; readonly part: PartPolicy } | null {
  return testsOf(policy).findLast(({ test }) => isWithinGlob(path, test)) ?? null;
}

interface PathTest {
  readonly pattern: string;
  readonly part: PartPolicy;
  readonly test: (path: string) => boolean;
}

function testsOf({ paths }: Policy): readonly PathTest[] {
  let tests = compiled.get(paths);
  if (!tests) {
    tests = [...paths].flatMap(([pattern, part]) => {
      const test = globOf(pattern);
      return test ? [{ pattern, part, test }] : [];
    });
    compiled.set(paths, tests);
  }
  return tests;
}

const compiled = new WeakMap<Policy["paths"], readonly PathTest[]>();

function kindOf(part: PartPolicy | undefined, subject: string): ToldKind | null {
  return part && "kinds" in part ? { classes: part.kinds, subject } : null;
}
