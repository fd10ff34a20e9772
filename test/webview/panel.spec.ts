import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../editor/browser.ts";
import { THEME_NAMES } from "../editor/themes.ts";
import { accessibilityProblems } from "./accessibilityProblems.ts";
import { PanelPage, type PanelPageOptions } from "./panelPage.ts";
import { manyFields, SAMPLE_FIELDS } from "./sampleFields.ts";

const launched = await launchBrowser();
// In the name, which is what is printed of a test that is skipped.
const reason = launched.kind === "none" ? ` (${launched.reason})` : "";

const STORED_SCROLL = "JSON.parse(sessionStorage.getItem('state'))?.scroll";

const INSTALLED_EMAIL = {
  key: "p|django/contrib/auth/models.py#User",
  name: "auth.User.email",
  folder: "",
  category: "e-mail address",
  level: "confidential",
  protection: "none",
  package: "Django 5.2.19",
} as const;

describe.skipIf(launched.kind === "none")(`the panel's page${reason}`, () => {
  let browser: Browser;
  const open: PanelPage[] = [];

  beforeAll(() => {
    if (launched.kind === "browser") browser = launched.browser;
  });

  afterEach(async () => {
    // Also what the page's own policy forbids, and whatever it asks of anybody else.
    const complaints = open.flatMap((panel) => panel.complaints);
    for (const panel of open.splice(0)) await panel.close();
    expect(complaints).toEqual([]);
  });

  afterAll(() => browser.close());

  async function opened(options: PanelPageOptions = { fields: SAMPLE_FIELDS }): Promise<PanelPage> {
    const panel = await PanelPage.open(browser, options);
    open.push(panel);
    return panel;
  }

  it("says what it waits for, and what is wrong", async () => {
    const panel = await opened({});
    const text = panel.page.locator(".empty");
    await panel.show([], "indexing");
    await expect.poll(() => text.textContent()).toContain("Reading the models");
    await panel.show([], "ready");
    await expect.poll(() => text.textContent()).toContain("No sensitive fields here");
    await panel.show([], "stopped");
    await expect.poll(() => text.textContent()).toContain("not running");
    expect(await accessibilityProblems(panel.page)).toEqual([]);
  });

  it("counts, and filters by what it counts", async () => {
    const panel = await opened();
    expect(await panel.page.locator(".figure .count").allTextContents()).toEqual(["6", "4", "3", "1"]);
    await panel.figure("restricted").click();
    expect(await panel.status()).toBe("4 of 7 fields");
    await panel.figure("lack their treatment").click();
    expect(await panel.names()).toEqual(["Patient.diagnosis", "Customer.iban", "Payment.cvv"]);
    await panel.figure("to decide").click();
    expect(await panel.names()).toEqual(["Patient.room"]);
    expect(await panel.figure("restricted").getAttribute("aria-pressed")).toBe("false");
    await panel.page.getByRole("button", { name: "Clear Filters" }).click();
    expect(await panel.status()).toBe("7 fields");
  });

  it("searches, and says when nothing is found", async () => {
    const panel = await opened();
    const search = panel.page.getByRole("searchbox", { name: "Search fields" });
    await search.fill("health");
    expect(await panel.names()).toEqual(["Patient.diagnosis", "Patient.room"]);
    await search.fill("health xyz");
    expect(await panel.rows().count()).toBe(0);
    expect(await panel.page.locator(".none").isVisible()).toBe(true);
  });

  it("sorts by any column, either way round", async () => {
    const panel = await opened();
    const header = panel.page.getByRole("columnheader", { name: "Field" });
    await header.getByRole("button").click();
    expect(await header.getAttribute("aria-sort")).toBe("ascending");
    const ascending = await panel.names();
    expect(ascending[0]).toBe("Customer.email");
    await header.getByRole("button").click();
    expect(await header.getAttribute("aria-sort")).toBe("descending");
    expect(await panel.names()).toEqual(ascending.toReversed());
    await panel.page.getByRole("columnheader", { name: "Likelihood" }).getByRole("button").click();
    expect((await panel.names())[0]).toBe("Patient.diagnosis");
  });

  it("opens the source of a row and of a tile", async () => {
    const panel = await opened();
    await panel.rows().filter({ hasText: "cvv" }).click();
    await panel.page.getByRole("treeitem", { name: /^Customer\.iban, / }).click();
    const [payment, customer] = [SAMPLE_FIELDS[3]!.key, SAMPLE_FIELDS[0]!.key];
    expect(await panel.sent()).toEqual([
      { type: "open", key: payment },
      { type: "open", key: customer },
    ]);
  });

  it("decides about, protects and exports what is selected", async () => {
    const panel = await opened();
    const button = (name: string): Promise<void> => panel.page.getByRole("button", { name, exact: true }).click();
    await button("Export…");
    await panel.rows().filter({ hasText: "iban" }).locator(".check").click();
    await button("Protect…");
    await panel
      .rows()
      .filter({ hasText: "email" })
      .click({ modifiers: ["Control"] });
    expect(await panel.status()).toBe("2 selected");
    expect(await panel.page.getByRole("button", { name: "Protect…" }).count()).toBe(0);
    await button("Set Category…");
    await button("Not Sensitive…");
    await button("Export Selection…");
    const keys = [SAMPLE_FIELDS[0]!.key, SAMPLE_FIELDS[1]!.key];
    expect(await panel.sent()).toEqual([
      { type: "export", keys: null },
      { type: "protect", key: keys[0] },
      { type: "decide", decision: "set-category", keys },
      { type: "decide", decision: "ignore", keys },
      { type: "export", keys },
    ]);
    // Nobody decides about what they do not see.
    await panel.figure("to decide").click();
    expect(await panel.status()).toBe("1 of 7 fields");
  });

  it("is narrowed by the coverage of an app, by a tile and by the editor, and widened by the way back", async () => {
    const panel = await opened();
    await panel.page.getByRole("button", { name: /^clinic: 1 of 2 treated, 1 to decide/ }).click();
    expect(await panel.status()).toBe("3 of 7 fields");
    await panel.page.getByRole("button", { name: "All apps" }).click();
    expect(await panel.status()).toBe("7 fields");
    await panel.page
      .getByRole("treeitem", { name: /^Payment: / })
      .locator("> .name")
      .click();
    expect(await panel.status()).toBe("2 of 7 fields");
    await panel.tell({ type: "show", entityId: SAMPLE_FIELDS[4]!.entityId });
    await expect.poll(() => panel.status()).toBe("3 of 7 fields");
    expect(await panel.page.locator(".pictureFrame h2").textContent()).toMatch(/All apps\s*›\s*clinic\s*›\s*Patient/);
  });

  it("shows an entity that the editor asked for as soon as its fields have arrived", async () => {
    const panel = await opened({ fields: SAMPLE_FIELDS.slice(0, 4) });
    await panel.tell({ type: "show", entityId: SAMPLE_FIELDS[4]!.entityId });
    await panel.show(SAMPLE_FIELDS);
    await expect.poll(() => panel.status()).toBe("3 of 7 fields");
  });

  it("takes over what has changed, file by file", async () => {
    const panel = await opened();
    const [iban, ...others] = SAMPLE_FIELDS;
    const shop = others.filter(({ app }) => app === "shop");
    const treated = { ...iban!, lacksTreatment: false, protection: "encrypted" as const };
    const uri = iban!.entityId.replace(/#.*/, "");
    await panel.tell({ type: "classification", state: "ready", files: [{ uri, fields: [treated, ...shop] }] });
    await expect.poll(() => panel.page.locator(".figure .count").allTextContents()).toEqual(["6", "4", "2", "1"]);
    await panel.tell({ type: "classification", state: "ready", files: [{ uri, fields: [] }] });
    await expect.poll(() => panel.status()).toBe("3 fields");
  });

  it("lists what models of packages hold below all else, out of all figures, also where there is nothing else", async () => {
    for (const options of [{ fields: SAMPLE_FIELDS }, {}]) {
      const panel = await opened(options);
      if (!options.fields) await panel.show([], "ready");
      await panel.tell({ type: "installed", fields: [INSTALLED_EMAIL] });
      const summary = panel.page.locator(".installed summary");
      await expect.poll(() => summary.textContent()).toBe("1 field in models of installed packages");
      await summary.click();
      const cells = panel.page.locator(".installed tbody").locator("th, td");
      const texts = (await cells.allTextContents()).map((text) => text.trim());
      expect(texts).toEqual(["auth.User.email", "e-mail address", "Confidential", "plain text", "Django 5.2.19"]);
      if (options.fields) expect(await panel.status()).toBe("7 fields");
      expect(await accessibilityProblems(panel.page)).toEqual([]);
      await panel.page.getByRole("button", { name: "Django 5.2.19" }).click();
      expect(await panel.sent()).toEqual([{ type: "documentation", key: INSTALLED_EMAIL.key }]);
      await panel.tell({ type: "installed", fields: [] });
      await expect.poll(() => summary.count()).toBe(0);
    }
  });

  it("comes back as it was left", async () => {
    const fields = manyFields(500);
    const panel = await opened({ fields });
    await panel.figure("lack their treatment").click();
    await panel.page.getByRole("columnheader", { name: "Field" }).getByRole("button").click();
    await panel.scrollTo(2400);
    await expect.poll(() => panel.page.evaluate(STORED_SCROLL)).toBe(2400);
    const before = await panel.names();
    await panel.load();
    await panel.show(fields);
    await expect.poll(() => panel.scrollOffset()).toBe(2400);
    await expect.poll(() => panel.names()).toEqual(before);
    expect(await panel.figure("lack their treatment").getAttribute("aria-pressed")).toBe("true");
    expect(await panel.page.getByRole("columnheader", { name: "Field" }).getAttribute("aria-sort")).toBe("ascending");
  });

  it("stays where it was scrolled to while the server starts anew", async () => {
    const fields = manyFields(500);
    const panel = await opened({ fields });
    await panel.scrollTo(2400);
    await expect.poll(() => panel.page.evaluate(STORED_SCROLL)).toBe(2400);
    const files = [...new Set(fields.map(({ entityId }) => entityId.replace(/#.*/, "")))];
    await panel.tell({ type: "classification", state: "stopped", files: files.map((uri) => ({ uri, fields: [] })) });
    await panel.page.locator(".empty").waitFor();
    // The first files that are read again fill less than what was scrolled past.
    await panel.show(
      fields.filter(({ app }) => app === "app1"),
      "indexing",
    );
    await panel.show(fields);
    await expect.poll(() => panel.scrollOffset()).toBe(2400);
    await expect.poll(() => panel.page.evaluate(STORED_SCROLL)).toBe(2400);
  });

  it("has stored what was clicked before anything can hide it", async () => {
    const panel = await opened();
    const figures = await panel.page.evaluate(
      "(document.querySelector('.figure.lacking').click(), JSON.parse(sessionStorage.getItem('state'))?.figures)",
    );
    expect(figures).toEqual(["lacking"]);
  });

  it("keeps the page small with 10,000 fields, wherever it is scrolled to", async () => {
    const panel = await opened({ fields: manyFields(10_000) });
    const table = panel.page.getByRole("grid");
    expect(await table.getAttribute("aria-rowcount")).toBe("10001");
    for (const offset of [0, 50_000, 123_456, 239_000]) {
      await panel.scrollTo(offset);
      await expect.poll(() => panel.rowNumbers()).toContain(Math.floor(offset / 24) + 4);
      expect(await panel.rows().count()).toBeLessThan(60);
    }
    await table.press("End");
    await expect.poll(() => panel.rows().last().isVisible()).toBe(true);
    await expect.poll(() => table.getAttribute("aria-activedescendant")).toBe("row-9999");
    await expect.poll(() => panel.page.locator("#row-9999").isVisible()).toBe(true);
    // Tiles are entities where fields would be too many, and fields again inside of an app.
    expect(await panel.page.locator("*").count()).toBeLessThan(5_000);
    expect(await panel.page.locator(".tile.field").count()).toBe(0);
    await panel.page.getByRole("button", { name: /^app3: / }).click();
    expect(await panel.page.locator(".tile.field").count()).toBe(1_000);
  });

  it("can be used with the keyboard alone", async () => {
    const panel = await opened();
    const { keyboard } = panel.page;
    const focus = (): Promise<string | null> =>
      panel.page.evaluate<string | null>(
        `(function nameOf(element) {
          const inner = element.shadowRoot?.activeElement;
          if (inner) return nameOf(inner);
          return element.getAttribute("aria-label") ?? element.textContent.replace(/\\s+/g, " ").trim();
        })(document.activeElement)`,
      );
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let step = 0; step < 30; step++) {
        await keyboard.press("Tab");
        if (name.test((await focus()) ?? "")) return;
      }
      throw new Error(`Tab does not reach ${name.source}`);
    };
    await tabTo(/^Export…$/);
    await keyboard.press("Enter");
    await tabTo(/restricted$/);
    await keyboard.press("Space");
    expect(await panel.status()).toBe("4 of 7 fields");
    await keyboard.press("Space");

    await tabTo(/^shop: /);
    const reached = new Set<string | null>([await focus()]);
    for (let step = 0; step < 20; step++) {
      await keyboard.press("ArrowDown");
      reached.add(await focus());
    }
    expect(reached.size).toBe(await panel.page.getByRole("treeitem").count());
    await keyboard.press("Home");
    await keyboard.press("ArrowRight");
    await keyboard.press("ArrowRight");
    expect(await panel.page.locator(".tooltip").isVisible()).toBe(true);
    await keyboard.press("Escape");
    expect(await panel.page.locator(".tooltip").count()).toBe(0);
    await keyboard.press("Enter");

    await tabTo(/treated/);
    await tabTo(/^Fields: Enter opens/);
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await keyboard.press("Shift+ArrowDown");
    expect(await panel.status()).toBe("2 selected");
    await keyboard.press("Escape");
    expect(await panel.status()).toBe("7 fields");
    await keyboard.press("Control+a");
    expect(await panel.status()).toBe("7 selected");

    const names = await panel.names();
    const second = SAMPLE_FIELDS.find(({ entity, name }) => `${entity}.${name}` === names[1]);
    const sent = await panel.sent();
    expect(sent.map(({ type }) => type)).toEqual(["export", "open", "open"]);
    expect(sent[2]).toEqual({ type: "open", key: second?.key });
    await keyboard.press("Escape");

    await tabTo(/^Search fields$/);
    await keyboard.type("health");
    expect(await panel.status()).toBe("2 of 7 fields");
    await tabTo(/^Clear Filters$/);
    await keyboard.press("Enter");
    expect(await panel.status()).toBe("7 fields");

    await tabTo(/^Likelihood$/);
    await keyboard.press("Enter");
    expect((await panel.names())[0]).toBe("Patient.diagnosis");

    await tabTo(/^Fields: Enter opens/);
    await keyboard.press("Home");
    await keyboard.press("Space");
    for (const name of ["Protect…", "Set Category…", "Not Sensitive…", "Export Selection…"]) {
      await tabTo(new RegExp(`^${name}$`));
      await keyboard.press("Enter");
    }
    const keys = [SAMPLE_FIELDS.find(({ name }) => name === "diagnosis")!.key];
    expect((await panel.sent()).slice(3)).toEqual([
      { type: "protect", key: keys[0] },
      { type: "decide", decision: "set-category", keys },
      { type: "decide", decision: "ignore", keys },
      { type: "export", keys },
    ]);
  });

  it("keeps the focus when what was pressed goes away", async () => {
    const panel = await opened();
    const role = (): Promise<string | null> => panel.page.evaluate("document.activeElement.getAttribute('role')");
    const press = async (name: string): Promise<void> => {
      await panel.page.getByRole("button", { name }).press("Enter");
      expect(await panel.page.getByRole("button", { name }).count()).toBe(0);
    };
    await panel.page.getByRole("button", { name: /^clinic: / }).press("Enter");
    await press("All apps");
    expect(await role()).toBe("treeitem");
    await panel.figure("restricted").press("Enter");
    await press("Clear Filters");
    expect(await role()).toBe("grid");
    await panel.page.getByRole("grid").press("Space");
    await press("Clear Selection");
    expect(await role()).toBe("grid");
  });

  it.each(THEME_NAMES)("has nothing that axe finds wrong: %s", async (theme) => {
    const panel = await opened({ theme, fields: SAMPLE_FIELDS });
    expect(await accessibilityProblems(panel.page), "at first").toEqual([]);
    await panel.figure("sensitive").click();
    await panel.rows().first().locator(".check").click();
    await panel.page.getByRole("treeitem", { name: /^Patient\.diagnosis, / }).focus();
    expect(await accessibilityProblems(panel.page), "filtered, with a selection").toEqual([]);
    await panel.page
      .getByRole("button", { name: /^shop: / })
      .last()
      .click();
    await panel.page.getByRole("searchbox").fill("nothing like it");
    expect(await accessibilityProblems(panel.page), "nothing found").toEqual([]);
  });

  it.each([320, 480, 700])("fits into %i pixels", async (width) => {
    const panel = await opened({ width, fields: SAMPLE_FIELDS });
    await panel.tell({ type: "installed", fields: [INSTALLED_EMAIL] });
    await panel.page.locator(".installed summary").click();
    expect(await panel.page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    expect(
      await panel.page.evaluate(
        "document.querySelector('.table').scrollWidth <= document.querySelector('.table').clientWidth",
      ),
    ).toBe(true);
    expect(await accessibilityProblems(panel.page)).toEqual([]);
  });
});
