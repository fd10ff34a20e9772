import { describe, expect, it } from "vitest";
import { Wanted } from "../uses/wanted.ts";
import { readPythonUses } from "../uses/readPythonUses.ts";

const NAMES = ["iban", "email"];

/** What the functions of a file hand to logs, as written there. */
function logged(source: string): readonly string[] {
  const text = `import logging\nfrom .models import Patient\nlogger = logging.getLogger(__name__)\n${source}`;
  const wanted = new Wanted(NAMES, ["Patient"]);
  const { flows = [], uses } = readPythonUses(text, wanted);
  expect(uses).not.toEqual([]);
  return flows.map(({ span }) => text.slice(span.start, span.end));
}

function times(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("");
}

describe("code that a program has written", () => {
  it("may bind a name in any number of branches", () => {
    const branches = times(
      2500,
      (index) => `    if p.pk == ${index}:\n        x = x + d.get("k${index}")\n        d["k${index}"] = x\n`,
    );
    logged(`def f(p: Patient):\n    d = {}\n    x = p.iban\n${branches}    logger.info("%s %s", d, x)\n`);
  });

  it("is read as far as the last 50 bindings of a name", () => {
    const code = (others: number): string =>
      `def f(p: Patient):\n    x = ""\n    if p.pk == 0:\n        x = p.iban\n${times(
        others,
        (index) => `    if p.pk == ${index}:\n        x = ${index}\n`,
      )}    logger.info("%s", x)\n`;
    expect(logged(code(49))).toEqual(["x"]);
    expect(logged(code(50))).toEqual([]);
  });

  it("may copy a mapping in any number of branches", () => {
    const branches = times(100, (index) => `    if p.pk == ${index}:\n        d = d.copy()\n`);
    expect(logged(`def f(p: Patient):\n    d = {"iban": p.iban}\n${branches}    logger.info("%s", list(d))\n`)).toEqual(
      [],
    );
  });

  it("may make each variable of the one before", () => {
    const chain = times(2000, (index) => `    v${index + 1} = v${index} + v${index}\n`);
    logged(`def f(p: Patient):\n    v0 = p.iban\n${chain}    logger.info("%s", v2000)\n    logger.info("%s", v2)\n`);
  });

  it("may call the next function in each", () => {
    const functions = times(2000, (index) => `def f${index}(a):\n    return f${index + 1}(a)\n`);
    logged(`${functions}def f2000(a):\n    return a\ndef g(p: Patient):\n    logger.info("%s", f0(p.iban))\n`);
  });

  it("may call a function with any number of returns any number of times", () => {
    const returns = times(3000, (index) => `    if p.pk == ${index}:\n        return p.iban\n`);
    const calls = times(3000, () => `    logger.info("%s", f(p))\n`);
    expect(logged(`def f(p: Patient):\n${returns}def g(p: Patient):\n${calls}`)).toHaveLength(3000);
  });

  it("may add up hundreds of parts, of which the last ones are read", () => {
    const sum = `p.email${times(250, () => ' + "x"')} + p.iban`;
    expect(logged(`def f(p: Patient):\n    logger.info(${sum})\n`)).toEqual(["p.iban"]);
  });
});
