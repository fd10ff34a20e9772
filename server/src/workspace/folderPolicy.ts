import { EMPTY_POLICY, isSamePolicy } from "../engine/project/policy/model.ts";
import { decode } from "./decode.ts";
import { MAX_FILE_BYTES } from "./limits.ts";
import { type LoadedPolicy, loadPolicy, NO_POLICY, POLICY_PATHS, unreadablePolicy } from "./policyFile.ts";
import type { FileSystem, ReadResult } from "./ports.ts";

export interface FolderPolicyOptions {
  readonly fileSystem: FileSystem;
  /** Text of an open document; undefined when it is not open. */
  readonly openText: (path: string) => string | undefined;
  /** A policy from elsewhere, in place of the folder's own. */
  readonly fixed: LoadedPolicy | null;
}

/** The policy in force in a folder. */
export class FolderPolicy {
  readonly #options: FolderPolicyOptions;
  #current: LoadedPolicy;
  /** The newest look at the files. */
  #reading: Promise<LoadedPolicy> | null = null;

  constructor(options: FolderPolicyOptions) {
    this.#options = options;
    this.#current = options.fixed ?? NO_POLICY;
  }

  /** Its `policy` stays the same object while it means the same. */
  get current(): LoadedPolicy {
    return this.#current;
  }

  /**
   * Looks at the files once more. When several looks are under way, the one that began last decides for all of them.
   * Returns what was in force until this look ended.
   */
  async read(): Promise<LoadedPolicy> {
    let reading = (this.#reading = this.#load());
    let loaded = await reading;
    while (reading !== this.#reading) {
      reading = this.#reading;
      loaded = await reading;
    }
    const before = this.#current;
    const isSame = isSamePolicy(loaded.policy, before.policy);
    this.#current = isSame ? { ...loaded, policy: before.policy } : loaded;
    return before;
  }

  async #load(): Promise<LoadedPolicy> {
    const { fileSystem, openText, fixed } = this.#options;
    if (fixed) return fixed;
    for (const path of POLICY_PATHS) {
      const text = openText(path);
      const onDisk = this.#onDisk(path, await fileSystem.readFile(path, MAX_FILE_BYTES));
      if (text === undefined) {
        if (onDisk) return onDisk;
        continue;
      }
      const loaded = loadPolicy(path, text, this.#current);
      // What is read follows the policy when it is saved: each half-typed pattern would let go of other files.
      const { exclude, limits } = onDisk?.policy ?? EMPTY_POLICY;
      return { ...loaded, policy: { ...loaded.policy, exclude, limits } };
    }
    return NO_POLICY;
  }

  /** Null where there is none. One that is there and cannot be read must not be taken for none. */
  #onDisk(path: string, file: ReadResult): LoadedPolicy | null {
    if (file.kind === "missing") return null;
    const decoded = file.kind === "bytes" ? decode(file.bytes) : null;
    if (decoded?.kind === "text") return loadPolicy(path, decoded.text, this.#current);
    return unreadablePolicy(path, this.#current);
  }
}

export function isPolicyPath(path: string): boolean {
  return POLICY_PATHS.includes(path);
}
