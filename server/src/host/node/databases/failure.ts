import type { DatabaseAnswer } from "../../../workspace/ports.ts";

/** How long to wait, in milliseconds. */
export const LIMITS = { connect: 10_000, statement: 5_000, lock: 500, idle: 30_000 } as const;

/** Why something cannot be done, in our own words. */
export class Failure extends Error {}

/** What drivers and servers say may hold values, and is never passed on: its code is. */
export async function answered<T>(ask: () => T | Promise<T>): Promise<DatabaseAnswer<T>> {
  try {
    return { kind: "answer", value: await ask() };
  } catch (error) {
    return { kind: "failure", ...failureOf(error) };
  }
}

export const NO_SQLITE = "it is no SQLite database, or an encrypted one";

const DAMAGED = "it is damaged or incomplete";

export interface Failed {
  readonly because: string;
  readonly isOver: boolean;
}

export function failureOf(error: unknown): Failed {
  if (error instanceof Failure) return { because: error.message, isOver: true };
  const code = codeOf(error);
  const known = KNOWN.find(({ codes }) => codes.includes(code));
  if (known) return { because: known.because, isOver: known.isOver ?? false };
  const message = error instanceof Error ? error.message : "";
  const said = SAID.find(({ pattern }) => pattern.test(message));
  if (said) return { because: said.because, isOver: true };
  return { because: code === "" ? "the driver failed" : `the database answered with error ${code}`, isOver: false };
}

/** "" where there is none. Node gives all errors of SQLite one code, and their number beside it, whose last byte is the kind. */
export function codeOf(error: unknown): string {
  const { code, errcode } = (error ?? {}) as { readonly code?: unknown; readonly errcode?: unknown };
  if (code === "ERR_SQLITE_ERROR" && typeof errcode === "number") return `SQLITE_${errcode & 0xff}`;
  return typeof code === "string" && /^\w+$/.test(code) ? code : "";
}

/**
 * Codes of PostgreSQL (https://www.postgresql.org/docs/current/errcodes-appendix.html), MySQL and MariaDB
 * (https://mariadb.com/kb/en/mariadb-error-code-reference/), SQLite (https://www.sqlite.org/rescode.html), Node and OpenSSL.
 */
const KNOWN: readonly Known[] = [
  { codes: ["ECONNREFUSED"], because: "nothing listens there", isOver: true },
  { codes: ["ENOENT"], because: "there is no such socket or file", isOver: true },
  { codes: ["EACCES", "EPERM"], because: "it may not be opened by this user", isOver: true },
  { codes: ["ENOTFOUND", "EAI_AGAIN"], because: "the host is not known", isOver: true },
  { codes: ["ETIMEDOUT"], because: "there is no answer", isOver: true },
  { codes: ["EHOSTUNREACH", "ENETUNREACH"], because: "the host cannot be reached", isOver: true },
  {
    codes: [
      "ECONNRESET",
      "EPIPE",
      "PROTOCOL_CONNECTION_LOST",
      "57P01",
      "57P02",
      "ER_SERVER_SHUTDOWN",
      "ER_CONNECTION_KILLED",
    ],
    because: "the connection was cut",
    isOver: true,
  },
  {
    codes: ["57P03", "53300", "ER_CON_COUNT_ERROR"],
    because: "the server takes no more connections now",
    isOver: true,
  },
  {
    codes: ["28P01", "28000", "ER_ACCESS_DENIED_ERROR", "ER_ACCESS_DENIED_NO_PASSWORD_ERROR"],
    because: "the server refuses this user or password",
    isOver: true,
  },
  { codes: ["3D000", "ER_BAD_DB_ERROR"], because: "there is no database of this name", isOver: true },
  { codes: ["ER_DBACCESS_DENIED_ERROR"], because: "this user may not use the database", isOver: true },
  {
    codes: ["42501", "ER_TABLEACCESS_DENIED_ERROR", "ER_COLUMNACCESS_DENIED_ERROR"],
    because: "this user may not read it",
  },
  {
    codes: ["57014", "ER_STATEMENT_TIMEOUT", "ER_QUERY_TIMEOUT"],
    because: `it took longer than ${LIMITS.statement / 1000} s`,
  },
  { codes: ["55P03", "ER_LOCK_WAIT_TIMEOUT", "SQLITE_5", "SQLITE_6"], because: "somebody else has locked it" },
  { codes: ["SQLITE_11"], because: DAMAGED },
  { codes: ["SQLITE_14"], because: "it may not be opened by this user", isOver: true },
  { codes: ["SQLITE_26"], because: NO_SQLITE, isOver: true },
  { codes: ["42P01", "42703", "ER_NO_SUCH_TABLE", "ER_BAD_FIELD_ERROR"], because: "it has changed meanwhile" },
  {
    codes: ["HANDSHAKE_NO_SSL_SUPPORT"],
    because: "the server offers no TLS, which the address asks for",
    isOver: true,
  },
  {
    codes: [
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "CERT_HAS_EXPIRED",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    ],
    because: "the server's certificate is not one that this machine trusts",
    isOver: true,
  },
  { codes: ["ERR_TLS_CERT_ALTNAME_INVALID"], because: "the server's certificate is for another host", isOver: true },
];

interface Known {
  readonly codes: readonly string[];
  readonly because: string;
  /** Left out for what concerns one statement alone. */
  readonly isOver?: true;
}

/** Of what has no code. */
const SAID: readonly { readonly pattern: RegExp; readonly because: string }[] = [
  { pattern: /does not support SSL/i, because: "the server offers no TLS, which the address asks for" },
  { pattern: /malformed/i, because: DAMAGED },
  { pattern: /timeout/i, because: "there is no answer" },
  { pattern: /password must be/i, because: "the server asks for a password, and the address has none" },
  { pattern: /terminated|closed state|not queryable/i, because: "the connection was cut" },
];
