import type { PanelField } from "../src/panel/messages.ts";

/** The figures at the top, in order. Each is a filter too. */
export const FIGURES = ["sensitive", "restricted", "lacking", "review"] as const;

export type FigureKey = (typeof FIGURES)[number];

export function isCounted(field: PanelField, figure: FigureKey): boolean {
  switch (figure) {
    case "sensitive":
      return field.verdict === "sensitive";
    case "restricted":
      return field.verdict === "sensitive" && field.level === "restricted";
    case "lacking":
      return field.lacksTreatment;
    case "review":
      return field.verdict === "review";
  }
}

export function figuresOf(fields: readonly PanelField[]): Readonly<Record<FigureKey, number>> {
  const counts: Record<FigureKey, number> = { sensitive: 0, restricted: 0, lacking: 0, review: 0 };
  for (const field of fields) for (const figure of FIGURES) if (isCounted(field, figure)) counts[figure]++;
  return counts;
}

/** Presses or releases a figure. What is to be decided is not sensitive yet, so that it cannot go with the others. */
export function toggled(pressed: readonly FigureKey[], figure: FigureKey): readonly FigureKey[] {
  if (pressed.includes(figure)) return pressed.filter((key) => key !== figure);
  if (figure === "review") return [figure];
  return FIGURES.filter((key) => key === figure || (key !== "review" && pressed.includes(key)));
}
