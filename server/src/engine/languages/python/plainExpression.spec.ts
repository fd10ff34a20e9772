import { describe, expect, it } from "vitest";
import { Random } from "../../../../../test/support/random.ts";
import type { Expression } from "./expression.ts";
import { parseExpression } from "./parsedExpression.ts";
import { readPlainExpression } from "./plainExpression.ts";

const PLAIN: readonly string[] = [
  "name",
  "a.b.c",
  "a . b",
  "None",
  "True",
  "42",
  "-1",
  "1.5",
  "'text'",
  '"a\\"b"',
  "'''a\n'b' c'''",
  "u'text'",
  "r'\\d'",
  '"one" "two"\n  # between\n  "three"',
  "[]",
  "[1, 'a', name,]",
  "(1, 2)",
  "(1,)",
  "('text')",
  "('one'\n 'two')",
  "f()",
  "f(a)(b)",
  "f(x).attribute.call()",
  "'{}'.format(a)",
  "models.CharField(_('first name'), max_length=100, blank=True)",
  "models.ForeignKey(\n    'self',  # above\n    on_delete=models.CASCADE,\n    related_name='+',\n)",
  "CharField(choices=[('new', _('New')), ('paid', _('Paid'))], default='new')",
  "Customer(Base, metaclass=Meta)",
  "f(type=int, match=1)",
  "f(*a, **b)",
  "[*a.b, c]",
  "(*a, b)",
  "a[0]",
  "Queryset(models.QuerySet['Invoice'])",
  "a[b](c).d",
  "a[b, c]",
  "Loader(Base[UUID, list[dict[str, Order]]], Mixin)",
  "{}",
  "{'a': 1, b.c: [2], }",
  "a + b",
  "'a' + b + f(c)",
  "(a) | (b)",
  "['a'] * 2",
  "'%s' % a",
  "a - 1",
  "f(a + 'b', c=d | e)",
  "f(a == b)",
  "a != b.c",
  "a <= 1",
  "a is None",
  "a is  not None",
  "'a' in b",
  "a not in ('b', 'c')",
  "a + b == c",
  "a or ''",
  "a and b or c and d",
  "not a",
  "not a.b and not (c)",
  "not a == b",
  "f(a.get('b') or '', c=not d)",
  "a if b else c",
  "'a' if b == 'c' else d + 'e'",
  "a if not b else c if d else e",
  "a or b if c and d else e or f",
  "(\n    a\n    if b  # why\n    else c(d)\n)",
  "{'a': b if c else d, 'e': f or g}",
  "[a if b else c, d in e]",
  "island and notes",
];

const OTHERS: readonly string[] = [
  "",
  "a b",
  "a, b",
  "f(",
  "f(a",
  "f(a b)",
  "f(,)",
  "f(a,,)",
  "f(a=)",
  "f(x for x in y)",
  "[x for x in y]",
  "f(***a)",
  "[**a]",
  "(*a)",
  "a + b * c",
  "[*a + b * c, d]",
  "(*a - b - c, d)",
  "a - b - c",
  "a ** b",
  "a // b",
  "a += b",
  "a +",
  "a[1:2]",
  "a[1, 2,]",
  "a[1,]",
  "a[]",
  "a[0",
  "(a)[0]",
  "'a' 'b'[0]",
  "{1}",
  "{**a}",
  "{1: 2",
  "{1: 2 for a in b}",
  "()",
  "(a)(b)",
  "lambda: 1",
  "[*a in b]",
  "a < b < c",
  "a <> b",
  "a = b",
  "a := b",
  "a is",
  "a or",
  "a not b",
  "not not a",
  "a == not b",
  "not a if b else c",
  "a and not b if c else d",
  "a if b",
  "a if b else",
  "a if b else lambda: c",
  "a if'b'else c",
  "a orb",
  "'open",
  "'a\nb'",
  "'''open",
  "b'bytes'",
  "f'{a}'",
  "'a' b'c'",
  "'a' 'b'.upper()",
  "1.",
  "007",
  "0x10",
  "1j",
  "1_000",
  "5 .real",
  "é",
  "a.é",
  "True.real",
  "f(class=1)",
  "f(None=1)",
];

const whole = (source: string): { start: number; end: number } => ({ start: 0, end: source.length });

describe("readPlainExpression", () => {
  it.each(PLAIN)("reads %j as the parser does", (source) => {
    expect(readPlainExpression(source, whole(source))).toEqual(parseExpression(source, whole(source)));
  });

  it.each(OTHERS)("leaves %j to the parser", (source) => {
    expect(readPlainExpression(source, whole(source))).toBeNull();
  });

  it("reads long ones as the parser does", () => {
    const source = `[${"('af', 'Afrikaans'),\n".repeat(1500)}]`;
    expect(source.length).toBeGreaterThan(30_000);
    expect(readPlainExpression(source, whole(source))).toEqual(parseExpression(source, whole(source)));
  });

  it("reads what stands within a text, and nothing around it", () => {
    const text = "x = f('a', b) ; y";
    const span = { start: 4, end: 13 };
    expect(readPlainExpression(text, span)).toEqual(parseExpression(text, span));
    expect(readPlainExpression(text, { start: 4, end: 12 })).toBeNull();
    expect(readPlainExpression("'a''b'", { start: 0, end: 3 })).toMatchObject({ kind: "text", value: "a" });
  });

  it.each([
    ["lists", "[".repeat(100) + "]".repeat(100)],
    ["calls", `f${"()".repeat(100)}`],
    ["attributes", `a${".b".repeat(100)}`],
    ["sums", `a${" + b".repeat(100)}`],
    ["items", `[${"'a', ".repeat(10_000)}]`],
  ])("leaves %s that nest deep or go on for long to the parser", (_, source) => {
    expect(readPlainExpression(source, whole(source))).toBeNull();
  });

  it("agrees with the parser on whatever it reads of damaged expressions", () => {
    const random = new Random(3);
    let read = 0;
    for (let round = 0; round < 3000; round++) {
      const source = damaged(random, random.of([...PLAIN, ...OTHERS])!);
      const plain: Expression | null = readPlainExpression(source, whole(source));
      if (!plain) continue;
      read++;
      expect({ source, is: plain }).toEqual({ source, is: parseExpression(source, whole(source)) });
    }
    expect(read).toBeGreaterThan(300);
  });
});

const STRAY = "()[],.\"' =\n#x1_é-*\\{}:".split("");

function damaged(random: Random, source: string): string {
  const at = random.below(source.length + 1);
  const kind = random.below(3);
  if (kind === 0) return source.slice(0, at) + source.slice(at + 1 + random.below(4));
  return source.slice(0, at) + random.of(STRAY)! + (kind === 1 ? source.slice(at) : source.slice(at + 1));
}
