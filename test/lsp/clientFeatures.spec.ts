import { expect, it } from "vitest";
import { CLIENT_FEATURES } from "../../scripts/languageClient.ts";
import { TestClient } from "./testClient.ts";

/** What a client needs no feature for. */
const PLAIN = ["positionEncoding"];

it("offers nothing that the bundled client was built without", async () => {
  const client = await TestClient.start();
  const offered = Object.keys(client.initializeResult!.capabilities).filter((name) => !PLAIN.includes(name));
  expect(offered).toContain("hoverProvider");
  const known = Object.values(CLIENT_FEATURES);
  expect(offered.filter((name) => !known.includes(name))).toEqual([]);
});
