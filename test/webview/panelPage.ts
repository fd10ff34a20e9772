import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { MessageToEditor, MessageToPage, PanelField, PanelSetup } from "../../client/src/panel/messages.ts";
import { pageOf } from "../../client/src/panel/page.ts";
import { ROOT } from "../editor/paths.ts";
import type { ThemeName } from "../editor/themes.ts";

const ORIGIN = "http://panel.test";

interface Theme {
  readonly classes: string;
  readonly variables: Readonly<Record<string, string>>;
}

const THEMES = JSON.parse(readFileSync(join(import.meta.dirname, "themes.json"), "utf8")) as Record<ThemeName, Theme>;

const SETUP: PanelSetup = {
  bundle: null,
  levels: { public: "Public", internal: "Internal", confidential: "Confidential", restricted: "Restricted" },
  treatments: {
    "do not store": "do not store",
    hash: "hash",
    tokenize: "tokenize",
    encrypt: "encrypt",
    "access control": "access control",
    none: "nothing",
  },
  protections: {
    none: "plain text",
    encrypted: "encrypted",
    tokenized: "tokenized",
    hashed: "hashed",
    masked: "masked",
    generated: "generated",
  },
};

export interface PanelPageOptions {
  readonly theme?: ThemeName;
  readonly fields?: readonly PanelField[];
  readonly width?: number;
  readonly height?: number;
}

/** The panel's page alone in a browser: the editor is played by the test. */
export class PanelPage {
  readonly page: Page;
  /** What the browser complained about: errors, and what the page's policy forbade. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, options: PanelPageOptions = {}): Promise<PanelPage> {
    const { theme = "dark", fields, width = 1000, height = 760 } = options;
    const page = await browser.newPage({ viewport: { width, height } });
    page.setDefaultTimeout(10_000);
    const panel = new PanelPage(page);
    page.on("pageerror", (error) => panel.complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") panel.complaints.push(message.text());
    });
    await page.route("**/*", (route) => {
      const { pathname, origin } = new URL(route.request().url());
      const served = origin === ORIGIN ? FILES[pathname] : undefined;
      if (served) return route.fulfill(served());
      panel.complaints.push(`asked for ${route.request().url()}`);
      return route.abort();
    });
    await page.addInitScript(`(${PLAY_EDITOR})(${JSON.stringify(THEMES[theme])})`);
    await panel.load();
    if (fields) await panel.show(fields);
    return panel;
  }

  /** Also loads anew, as VS Code does after the panel was hidden. */
  async load(): Promise<void> {
    await this.page.goto(`${ORIGIN}/`);
    // What waits in the page would need `eval`, which its policy forbids.
    await expect.poll(() => this.page.evaluate("window.sent.length")).toBe(1);
  }

  async show(fields: readonly PanelField[], state: "indexing" | "ready" | "stopped" = "ready"): Promise<void> {
    const uris = [...new Set(fields.map(uriOf))];
    const files = uris.map((uri) => ({ uri, fields: fields.filter((field) => uriOf(field) === uri) }));
    await this.tell({ type: "classification", state, files });
    if (fields.length > 0) await this.rows().first().waitFor();
  }

  async tell(message: MessageToPage): Promise<void> {
    await this.page.evaluate(`window.postMessage(${JSON.stringify(message)}, "*")`);
  }

  /** Messages to the editor, but the first. */
  async sent(): Promise<readonly MessageToEditor[]> {
    const all = await this.page.evaluate<readonly MessageToEditor[]>("window.sent");
    return all.filter(({ type }) => type !== "ready");
  }

  rows(): Locator {
    return this.page.locator(".table .body .row");
  }

  /** Names of the rows in the page, from the top. */
  async names(): Promise<readonly string[]> {
    const cells = await this.page.evaluate<readonly (readonly [number, string])[]>(
      `${ROWS}.map((row) => [Number(row.ariaRowIndex), row.querySelector(".text").textContent])`,
    );
    return cells.toSorted(([a], [b]) => a - b).map(([, name]) => name.trim());
  }

  async rowNumbers(): Promise<readonly number[]> {
    return await this.page.evaluate<readonly number[]>(`${ROWS}.map((row) => Number(row.ariaRowIndex))`);
  }

  async scrollTo(offset: number): Promise<void> {
    await this.page.evaluate(`document.querySelector(".table").scrollTop = ${offset}`);
  }

  async scrollOffset(): Promise<number> {
    return await this.page.evaluate<number>(`document.querySelector(".table").scrollTop`);
  }

  figure(name: string): Locator {
    return this.page.locator(".figure", { hasText: name });
  }

  async status(): Promise<string> {
    return (await this.page.locator(".toolbar [role=status]").textContent()) ?? "";
  }

  close(): Promise<void> {
    return this.page.close();
  }
}

const ROWS = `[...document.querySelectorAll(".table .body .row")]`;

function uriOf({ entityId }: PanelField): string {
  return entityId.replace(/#.*/, "");
}

const FILES: Readonly<Record<string, () => { readonly contentType: string; readonly body: string }>> = {
  "/": () => ({
    contentType: "text/html",
    body: pageOf({
      source: ORIGIN,
      script: `${ORIGIN}/panel.js`,
      style: `${ORIGIN}/panel.css`,
      nonce: "n0nce",
      language: "en",
      title: "Data Classification",
      setup: SETUP,
    }),
  }),
  "/panel.js": () => ({ contentType: "text/javascript", body: built("panel.js") }),
  "/panel.css": () => ({ contentType: "text/css", body: built("panel.css") }),
};

function built(name: string): string {
  return readFileSync(join(ROOT, "dist", name), "utf8");
}

/** Runs in the page before anything else. Its types are those of a browser, which tests do not know. */
const PLAY_EDITOR = `(theme) => {
  window.sent = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => void window.sent.push(message),
    getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") ?? undefined,
    setState: (state) => sessionStorage.setItem("state", JSON.stringify(state)),
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.body.className = theme.classes;
    for (const [name, value] of Object.entries(theme.variables)) document.documentElement.style.setProperty(name, value);
  });
}`;
