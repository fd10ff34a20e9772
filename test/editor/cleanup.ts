/** Things to undo before this process ends, however it ends: server processes, temporary folders. */
const undo: (() => void)[] = [];

/** Runs `action` at the end, the last one registered first. It must be synchronous and may find its work already done. */
export function atEnd(action: () => void): void {
  undo.push(action);
}

process.on("exit", () => {
  for (const action of undo.reverse()) {
    try {
      action();
    } catch (error) {
      console.error(error);
    }
  }
});

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const) {
  process.on(signal, () => process.exit(code));
}
