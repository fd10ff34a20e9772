/** What each kind of evidence adds: the engine is built without it. */
import { buildEngine, type EngineChanges } from "./engine.ts";
import { predict, type Predictions } from "./predictions.ts";
import type { Project } from "./projects.ts";

export interface Ablation {
  readonly without: string;
  readonly predictions: Predictions;
}

export async function ablationsOf(projects: readonly Project[]): Promise<readonly Ablation[]> {
  const ablations: Ablation[] = [];
  for (const [without, changes] of Object.entries(KINDS)) {
    ablations.push({ without, predictions: predict(projects, await buildEngine(changes)) });
  }
  const alone = projects.flatMap(filesAlone);
  ablations.push({ without: "other files of the project", predictions: predict(alone, await buildEngine()) });
  return ablations;
}

const KINDS: Readonly<Record<string, EngineChanges>> = {
  "the field's name": { silenced: { "evidence/name.ts": ["nameSays"], "evidence/identifier.ts": ["identifierSays"] } },
  "its type": {
    silenced: { "evidence/type.ts": ["typeSays", "encryptionSays"] },
    transformKnowledge: withoutFits,
  },
  "its label, help text and comment": { silenced: { "evidence/label.ts": ["labelSays"] } },
  "its arguments": { silenced: { "evidence/arguments.ts": ["argumentsSay", "uploadFolderSays"] } },
  "names of the class and its bases": { silenced: { "evidence/entityName.ts": ["entityNameSays"] } },
  "documentation of the class": { silenced: { "evidence/documentation.ts": ["documentationSays"] } },
  "fields beside it": {
    silenced: { "evidence/siblings.ts": ["siblingsSay"], "evidence/catalogue.ts": ["catalogueSays"] },
  },
  relations: { silenced: { "evidence/relations.ts": ["relationsSay"] } },
  "the file's path": { silenced: { "evidence/path.ts": ["pathSays"] } },
  "what any field of such a class holds": { silenced: { "evidence/entity.ts": ["entitySays"] } },
};

/** How well a value of some type holds a category. */
function withoutFits(file: string, data: unknown): unknown {
  if (file.endsWith("/shapes.yml")) return { ...(data as object), fits: [] };
  if (!file.endsWith(".terms.yml")) return data;
  return (data as readonly object[]).map((group) => ({ ...group, shapes: undefined }));
}

/** Each file as if it were a project of its own. */
function filesAlone(project: Project): readonly Project[] {
  return project.schemas.map((schema) => ({
    ...project,
    schemas: [schema],
    declarations: new Map([...project.declarations].filter(([, declaration]) => declaration.schema === schema)),
  }));
}
