import axe from "axe-core";
import type { Frame, Page } from "playwright-core";

/** What contrast text needs that is neither large nor bold: https://www.w3.org/TR/WCAG22/#contrast-minimum */
const CONTRAST = 4.5;

/** What axe finds wrong, and what it cannot tell, one line a node; empty when all is well. */
export async function accessibilityProblems(frame: Frame | Page): Promise<readonly string[]> {
  await frame.evaluate(axe.source);
  const { violations, incomplete } = await frame.evaluate<axe.AxeResults>("axe.run()");
  const untold = incomplete.flatMap(({ id, help, nodes }) => nodes.map((node) => ({ id, help, node })));
  const [contrasts, others] = [untold.filter(isContrast), untold.filter((item) => !isContrast(item))];
  const measured = await frame.evaluate<readonly number[]>(
    `${JSON.stringify(contrasts.map(({ node }) => node.target.flat()))}.map(${LEAST_CONTRAST})`,
  );
  return [
    ...[...violations.flatMap(({ id, help, nodes }) => nodes.map((node) => ({ id, help, node }))), ...others].map(
      ({ id, help, node }) => `${id}: ${help}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`,
    ),
    ...contrasts.flatMap(({ id, node }, index) => {
      const contrast = measured[index] ?? 0;
      return contrast < CONTRAST ? [`${id}: ${node.target.join(" ")} has ${contrast.toFixed(2)}`] : [];
    }),
  ];
}

/** Axe leaves to people what stands on a gradient, such as hatching, or below something: that is measured here. */
function isContrast({ id }: { readonly id: string }): boolean {
  return id === "color-contrast";
}

/** Runs in the page: of a text over any colour of what is painted behind it, from the page to its element. */
const LEAST_CONTRAST = `(selectors) => {
  const element = selectors.reduce((root, selector) => (root.shadowRoot ?? root).querySelector(selector), document);
  const around = [];
  for (let each = element; each; each = each.parentElement ?? each.getRootNode().host) around.unshift(getComputedStyle(each));
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const painted = (colors) => {
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (color) => {
    const [red, green, blue] = color
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  let behind = [[]];
  for (const { backgroundColor, backgroundImage } of around) {
    const stripes = backgroundImage.match(/(?:rgba?|color)\\([^)]*\\)/g) ?? ["transparent"];
    behind = behind.flatMap((below) => stripes.map((stripe) => [...below, backgroundColor, stripe]));
  }
  const contrasts = behind.map((below) => {
    const [back, text] = [luminance(painted(below)), luminance(painted([...below, around.at(-1).color]))];
    return (Math.max(back, text) + 0.05) / (Math.min(back, text) + 0.05);
  });
  return Math.min(...contrasts);
}`;
