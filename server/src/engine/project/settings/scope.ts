import type { Statement } from "../../languages/python/layout.ts";
import type { PythonModule } from "../../languages/python/module.ts";
import type { NameTable } from "./nameTable.ts";
import type { Binding } from "./value.ts";

/** What a module of settings defines. */
export interface SettingsNamespace {
  readonly values: ReadonlyMap<string, Binding>;
  /** Files that give it all of their names: its own, and those behind `from .base import *`. */
  readonly paths: readonly string[];
  /** Modules that it takes all names from and that are not among the project's files. */
  readonly missing: readonly string[];
}

/** Shared by all that is evaluated together. */
export interface Evaluation {
  readonly files: ReadonlyMap<string, string>;
  /** The module of a file; empty while it is being evaluated further up, as in Python. */
  readonly moduleAt: (path: string, folder: string) => SettingsNamespace;
  /** A file as it is written. */
  readonly read: (path: string) => PythonModule;
  /** Statements that may still be run: a limit on what hostile code costs. */
  stepsLeft: number;
}

/** Where code runs. A fork has `values` of its own while it runs. */
export interface Scope {
  readonly evaluation: Evaluation;
  readonly path: string;
  /** The folder that Python imports from; "" or with a closing `/`. */
  readonly folder: string;
  readonly module: PythonModule;
  /** Of the module around a class. */
  readonly outer: Scope | null;
  values: NameTable;
  readonly paths: string[];
  readonly missing: string[];
}

/** Runs statements; false when they end the module or function. */
export type RunStatements = (statements: readonly Statement[], scope: Scope) => boolean;

/** Under what the default of a variable of the environment is kept: no name in Python, so that it meets none. */
export function environmentDefault(variable: string): string {
  return `os.environ[${variable}]`;
}

export function lookUp(scope: Scope, name: string): Binding | undefined {
  return scope.values.get(name) ?? (scope.outer ? lookUp(scope.outer, name) : undefined);
}
