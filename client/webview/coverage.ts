import type { Level } from "../../server/src/protocol.ts";
import type { PanelField } from "../src/panel/messages.ts";

/** A part of an app's bar. */
export interface Segment {
  readonly level: Level | null;
  readonly lacksTreatment: boolean;
  readonly count: number;
}

export interface AppCoverage {
  readonly app: string;
  readonly sensitive: number;
  /** Of the sensitive ones: those with the treatment that their category asks for. */
  readonly treated: number;
  readonly toDecide: number;
  /** What is treated first, then what is not, each from the highest level down; what is to be decided at the end. */
  readonly segments: readonly Segment[];
}

const LEVELS: readonly (Level | null)[] = ["restricted", "confidential", "internal", "public", null];

/** By app: the one with most to do first. */
export function coverageByApp(fields: readonly PanelField[]): readonly AppCoverage[] {
  const apps = [...Map.groupBy(fields, ({ app }) => app)].map(([app, ofApp]) => coverageOf(app, ofApp));
  return apps.sort((a, b) => lacking(b) - lacking(a) || b.sensitive - a.sensitive || (a.app < b.app ? -1 : 1));
}

function coverageOf(app: string, fields: readonly PanelField[]): AppCoverage {
  const sensitive = fields.filter(({ verdict }) => verdict === "sensitive");
  const toDecide = fields.length - sensitive.length;
  const segments = [false, true].flatMap((lacksTreatment) =>
    LEVELS.map((level): Segment => {
      const count = sensitive.filter(
        (field) => field.level === level && field.lacksTreatment === lacksTreatment,
      ).length;
      return { level, lacksTreatment, count };
    }),
  );
  return {
    app,
    sensitive: sensitive.length,
    treated: sensitive.filter((field) => !field.lacksTreatment).length,
    toDecide,
    segments: [...segments, { level: null, lacksTreatment: false, count: toDecide }].filter(({ count }) => count > 0),
  };
}

function lacking({ sensitive, treated }: AppCoverage): number {
  return sensitive - treated;
}
