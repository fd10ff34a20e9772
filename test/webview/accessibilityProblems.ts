import axe from "axe-core";
import type { Frame, Page } from "playwright-core";

/** What axe finds wrong, one line a node; empty when all is well. */
export async function accessibilityProblems(frame: Frame | Page): Promise<readonly string[]> {
  await frame.evaluate(axe.source);
  const results = await frame.evaluate<axe.AxeResults>("axe.run()");
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(" ")}: ${failureSummary ?? ""}`),
  );
}
