import init from "./encrypted_fields/__init__.py";
import apps from "./encrypted_fields/apps.py";
import batches from "./encrypted_fields/batches.py";
import blindIndex from "./encrypted_fields/blind_index.py";
import copies from "./encrypted_fields/copies.py";
import fields from "./encrypted_fields/fields.py";
import indexedRows from "./encrypted_fields/indexed_rows.py";
import keys from "./encrypted_fields/keys.py";
import known from "./encrypted_fields/known.py";
import masking from "./encrypted_fields/masking.py";
import management from "./encrypted_fields/management/__init__.py";
import commands from "./encrypted_fields/management/commands/__init__.py";
import backfill from "./encrypted_fields/management/commands/backfill_encrypted.py";
import rebuild from "./encrypted_fields/management/commands/rebuild_blind_index.py";
import reencrypt from "./encrypted_fields/management/commands/reencrypt.py";
import columns from "./encrypted_fields/management/columns.py";
import operations from "./encrypted_fields/operations.py";
import pairs from "./encrypted_fields/pairs.py";
import stored from "./encrypted_fields/stored.py";
import tests from "./encrypted_fields/tests.py";
import testMasking from "./encrypted_fields/test_masking.py";
import tokenMigrations from "./token_table/migrations/__init__.py";
import tokenMigration from "./token_table/migrations/0001_tokens.py";
import tokenModels from "./token_table/models.py";
import testTokens from "./token_table/test_tokens.py";
import tokenFields from "./token_table/token_fields.py";
import tokenOperations from "./token_table/token_operations.py";
import tokens from "./token_table/tokens.py";

/** The folder of the Django app that is generated into the project, which is also its label. */
export const APP_NAME = "encrypted_fields";

/**
 * What the app's `__init__.py` says of itself. Raised with every change on which a fix, a migration or another of its files relies: fixes
 * never mix files of two versions.
 */
export const APP_VERSION = 5;

/** What makes the text of each of its files, by the path in that folder. */
export const APP_FILES: Readonly<Record<string, () => string>> = {
  "__init__.py": init,
  "apps.py": apps,
  "batches.py": batches,
  "blind_index.py": blindIndex,
  "copies.py": copies,
  "fields.py": fields,
  "indexed_rows.py": indexedRows,
  "keys.py": keys,
  "known.py": known,
  "management/__init__.py": management,
  "management/columns.py": columns,
  "management/commands/__init__.py": commands,
  "management/commands/backfill_encrypted.py": backfill,
  "management/commands/rebuild_blind_index.py": rebuild,
  "management/commands/reencrypt.py": reencrypt,
  "masking.py": masking,
  "operations.py": operations,
  "pairs.py": pairs,
  "stored.py": stored,
  "tests.py": tests,
  "test_masking.py": testMasking,
};

/** What a table of tokens adds to the app, in the same folder. */
export const TOKEN_TABLE_FILES: Readonly<Record<string, () => string>> = {
  "migrations/__init__.py": tokenMigrations,
  "migrations/0001_tokens.py": tokenMigration,
  "models.py": tokenModels,
  "test_tokens.py": testTokens,
  "token_fields.py": tokenFields,
  "token_operations.py": tokenOperations,
  "tokens.py": tokens,
};

/** The migration that makes the table. */
export const TOKEN_MIGRATION = "0001_tokens";
