import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baselineText, goneFrom, movedFrom, pathOf, readBaseline } from "./baseline.ts";
import type { Finding } from "./rule.ts";

function finding(fingerprint: string): Finding {
  const span = { start: 0, end: 1 };
  const about = { path: pathOf(fingerprint), span, entity: null, field: "", suppressed: null };
  return { rule: "log/sensitive-value", severity: "warning", message: "", ...about, fingerprint };
}

const EMAIL = "storage/plaintext-field@shop/models.py#Customer.email";
const LOG = "log/sensitive-value@shop/views.py#pay:Customer.iban~2";
const HERE = (): boolean => true;

describe("a baseline", () => {
  it("is the same text for the same findings, one a line, in order", () => {
    const text = baselineText([EMAIL, LOG, EMAIL]);
    expect(text.split("\n").filter((line) => !line.startsWith("# "))).toEqual([LOG, EMAIL, ""]);
    fc.assert(
      fc.property(fc.shuffledSubarray([EMAIL, LOG, `${EMAIL}2`, `${LOG}3`]), (order) => {
        expect(baselineText(order)).toBe(baselineText(order.toSorted()));
        expect([...readBaseline(baselineText(order))]).toEqual(order.toSorted());
      }),
    );
  });

  it("is read whatever a merge has left of it", () => {
    const text = `${LOG}\r\n<<<<<<< ours\n${EMAIL}\n=======\n\n>>>>>>> theirs\n${LOG}\nnonsense\n`;
    expect([...readBaseline(text)]).toEqual([LOG, EMAIL]);
  });

  const moved = (
    entries: readonly string[],
    found: readonly string[],
    isThere = (path: string): boolean => found.some((each) => each.includes(`@${path}#`)),
  ): readonly (readonly [string, string])[] => [
    ...movedFrom(readBaseline(entries.join("\n")), isThere, () => found.map(finding)),
  ];
  const at = (path: string, what: string): string => `storage/plaintext-field@${path}#${what}`;

  it("follows a file that was renamed, as long as the old one is gone", () => {
    const renamed = EMAIL.replace("shop/", "crm/");
    expect(moved([EMAIL], [renamed])).toEqual([[EMAIL, renamed]]);
    expect(moved([EMAIL], [renamed], HERE)).toEqual([]);
    expect(moved([EMAIL], [renamed.replace("email", "iban"), `${renamed}~2`])).toEqual([]);
  });

  it("takes each entry along once, and not to where something was accepted by itself", () => {
    const [a, b] = [at("crm/a.py", "show:P.ssn"), at("crm/b.py", "show:P.ssn")];
    const gone = at("shop/b.py", "show:P.ssn");
    expect(moved([gone], [a, b])).toEqual([[gone, b]]);
    expect(moved([at("shop/c.py", "show:P.ssn")], [a, b])).toEqual([[at("shop/c.py", "show:P.ssn"), a]]);
    expect(moved([gone, at("crm/b.py", "x")], [b, at("crm/b.py", "x")])).toEqual([]);
    const other = at("old/b.py", "show:P.ssn");
    expect(moved([gone, other], [a])).toEqual([[other, a]]);
    expect(moved([gone, other], [a, b]).map(([, to]) => to)).toEqual([b, a]);
  });

  it("takes a file along to one other, or to the package that took its place", () => {
    const whats = ["A.email", "A.iban", "B.email"];
    const before = whats.map((what) => at("shop/models.py", what));
    const most = whats.slice(0, 2).map((what) => at("crm/people.py", what));
    expect(moved(before, [at("crm/models.py", "B.email"), ...most]).map(([, to]) => to)).toEqual(most);
    const split = [...whats.slice(0, 2).map((what) => at("shop/models/a.py", what)), at("shop/models/b.py", "B.email")];
    expect(moved(before, split).map(([, to]) => to)).toEqual(split);
    expect(moved(before, [...split, at("shop/models/c.py", "B.email")]).map(([, to]) => to)).toEqual(split);
  });

  it("says what is found no more", () => {
    expect(goneFrom(readBaseline(`${EMAIL}\n${LOG}\n`), [finding(LOG)])).toEqual([EMAIL]);
  });
});
