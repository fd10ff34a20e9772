/**
 * The tree that lezer makes of a text, taken over once as plain nodes: lezer makes those of its own anew whenever somebody asks for one,
 * which takes longer than to parse where the same ones are asked for from many sides.
 */
import { type NodeType, Tree, type TreeBuffer } from "@lezer/common";
import { parser } from "@lezer/python";

export class SyntaxNode {
  /** Tells the kinds of nodes apart; less than 2 ** 8. */
  readonly id: number;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly parent: SyntaxNode | null;
  readonly prevSibling: SyntaxNode | null;
  nextSibling: SyntaxNode | null = null;
  firstChild: SyntaxNode | null = null;
  lastChild: SyntaxNode | null = null;

  /** Puts itself behind the other children of its parent. */
  constructor({ id, name }: NodeType, from: number, to: number, parent: SyntaxNode | null) {
    this.id = id;
    this.name = name;
    this.from = from;
    this.to = to;
    this.parent = parent;
    this.prevSibling = parent ? parent.lastChild : null;
    if (!parent) return;
    if (parent.lastChild) parent.lastChild.nextSibling = this;
    else parent.firstChild = this;
    parent.lastChild = this;
  }
}

/** The node of the whole text. It never fails: what cannot be read stands in nodes of errors. */
export function syntaxTreeOf(text: string): SyntaxNode {
  const tree = parser.parse(text);
  const root = new SyntaxNode(tree.type, 0, tree.length, null);
  const pending: Pending[] = [{ tree, offset: 0, at: 0, node: root }];
  for (let top = pending.at(-1); top; top = pending.at(-1)) {
    const { tree, offset, node } = top;
    const child = tree.children[top.at];
    if (!child) {
      pending.pop();
      continue;
    }
    const from = offset + tree.positions[top.at++]!;
    if (child instanceof Tree) pending.push({ tree: child, offset: from, at: 0, node: nodeOf(child, from, node) });
    else addBuffer(child, from, node);
  }
  return root;
}

/** A tree whose children are taken over from the one at `at` on. */
interface Pending {
  readonly tree: Tree;
  readonly offset: number;
  at: number;
  readonly node: SyntaxNode;
}

/** Lezer keeps many children in trees without a name, to find one faster. */
function nodeOf({ type, length }: Tree, from: number, parent: SyntaxNode): SyntaxNode {
  return type.isAnonymous ? parent : new SyntaxNode(type, from, from + length, parent);
}

/** Small trees are one row of numbers: of each node its type, its beginning, its end, and where the next one that is not within it stands. */
function addBuffer({ buffer, set }: TreeBuffer, offset: number, parent: SyntaxNode): void {
  let node = parent;
  /** Where the nodes around the current one end in the row. */
  const ends: number[] = [];
  const around: SyntaxNode[] = [];
  for (let at = 0; at < buffer.length; at += 4) {
    while ((ends.at(-1) ?? Infinity) <= at) {
      ends.pop();
      node = around.pop()!;
    }
    const type = set.types[buffer[at]!]!;
    if (type.isAnonymous) continue;
    const made: SyntaxNode = new SyntaxNode(type, offset + buffer[at + 1]!, offset + buffer[at + 2]!, node);
    const end = buffer[at + 3]!;
    if (end === at + 4) continue;
    ends.push(end);
    around.push(node);
    node = made;
  }
}

/** Visits a node and all within it in source order; `enter` gives false where what is within a node is not to be visited, which then is not left. */
export function walk(
  root: SyntaxNode,
  enter: (node: SyntaxNode) => boolean | undefined,
  leave?: (node: SyntaxNode) => void,
): void {
  for (let at = root; ;) {
    if (enter(at) !== false) {
      if (at.firstChild) {
        at = at.firstChild;
        continue;
      }
      leave?.(at);
    }
    for (;;) {
      if (at === root) return;
      if (at.nextSibling) break;
      at = at.parent!;
      leave?.(at);
    }
    at = at.nextSibling;
  }
}

/** The innermost node around what stands behind an offset, or before it. */
export function innermostAt(root: SyntaxNode, offset: number, side: "behind" | "before"): SyntaxNode {
  const isAround = ({ from, to }: SyntaxNode): boolean =>
    side === "behind" ? from <= offset && to > offset : from < offset && to >= offset;
  for (let at = root; ;) {
    let child = at.firstChild;
    while (child && !isAround(child)) child = child.nextSibling;
    if (!child) return at;
    at = child;
  }
}
