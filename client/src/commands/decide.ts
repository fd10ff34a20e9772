import type { FixRequest } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../languageServer.ts";
import type { Notes } from "../notes.ts";
import type { ClassificationTree } from "../tree/classificationTree.ts";
import type { FieldNode, TreeNode } from "../tree/nodes.ts";
import { applyFix } from "./applyFix.ts";

export interface Decisions {
  /** It holds what we think it holds. */
  readonly agree: (node?: TreeNode) => Promise<void>;
  readonly setCategory: (node?: TreeNode) => Promise<void>;
  readonly ignore: (node?: TreeNode) => Promise<void>;
}

export interface DecisionContext {
  readonly server: LanguageServer;
  readonly notes: Notes;
  readonly tree: ClassificationTree;
}

/** What a person can say of a field in the tree. Where many wait for it, each decision leads to the next field. */
export function decisions({ server, notes, tree }: DecisionContext): Decisions {
  const decide = async (node: FieldNode, fix: Pick<FixRequest, "fixId" | "asks">, answer?: string): Promise<void> => {
    const { entity, field } = node;
    const index = tree.undecided.findIndex(({ id }) => id === node.id);
    const request: FixRequest = { uri: entity.uri, entity: entity.name, field: field.name, ...fix };
    const isDone = await applyFix(server, notes, request, answer);
    if (isDone && index >= 0) await tree.goOn({ decided: node, index });
  };
  // A key is pressed on whatever has the focus.
  const onField =
    (run: (node: FieldNode) => Promise<void>) =>
    async (node: TreeNode | undefined = tree.selected): Promise<void> => {
      if (node?.kind === "field" && !node.entity.package) await run(node);
    };
  return {
    agree: onField(async (node) => {
      const { verdict, category } = node.field;
      if (verdict !== "review" || category === null) return;
      await decide(node, { fixId: "set-category", asks: "category" }, category);
    }),
    setCategory: onField((node) => decide(node, { fixId: "set-category", asks: "category" })),
    ignore: onField((node) => decide(node, { fixId: "ignore", asks: "reason" })),
  };
}
