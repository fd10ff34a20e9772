/** The part of the engine that is held against a real Django. */
export { orderedMigrations } from "../../../server/src/engine/project/migrations/migrationOrder.ts";
export { readMigration } from "../../../server/src/engine/project/migrations/readMigration.ts";
export { tablesAfter } from "../../../server/src/engine/project/migrations/tables.ts";
export { readSettings } from "../../../server/src/engine/project/settings/readSettings.ts";
