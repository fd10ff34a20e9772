import { EMPTY_POLICY, type Policy } from "../engine/project/policy/model.ts";
import { type ParsedPolicy, parsePolicy } from "../engine/project/policy/parsePolicy.ts";
import type { WorkspaceProblem } from "./analyse.ts";

/** Where the policy is looked for, in this order. */
export const POLICY_PATHS: readonly string[] = ["fieldguard.yml", "fieldguard.yaml"];

export interface LoadedPolicy {
  /** Null when the project has none. */
  readonly path: string | null;
  readonly policy: Policy;
  readonly problems: readonly WorkspaceProblem[];
  readonly lineOf: ParsedPolicy["lineOf"];
}

export const NO_POLICY: LoadedPolicy = { path: null, policy: EMPTY_POLICY, problems: [], lineOf: () => 1 };

/** A policy that cannot be read at all leaves the one before in force, so that half a line typed changes nothing. */
export function loadPolicy(path: string, text: string, before: LoadedPolicy): LoadedPolicy {
  const { policy, problems, lineOf } = parsePolicy(text);
  const unreadable = policy === EMPTY_POLICY && problems.length > 0;
  return {
    path,
    policy: unreadable && before.path === path ? before.policy : policy,
    problems: problems.map((problem) => ({ path, ...problem })),
    lineOf,
  };
}

/** For a policy that is there, but is no text that we may read. */
export function unreadablePolicy(path: string, before: LoadedPolicy): LoadedPolicy {
  const problem = { path, line: 1, message: "is there, but cannot be read as a text" };
  return { ...NO_POLICY, path, policy: before.path === path ? before.policy : EMPTY_POLICY, problems: [problem] };
}
