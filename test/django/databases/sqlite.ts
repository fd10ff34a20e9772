import type { Database } from "./database.ts";

/** A file beside the settings. */
export const sqlite: Database = {
  name: "SQLite",
  requirements: null,
  create: () => '{"ENGINE": "django.db.backends.sqlite3", "NAME": Path(__file__).parent / "db.sqlite3"}',
  stop: () => Promise.resolve(),
};
