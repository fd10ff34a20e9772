import type { OtherNames } from "../engine/languages/otherNames.ts";
import { languageOf } from "../engine/languages/registry.ts";
import type { Asked } from "../engine/schema/asked.ts";
import type { FileSchema } from "../engine/schema/schema.ts";
import type { Asking } from "./analyse.ts";

/** Which files were read by what names of others meant, and are to be read anew when that is something else. */
export class AskedNames {
  readonly #files = new Map<string, Asking>();

  /** Takes in a file as it was read last. Returns whether it asked anything that it did not ask before, or got another answer. */
  take(path: string, { asked, bases }: Asking): boolean {
    if (asked.length + bases.length === 0) {
      this.#files.delete(path);
      return false;
    }
    const before = this.#files.get(path);
    const now = { asked, bases };
    this.#files.set(path, now);
    return before === undefined || JSON.stringify(before) !== JSON.stringify(now);
  }

  forget(path: string): void {
    this.#files.delete(path);
  }

  of(path: string): Asking | null {
    return this.#files.get(path) ?? null;
  }

  /** Files that would be read otherwise now. */
  outdated(others: OtherNames): readonly string[] {
    return [...this.#files].flatMap(([path, asking]) => (isOutdated(path, asking, others) ? path : []));
  }
}

/** What a file declares by the answers of now; null when that takes another reading. */
export function answeredAnew(schema: FileSchema, others: OtherNames): FileSchema | null {
  const asked = schema.asked.map((question): Asked => {
    const { as, name } = question;
    const answer = others.meaningOf({ as, name, from: schema.path });
    return answer === question.answer ? question : { as, name, answer };
  });
  return languageOf(schema.path)?.answered(schema, asked) ?? null;
}

/** Whether a file that was read by these answers would be read otherwise now. */
export function isOutdated(from: string, { asked, bases }: Asking, others: OtherNames): boolean {
  if (bases.some((name) => others.isEntityName(name))) return true;
  return asked.some(({ as, name, answer }) => {
    const now = others.meaningOf({ as, name, from });
    return (now ?? answer) !== null && JSON.stringify(now) !== JSON.stringify(answer);
  });
}
