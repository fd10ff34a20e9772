import type { Database } from "./databases/database.ts";
import { startMariadb } from "./databases/mariadb.ts";
import { startPostgresql } from "./databases/postgresql.ts";
import { sqlite } from "./databases/sqlite.ts";
import { environmentWith } from "./environment.ts";
import { interpreterBetween } from "./interpreters.ts";

/** A version of Django on a kind of database. */
export interface Place {
  /** For people. */
  readonly name: string;
  /** Of Django: two numbers. */
  readonly version: string;
  readonly python: string;
  readonly database: Database;
}

/** The oldest and the newest long-term release that are in use, and the newest of all; with the Pythons that they run on. */
const VERSIONS = [
  { version: "4.2", oldest: 11, newest: 12 },
  { version: "5.2", oldest: 11, newest: 14 },
  { version: "6.1", oldest: 12, newest: 14 },
] as const;

export interface Places {
  /** Each version on each database that is there. */
  readonly all: readonly Place[];
  /** What is not there, and why. */
  readonly absent: readonly string[];
  stop(): Promise<void>;
}

/** Starts the databases, and makes the environments that are missing. */
export async function openPlaces(): Promise<Places> {
  const absent: string[] = [];
  const databases: Database[] = [sqlite];
  for (const start of [startPostgresql, startMariadb]) {
    const database = await start();
    if (typeof database === "string") absent.push(database);
    else databases.push(database);
  }
  const stop = async (): Promise<void> => {
    await Promise.all(databases.map((database) => database.stop()));
  };
  const drivers = databases.flatMap(({ requirements }) => (requirements === null ? [] : [requirements]));
  const all: Place[] = [];
  try {
    for (const { version, oldest, newest } of VERSIONS) {
      const interpreter = interpreterBetween(oldest, newest);
      if (interpreter === null) {
        absent.push(`Django ${version} needs Python 3.${oldest} to 3.${newest}, on the path or from pyenv`);
        continue;
      }
      const python = environmentWith({
        folder: `.venvs/django-${version}`,
        interpreter,
        requirements: [`django-${version}.txt`, ...drivers].map((name) => `requirements/${name}`),
      });
      for (const database of databases) {
        all.push({ name: `Django ${version} on ${database.name}`, version, python, database });
      }
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { all, absent, stop };
}
