import type { ClassifiedFile } from "../engine/project/model.ts";
import type { ModuleNames } from "../engine/project/moduleIndex.ts";
import { type Policy, policyContent } from "../engine/project/policy/model.ts";
import type { UserModels } from "../engine/project/userModel.ts";
import type { Finding } from "../engine/rules/rule.ts";
import type { FileSchema } from "../engine/schema/schema.ts";
import { type DecidedBy, DECLARES_NOTHING, type FileMark, type ReadText } from "./analyse.ts";
import { hashOfTexts } from "./hashOfTexts.ts";
import { packedDecisions, packedSummary, unpackedDecisions, unpackedSummary } from "./packedSummary.ts";
import type { CacheStore } from "./ports.ts";
import { SharedValues } from "./sharedValues.ts";
import type { TimeSlice } from "./timeSlice.ts";

/** What is known of a file without reading it. */
export interface Recalled {
  readonly summary: ReadText;
  /** Null when it has to be decided. */
  readonly decided: (KeptDecisions & { readonly by: DecidedBy }) | null;
}

export interface KeptDecisions {
  readonly file: ClassifiedFile;
  /** What its names meant then. */
  readonly meant: string;
}

/** A file as it is known at the end of a reading. */
export interface KnownSummary {
  readonly summary: ReadText;
  /** Null while they may become others. */
  readonly decided: KeptDecisions | null;
}

export interface SaveOptions {
  readonly decidedBy: DecidedBy;
  /** Null for a path that is not (any more) that of a file in the folder; "unread" where an open document stands for it. */
  readonly known: (path: string) => KnownSummary | "unread" | null;
  readonly isOvertaken: () => boolean;
  readonly slice: TimeSlice;
}

/** Of the whole text. */
interface Head {
  /** Size of the largest file that was read. What was kept under another one is of no use. */
  readonly limit: number;
  readonly policy: string;
  readonly declarations: string;
  /** Null when nobody has asked for them. */
  readonly userModels: KeptUserModels | null;
  readonly deployments: KeptDeployments | null;
  readonly ledTo: KeptPlaces | null;
  /** Number of lines with shared values. */
  readonly shared: number;
  /** How many there were when all of them were in use. */
  readonly sharedAtFirst: number;
}

interface KeptUserModels {
  /** Hash of the project's files that say it. */
  readonly texts: string;
  readonly models: UserModels;
}

/** What was found in the settings that the project is deployed with, by the policy of the decisions. */
interface KeptDeployments {
  readonly texts: string;
  readonly findings: readonly Finding[];
}

/** Where files lie, or would lie, that the settings lead to. */
interface KeptPlaces {
  /** Of the files among them, too. */
  readonly texts: string;
  readonly places: readonly string[];
}

export interface OpenOptions {
  readonly store: CacheStore;
  /** Size of the largest file that is read. */
  readonly limit: number;
  /** Null when decisions are of no use, because there are newer ones. */
  readonly policy: Policy | null;
  readonly slice: TimeSlice;
  readonly onInternalError: (path: string, error: unknown) => void;
}

/** Once so many times as many shared values are there as at first, most are of no use any more, and all files are read anew. */
const MOST_GROWTH = 2;
const GROWTH_OF_SMALL = 1000;

/**
 * What readers made of a folder's files when they were read last, and what was decided of them, for one reading of the folder. A file
 * that has not changed since is not opened; one that only looks changed (a fresh check-out) is not split into statements again.
 *
 * The text that is kept has a first line of its own (`Head`), then values that many files share, then a line for each file
 * (`Line`). Decisions are those of a moment at which each file had been decided by all others as they stand there: whatever has
 * changed since, is a change to what was known then, and concerns those files that it would have concerned then.
 */
export class SummaryCache {
  readonly #store: CacheStore;
  readonly #limit: number;
  readonly #onInternalError: OpenOptions["onInternalError"];
  readonly #kept: KeptText;
  /** What the decisions that are recalled were made by; null when none are. */
  readonly decidedBy: DecidedBy | null;
  /** Of the files of this reading. */
  readonly #marks = new Map<string, FileMark>();
  /** `isSame`: the whole line holds. */
  readonly #recalled = new Map<string, Recalled & { readonly isSame: boolean }>();
  readonly #names = new Map<string, ModuleNames>();
  #userModels: KeptUserModels | null;
  #deployments: (KeptDeployments & { readonly policy: Policy }) | null;
  #ledTo: KeptPlaces | null;

  #hashed: { readonly texts: ReadonlyMap<string, string>; readonly hash: string } | null = null;
  #isHarmed = false;

  private constructor({ store, limit, onInternalError }: OpenOptions, kept: KeptText, decidedBy: DecidedBy | null) {
    this.#store = store;
    this.#limit = limit;
    this.#onInternalError = onInternalError;
    this.#kept = kept;
    this.decidedBy = decidedBy;
    this.#userModels = kept.head?.userModels ?? null;
    this.#ledTo = kept.head?.ledTo ?? null;
    const deployments = kept.head?.deployments;
    this.#deployments = deployments && decidedBy ? { ...deployments, policy: decidedBy.policy } : null;
  }

  static async open(options: OpenOptions): Promise<SummaryCache> {
    const { store, limit, policy, slice } = options;
    const kept = await readKept(await store.read("summaries"), limit, slice);
    const isSame = policy !== null && kept.head?.policy === hashOfPolicy(policy, store);
    const decidedBy = isSame ? { policy, declarations: kept.head.declarations } : null;
    return new SummaryCache(options, kept, decidedBy);
  }

  /** Before the file is read: what changes it later changes the stamp. */
  stampOf(path: string): string | null {
    return this.#store.stampOf(path);
  }

  /** Undefined when the file has to be read. */
  recall(path: string, stamp: string | null): Recalled | undefined {
    const line = this.#lineOf(path);
    if (!line || stamp === null || line.stamp !== stamp) return undefined;
    return this.#unharmed(path, () => this.#take(path, line, stamp)) ?? undefined;
  }

  /** The same for a file that was read. `stamp`: from before that. */
  recallRead(path: string, stamp: string | null, bytes: Uint8Array): Recalled | undefined {
    const line = this.#lineOf(path);
    if (!line) return undefined;
    const isSame = line.stamp === stamp || (line.hash !== "" && line.hash === this.#store.hashOf(bytes));
    if (!isSame) return undefined;
    return this.#unharmed(path, () => this.#take(path, line, stamp ?? "")) ?? undefined;
  }

  /** Takes in what was read anew. `stamp`: from before that. */
  take(path: string, stamp: string | null, bytes: Uint8Array, summary: ReadText): void {
    this.#recalled.delete(path);
    // Without a stamp it is still known by its bytes.
    const hash = summary === DECLARES_NOTHING ? "" : this.#store.hashOf(bytes);
    this.#marks.set(path, { stamp: stamp ?? "", hash });
  }

  /** The file is known as it is marked. */
  mark(path: string, mark: FileMark): void {
    this.#marks.set(path, mark);
  }

  markOf(path: string): FileMark | null {
    return this.#marks.get(path) ?? null;
  }

  /** Nothing of the file is to be kept. */
  unmark(path: string): void {
    this.#marks.delete(path);
    this.#recalled.delete(path);
  }

  /** Of all files by which others were decided: what they declared then, where that may be something else now. */
  before(path: string): FileSchema | null {
    const kept = this.decidedBy && this.#kept.lines.get(path);
    // Most files declare nothing.
    if (!kept || kept.indexOf("\t") === kept.lastIndexOf("\t")) return null;
    const line = lineOf(kept);
    if (line.decisions === "") return null;
    return this.#unharmed(path, () => unpackedSummary(line.summary, this.#kept.shared).schema);
  }

  /** Whether something could not be taken up, by which others may have been decided. */
  get isHarmed(): boolean {
    return this.#isHarmed;
  }

  /** Files that this reading has not come by, or has not read. */
  get unmarked(): readonly string[] {
    return [...this.#kept.lines.keys()].filter((path) => !this.#marks.has(path));
  }

  /** What a file that declares nothing is as a module; null when it has to be read for that. */
  namesOf(path: string): ModuleNames | null {
    const fresh = this.#names.get(path);
    if (fresh) return fresh;
    const line = this.#recalled.has(path) ? this.#lineOf(path) : null;
    return line && line.names !== "" ? (JSON.parse(line.names) as ModuleNames) : null;
  }

  /** `stamp`: from before it was read for them. */
  takeNames(path: string, stamp: string | null, names: ModuleNames): void {
    if (stamp !== null && this.#marks.get(path)?.stamp === stamp) this.#names.set(path, names);
  }

  /** `texts`: of the project's files, as they are now; never changed. Null when these say perhaps something else than those of before. */
  userModelsOf(texts: ReadonlyMap<string, string>): UserModels | null {
    return this.#userModels?.texts === this.#hashOf(texts) ? this.#userModels.models : null;
  }

  takeUserModels(texts: ReadonlyMap<string, string>, models: UserModels): void {
    this.#userModels = { texts: this.#hashOf(texts), models };
  }

  /** As `userModelsOf`. */
  deploymentsOf(texts: ReadonlyMap<string, string>, policy: Policy): readonly Finding[] | null {
    const kept = this.#deployments;
    return kept?.policy === policy && kept.texts === this.#hashOf(texts) ? kept.findings : null;
  }

  takeDeployments(texts: ReadonlyMap<string, string>, policy: Policy, findings: readonly Finding[]): void {
    this.#deployments = { texts: this.#hashOf(texts), policy, findings };
  }

  /** Where the settings led to when they were followed last. */
  get placesLedTo(): ReadonlySet<string> {
    return new Set(this.#ledTo?.places);
  }

  /** `texts`: of the project's files as they are now, of those at these places too. Whether settings still lead there. */
  leadsAsBefore(texts: ReadonlyMap<string, string>): boolean {
    return this.#ledTo?.texts === this.#hashOf(texts);
  }

  takePlacesLedTo(texts: ReadonlyMap<string, string>, places: ReadonlySet<string>): void {
    this.#ledTo = { texts: this.#hashOf(texts), places: [...places] };
  }

  /** Writes what is known now, if that is other than before. */
  async save({ decidedBy, known, isOvertaken, slice }: SaveOptions): Promise<void> {
    const { head, lines, shared } = this.#kept;
    // All at one moment: what follows from others must stand beside what it follows from.
    const summaries = new Map([...lines.keys(), ...this.#marks.keys()].map((path) => [path, known(path)]));
    const written: string[] = [];
    const deployments = this.#deployments?.policy === decidedBy.policy ? this.#deployments : null;
    let isSame =
      head !== null &&
      !this.#isHarmed &&
      this.#userModels?.texts === head.userModels?.texts &&
      deployments?.texts === head.deployments?.texts &&
      this.#ledTo?.texts === head.ledTo?.texts;
    for (const [path, summary] of summaries) {
      const before = lines.get(path) ?? null;
      const line = summary && (this.#isAsKept(path, summary) ? before : this.#lineWith(path, summary));
      if (line !== null) written.push(line);
      isSame &&= line === before;
      if (slice.isOver) await slice.pause();
      if (isOvertaken()) return;
    }
    const by = { policy: hashOfPolicy(decidedBy.policy, this.#store), declarations: decidedBy.declarations };
    if (isSame && head?.policy === by.policy && head.declarations === by.declarations) return;
    const userModels = this.#userModels;
    const count = shared.lines.length;
    const now: Head = {
      limit: this.#limit,
      ...by,
      userModels,
      deployments: deployments && { texts: deployments.texts, findings: deployments.findings },
      ledTo: this.#ledTo,
      shared: count,
      sharedAtFirst: head?.sharedAtFirst ?? count,
    };
    await this.#store.write("summaries", inParts([JSON.stringify(now), ...shared.lines, ...written], slice));
  }

  /** What is kept in a way that cannot be taken up costs that its file is read and all are decided anew, and nothing else. */
  #unharmed<Kept>(path: string, taken: () => Kept): Kept | null {
    try {
      return taken();
    } catch (error) {
      this.#isHarmed = true;
      this.#kept.lines.delete(path);
      this.unmark(path);
      this.#onInternalError(path, error);
      return null;
    }
  }

  /** Several ask of the same texts. */
  #hashOf(texts: ReadonlyMap<string, string>): string {
    if (this.#hashed?.texts !== texts) this.#hashed = { texts, hash: hashOfTexts(texts, this.#store) };
    return this.#hashed.hash;
  }

  #lineOf(path: string): Line | null {
    const line = this.#kept.lines.get(path);
    return line === undefined ? null : lineOf(line);
  }

  #take(path: string, line: Line, stamp: string): Recalled {
    const { hash, summary, decisions } = line;
    if (summary === "" && decisions === "" && stamp === line.stamp) {
      this.#marks.set(path, { stamp, hash });
      this.#recalled.set(path, NOTHING_RECALLED);
      return NOTHING_RECALLED;
    }
    const { shared } = this.#kept;
    const read = unpackedSummary(summary, shared);
    const by = decisions === "" ? null : this.decidedBy;
    const recalled = { summary: read, decided: read.schema && by && unpacked(decisions, read.schema, shared, by) };
    this.#marks.set(path, { stamp, hash });
    // Decisions by another policy are of no use.
    const isSame = stamp === line.stamp && (decisions === "" || recalled.decided !== null);
    this.#recalled.set(path, { ...recalled, isSame });
    return recalled;
  }

  /** Whether the file's line says it all. */
  #isAsKept(path: string, known: KnownSummary | "unread"): boolean {
    const recalled = this.#recalled.get(path);
    if (known === "unread" || !recalled?.isSame || this.#names.has(path)) return false;
    return isSameSummary(recalled.summary, known.summary) && isSameDecisions(recalled.decided, known.decided);
  }

  /** Null for a file of which nothing is to be kept. */
  #lineWith(path: string, known: KnownSummary | "unread"): string | null {
    const mark = this.#marks.get(path);
    if (!mark || known === "unread") {
      const before = this.#lineOf(path);
      return before && textOf(path, { ...before, decisions: "" });
    }
    const { stamp, hash } = mark;
    const names = jsonOf(this.namesOf(path));
    if (hash === "") return stamp === "" ? null : textOf(path, { ...NO_LINE, stamp, names });
    const { shared } = this.#kept;
    const { summary, decided } = known;
    const decisions = jsonOf(decided && { meant: decided.meant, fields: packedDecisions(decided.file, shared) });
    return textOf(path, { stamp, hash, summary: packedSummary(summary, shared), names, decisions });
  }
}

/** Of most files. */
const NOTHING_RECALLED = { summary: DECLARES_NOTHING, decided: null, isSame: true };

/** Of a file. All but path and stamp are empty where nothing is known of them. */
interface Line extends FileMark {
  readonly summary: string;
  /** As JSON. */
  readonly names: string;
  /** As JSON. */
  readonly decisions: string;
}

const NO_LINE: Line = { stamp: "", hash: "", summary: "", names: "", decisions: "" };

interface KeptText {
  readonly head: Head | null;
  readonly shared: SharedValues;
  /** As they were written. A line is looked into only when its file is asked for. */
  readonly lines: Map<string, string>;
}

async function readKept(text: string | null, limit: number, slice: TimeSlice): Promise<KeptText> {
  const lines = new Map<string, string>();
  const all = text === null ? [] : text.split("\n");
  const head = all[0] === undefined ? null : (JSON.parse(all[0]) as Head);
  const isOfUse = head?.limit === limit && head.shared <= head.sharedAtFirst * MOST_GROWTH + GROWTH_OF_SMALL;
  if (!isOfUse) return { head: null, shared: new SharedValues(), lines };
  const shared = new SharedValues(all.slice(1, 1 + head.shared));
  for (let index = 1 + head.shared; index < all.length; index++) {
    const line = all[index]!;
    lines.set(pathIn(line), line);
    if (slice.isOver) await slice.pause();
  }
  return { head, shared, lines };
}

function pathIn(line: string): string {
  const end = line.indexOf("\t");
  const hasEscapes = line.lastIndexOf("\\", end) >= 0;
  return hasEscapes ? (JSON.parse(line.slice(0, end)) as string) : line.slice(1, end - 1);
}

function lineOf(line: string): Line {
  const start = line.indexOf("\t") + 1;
  // Of most files nothing else is kept.
  if (!line.includes("\t", start)) return { ...NO_LINE, stamp: line.slice(start) };
  const [, stamp = "", hash = "", summary = "", names = "", decisions = ""] = line.split("\t");
  return { stamp, hash, summary, names, decisions };
}

function textOf(path: string, { stamp, hash, summary, names, decisions }: Line): string {
  const parts = [JSON.stringify(path), stamp, hash, summary, names, decisions];
  return parts.join("\t").trimEnd();
}

function jsonOf(value: object | null): string {
  return value === null ? "" : JSON.stringify(value);
}

function unpacked(json: string, schema: FileSchema, shared: SharedValues, by: DecidedBy): Recalled["decided"] {
  const { meant, fields } = JSON.parse(json) as { meant: string; fields: readonly number[] };
  return { file: unpackedDecisions(schema, fields, shared), meant, by };
}

function isSameSummary(some: ReadText, other: ReadText): boolean {
  if (some === DECLARES_NOTHING) return other.schema === null && other.asked.length + other.bases.length === 0;
  if (some.schema || other.schema) return some.schema === other.schema;
  return some.asked === other.asked && some.bases === other.bases;
}

function isSameDecisions(some: KeptDecisions | null, other: KeptDecisions | null): boolean {
  return some?.file === other?.file && some?.meant === other?.meant;
}

function hashOfPolicy(policy: Policy, store: CacheStore): string {
  return store.hashOf(new TextEncoder().encode(policyContent(policy)));
}

const LINES_AT_ONCE = 500;

async function* inParts(lines: readonly string[], slice: TimeSlice): AsyncGenerator<string, void, undefined> {
  for (let index = 0; index < lines.length; index += LINES_AT_ONCE) {
    yield (index === 0 ? "" : "\n") + lines.slice(index, index + LINES_AT_ONCE).join("\n");
    if (slice.isOver) await slice.pause();
  }
}
