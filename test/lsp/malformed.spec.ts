import { describe, expect, it } from "vitest";
import {
  CATEGORIES_REQUEST,
  CLASSIFICATION_REQUEST,
  DECISION_PLAN_REQUEST,
  DESCRIPTION_REQUEST,
  FIX_PLAN_REQUEST,
  HIGHLIGHTS_REQUEST,
  REPORT_REQUEST,
  SCAN_REQUEST,
  STATUS_REQUEST,
  TRUSTED,
  USES_REQUEST,
} from "../../server/src/protocol.ts";
import { TestClient } from "./testClient.ts";

const INVALID_PARAMS = -32602;
const NUMBER = "4111 1111 1111 1111";

describe("requests of ours that carry something else than they should", () => {
  it.each([
    [CLASSIFICATION_REQUEST, { since: NUMBER }],
    [DESCRIPTION_REQUEST, { textDocument: { uri: "file:///a.py" } }],
    [USES_REQUEST, { uri: "file:///a.py", entity: [NUMBER] }],
    [HIGHLIGHTS_REQUEST, {}],
    [FIX_PLAN_REQUEST, { uri: "file:///a.py", entity: "A", field: "b" }],
    [DECISION_PLAN_REQUEST, { decision: NUMBER, value: "", fields: [] }],
    [REPORT_REQUEST, { format: "csv", fields: NUMBER }],
  ])("are answered with what is wrong, and the server goes on: %s", async (method, params) => {
    const client = await TestClient.start();
    for (const wrong of [params, null, [], [params, params]]) {
      // Without anything, all is asked for.
      if (method === CLASSIFICATION_REQUEST && wrong !== params) continue;
      const error: unknown = await client.request(method, wrong).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: INVALID_PARAMS });
      expect((error as Error).message).toMatch(/^[\w/]+: params/);
      expect((error as Error).message).not.toContain("4111");
    }
    expect(await client.request(CLASSIFICATION_REQUEST, null)).toMatchObject({ since: null, files: [] });
  });

  it("have an answer when they need nothing, whatever comes in its place", async () => {
    const client = await TestClient.start();
    for (const params of [null, [], {}, [null], { any: NUMBER }]) {
      expect(await client.request(CATEGORIES_REQUEST, params)).toContainEqual(
        expect.objectContaining({ key: "user.contact.email" }),
      );
      expect(await client.request(SCAN_REQUEST, params)).toBeNull();
      expect(await client.request(STATUS_REQUEST, params)).toMatchObject({ folders: [] });
      client.notify(TRUSTED, params);
    }
  });
});
