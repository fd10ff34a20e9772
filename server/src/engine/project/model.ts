import type { Category, Classification } from "../classification/model.ts";
import type { RelevantClause } from "../classification/regimes.ts";
import type { Protection } from "../protection/model.ts";
import type { Entity, Field, FileSchema } from "../schema/schema.ts";
import type { DeclaredPackage } from "./packages/readPackages.ts";
import type { ProjectSettings } from "./settings/readSettings.ts";
import type { Said } from "./declarations/model.ts";

export interface ClassifiedField {
  readonly entity: Entity;
  readonly field: Field;
  readonly classification: Classification;
  /** What it holds, or may hold, as the project sees that category; null for what is not sensitive. */
  readonly category: Category | null;
  /** What the evidence alone makes of it, whoever has decided. */
  readonly evidence: Classification;
  /** What is declared of it for other tools. */
  readonly said: readonly Said[];
  readonly protection: Protection;
  /** Sensitive, and what the code does is weaker than what the category asks for. */
  readonly lacksTreatment: boolean;
  /** Of the regimes that the policy names. */
  readonly clauses: readonly RelevantClause[];
}

export interface ClassifiedFile {
  readonly schema: FileSchema;
  readonly fields: readonly ClassifiedField[];
}

/**
 * What is known of the project around its models. Paths are relative to the scanned root, with `/`.
 * The texts are those of the few files that a fix may have to change.
 */
export interface Project {
  /** Folder of `manage.py`; "" is the root, null when unknown. */
  readonly sourceRoot: string | null;
  /** The folder that Python imports the project's settings from, which `manage.py` may put on the path; "" or with a closing `/`, null when unknown. */
  readonly importRoot: string | null;
  readonly settings: ProjectSettings;
  /** The file in which the settings that `manage.py` names are kept, where new ones belong. */
  readonly settingsPath: string | null;
  /** They are members of classes (django-configurations), so that what is added to the end of the file is none. */
  readonly areSettingsClasses: boolean;
  /** Distributions that the project declares, by their names normalised as in PEP 503. */
  readonly packages: ReadonlyMap<string, DeclaredPackage>;
  /** The list of dependencies that declares Django, where a new one belongs. */
  readonly dependencyPath: string | null;
  /** The app of field classes that an earlier fix generated, by its `__init__.py`, or the single module of earlier versions. */
  readonly helperPath: string | null;
  readonly texts: ReadonlyMap<string, string>;
}
