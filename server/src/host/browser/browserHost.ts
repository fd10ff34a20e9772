import type { Host } from "../../workspace/ports.ts";

/** A web worker: it has no files of its own, so that whoever started it has to read them. */
export const browserHost: Host = {
  clock: {
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setTimeout(resolve)),
  },
  openFolder: () => null,
  openCache: () => null,
  openEnvironment: () => null,
  loadDetectors: null,
  loadDatabases: null,
  openActiveEnvironment: () => null,
  onMistake(listener) {
    addEventListener("error", (event) => {
      event.preventDefault();
      listener(event.error);
    });
    addEventListener("unhandledrejection", (event) => {
      event.preventDefault();
      listener(event.reason);
    });
  },
  memory: () => null,
  platform: `Web worker, ${navigator.userAgent}`,
};
