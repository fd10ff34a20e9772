/** What `readModels.py` prints of one package. */
export interface ReadPackage {
  readonly distribution: string;
  readonly version: string;
  /** Labels by the name of the app's module. */
  readonly apps: Readonly<Record<string, string>>;
  readonly models: readonly ReadModel[];
}

export interface ReadModel {
  readonly name: string;
  readonly module: string;
  /** Other modules that it can be imported from. */
  readonly aliases: readonly string[];
  readonly app: string | null;
  readonly abstract: boolean;
  readonly proxy: boolean;
  /** Null where it is named as Django would. */
  readonly table: string | null;
  readonly setting: string | null;
  readonly bases: readonly string[];
  readonly label: string | null;
  readonly fields: readonly ReadField[];
}

export interface ReadField {
  readonly name: string;
  readonly class: string;
  readonly module: string;
  /** The nearest class of Django itself that its class inherits from. */
  readonly djangoClass: string | null;
  readonly maxLength: number | null;
  readonly null: boolean;
  readonly blank: boolean;
  readonly unique: boolean;
  readonly primaryKey: boolean;
  readonly target: string | null;
  readonly label: string;
  readonly help: string;
}

/** Numbers, moments, truth values and lists of others: they say nothing of what a concrete model holds, and it has many of them. */
const NUMBERS: ReadonlySet<string> = new Set(
  (
    "AutoField BigAutoField SmallAutoField BigIntegerField BooleanField IntegerField PositiveBigIntegerField PositiveIntegerField " +
    "PositiveSmallIntegerField SmallIntegerField DateTimeField DurationField UUIDField ManyToManyField"
  ).split(" "),
);
const PLAIN: ReadonlySet<string> = new Set([...NUMBERS, "ForeignKey", "OneToOneField"]);
/** Longer ones mostly say how a form is to be filled in. */
const LONGEST_HELP = 40;
const MODEL = "django.db.models.base.Model";
const DJANGO = "django.db.models";

/** The package as `server/src/engine/project/thirdParty/packages.yml` has it: as short as can be, for it ships. */
export function packageEntry(read: ReadPackage, source: string): { readonly distribution: string } {
  const types = new Map<string, string>();
  const modules = new Map<string, Record<string, object>>();
  const uses = new Set(read.models.flatMap(({ bases }) => bases));
  for (const model of read.models) {
    if (!isTelling(model) && !uses.has(`${model.module}.${model.name}`) && !isDjango(read)) continue;
    const entries = modules.get(model.module) ?? {};
    entries[model.name] = modelEntry(model, read);
    modules.set(model.module, entries);
    for (const field of model.fields) {
      if (!field.module.startsWith(DJANGO))
        types.set(field.class.replace(/Field$/, ""), `${field.module} ${field.djangoClass ?? "Field"}`);
    }
  }
  return {
    distribution: read.distribution,
    version: read.version,
    source,
    apps: read.apps,
    ...(types.size > 0 ? { types: Object.fromEntries(types) } : {}),
    modules: Object.fromEntries(modules),
  } as { readonly distribution: string };
}

function isDjango({ distribution }: ReadPackage): boolean {
  return distribution === "Django";
}

/** Whether it holds, or hands on, more than numbers and relations. */
function isTelling({ abstract, fields, bases, setting }: ReadModel): boolean {
  return (
    abstract ||
    setting !== null ||
    bases.some((base) => base !== MODEL) ||
    fields.some((field) => !PLAIN.has(field.djangoClass ?? ""))
  );
}

function modelEntry(model: ReadModel, read: ReadPackage): object {
  const ownBases = model.bases
    .filter((base) => base !== MODEL)
    .map((base) => (base.startsWith(`${model.module}.`) ? base.slice(model.module.length + 1) : base));
  const { abstract, proxy, table, setting, app, module, aliases, name, label, fields } = model;
  const shown = abstract || isDjango(read) ? fields : fields.filter((field) => !NUMBERS.has(field.djangoClass ?? ""));
  return {
    ...(abstract ? { is: "abstract" } : proxy ? { is: "proxy" } : {}),
    ...(app === null || app === labelFor(module, read.apps) ? {} : { app }),
    ...(table === null ? {} : { table }),
    ...(setting === null ? {} : { setting: setting }),
    ...(aliases.length > 0 ? { also: aliases } : {}),
    ...(ownBases.length > 0 ? { bases: ownBases } : {}),
    ...(label === null || label.toLowerCase() === wordsOf(name) ? {} : { label }),
    ...(shown.length > 0 ? { fields: shown.map(fieldEntry).join("\n") } : {}),
  };
}

/** `email Char 150 null blank unique key > auth.User "label" | help`: what is not said is not so. Class names without `Field`. */
function fieldEntry(field: ReadField): string {
  const help = field.help.replaceAll(/\s+/g, " ").trim();
  const words = field.name.replaceAll("_", " ");
  return [
    field.name,
    field.class.replace(/Field$/, ""),
    ...(field.maxLength === null ? [] : [field.maxLength]),
    ...(field.null ? ["null"] : []),
    ...(field.blank ? ["blank"] : []),
    ...(field.unique ? ["unique"] : []),
    ...(field.primaryKey ? ["key"] : []),
    ...(field.target === null ? [] : ["> " + field.target]),
    ...(field.label.toLowerCase() === words.toLowerCase() ? [] : [`"${field.label.replaceAll('"', "'")}"`]),
    ...(help === "" || help.length > LONGEST_HELP || PLAIN.has(field.djangoClass ?? "") ? [] : ["| " + help]),
  ].join(" ");
}

/** Of the app in whose folder the module lies. */
function labelFor(module: string, apps: ReadPackage["apps"]): string | null {
  const names = Object.keys(apps).filter((name) => module.startsWith(`${name}.`));
  const nearest = names.toSorted((a, b) => b.length - a.length)[0];
  return nearest === undefined ? null : apps[nearest]!;
}

/** As Django makes a model's name shown to people. */
function wordsOf(name: string): string {
  return name
    .replaceAll(/(((?<=[a-z])[A-Z])|([A-Z](?![A-Z]|$)))/g, " $1")
    .toLowerCase()
    .trim();
}
