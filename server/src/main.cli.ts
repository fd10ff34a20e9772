import { version } from "../../package.json";
import { run } from "./cli/run.ts";
import { EXIT } from "./cli/verb.ts";
import { nodeHost } from "./host/node/nodeHost.ts";

/** Loaded only when asked for: every other command starts faster without it. */
async function serveLanguageClient(): Promise<void> {
  // It finds `--stdio` in the arguments, and keeps the process alive until its client says goodbye.
  await loadBeside("./server.cjs");
}

/** Another bundle, by its path from that of this one. */
async function loadBeside(bundle: string): Promise<void> {
  await import(bundle);
}

process.on("SIGINT", () => {
  process.exit(EXIT.interrupted);
});
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever read our output has seen enough.
  if (error.code === "EPIPE") return;
  process.stderr.write(`fieldguard: standard output cannot be written (${error.code ?? error.message})\n`);
  process.exit(EXIT.usage);
});

// The exit code is set, not forced, so that output on its way to a pipe arrives.
void run(process.argv.slice(2), { host: nodeHost, version, serveLanguageClient }).then((code) => {
  process.exitCode = code;
});
