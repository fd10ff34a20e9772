import { parser } from "@lezer/python";
import { describe, expect, it } from "vitest";
import { innermostAt, type SyntaxNode, syntaxTreeOf, walk } from "./syntaxTree.ts";

const TEXTS: Readonly<Record<string, string>> = {
  nothing: "",
  "a comment": "# nothing\n",
  "a class":
    'class A(B, metaclass=C):\n    """Says."""\n    x: int = f(1, *a, **b)\n\n    async def g(self, y=2):\n        yield y\n',
  "nested code":
    "for i in range(3):\n    if i:\n        print(f'{i!r:>{w}}', [j for j in k if j])\n    else:\n        pass\n",
  "more children than one tree holds": `x = [${Array.from({ length: 3000 }, (_, at) => `"${at}"`).join(", ")}]\n`,
  "long sums": `x = ${"a + ".repeat(3000)}a\n`,
  "broken code": 'def f(:\n  x = (1,\nclass A\n    y = "\n  z = ]\n',
};

describe("syntaxTreeOf", () => {
  it.each(Object.entries(TEXTS))("is what lezer makes of %s", (_, text) => {
    const expected: string[] = [];
    const depths: number[] = [];
    let depth = 0;
    parser.parse(text).iterate({
      enter: ({ name, from, to }) => {
        expected.push(`${name} ${from} ${to}`);
        depths.push(depth++);
      },
      leave: () => {
        depth--;
      },
    });
    const nodes = nodesOf(syntaxTreeOf(text));
    expect(nodes.map(({ name, from, to }) => `${name} ${from} ${to}`)).toEqual(expected);
    expect(nodes.map(depthOf)).toEqual(depths);
  });

  it("links nodes in all directions", () => {
    for (const node of nodesOf(syntaxTreeOf(TEXTS["a class"]!))) {
      expect(node.nextSibling?.prevSibling ?? node).toBe(node);
      expect(node.parent?.lastChild === node).toBe(node.parent !== null && node.nextSibling === null);
      expect(node.parent?.firstChild === node).toBe(node.parent !== null && node.prevSibling === null);
    }
  });
});

describe("walk", () => {
  it("neither visits what is within a node that was not entered nor leaves that node", () => {
    const steps: string[] = [];
    walk(
      syntaxTreeOf("f(x)\ng\n"),
      ({ name }) => {
        steps.push(`+${name}`);
        return name !== "CallExpression";
      },
      ({ name }) => {
        steps.push(`-${name}`);
      },
    );
    expect(steps.join(" ")).toBe(
      "+Script +ExpressionStatement +CallExpression -ExpressionStatement +ExpressionStatement +VariableName -VariableName -ExpressionStatement -Script",
    );
  });

  it("stays within the node that it began at", () => {
    const first = syntaxTreeOf("f(x)\ng\n").firstChild!;
    expect(nodesOf(first).at(-1)!.to).toBeLessThanOrEqual(first.to);
  });
});

describe("innermostAt", () => {
  it.each(Object.entries(TEXTS))("finds the nodes that lezer finds in %s", (_, text) => {
    const ours = syntaxTreeOf(text);
    const tree = parser.parse(text);
    for (let offset = 0; offset <= Math.min(text.length, 300); offset++) {
      for (const [side, name] of [
        [1, "behind"],
        [-1, "before"],
      ] as const) {
        const { name: expected, from, to } = tree.resolveInner(offset, side);
        expect(innermostAt(ours, offset, name)).toMatchObject({ name: expected, from, to });
      }
    }
  });
});

function nodesOf(root: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  walk(root, (node): undefined => {
    found.push(node);
  });
  return found;
}

function depthOf(node: SyntaxNode): number {
  let depth = 0;
  for (let at = node.parent; at; at = at.parent) depth++;
  return depth;
}
