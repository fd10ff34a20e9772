/** What the panel's page and the editor say to each other. Plain types: both sides import this file. */
import type { Level, ProtectionKind, Treatment } from "../../../server/src/protocol.ts";

/** Stands in the page when it is loaded. */
export interface PanelSetup {
  /** Texts in the person's language, by their English form; null where that is English. */
  readonly bundle: Readonly<Record<string, string>> | null;
  readonly levels: Readonly<Record<Level, string>>;
  readonly treatments: Readonly<Record<Treatment, string>>;
  readonly protections: Readonly<Record<ProtectionKind, string>>;
}

export type MessageToPage = ClassificationMessage | InstalledMessage | ShowEntityMessage;

/** What has changed since the last message. Files that are not named stay as they were. */
export interface ClassificationMessage {
  readonly type: "classification";
  readonly state: "indexing" | "ready" | "stopped";
  /** Files without fields are gone. */
  readonly files: readonly PanelFile[];
}

/** All that models of installed packages hold, as it is now. */
export interface InstalledMessage {
  readonly type: "installed";
  readonly fields: readonly InstalledField[];
}

export interface InstalledField {
  /** Of its model. */
  readonly key: string;
  /** As Django and people call it: `auth.User.email`. */
  readonly name: string;
  /** Name of the workspace folder; empty where there is one folder only. */
  readonly folder: string;
  /** `e-mail address`. */
  readonly category: string;
  readonly level: Level | null;
  readonly protection: ProtectionKind;
  /** `Django 5.2.19` */
  readonly package: string;
}

/** Narrows the panel to one entity. */
export interface ShowEntityMessage {
  readonly type: "show";
  readonly entityId: string;
}

export interface PanelFile {
  readonly uri: string;
  readonly fields: readonly PanelField[];
}

export interface PanelField {
  /** Never the same for two fields, and the same after an edit elsewhere. */
  readonly key: string;
  readonly entityId: string;
  /** Empty at the root of the project. */
  readonly app: string;
  readonly entity: string;
  readonly name: string;
  /** As people write it, with the folder's name where there are several folders. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly verdict: "sensitive" | "review";
  /** `national identification number`. */
  readonly category: string;
  readonly categoryKey: string | null;
  readonly level: Level | null;
  readonly treatment: Treatment | null;
  readonly protection: ProtectionKind;
  readonly protectedBy: string | null;
  /** 0 to 1. */
  readonly confidence: number;
  readonly lacksTreatment: boolean;
}

/** What a menu on a row of the table gives to its command. */
export interface RowContext {
  readonly webviewSection: "field";
  readonly key: string;
  /** Nothing there can be cut, copied or pasted. */
  readonly preventDefaultContextMenuItems: true;
}

export type MessageToEditor =
  /** The page is there, and knows nothing. */
  | { readonly type: "ready" }
  | { readonly type: "open"; readonly key: string }
  /** The documentation of a package, of which `key` names a model. */
  | { readonly type: "documentation"; readonly key: string }
  | { readonly type: "protect"; readonly key: string }
  | { readonly type: "decide"; readonly decision: Decision; readonly keys: readonly string[] }
  /** `keys`: null for everything. */
  | { readonly type: "export"; readonly keys: readonly string[] | null };

/** Ids of the fixes that write down what a person has decided. */
export type Decision = "set-category" | "ignore";
