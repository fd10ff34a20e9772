import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { after, before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ServerState } from "../../../client/src/languageServer.ts";
import type { TestApi } from "../../../client/src/testApi.ts";
import {
  EXTENSION,
  eventually,
  fieldguard,
  fileUri,
  findings,
  MODELS,
  open,
  savedText,
  treeFields,
  withRestored,
} from "./editor.ts";
import { HOST } from "./host.ts";
import { hasPerson, person, statusBarItem } from "./person.ts";

/** A message: in a window that runs tests, they wait in the list to be looked at. */
const MESSAGE = ".notifications-center .notification-list-item";

const message = async (text: string): Promise<void> => {
  if (!hasPerson) return;
  await vscode.commands.executeCommand("notifications.showList");
  await person({ selector: `${MESSAGE}:has-text("${text}")` });
};

export function restartSuite(): void {
  describe("the language server", () => {
    let api: TestApi;
    /** Those made since the suite began. */
    const clients: BaseLanguageClient[] = [];
    const states: ServerState[] = [];
    let listeners: vscode.Disposable;
    let fresh: unknown;

    before(async () => {
      api = await fieldguard();
      await open(MODELS);
      await eventually("something is shown", () => {
        fresh = shown();
        return Object.values(shown()).every((items) => items.length > 0);
      });
      listeners = vscode.Disposable.from(
        api.server.onDidMakeClient((client) => clients.push(client)),
        api.server.onDidChangeState((state) => states.push(state)),
      );
    });
    after(() => {
      listeners.dispose();
    });

    const restart = (): Thenable<void> => vscode.commands.executeCommand("fieldguard.restartServer");

    /** All that a person sees of what the server knows. */
    const shown = (): Record<string, readonly string[]> => {
      const editor = vscode.window.activeTextEditor!;
      return {
        tree: treeFields(api.treeItems()),
        findings: findings(editor.document),
        marks: api.highlights(editor),
      };
    };

    const isAsBefore = async (): Promise<void> => {
      await eventually("one server runs, and everything is shown as before", () => {
        assert.equal(api.state(), "ready");
        assert.equal(clients.filter((client) => client.isRunning()).length, 1);
        assert.deepEqual(shown(), fresh);
      });
    };

    it("starts anew with the command, and everything is shown again", async () => {
      const old = serverProcess(api);
      states.length = 0;
      await restart();
      assert.deepEqual(states, ["stopped", "starting", "running"]);
      await isAsBefore();
      if (old) await eventually("the old process has ended", () => !isAlive(old));
    });

    it("takes two presses of the command as they come", async () => {
      await Promise.all([restart(), restart()]);
      await isAsBefore();
    });

    it("takes the command while it is starting and while it is stopping", async () => {
      let presses: readonly Thenable<void>[] = [];
      const listener = api.server.onDidChangeState((state) => {
        if (state !== "running" && presses.length < 2) presses = [...presses, restart()];
      });
      await restart();
      listener.dispose();
      assert.equal(presses.length, 2);
      await Promise.all(presses);
      await isAsBefore();
    });

    it("knows nothing any more of what changed while it did not run", async () => {
      await withRestored(MODELS, async () => {
        await vscode.commands.executeCommand("fieldguard.pause");
        const text = (await savedText(MODELS)).replace("national_id", "blood_type");
        await vscode.workspace.fs.writeFile(fileUri(MODELS), new TextEncoder().encode(text));
        await restart();
        await eventually("the new field alone", () => {
          const fields = treeFields(api.treeItems()).join("\n");
          assert.match(fields, /Customer\.blood_type/);
          assert.doesNotMatch(fields, /Customer\.national_id/);
        });
      });
      await open(MODELS);
      await isAsBefore();
    });

    it("says so when it does not start, and the message's button starts it when it can", async () => {
      await vscode.commands.executeCommand("notifications.clearAll");
      const bundle = vscode.Uri.joinPath(
        vscode.extensions.getExtension(EXTENSION)!.extensionUri,
        "dist",
        HOST === "node" ? "server.cjs" : "server.worker.js",
      );
      const away = bundle.with({ path: `${bundle.path}.away` });
      await vscode.workspace.fs.rename(bundle, away);
      try {
        await Promise.all([restart(), restart()]);
        assert.equal(api.server.state, "stopped");
        assert.equal(api.state(), "stopped");
        assert.equal(clients.filter((client) => client.isRunning()).length, 0);
        await eventually("nothing is shown", () => Object.values(shown()).every((items) => items.length === 0));
        await message("did not start");
        if (hasPerson) await person(statusBarItem("Fieldguard's language server is not running. Click to start it."));
      } finally {
        await vscode.workspace.fs.rename(away, bundle);
      }
      if (hasPerson) await person({ selector: `${MESSAGE} .monaco-button:has-text("Restart Server")`, click: true });
      else await restart();
      await isAsBefore();
      await vscode.commands.executeCommand("notifications.clearAll");
    });

    if (HOST === "web") {
      it("lets no worker live on", async () => {
        const workers: { hasEnded: boolean }[] = [];
        const { Worker: Original } = globalThis as unknown as { Worker: new (url: string) => { terminate(): void } };
        class Watched extends Original {
          constructor(url: string) {
            super(url);
            const worker = { hasEnded: false };
            workers.push(worker);
            // VS Code's own workers have it in themselves.
            const terminate = this.terminate.bind(this);
            this.terminate = () => {
              terminate();
              worker.hasEnded = true;
            };
          }
        }
        Object.assign(globalThis, { Worker: Watched });
        try {
          await restart();
          await restart();
          await restart();
        } finally {
          Object.assign(globalThis, { Worker: Original });
        }
        assert.deepEqual(
          workers.map(({ hasEnded }) => hasEnded),
          [true, true, false],
        );
        await isAsBefore();
      });
      // A worker does not end by itself, and nobody else can end it.
      return;
    }

    const crash = async (): Promise<void> => {
      const server = serverProcess(api);
      assert(server);
      const made = clients.length;
      assert(server.kill("SIGKILL"));
      await eventually("its end is noticed", () => clients.length > made || api.server.state === "stopped");
    };

    it("comes back by itself after a crash", async () => {
      await crash();
      await isAsBefore();
    });

    it("says so when it ends while it starts, and starts with the command", async () => {
      await vscode.commands.executeCommand("notifications.clearAll");
      const made = clients.length;
      const starting = restart();
      // At once: it starts in no time.
      while (!processOf(clients[made])) await new Promise((resolve) => setTimeout(resolve));
      processOf(clients[made])!.kill("SIGKILL");
      await starting;
      assert.equal(api.server.state, "stopped");
      await message("did not start");
      await restart();
      await isAsBefore();
    });

    it("is left alone after many crashes, says so, and starts with the command", async () => {
      await vscode.commands.executeCommand("notifications.clearAll");
      for (let count = 1; count <= 5; count++) {
        await eventually("a server", () => api.server.isRunning);
        await crash();
      }
      await eventually("it is left alone", () => api.state() === "stopped");
      assert.deepEqual(treeFields(api.treeItems()), []);
      await message("ended 5 times");
      await restart();
      await isAsBefore();
      await crash();
      await isAsBefore();
    });
  });
}

/** Where the extension host is a Node process, the server is one too. */
function serverProcess({ server }: TestApi): ChildProcess | undefined {
  return processOf(server.client);
}

function processOf(client: BaseLanguageClient | undefined): ChildProcess | undefined {
  return (client as { readonly serverProcess?: ChildProcess } | undefined)?.serverProcess;
}

function isAlive(process: ChildProcess): boolean {
  return process.exitCode === null && process.signalCode === null;
}
