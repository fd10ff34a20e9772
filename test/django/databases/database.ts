/** A kind of database that projects are tried on. */
export interface Database {
  /** For people. */
  readonly name: string;
  /** What its driver needs besides Django's own requirements: a file in `requirements/`. */
  readonly requirements: string | null;
  /** A new, empty database as a value of Django's `DATABASES`, in Python whose settings know `Path`. */
  create(python: string): string;
  stop(): Promise<void>;
}

/** Why there is none on this machine, and what would change that: a sentence. */
export type Absence = string;
