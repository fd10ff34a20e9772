import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { atEnd } from "./cleanup.ts";
import { vscodeServer } from "./host.ts";
import { type Host, stageExtension } from "./stageExtension.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** Keeps the window to what is under test: no chat, no welcome page, no look-ups outside this machine. */
const QUIET_SETTINGS = {
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "git.enabled": false,
  "remote.autoForwardPorts": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.commandCenter": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  // Else the buttons in the title of a view come and go with the mouse.
  "workbench.view.alwaysShowHeaderActions": true,
};

/** The build looks for extensions on a public registry unless it is told of another one: here of none. */
const NO_GALLERY = { EXTENSIONS_GALLERY: "{}" };

const START_LIMIT = 60_000;

export interface VsCode {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The page that opens a folder or a file of a workspace with this extension; an empty window for null. */
  readonly url: (folder: string | null, options?: UrlOptions) => string;
  /** Folder of the extension's copy. */
  readonly extension: string;
  /** The last lines of the extension host's log. */
  readonly logTail: () => string;
  readonly stop: () => void;
}

export interface UrlOptions {
  /** Module to run in the extension host. */
  readonly suite?: string;
  /** File to open, at a line. */
  readonly file?: string;
  readonly line?: number;
}

export interface VsCodeOptions {
  readonly settings?: Record<string, unknown>;
  readonly env?: Record<string, string>;
  readonly port?: number;
  /** The extension under development; ours as it ships when there is none. */
  readonly extension?: string;
  /** A package to install first, as a user would. */
  readonly vsix?: string;
  /** Where the extension runs: in a Node process beside the server, or in a worker of the page. */
  readonly host?: Host;
  /** Whether the window asks before it trusts a folder, and so trusts none here. */
  readonly workspaceTrust?: boolean;
}

/** Starts a VS Code server with a fresh data folder. It is stopped at the latest when this process ends. */
export async function startVsCode(options: VsCodeOptions = {}): Promise<VsCode> {
  const { settings = {}, env = {}, port = 0, vsix, host = "node", workspaceTrust = false } = options;
  const main = await vscodeServer();
  const extension = options.extension ?? (await stageExtension(host));
  const data = temporaryFolder("vscode-data");
  const user = join(data, "data", "User");
  const trust = workspaceTrust
    ? { "security.workspace.trust.startupPrompt": "never" }
    : { "security.workspace.trust.enabled": false };
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, "settings.json"), JSON.stringify({ ...QUIET_SETTINGS, ...trust, ...settings }));

  if (vsix !== undefined) {
    const install = [main, "--install-extension", vsix, "--accept-server-license-terms", "--server-data-dir", data];
    execFileSync(process.execPath, install, { env: { ...process.env, ...NO_GALLERY }, stdio: "ignore" });
  }

  const flags = [
    ["--host", "127.0.0.1"],
    ["--port", String(port)],
    ["--without-connection-token"],
    ["--accept-server-license-terms"],
    ["--server-data-dir", data],
    ["--telemetry-level", "off"],
    workspaceTrust ? [] : ["--disable-workspace-trust"],
    // A built workbench ignores the extension under development without it.
    ["--enable-smoke-test-driver"],
  ].flat();
  const child = spawn(process.execPath, [main, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that extension hosts go with it.
    detached: process.platform !== "win32",
    env: { ...process.env, ...NO_GALLERY, ...env },
  });
  const stop = (): void => {
    if (child.pid === undefined || child.exitCode !== null) return;
    if (process.platform === "win32") spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
    else killGroup(child.pid);
  };
  atEnd(stop);

  const origin = await new Promise<string>((resolve, reject) => {
    let output = "";
    const fail = (why: string): void => {
      reject(new Error(`the VS Code server ${why}:\n${output}`));
    };
    const timer = setTimeout(fail, START_LIMIT, "did not start in time");
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const listening = /listening on (\d+)/.exec(output);
      if (!listening) return;
      clearTimeout(timer);
      resolve(`http://127.0.0.1:${listening[1]!}`);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", reject);
    child.on("exit", (code) => {
      clearTimeout(timer);
      fail(`ended with ${code ?? "a signal"}`);
    });
  });

  const remote = origin.replace("http:", "vscode-remote:");
  return {
    origin,
    url(folder, { suite, file, line = 1 } = {}) {
      const payload = [
        ["extensionDevelopmentPath", remote + extension],
        ...(host === "web" ? [["extensionDevelopmentKind", "web"]] : []),
        ...(suite === undefined ? [] : [["extensionTestsPath", remote + suite]]),
        ...(file === undefined
          ? []
          : [
              ["gotoLineMode", "true"],
              ["openFile", `${remote}${file}:${line}`],
            ]),
        ["skipWelcome", "true"],
      ];
      const query = new URLSearchParams({ ...opened(folder), payload: JSON.stringify(payload) });
      return `${origin}/?${query.toString()}`;
    },
    extension,
    logTail: () => extensionHostLog(join(data, "data", "logs")),
    stop,
  };
}

function opened(folder: string | null): Record<string, string> {
  if (folder === null) return { ew: "true" };
  return folder.endsWith(".code-workspace") ? { workspace: folder } : { folder };
}

/** Opens the page that runs the suite and waits for its exit code; null when the time is over. */
export async function runSuite(
  browser: Browser,
  url: string,
  options: { readonly limit: number; readonly onLine: (line: string, page: Page) => void },
): Promise<number | null> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<number | null>((resolve, reject) => {
      timer = setTimeout(resolve, options.limit, null);
      page.on("crash", () => {
        reject(new Error("the page crashed"));
      });
      const onLine = (line: string): void => {
        options.onLine(line, page);
      };
      open(page, url, resolve, onLine).catch(reject);
    });
  } finally {
    clearTimeout(timer);
    await page.close();
  }
}

async function open(
  page: Page,
  url: string,
  onExit: (code: number) => void,
  onLine: (line: string) => void,
): Promise<void> {
  await page.exposeFunction("codeAutomationLog", (_type: string, parts: readonly unknown[]) => {
    onLine(parts.map(String).join(" "));
  });
  await page.exposeFunction("codeAutomationExit", onExit);
  await page.goto(url);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}

function extensionHostLog(logs: string): string {
  const files = readdirSync(logs, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("remoteexthost.log") || path.endsWith("Fieldguard.log"))
    .map((path) => join(logs, path))
    .filter((path) => statSync(path).size > 0);
  return files
    .map((path) => `--- ${path}\n${readFileSync(path, "utf8").trimEnd().split("\n").slice(-40).join("\n")}`)
    .join("\n");
}
