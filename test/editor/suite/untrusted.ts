import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { TestApi } from "../../../client/src/testApi.ts";
import { REPORT_REQUEST, type ReportParams, type ReportResult } from "../../../server/src/protocol.ts";
import { eventually, fieldguard, findings, open } from "./editor.ts";
import { FOUND } from "./marks.ts";
import { runSuites } from "./runSuites.ts";

/** The sample project, in a window that does not trust it. */
export function run(): Promise<void> {
  return runSuites([untrustedSuite]);
}

function untrustedSuite(): void {
  describe("a workspace that is not trusted", () => {
    let api: TestApi;
    before(async () => {
      assert.equal(vscode.workspace.isTrusted, false);
      api = await fieldguard();
    });

    it("has its findings", async () => {
      assert.equal(vscode.workspace.isTrusted, false);
      const { document } = await open("shop/models.py");
      await eventually("findings", () => findings(document).length > 0);
    });

    it("has its tree and its badge", () => {
      assert(api.treeItems().length > 0);
      assert(api.badge() > 0);
    });

    it("can be reported on, with the same words in every host", async () => {
      const params: ReportParams = { format: "json", fields: null };
      const { text } = await api.server.sendRequest<ReportResult>(REPORT_REQUEST, params);
      console.log(FOUND + JSON.stringify(JSON.parse(text)));
      assert.match(text, /"national_id"/);
    });
  });
}
