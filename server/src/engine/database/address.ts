/** How a database is reached. Passwords stand in here and nowhere else: it is never printed, kept or sent but to the database. */
export type DatabaseAddress = SqliteAddress | ServerAddress;

export interface SqliteAddress {
  readonly product: "sqlite";
  /** As given. */
  readonly path: string;
}

export interface ServerAddress {
  readonly product: "postgresql" | "mysql";
  /** Null for the product's own default; a path is the folder of a socket (PostgreSQL) or a socket. */
  readonly host: string | null;
  readonly port: number | null;
  readonly user: string | null;
  readonly password: string | null;
  readonly database: string | null;
  /** What stands behind `?`, by names in small letters. */
  readonly options: ReadonlyMap<string, string>;
}

/** `address`, or why the text is none; the reason holds nothing of the text. */
export type ParsedAddress = { readonly address: DatabaseAddress } | { readonly because: string };

const PRODUCTS: ReadonlyMap<string, ServerAddress["product"]> = new Map([
  ["postgres", "postgresql"],
  ["postgresql", "postgresql"],
  ["postgis", "postgresql"],
  ["mysql", "mysql"],
  ["mysql2", "mysql"],
  ["mariadb", "mysql"],
]);

const LAST_PORT = 65_535;

const URL_FORM =
  /^([a-z][a-z\d+.-]*):\/\/(?:([^/?#]*)@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?(?:\/([^?#]*))?(?:\?([^#]*))?$/i;

/**
 * `sqlite:PATH` or the URLs that projects have in `DATABASE_URL`: `postgres://USER:PASSWORD@HOST:PORT/NAME?sslmode=require`
 * (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS), `mysql://…`, with the sockets and schemes of
 * dj-database-url and django-environ.
 */
export function parseAddress(text: string): ParsedAddress {
  const trimmed = text.trim();
  // Of a second line nobody knows what it holds.
  if (/\p{Cc}/u.test(trimmed)) return { because: "it has more than one line, or a control character in it" };
  if (/^(?:sqlite3?|spatialite):\/\/[^/]*@/i.test(trimmed))
    return { because: "there are no users and hosts with SQLite: write `sqlite:PATH`" };
  const sqlite = /^(?:sqlite3?|spatialite):(?:\/\/\/?)?(.*)$/is.exec(trimmed);
  if (sqlite) {
    const path = sqlite[1]!;
    if (path === "" || path === ":memory:") return { because: "name the file behind `sqlite:`" };
    return { address: { product: "sqlite", path } };
  }
  const match = URL_FORM.exec(trimmed);
  if (!match) return { because: "it is no address such as `postgresql://USER:PASSWORD@HOST/NAME`" };
  const [, scheme = "", userinfo = "", host = "", port = "", name = "", query = ""] = match;
  // What was taken for the end of the host may be part of a password.
  if (`${name}${query}`.includes("@"))
    return {
      because:
        "an `@` stands behind its host: write `@`, `/`, `?` and `#` in a password as `%40`, `%2F`, `%3F` and `%23`",
    };
  const product = PRODUCTS.get(scheme.toLowerCase().replace(/\+.*$/, ""));
  if (!product) return { because: "only SQLite, PostgreSQL, MySQL and MariaDB can be inspected" };
  if (Number(port) > LAST_PORT) return { because: `its port is beyond ${LAST_PORT}` };
  try {
    return { address: { product, ...serverOf(userinfo, host, port, name, query) } };
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return { because: "a `%` in it stands for no character; write the sign itself as `%25`" };
  }
}

/** @throws URIError */
function serverOf(
  userinfo: string,
  host: string,
  port: string,
  name: string,
  query: string,
): Omit<ServerAddress, "product"> {
  const options = new Map<string, string>();
  for (const part of query.split("&")) {
    const [key, value = ""] = split(part, "=");
    if (key !== "") options.set(decodeURIComponent(key).toLowerCase(), decodeURIComponent(value));
  }
  const [user, password] = split(userinfo, ":");
  const socket = options.get("host") ?? options.get("unix_socket") ?? options.get("socket") ?? "";
  const given = decodeURIComponent(host).replace(/^\[(.*)\]$/, "$1");
  return {
    host: orNull(given) ?? orNull(socket),
    port: port === "" ? null : Number(port),
    user: orNull(decodeURIComponent(user)),
    password: password === undefined ? null : decodeURIComponent(password),
    database: orNull(decodeURIComponent(name)),
    options,
  };
}

/** At the first separator alone. */
function split(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function orNull(text: string): string | null {
  return text === "" ? null : text;
}

/** Where it leads, for people: without user and password. */
export function tellAddress(address: DatabaseAddress): string {
  if (address.product === "sqlite") return address.path;
  const { host, port, database } = address;
  const place = host === null ? "this machine" : port === null ? host : `${host}:${port}`;
  return database === null ? place : `${database} on ${place}`;
}
