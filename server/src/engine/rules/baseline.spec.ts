import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baselineText, goneFrom, isAcceptedBy, readBaseline } from "./baseline.ts";
import type { Finding } from "./rule.ts";

function finding(fingerprint: string): Finding {
  const span = { start: 0, end: 1 };
  const about = { path: "", span, entity: null, field: "", suppressed: null };
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

  it("accepts what it lists, and nothing else", () => {
    const isAccepted = isAcceptedBy(readBaseline(`${EMAIL}\n`), HERE);
    expect([EMAIL, LOG, `${EMAIL}~2`, EMAIL.replace("shop/", "crm/")].map(finding).map(isAccepted)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("follows a file that was renamed, as long as the old one is gone and all files are known", () => {
    const renamed = finding(EMAIL.replace("shop/", "crm/"));
    const isThere = (path: string): boolean => path !== "shop/models.py";
    const baseline = readBaseline(EMAIL);
    expect(isAcceptedBy(baseline, isThere)(renamed)).toBe(true);
    expect(isAcceptedBy(baseline, HERE)(renamed)).toBe(false);
    expect(isAcceptedBy(baseline, null)(renamed)).toBe(false);
    expect(isAcceptedBy(baseline, isThere)(finding(EMAIL.replace("shop/", "crm/").replace("email", "iban")))).toBe(
      false,
    );
  });

  it("follows it to one file alone, of which nothing was accepted", () => {
    const isThere = (path: string): boolean => path !== "shop/models.py";
    const [crm, billing] = ["crm/", "billing/"].map((folder) => finding(EMAIL.replace("shop/", folder)));
    const isAccepted = isAcceptedBy(readBaseline(`${EMAIL}\n`), isThere);
    expect([crm!, billing!, crm!].map(isAccepted)).toEqual([true, false, true]);
    const other = EMAIL.replace("shop/", "crm/").replace("email", "iban");
    expect(isAcceptedBy(readBaseline(`${EMAIL}\n${other}\n`), isThere)(crm!)).toBe(false);
    const both = [EMAIL, EMAIL.replace("shop/", "old/")].join("\n");
    const isGone = (path: string): boolean => !/^(?:shop|old)\//.test(path);
    expect([crm!, billing!].map(isAcceptedBy(readBaseline(both), isGone))).toEqual([true, true]);
  });

  it("says what is found no more", () => {
    expect(goneFrom(readBaseline(`${EMAIL}\n${LOG}\n`), [finding(LOG)])).toEqual([EMAIL]);
  });
});
