/**
 * What a project says of its fields for tools that document or anonymise its data. Such a tool wants to know of personal
 * data alone: whether something else is a secret is not what it was asked.
 */
export interface Said {
  /** `nothing`: what was said of it elsewhere is taken back. */
  readonly says: "personal" | "not personal" | "nothing";
  /** Follows "in": `PrivacyMeta.fields (line 12)`, `gdpr.yml`. */
  readonly where: string;
  /** Said of all fields of a name, a type or an app, without a look at this one. */
  readonly isGeneral: boolean;
}

/** What is said outside of the models, in files for the whole project. */
export interface ProjectDeclarations {
  /** All that is said, to tell whether it is the same as before. */
  readonly content: string;
  /** Of one field, by what names it or its model. */
  readonly ofField: (path: string, entity: string, field: string) => readonly Said[];
  /** Of all fields of this name, or else of this type, as far as nothing is said in their model. */
  readonly ofAll: (field: string, type: string) => readonly Said[];
}

export const NO_DECLARATIONS: ProjectDeclarations = { content: "", ofField: () => [], ofAll: () => [] };
