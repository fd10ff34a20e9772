import { readFileSync } from "node:fs";
import { type DatabaseAddress, parseAddress } from "../engine/database/address.ts";
import { readStandardInput } from "./standardInput.ts";
import { type Invocation, UsageError } from "./verb.ts";

const WAYS = "sqlite:PATH, --dsn-env, --dsn-file or --dsn-stdin";

/**
 * Where the call says that the database is. No message repeats what may hold a password, wherever that was written by mistake.
 * @throws UsageError
 */
export async function addressOf(invocation: Invocation, given: string | null): Promise<DatabaseAddress> {
  const { values, switches } = invocation;
  const ways = [
    given,
    values.get("dsn-env") ?? null,
    values.get("dsn-file") ?? null,
    switches.has("dsn-stdin") ? "" : null,
  ];
  if (ways.filter((way) => way !== null).length !== 1) throw new UsageError(`name one database, with ${WAYS}`);
  if (given !== null) return parsed(given, "the database");
  const variable = values.get("dsn-env");
  if (variable !== undefined) return parsed(ofEnvironment(variable), `the variable ${variable}`);
  const file = values.get("dsn-file");
  if (file !== undefined) return parsed(ofFile(file), `the file ${file}`);
  return parsed(new TextDecoder().decode(await readStandardInput()), "standard input");
}

function ofEnvironment(name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    throw new UsageError(
      "--dsn-env takes the name of a variable, such as DATABASE_URL; an address in an argument can be seen by others",
    );
  }
  const value = process.env[name];
  if (value === undefined || value.trim() === "")
    throw new UsageError(`--dsn-env ${name}: there is no such variable, or it is empty`);
  return value;
}

function ofFile(path: string): string {
  if (path.includes("://")) {
    throw new UsageError(
      "--dsn-file takes the path of a file that holds the address; in an argument it can be seen by others",
    );
  }
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    // What was meant as an address is the path of no file.
    throw new UsageError(
      code === "ENOENT" ? "--dsn-file: no such file" : `--dsn-file ${path}: cannot be read (${code})`,
    );
  }
}

function parsed(text: string, from: string): DatabaseAddress {
  const result = parseAddress(text);
  if ("because" in result) throw new UsageError(`${from}: ${result.because}`);
  return result.address;
}
