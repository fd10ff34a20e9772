export interface PackageModels {
  /** As it is called in the registry of packages. */
  readonly distribution: string;
  /** That was read. */
  readonly version: string;
  /** Address of its documentation. */
  readonly source: string;
  /** Labels of its apps with models, by what stands in `INSTALLED_APPS`. */
  readonly apps: Readonly<Record<string, string>>;
  /** Field classes of its own, without `Field`: their module, and the class of Django that they inherit from. */
  readonly types?: Readonly<Record<string, string>>;
  /** Models by their name and that of the module that declares them. */
  readonly modules: Readonly<Record<string, Readonly<Record<string, ModelEntry>>>>;
}

export interface ModelEntry {
  readonly is?: "abstract" | "proxy";
  /** Label of its app, where that is not the one in whose folder its module lies. */
  readonly app?: string;
  /** Its table, where that is not named as Django would. */
  readonly table?: string;
  /** The setting that names another model in its place. */
  readonly setting?: string;
  /** Other modules that it can be imported from. */
  readonly also?: readonly string[];
  /** Without `django.db.models.Model`; those of the same module by their name alone. */
  readonly bases?: readonly string[];
  /** Its name for people, where that does not follow from the name of the class. */
  readonly label?: string;
  /** Its own, a line each: `email Char 150 null blank unique key > auth.User "label" | help`. */
  readonly fields?: string;
}

/** Read when it is asked for: most of a first answer needs none of it. */
declare const packages: () => readonly PackageModels[];
export default packages;
