import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fieldguard, project, type Run, scanJson, SMALL_PROJECT, write } from "./commandLine.ts";

const FILE = ".fieldguard/baseline.txt";

const VIEWS = `
  //- shop/views.py
  import logging
  from .models import Customer
  logger = logging.getLogger(__name__)
  def pay(customer: Customer):
      logger.info(customer.national_id)
`;

const baseline = (root: string, ...more: readonly string[]): Run => fieldguard(["baseline", ...more], { cwd: root });
const scan = (root: string, ...more: readonly string[]): Run => fieldguard(["scan", ...more], { cwd: root });
const read = (root: string, path = FILE): string => readFileSync(join(root, path), "utf8");
const lines = (root: string): readonly string[] =>
  read(root)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("# "));

const FIELD = "storage/plaintext-field@shop/models.py#Customer.national_id";
const LOG = "log/sensitive-value@shop/views.py#pay:Customer.national_id";

describe("baseline", () => {
  it("shows what it would accept, and accepts it so that only what is new is told", () => {
    const root = project(SMALL_PROJECT + VIEWS);
    expect(scan(root).code).toBe(1);
    const shown = baseline(root);
    expect(shown.out).toMatch(/^--- \/dev\/null\n\+\+\+ b\/\.fieldguard\/baseline\.txt\n/);
    expect(scan(root).code).toBe(1);

    expect(baseline(root, "--write")).toEqual({ code: 0, out: `created ${FILE}\n`, err: "" });
    expect(lines(root)).toEqual([LOG, FIELD]);
    expect(scan(root)).toMatchObject({ code: 0, err: "" });
    expect(scan(root, "--fail-on", "restricted").code).toBe(0);
    const { findings } = scanJson([], { cwd: root });
    expect(findings.map(({ suppressed }) => suppressed?.by)).toEqual(["baseline", "baseline"]);
    expect(baseline(root, "--write")).toEqual({ code: 0, out: "", err: "" });

    // Lines move, and something comes to it.
    write(root, "shop/views.py", `\n\n${read(root, "shop/views.py")}\nprint(1)\n    `);
    write(root, "shop/models.py", `${read(root, "shop/models.py")}    passport_number = models.CharField()\n`);
    const now = scan(root);
    expect([now.code, now.err]).toEqual([1, ""]);
    expect(now.out.match(/(storage|log)\/[a-z-]+$/gm)).toEqual(["storage/plaintext-field"]);
  });

  it("keeps what it accepts in files that could not be read", () => {
    const root = project(SMALL_PROJECT + VIEWS);
    baseline(root, "--write");
    writeFileSync(join(root, "shop/models.py"), Buffer.from(`# caf\u00e9\n${read(root, "shop/models.py")}`, "latin1"));
    for (const option of ["--prune", "--no-color"]) {
      const { code, out, err } = baseline(root, option, "--write");
      expect([code, out]).toEqual([0, ""]);
      expect(err).toMatch(/^fieldguard: shop\/models\.py was not read: .*\n.* stays in \.fieldguard\/baseline\.txt; /);
    }
    expect(lines(root)).toEqual([LOG, FIELD]);
  });

  it("tells of what is gone, and takes that out without accepting what is new", () => {
    const root = project(SMALL_PROJECT + VIEWS);
    baseline(root, "--write");
    write(root, "shop/views.py", "");
    write(root, "shop/models.py", `${read(root, "shop/models.py")}    passport_number = models.CharField()\n`);
    const { err } = scan(root);
    expect(err).toContain("1 accepted finding is gone from where the baseline has them");
    expect(fieldguard(["scan", "shop"], { cwd: root }).err).not.toContain("accepted finding");
    expect(baseline(root, "--prune", "--write").out).toBe(`changed ${FILE}\n`);
    expect(lines(root)).toEqual([FIELD]);
    expect(scan(root)).toMatchObject({ code: 1, err: "" });
  });

  it("follows files that are renamed", () => {
    const root = project(SMALL_PROJECT + VIEWS);
    baseline(root, "--write");
    mkdirSync(join(root, "crm"));
    renameSync(join(root, "shop/views.py"), join(root, "shop/payments.py"));
    expect(scan(root).code).toBe(0);
    baseline(root, "--prune", "--write");
    expect(lines(root)).toEqual([LOG.replace("views", "payments"), FIELD]);
    expect(scan(root)).toMatchObject({ code: 0, err: "" });
  });

  it("accepts nothing more than it has, where a file is gone", () => {
    const root = project(SMALL_PROJECT + VIEWS);
    baseline(root, "--write");
    const views = read(root, "shop/views.py");
    rmSync(join(root, "shop/views.py"));
    mkdirSync(join(root, "crm"));
    for (const path of ["crm/api.py", "crm/views.py"]) write(root, path, views.replace(".models", "shop.models"));
    expect(scan(root).code).toBe(1);
    expect(baseline(root, "--prune", "--write").err).toBe("fieldguard: moved shop/views.py → crm/views.py\n");
    expect(lines(root)).toEqual([LOG.replace("shop", "crm"), FIELD]);
    expect(scan(root).code).toBe(1);
  });

  it("keeps what it accepts in files that the project leaves out", () => {
    const root = project(SMALL_PROJECT + VIEWS);
    baseline(root, "--write");
    write(root, "fieldguard.yml", "exclude: [shop/views.py]\n");
    const { code, out, err } = baseline(root, "--prune", "--write");
    expect([code, out, err]).toEqual([0, "", expect.stringContaining("shop/views.py stays")]);
    expect(lines(root)).toEqual([LOG, FIELD]);
  });

  it("keeps the line ends of its file", () => {
    const root = project(SMALL_PROJECT);
    baseline(root, "--write");
    writeFileSync(join(root, FILE), read(root).replaceAll("\n", "\r\n"));
    expect(baseline(root, "--write")).toEqual({ code: 0, out: "", err: "" });
  });

  it("may be kept elsewhere, and is then named", () => {
    const root = project(SMALL_PROJECT);
    expect(baseline(root, "--write", "ci/known.txt").out).toBe("created ci/known.txt\n");
    expect(scan(root).code).toBe(1);
    expect(scan(root, "--baseline", "ci/known.txt").code).toBe(0);
    const { code, err } = scan(root, "--baseline", "ci/unknown.txt");
    expect([code, err]).toEqual([2, "fieldguard: --baseline ci/unknown.txt: no such file\n"]);
  });

  it("holds no value of data, only what kind it is of", () => {
    const rows = Array.from({ length: 30 }, (_, at) => ({
      model: "shop.customer",
      fields: { national_id: "1", email: `h.mueller${at}@gmx.de` },
    }));
    const root = project(`
      //- shop/models.py
      from django.db import models
      class Customer(models.Model):
          email = models.EmailField()
    `);
    write(root, "shop/fixtures/customers.json", JSON.stringify(rows));
    baseline(root, "--write");
    expect(lines(root).some((line) => line.startsWith("data/fixture-values@shop/fixtures/customers.json#"))).toBe(true);
    expect(read(root)).not.toContain("gmx");
  });
});
