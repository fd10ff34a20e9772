import { execFileSync } from "node:child_process";
import { chmodSync, createReadStream, createWriteStream, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, chromium } from "playwright-core";
import { installDebianPackage, mayInstallDebianPackages } from "../support/debianPackage.ts";
import { installed, npmInstall } from "./install.ts";

const PACKED_CHROMIUM = "153.0.0";

interface Candidate {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

/** A headless browser, or why there is none and what to do about it. */
export type BrowserResult =
  { readonly kind: "browser"; readonly browser: Browser } | { readonly kind: "none"; readonly reason: string };

/** An installed Chrome, Chromium or Edge; else one from npm (Linux x64); else Debian's, where installing is allowed. */
export async function launchBrowser(): Promise<BrowserResult> {
  const tried: string[] = [];
  for (const candidate of [installedBrowser, packedChromium, debianChromium]) {
    try {
      const found = await candidate();
      if (found) return { kind: "browser", browser: await launch(found) };
    } catch (error) {
      tried.push(String(error).split("\n")[0]!);
    }
  }
  const hint = "install Chrome, Chromium or Edge, or let Debian's be installed with FIELDGUARD_TEST_INSTALL=1";
  return { kind: "none", reason: ["no browser that starts", ...tried, hint].join("; ") };
}

function launch({ executablePath, env }: Candidate): Promise<Browser> {
  return chromium.launch({
    executablePath,
    env: { ...(process.env as Record<string, string>), ...env },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--font-render-hinting=none",
    ],
  });
}

function installedBrowser(): Candidate | null {
  const executablePath = [...onPath(), ...APPLICATIONS].find((path) => existsSync(path));
  return executablePath === undefined ? null : { executablePath, env: {} };
}

const COMMANDS = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "microsoft-edge"];

const PROGRAM_FILES = ["ProgramFiles", "ProgramFiles(x86)"].map((name) => process.env[name] ?? "C:\\Program Files");

const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...PROGRAM_FILES.flatMap((folder) => [
    `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
    `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
  ]),
];

function onPath(): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
}

async function packedChromium(): Promise<Candidate | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const folder = await installed({
    name: `chromium@${PACKED_CHROMIUM}`,
    announcement: "a headless Chromium (300 MB)",
    async make(target) {
      await npmInstall(target, `@sparticuz/chromium@${PACKED_CHROMIUM}`);
      const packed = join(target, "node_modules/@sparticuz/chromium/bin");
      await decompress(join(packed, "chromium.br"), join(target, "chromium"));
      chmodSync(join(target, "chromium"), 0o755);
      for (const name of ["al2023", "fonts"]) {
        const archive = join(target, `${name}.tar`);
        await decompress(join(packed, `${name}.tar.br`), archive);
        mkdirSync(join(target, name));
        execFileSync("tar", ["-xf", archive, "-C", join(target, name)]);
      }
    },
  });
  const libraries = [join(folder, "al2023/lib"), process.env.LD_LIBRARY_PATH ?? ""].filter((path) => path !== "");
  const env = { LD_LIBRARY_PATH: libraries.join(":"), ...packedFonts(join(folder, "fonts")) };
  return { executablePath: join(folder, "chromium"), env };
}

/** For a machine without fonts: those that come with the browser, whose own configuration names folders of another one. */
function packedFonts(folder: string): Record<string, string> {
  if (existsSync("/etc/fonts/fonts.conf")) return {};
  const configuration = `<fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>\n`;
  writeFileSync(join(folder, "fonts.conf"), configuration);
  return { FONTCONFIG_PATH: folder };
}

async function decompress(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

function debianChromium(): Candidate | null {
  if (!mayInstallDebianPackages()) return null;
  installDebianPackage("chromium");
  return installedBrowser();
}
