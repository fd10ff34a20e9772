import type { LeakModel, LeakStep, Severity } from "../../../server/src/protocol.ts";

/** What is found in a file of the workspace. */
export interface LeakPlace {
  /** URI of the workspace folder. */
  readonly folder: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly uri: string;
  readonly leak: LeakModel;
}

/** All that one rule finds. */
export interface RuleNode {
  readonly kind: "rule";
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly places: readonly LeakPlace[];
  readonly isExpanded: boolean;
}

export interface LeakNode extends LeakPlace {
  readonly kind: "leak";
  readonly id: string;
  readonly parent: RuleNode;
}

/** A step of the way to where the value comes from. */
export interface StepNode {
  readonly kind: "step";
  readonly id: string;
  readonly parent: LeakNode;
  readonly step: LeakStep;
}

export type LeakTreeNode = RuleNode | LeakNode | StepNode;

const WORST_FIRST: readonly Severity[] = ["error", "warning", "information", "hint"];

/** So many can be looked through without folding anything. */
const FEW = 50;

/** The rules that find something: those with the worst findings first, then those with the most. Ids are free of positions. */
export function ruleNodes(places: readonly LeakPlace[]): RuleNode[] {
  const byRule = new Map<string, LeakPlace[]>();
  for (const place of places) {
    const others = byRule.get(place.leak.rule);
    if (others) others.push(place);
    else byRule.set(place.leak.rule, [place]);
  }
  return [...byRule]
    .map(([rule, found]): RuleNode => ({
      kind: "rule",
      id: rule,
      rule,
      title: found[0]!.leak.title,
      places: found.toSorted((a, b) => rankOf(a.leak.severity) - rankOf(b.leak.severity)),
      isExpanded: places.length <= FEW,
    }))
    .sort(
      (a, b) =>
        rankOf(worstOf(a)) - rankOf(worstOf(b)) || b.places.length - a.places.length || (a.title < b.title ? -1 : 1),
    );
}

export function leakChildren(node: LeakTreeNode): readonly LeakTreeNode[] {
  switch (node.kind) {
    case "rule":
      return node.places.map((place) => leakNode(place, node));
    case "leak":
      return node.leak.way.map((step, index): StepNode => ({
        kind: "step",
        id: `${node.id}|${index}`,
        parent: node,
        step,
      }));
    case "step":
      return [];
  }
}

export function worstOf({ places }: RuleNode): Severity {
  return places[0]?.leak.severity ?? "hint";
}

/** What a badge counts: hints and information are to be known, not to be done. */
export function isPressing({ leak: { severity } }: LeakPlace): boolean {
  return severity === "error" || severity === "warning";
}

function leakNode(place: LeakPlace, parent: RuleNode): LeakNode {
  return { kind: "leak", id: `${place.folder}|${place.leak.fingerprint}`, parent, ...place };
}

function rankOf(severity: Severity): number {
  return WORST_FIRST.indexOf(severity);
}
