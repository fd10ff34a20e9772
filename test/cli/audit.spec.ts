import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLI, emptyFolder, fieldguard, project, type Run, SMALL_PROJECT, write } from "./commandLine.ts";

const FILE = ".fieldguard/inventory.jsonl";
const audit = (root: string, ...more: readonly string[]): Run => fieldguard(["audit", ...more], { cwd: root });
const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8");
const records = (root: string): readonly Record<string, unknown>[] =>
  read(root, FILE)
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("audit", () => {
  it("writes the record, checks it, and says what has changed", () => {
    const root = project(SMALL_PROJECT);
    const none = audit(root, "--check");
    expect([none.code, none.err]).toEqual([
      1,
      `fieldguard: there is no ${FILE} yet; fieldguard audit --update writes it\n`,
    ]);
    expect(audit(root, "--update")).toMatchObject({ code: 0, err: "" });
    expect(records(root)).toMatchObject([{ field: "shop.Customer.national_id", level: "restricted", review: null }]);
    const written = read(root, FILE);
    expect(audit(root, "--update")).toEqual({ code: 0, out: "", err: "" });
    expect(audit(root, "--check")).toEqual({
      code: 0,
      out: "1 sensitive field, 0 reviewed; the record is what the code says.\n",
      err: "",
    });
    write(
      root,
      "shop/models.py",
      `# moved\n\n${read(root, "shop/models.py")}    passport_number = models.CharField()\n`,
    );
    const drifted = audit(root, "--check");
    expect(drifted.code).toBe(1);
    expect(drifted.out).toMatch(
      /^new {11}shop\.Customer\.passport_number {2}user\.government_id\.passport_number, restricted, plain text\n/,
    );
    expect(audit(root).code).toBe(0);
    expect(read(root, FILE)).toBe(written);
  });

  it("forgets nothing of what it could not read", () => {
    const root = project(SMALL_PROJECT);
    audit(root, "--sign", "Ada");
    const written = read(root, FILE);
    writeFileSync(join(root, "shop/models.py"), Buffer.from(`# caf\u00e9\n${read(root, "shop/models.py")}`, "latin1"));
    for (const option of ["--update", "--sign=Grace", "--check"]) {
      const run = audit(root, option);
      expect([run.code, run.out]).toEqual([
        0,
        option === "--check" ? expect.stringContaining("1 sensitive field") : "",
      ]);
      expect(run.err).toMatch(
        /^fieldguard: shop\/models\.py was not read: .*\n.* stays in \.fieldguard\/inventory\.jsonl; /,
      );
      expect(read(root, FILE)).toBe(written);
    }
  });

  it("records the claim of a review, which another declaration makes void", () => {
    const root = project(SMALL_PROJECT);
    expect(audit(root, "--sign", "Ada", "--until", "2999-12-31").code).toBe(0);
    const [signed] = records(root);
    expect(signed!.review).toMatchObject({ by: "Ada", commit: null, code: signed!.code, expires: "2999-12-31" });
    audit(root, "--sign", "Grace");
    expect(records(root)).toEqual([signed]);
    write(root, "shop/models.py", read(root, "shop/models.py").replace("max_length=18", "max_length=20"));
    const overdue = audit(root, "--check");
    expect([overdue.code, overdue.out]).toEqual([1, expect.stringMatching(/^overdue .* is of another declaration\n/)]);
    audit(root, "--sign", "Grace");
    expect(records(root)[0]!.review).toMatchObject({ by: "Grace", expires: null });
    expect(audit(root, "--check").code).toBe(0);
  });

  it.each([
    [["--update", "--check"], /--check changes nothing/],
    [["--until", "2026-01-01"], /--until goes with --sign/],
    [["--sign", "Ada", "--until", "soon"], /write a day as YYYY-MM-DD/],
    [["--sign", "Ada", "--until", "2999-02-31"], /write a day as YYYY-MM-DD/],
    [["--sign", "Ada", "--until", "2020-01-01"], /that day is over/],
  ])("refuses %j", (args, message) => {
    const { code, err } = audit(project(SMALL_PROJECT), ...args);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });

  it("keeps the line ends of its file", () => {
    const root = project(SMALL_PROJECT);
    audit(root, "--update");
    const written = read(root, FILE).replaceAll("\n", "\r\n");
    writeFileSync(join(root, FILE), written);
    expect(audit(root, "--update")).toEqual({ code: 0, out: "", err: "" });
    audit(root, "--sign", "Ada");
    expect(read(root, FILE).replaceAll(/[^\r\n]/g, "")).toBe("\r\n\r\n");
  });

  it("loses nothing of a file that is wrong", () => {
    const root = project(SMALL_PROJECT);
    write(root, FILE, "<<<<<<< ours\n");
    const { code, err } = audit(root, "--update");
    expect([code, err]).toEqual([2, expect.stringContaining(`${FILE}:1: is no JSON object`)]);
    expect(read(root, FILE)).toBe("<<<<<<< ours\n");
  });
});

/** A number below `limit`, the same for the same seed. */
function randomly(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const NAMES = "abcdefgh".split("").map((letter) => `shop.Customer.${letter}`);
const PAIRS = Number(process.env.FIELDGUARD_MERGES ?? 30);

function text(codes: ReadonlyMap<string, string>): string {
  const line = ([field, code]: readonly [string, string]): string =>
    JSON.stringify({
      field,
      category: "user.name",
      level: "confidential",
      treatment: "access control",
      protection: "none",
      decidedBy: "classifier",
      code,
      review: null,
    });
  const lines = [...codes].sort(([a], [b]) => (a < b ? -1 : 1)).map(line);
  return [JSON.stringify({ inventory: 1, version: "1.0.0" }), ...lines, ""].join("\n");
}

describe("merge-inventory", () => {
  it(
    "lets Git merge branches, and asks a person only where both have changed the same field",
    { timeout: 120_000 },
    () => {
      const root = emptyFolder();
      const seed = 20_261_130;
      const random = randomly(seed);
      const git = (...args: readonly string[]): void => {
        execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
          cwd: root,
          stdio: "pipe",
        });
      };
      git("init", "-q", "-b", "main");
      write(root, ".gitattributes", "*.jsonl merge=fieldguard\n");
      git("config", "merge.fieldguard.driver", `"${process.execPath}" "${CLI}" merge-inventory %O %A %B`);
      const changed = (before: ReadonlyMap<string, string>, side: string): ReadonlyMap<string, string> => {
        const after = new Map(before);
        for (let count = 1 + random(3); count > 0; count--) {
          const name = NAMES[random(NAMES.length)]!;
          if (after.has(name) && random(3) === 0) after.delete(name);
          else after.set(name, `${side}${random(2)}`);
        }
        return after;
      };
      const pairs = Array.from({ length: PAIRS }, (_, index) => {
        const base = new Map(NAMES.filter(() => random(2) === 0).map((name) => [name, "c0"] as const));
        return {
          path: `${index}.jsonl`,
          base,
          ours: changed(base, "c"),
          theirs: changed(base, random(2) === 0 ? "c" : "t"),
        };
      });
      mkdirSync(root, { recursive: true });
      const commit = (side: "base" | "ours" | "theirs"): void => {
        for (const pair of pairs) write(root, pair.path, text(pair[side]));
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", side);
      };
      commit("base");
      git("checkout", "-q", "-b", "theirs");
      commit("theirs");
      git("checkout", "-q", "main");
      commit("ours");
      try {
        git("merge", "-q", "theirs", "-m", "merge");
      } catch {
        // Some of the pairs clash.
      }
      const unmerged = new Set(
        execFileSync("git", ["diff", "--name-only", "--diff-filter=U"], { cwd: root, encoding: "utf8" }).split("\n"),
      );
      let clashes = 0;
      for (const { path, base, ours, theirs } of pairs) {
        const merged = new Map<string, string>();
        let isClash = false;
        for (const name of NAMES) {
          const [before, our, their] = [base, ours, theirs].map((side) => side.get(name));
          const kept = our === before ? their : our;
          if (our !== before && their !== before && our !== their) isClash = true;
          if (kept !== undefined) merged.set(name, kept);
        }
        if (isClash) clashes++;
        expect([path, seed, unmerged.has(path)]).toEqual([path, seed, isClash]);
        if (!isClash) expect([path, read(root, path)]).toEqual([path, text(merged)]);
      }
      expect(clashes).toBeGreaterThan(0);
      expect(clashes).toBeLessThan(PAIRS);
    },
  );
});
