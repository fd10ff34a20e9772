import { membersOf, type RootNode } from "./nodes.ts";

/**
 * Gives the nodes that the editor holds their new content, in place: it knows a node by the object. Returns those that
 * have changed; null when other nodes are needed.
 */
export function renew(known: readonly RootNode[], fresh: readonly RootNode[]): readonly RootNode[] | null {
  if (known.length !== fresh.length || known.some(({ id }, index) => id !== fresh[index]?.id)) return null;
  return known.filter((node, index) => {
    const content = fresh[index];
    if (!content || isSame(node, content)) return false;
    Object.assign(node, content);
    return true;
  });
}

/** Entities never change: newer ones take their place. With the same filter, the same entity shows the same fields. */
function isSame(a: RootNode, b: RootNode): boolean {
  const [aMembers, bMembers] = [membersOf(a), membersOf(b)];
  return (
    aMembers.length === bMembers.length && aMembers.every(({ entity }, index) => entity === bMembers[index]?.entity)
  );
}
