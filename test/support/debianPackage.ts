import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Whether packages of the system may be installed, and can be: on Debian and its kin, when the person says so. */
export function mayInstallDebianPackages(): boolean {
  const isAllowed = process.env.CI === "true" || process.env.FIELDGUARD_TEST_INSTALL === "1";
  return isAllowed && existsSync("/usr/bin/apt-get");
}

export function installDebianPackage(name: string): void {
  console.log(`Installing Debian's ${name} …`);
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", name]]) {
    const [command, ...rest] = [...asRoot, "apt-get", "-qq", ...args];
    execFileSync(command!, rest, { stdio: ["ignore", "ignore", "inherit"] });
  }
}
