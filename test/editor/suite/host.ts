import assert from "node:assert/strict";
import { describe, it } from "mocha";

/** Set when the suite is bundled: the extension host that it is meant for. */
declare const FIELDGUARD_HOST: "node" | "web";

export const HOST = FIELDGUARD_HOST;

/** A suite in the wrong host would be green and say nothing. */
export function hostSuite(): void {
  describe("the host", () => {
    if (HOST === "node") {
      it("is a Node process", () => {
        assert.match(process.versions.node, /^\d+\./);
      });
    } else {
      it("is a web worker", () => {
        assert.equal(typeof process, "undefined");
        assert.equal(typeof (globalThis as { readonly importScripts?: unknown }).importScripts, "function");
      });
    }
  });
}
