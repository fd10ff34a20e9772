import { DecorationRangeBehavior, OverviewRulerLane, type TextEditorDecorationType, ThemeColor, window } from "vscode";
import type { FieldHighlight } from "../../../server/src/protocol.ts";

/** Levels that are marked; what is public is nobody's secret. */
const LEVELS = ["restricted", "confidential", "internal"] as const;

/** Key of the style that a field is marked with: its level, and whether it lacks its treatment. */
export function styleKey({ level, lacksTreatment }: Pick<FieldHighlight, "level" | "lacksTreatment">): string {
  return `${level} ${lacksTreatment ? "○" : "●"}`;
}

/** Colour says the level, shape says whether the treatment lacks: hollow while it does. */
export function createHighlightStyles(): ReadonlyMap<string, TextEditorDecorationType> {
  return new Map(
    LEVELS.flatMap((level) =>
      [true, false].map((lacksTreatment): [string, TextEditorDecorationType] => [
        styleKey({ level, lacksTreatment }),
        window.createTextEditorDecorationType({
          before: {
            contentText: lacksTreatment ? "○" : "●",
            color: new ThemeColor(`fieldguard.${level}`),
            margin: "0 0.35em 0 0",
          },
          backgroundColor: new ThemeColor(`fieldguard.${level}Background`),
          borderRadius: "3px",
          overviewRulerColor: new ThemeColor(`fieldguard.${level}`),
          overviewRulerLane: OverviewRulerLane.Center,
          // What is typed beside a name does not belong to it.
          rangeBehavior: DecorationRangeBehavior.ClosedClosed,
        }),
      ]),
    ),
  );
}
