import type { ConcreteModel } from "../../project/concreteModels.ts";
import type { Project } from "../../project/model.ts";
import { AUDIT_APP, AUDIT_APP_FILES, AUDIT_MARK, AUDITED_FILE } from "../../protection/generated/auditApp.ts";
import { installing } from "../encrypt/appSettings.ts";
import { settingsPackageOf } from "../encrypt/helper.ts";
import { dotted, nameAsInstalled } from "../encrypt/packageNames.ts";
import type { FileChange, FixPlan } from "../model.ts";
import { placedEdits } from "../placedEditing.ts";
import { auditedFields, auditedModule } from "./auditedFields.ts";
import { loggingEntry } from "./loggingEntry.ts";
import { middlewareEntry } from "./middlewareEntry.ts";

/** Where the app is, or is to be. */
export interface AuditPlace {
  /** Without a closing `/`. */
  readonly folder: string;
  /** As Python imports it. */
  readonly name: string;
}

/** Beside the settings, which belong to no app; null where nobody knows from where the project imports. */
export function auditPlace(project: Project): AuditPlace | null {
  const { importRoot } = project;
  if (importRoot === null) return null;
  const folder = `${settingsPackageOf(project, importRoot) ?? importRoot}${AUDIT_APP}`;
  return { folder, name: nameAsInstalled(project, folder) ?? dotted(folder.slice(importRoot.length)) };
}

/** Paths of all files of the app. */
export function auditPaths({ folder }: AuditPlace): readonly string[] {
  return [...Object.keys(AUDIT_APP_FILES), AUDITED_FILE].map((file) => `${folder}/${file}`);
}

/**
 * The app that records accesses, its data and its place in the settings; of an app that is there only the data are written anew.
 * `existing`: texts of those `auditPaths` that there are. A sentence where it cannot be.
 */
export function auditPlan(
  project: Project,
  place: AuditPlace,
  models: readonly ConcreteModel[],
  existing: ReadonlyMap<string, string>,
): FixPlan | string {
  const { folder, name } = place;
  const isOurs = existing.get(`${folder}/__init__.py`)?.includes(AUDIT_MARK) ?? false;
  if (existing.size > 0 && !isOurs)
    return `\`${folder}/\` is there already and was not generated here: move it away first.`;
  // The audit does not watch itself.
  const audited = auditedFields(models.filter(({ label }) => !label.startsWith(`${AUDIT_APP}.`)));
  if (audited.size === 0)
    return "No field of a model is confidential or restricted, so that there is nothing to audit.";
  const apps = installing(project, name);
  if (typeof apps === "string") return apps;

  const middleware = `${name}.middleware.AccessAuditMiddleware`;
  // Without the app it does not start.
  const ofMiddleware = apps.byHand ? null : middlewareEntry(project, middleware);
  const ofLogging = loggingEntry(project, `${name}.logs`);
  const settings = placedEdits(project.texts, [...apps.editings, ...(ofMiddleware ?? []), ...(ofLogging ?? [])]);
  const byHand = [
    ...(apps.byHand || settings === null ? [`add \`"${name}"\` to \`INSTALLED_APPS\``] : []),
    ...(ofMiddleware === null || settings === null
      ? [`add \`"${middleware}"\` to \`MIDDLEWARE\`, behind the one that authenticates`]
      : []),
    ...(ofLogging === null || settings === null
      ? [`hand the configuration of logging through \`with_access_audit\` of \`${name}.logs\``]
      : []),
  ];
  const steps = [
    { label: "Access audit", changes: appChanges(folder, auditedModule(audited), existing) },
    { label: "Settings", changes: settings ?? [] },
  ];
  return {
    id: "generate-audit",
    title: "Record accesses to sensitive fields",
    steps: steps.filter(({ changes }) => changes.length > 0),
    notes: [
      ...byHand.map((each) => `The settings are not written in a way that is edited here: ${each}.`),
      ...(isOurs ? [] : [AFTERWARDS]),
    ],
  };
}

const AFTERWARDS =
  "Run `manage.py migrate access_audit` before the next deployment serves requests, and `manage.py purge_access_events` every night. `options.py` lists what `ACCESS_AUDIT` in the settings may say: proxies, retention, who gets alerts.";

function appChanges(folder: string, audited: string, existing: ReadonlyMap<string, string>): readonly FileChange[] {
  const missing = Object.entries(AUDIT_APP_FILES)
    .filter(([file]) => !existing.has(`${folder}/${file}`))
    .map(([file, text]): FileChange => ({ kind: "create", path: `${folder}/${file}`, text: text() }));
  const path = `${folder}/${AUDITED_FILE}`;
  const before = existing.get(path);
  if (before === undefined) return [...missing, { kind: "create", path, text: audited }];
  if (before === audited) return missing;
  return [...missing, { kind: "edit", path, edits: [{ span: { start: 0, end: before.length }, text: audited }] }];
}
