import type { FixOffer } from "../fixes/model.ts";
import type { InheritedField } from "../project/inheritedFields.ts";
import type { ClassifiedFile } from "../project/model.ts";
import type { InstalledModel } from "../project/thirdParty/installedModels.ts";
import type { Finding } from "../rules/rule.ts";

/** What a scan found, as plain data: every report is a text made from it. */
export interface ScanReport {
  readonly version: string;
  readonly seen: number;
  readonly read: number;
  readonly skipped: readonly SkippedFile[];
  /** Files that declare something, by path. */
  readonly files: readonly ReportedFile[];
  readonly problems: readonly ReportedProblem[];
  /** With what is sensitive in them. They are part of no figure: nothing is found or fixed there. */
  readonly thirdParty: readonly InstalledModel[];
  /** Absent unless somebody asked for it. */
  readonly inherited?: readonly InheritedField[];
}

export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

export interface ReportedFile {
  readonly file: ClassifiedFile;
  /** For code frames. */
  readonly text: string;
  readonly findings: readonly ReportedFinding[];
}

export interface ReportedFinding {
  readonly finding: Finding;
  readonly fixes: readonly FixOffer[];
}

/** What could not be read in a file that was. */
export interface ReportedProblem {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}
