import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
import type { ServerAddress } from "../../../engine/database/address.ts";
import type { Transport } from "../../../engine/database/model.ts";
import { Failure } from "./failure.ts";

/** One way to connect, and what it makes of the transport. */
export interface Attempt {
  readonly tls: ConnectionOptions | null;
  readonly transport: Transport;
}

/**
 * The ways to try, in their order, as the clients of the products understand `sslmode` (PostgreSQL) and `ssl-mode` (MySQL): without
 * one, encryption that the server offers is taken. Only `verify-…` looks at the certificate.
 * @throws Failure for a mode that does not exist, or certificates that cannot be read
 */
export function attemptsFor({ host, options }: ServerAddress): readonly Attempt[] {
  if (host === null || host.startsWith("/")) return [{ tls: null, transport: "local" }];
  const mode = modeOf(options);
  const files = certificates(options);
  const plain: Attempt = { tls: null, transport: "plain" };
  const unverified: Attempt = { tls: { ...files, rejectUnauthorized: false }, transport: "unverified" };
  switch (mode) {
    case "disable":
    case "disabled":
      return [plain];
    case "allow":
    case "prefer":
    case "preferred":
      return [unverified, plain];
    case "require":
    case "required":
      return [unverified];
    case "verify-ca":
    case "verify_ca":
      return [{ tls: { ...files, checkServerIdentity: () => undefined }, transport: "verified" }];
    case "verify-full":
    case "verify_identity":
      return [{ tls: files, transport: "verified" }];
    default:
      throw new Failure("the address asks for a mode of TLS that does not exist");
  }
}

function modeOf(options: ReadonlyMap<string, string>): string {
  const mode = options.get("sslmode") ?? options.get("ssl-mode") ?? options.get("ssl_mode");
  if (mode !== undefined) return mode.toLowerCase();
  return /^(?:true|1)$/.test(options.get("ssl") ?? "") ? "require" : "prefer";
}

function certificates(options: ReadonlyMap<string, string>): ConnectionOptions {
  const read = (...names: readonly string[]): Buffer | undefined => {
    const path = names.map((name) => options.get(name)).find((value) => value !== undefined);
    if (path === undefined) return undefined;
    try {
      return readFileSync(path);
    } catch {
      throw new Failure(`the file that \`${names[0]!}\` names cannot be read`);
    }
  };
  const [ca, cert, key] = [
    read("sslrootcert", "ssl-ca", "ssl_ca"),
    read("sslcert", "ssl-cert", "ssl_cert"),
    read("sslkey", "ssl-key", "ssl_key"),
  ];
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}
