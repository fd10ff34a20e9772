import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installed, npmInstall } from "../editor/install.ts";
import { call, checkLanguageServer, checkVerbs, type Program, temporaryFolder } from "./program.ts";

/** The oldest that package.json promises, and the one that we build with. */
const OLDEST = "20.0.0";

const folder = temporaryFolder();
beforeAll(() => {
  cpSync("dist", join(folder, "dist"), { recursive: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  ["v20.0.0", oldestNode],
  [process.version, () => Promise.resolve(process.execPath)],
])("dist/ alone, on Node %s", (version, node) => {
  let program: Program;
  beforeAll(async () => {
    program = [await node(), join(folder, "dist/cli.js")];
  });

  it("is that Node", () => {
    expect(call([program[0]], ["--version"], folder).out).toBe(`${version}\n`);
  });

  it("runs every verb", () => {
    checkVerbs(program);
  });

  it("serves an editor", async () => {
    await checkLanguageServer(program);
  });
});

/** From the registry: the package that `node` on npm would install for this machine. */
async function oldestNode(): Promise<string> {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const isAppleSilicon = process.platform === "darwin" && process.arch === "arm64";
  const name = `${isAppleSilicon ? "node-bin" : "node"}-${platform}-${process.arch}`;
  const target = await installed({
    name: `node@${OLDEST}`,
    announcement: `Node ${OLDEST} (90 MB)`,
    make: (empty) => npmInstall(empty, `${name}@${OLDEST}`),
  });
  return join(target, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
}
