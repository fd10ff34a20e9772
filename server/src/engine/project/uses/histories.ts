import type { UsesOfField } from "./frameworkUses.ts";
import { type LinkedUse, lineOf } from "./linkUses.ts";

/** Something that keeps earlier values of a field, and what to do about it: the end of a sentence. */
export interface History {
  readonly tells: string;
  /** It keeps ciphertext of what has been written since the field is encrypted. */
  readonly isEncrypted: boolean;
}

/** What certainly keeps values of a field called `name`, because the code registers its model or the settings log it. */
export function historiesOf(name: string, { uses, byPackages }: UsesOfField): readonly History[] {
  const isRegistered = uses.some(({ use }) => use.by === "reversion.register");
  const inCode = uses.flatMap((linked) => {
    const { use, certainty } = linked;
    const remedy = use.kind === "write" && certainty === "sure" ? REMEDIES.get(use.by) : undefined;
    if (remedy === undefined || (use.by === "VersionAdmin" && isRegistered)) return [];
    return [{ tells: `\`${use.by}\` at ${lineOf(linked)} ${remedy}`, isEncrypted: IN_ITS_OWN_TABLE.has(use.by) }];
  });
  const bySettings = byPackages.flatMap((use) => {
    const remedy = use.on === "logged" ? SETTINGS.get(use.package) : undefined;
    return remedy === undefined ? [] : [{ tells: `${use.package} ${remedy}`, isEncrypted: false }];
  });
  return [...inCode, ...bySettings].map((each) => ({ ...each, tells: each.tells.replaceAll("FIELD", name) }));
}

const HISTORY =
  'keeps versions of it. If it was plain when the first of them were made, those still are: encrypt or empty its column in the table of the history, too, or leave it out (`excluded_fields=["FIELD"]`).';

const VERSIONS =
  'writes each of its values into versions as a text: leave it out (`reversion.register` with `exclude=["FIELD"]`), and remove it from the versions.';

/** By what the code calls. */
const REMEDIES: ReadonlyMap<string, string> = new Map([
  ["HistoricalRecords", HISTORY],
  ["simple_history.register", HISTORY],
  [
    "auditlog.register",
    'writes each of its values into the log as a text: leave it out (`exclude_fields=["FIELD"]`), and remove it from the log.',
  ],
  ["reversion.register", VERSIONS],
  ["VersionAdmin", VERSIONS],
]);

/** Whether django-simple-history certainly keeps copies of its rows. */
export function isHistory({ use, certainty }: LinkedUse): boolean {
  return use.kind === "write" && certainty === "sure" && IN_ITS_OWN_TABLE.has(use.by);
}

/** Whose fields are copies of those of the model. */
const IN_ITS_OWN_TABLE: ReadonlySet<string> = new Set(["HistoricalRecords", "simple_history.register"]);

/** By the package. */
const SETTINGS: ReadonlyMap<string, string> = new Map([
  [
    "django-auditlog",
    "writes each of its values into the log as a text, since the settings say so: leave it out (`AUDITLOG_EXCLUDE_TRACKING_FIELDS`), and remove it from the log.",
  ],
  [
    "django-easy-audit",
    "writes each of its values into the log as a text, since the settings do not keep it from that: leave its model out (`DJANGO_EASY_AUDIT_UNREGISTERED_CLASSES_EXTRA`), and remove it from the log.",
  ],
]);
