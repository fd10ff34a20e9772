import type { Asked, FieldMaker } from "../../schema/asked.ts";
import type { ModuleSummary } from "../../schema/moduleSummary.ts";
import type { Name } from "../../schema/schema.ts";
import type { OtherNames, Question } from "../otherNames.ts";
import { boundIn, follow } from "../python/follow.ts";
import type { PythonModule } from "../python/module.ts";
import { summaryOf } from "../python/moduleSummary.ts";
import { isOtherLibrary, isSurelyFieldClass } from "./fieldTypes.ts";
import { type DeclaringModules, Makers, type Outside, PACKAGES } from "./makers.ts";
import { MODEL_BASES } from "./modelBases.ts";

/** What the names of one file mean that decide what is read of it: its own classes, and those that others know. */
export class ImportedNames {
  readonly #modules: readonly PythonModule[];
  readonly #path: string;
  readonly #others: OtherNames;
  readonly #asked = new Map<string, Asked>();
  readonly #makers = new Map<string, FieldMaker | null>();
  #summary: ModuleSummary | null;
  /** Modules that may ask Django for a model; null before somebody wants to know. */
  #asking: readonly PythonModule[] | null = null;

  /** `modules`: the file, or the parts of it that were read by themselves. `summary`: theirs, if it is known. */
  constructor(
    path: string,
    modules: readonly PythonModule[],
    others: OtherNames,
    summary: ModuleSummary | null = null,
  ) {
    this.#path = path;
    this.#modules = modules;
    this.#others = others;
    this.#summary = summary;
  }

  get summary(): ModuleSummary {
    this.#summary ??= summaryOf(this.#modules);
    return this.#summary;
  }

  /** What was asked of other files, with their answers. */
  get asked(): readonly Asked[] {
    return [...this.#asked.values()];
  }

  /** Whether a base was not known to be a model, of a class that has fields. */
  get isUnsure(): boolean {
    return this.asked.some(isUnknownModel);
  }

  /** Says that the file declares the same whether these bases are models or not. */
  settle(): void {
    for (const [key, asked] of this.#asked)
      if (isUnknownModel(asked)) this.#asked.set(key, { ...asked, isSettled: true });
  }

  /** Whether a base that is no class of this file is a model. `as`: `model` for that of a class with fields, told only if need be. */
  isModel({ text, qualified }: Name, as: () => "base" | "model"): boolean {
    if (MODEL_BASES.has(qualified) || MODEL_CALL.test(text) || this.#isGotten(text)) return true;
    return this.#namesOf(qualified).some(
      (name) => MODEL_BASES.has(name) || (mayBeAsked(name) && this.#ask(as(), name)?.kind === "model"),
    );
  }

  /** What makes a field of Django behind a name that is called; null when it is none, or when its name says all. */
  makerOf({ text, qualified }: Name): FieldMaker | null {
    if (IS_NO_FIELD.test(text)) return null;
    const before = this.#makers.get(text);
    if (before !== undefined) return before;
    const maker = this.#findMaker(text, qualified);
    this.#makers.set(text, maker);
    return maker;
  }

  /** What stands in the body of a class of another file that inherits from nothing; null for all others. */
  namesGivenBy({ qualified }: Name): readonly string[] | null {
    const answers = this.#namesOf(qualified).map((name) => this.#ask("mixin", name));
    return answers.find((answer) => answer?.kind === "names")?.names ?? null;
  }

  /** What `apps.py` calls the file's app, where that is not what its folder is called. */
  appLabel(): string | null {
    const answer = this.#answerTo("app", "");
    return answer?.kind === "label" ? answer.label : null;
  }

  /** Whether the file gets it as a model from Django: `Customer = get_model("shop", "Customer")`. */
  #isGotten(text: string): boolean {
    this.#asking ??= this.#modules.filter((module) => module.text.includes("model("));
    if (!this.#asking.some((module) => assigns(module, text))) return false;
    return boundIn(this.summary, text).some((bound) => bound.kind === "call" && GETS_MODEL.test(bound.callee));
  }

  #findMaker(text: string, qualified: string): FieldMaker | null {
    const outside: Outside = {
      makerOf: (name) => this.#fieldAsked("ancestor", name) ?? PACKAGES.makerOf(name),
      isModel: (name) => MODEL_BASES.has(name),
    };
    const meaning = this.#mayLead(text) ? follow(text, this.#path, this.#ownModule()) : null;
    if (meaning?.kind === "bound") return new Makers(this.#ownModule(), outside).makerOf(meaning);
    // Of several branches that import it, one is the first and another the last.
    const imported = new Set([...(meaning?.kind === "outside" ? [meaning.qualified] : []), qualified]);
    for (const name of [...imported].flatMap((each) => this.#namesOf(each))) {
      const maker = this.#fieldAsked("field", name);
      if (maker) return maker;
    }
    return null;
  }

  /** Whether the file binds what a name begins with. */
  #mayLead(text: string): boolean {
    return boundIn(this.summary, text.split(".", 1)[0]!).length > 0;
  }

  #fieldAsked(as: Question["as"], name: string): FieldMaker | null {
    const answer = isSurelyFieldClass(name) ? null : this.#ask(as, name);
    return answer?.kind === "field" ? answer.maker : null;
  }

  #ask(as: Question["as"], name: string): Asked["answer"] {
    return mayBeAsked(name) ? this.#answerTo(as, name) : null;
  }

  #answerTo(as: Question["as"], name: string): Asked["answer"] {
    const key = `${as} ${name}`;
    const before = this.#asked.get(key);
    if (before) return before.answer;
    const answer = this.#others.meaningOf({ as, name, from: this.#path });
    this.#asked.set(key, { as, name, answer });
    return answer;
  }

  /** A name that nothing in the file binds may be one of the modules that all names are taken over from. */
  #namesOf(qualified: string): readonly string[] {
    if (qualified.includes(".")) return [qualified];
    const stars = this.#modules.flatMap(({ imports }) => imports).filter(({ names }) => names.at(-1)?.name === "*");
    if (stars.length === 0 || this.#mayLead(qualified)) return [qualified];
    return stars.map(({ module }) => (module.endsWith(".") ? module + qualified : `${module}.${qualified}`));
  }

  #ownModule(): DeclaringModules {
    return {
      summaryOf: (path) => (path === this.#path ? this.summary : null),
      locate: () => ({ kind: "outside" }),
      submodule: () => null,
      declares: () => false,
    };
  }
}

function isUnknownModel({ as, answer }: Asked): boolean {
  return as === "model" && answer === null;
}

/** What no other file of the project could know more of. */
function mayBeAsked(name: string): boolean {
  return name.includes(".") && !name.startsWith("django.") && !isOtherLibrary(name);
}

/** Whether a statement of the file itself assigns to a name: to summarise the whole file for that takes many times longer. */
function assigns({ text, layout }: PythonModule, wanted: string): boolean {
  const pending = [...layout.statements];
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    const { kind, name, body } = statement;
    if (kind === "block") pending.push(...body);
    if (kind === "assignment" && name && name.end - name.start === wanted.length && text.startsWith(wanted, name.start))
      return true;
  }
  return false;
}

/** A model that Django is asked for: `get_user_model()`, `get_model("shop", "Customer")`. */
const MODEL_CALL = /(^|\.)get_(user_)?model\([^()]*\)$/;
const GETS_MODEL = /(^|\.)get_(user_)?model$/;

/** Of a manager and the like, which are as common in models as fields. */
const IS_NO_FIELD = /Manager|QuerySet|as_manager|Tracker|HistoricalRecords|^$/;
