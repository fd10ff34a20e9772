import { expect, it } from "vitest";
import type { PanelSetup } from "./messages.ts";
import { pageOf } from "./page.ts";

const setup = { bundle: { Level: 'a "level" <b>&' }, levels: {}, protections: {} } as unknown as PanelSetup;
const page = pageOf({
  source: "https://example.test",
  script: "https://example.test/panel.js",
  style: "https://example.test/panel.css",
  nonce: "abc",
  language: "en",
  title: "Data Classification",
  setup,
});

it("may run its own script and load its own style, and nothing else", () => {
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
  expect(policy).toBe("default-src 'none'; script-src 'nonce-abc'; style-src https://example.test");
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).toContain('<script nonce="abc" src="https://example.test/panel.js"></script>');
  expect(page).not.toContain("style=");
});

it("carries its set-up as text that cannot become markup", () => {
  const stored = /data-setup="([^"]+)"/.exec(page)![1]!;
  expect(stored).not.toMatch(/[<>]/);
  const entities: Record<string, string> = { "&quot;": '"', "&lt;": "<", "&gt;": ">", "&amp;": "&" };
  expect(JSON.parse(stored.replace(/&\w+;/g, (entity) => entities[entity]!))).toEqual(setup);
});
