/** Rows whose values are planted, some in odd places, and what `inspect` has to say of each column. Everything is made by a fixed seed. */

export interface PlantedTable {
  readonly name: string;
  /** Columns but for `id`. */
  readonly columns: readonly PlantedColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface PlantedColumn {
  readonly name: string;
  readonly type: "text" | "varchar(40)" | "json";
  /** The branch of the taxonomy that it belongs to; null for nothing sensitive. */
  readonly holds: string | null;
  /** Whether its name says so, so that it is found without values. */
  readonly isNamed?: true;
}

type Maker = (random: () => number, index: number) => string | null;

const EMAIL = "user.contact.email";
const CARD = "user.financial.credit_card";
const IBAN = "user.financial.bank_account";
const NATIONAL = "user.government_id";
const PHONE = "user.contact.phone_number";
const SECRET = "user.authorization";
const PASSWORD = "user.authorization.password";

const COLUMNS: readonly (PlantedColumn & { readonly table: string; readonly make: Maker })[] = [
  // Where one expects them.
  { table: "customers", name: "email", type: "varchar(40)", holds: EMAIL, isNamed: true, make: email },
  { table: "customers", name: "iban", type: "varchar(40)", holds: IBAN, isNamed: true, make: iban },
  { table: "customers", name: "card_number", type: "varchar(40)", holds: CARD, isNamed: true, make: card },
  { table: "customers", name: "colour", type: "varchar(40)", holds: null, make: word },
  // In columns that do not say so.
  { table: "import_lines", name: "f1", type: "text", holds: EMAIL, make: email },
  { table: "import_lines", name: "f2", type: "text", holds: CARD, make: card },
  { table: "import_lines", name: "f3", type: "text", holds: NATIONAL, make: pesel },
  { table: "import_lines", name: "f4", type: "text", holds: IBAN, make: iban },
  { table: "import_lines", name: "f5", type: "text", holds: PHONE, make: phone },
  { table: "import_lines", name: "f6", type: "text", holds: NATIONAL, make: ssn },
  { table: "import_lines", name: "f7", type: "text", holds: PASSWORD, make: hash },
  { table: "import_lines", name: "f8", type: "text", holds: null, make: word },
  { table: "import_lines", name: "f9", type: "text", holds: SECRET, make: token },
  // In other texts, and in JSON.
  {
    table: "tickets",
    name: "t1",
    type: "text",
    holds: EMAIL,
    make: some(0.1, (r, i) => `Please write to ${email(r, i)} again, ${word(r)}.`),
  },
  {
    table: "tickets",
    name: "t2",
    type: "text",
    holds: CARD,
    make: some(0.2, (r) => `paid with ${card(r)} yesterday`),
  },
  {
    table: "tickets",
    name: "payload",
    type: "json",
    holds: EMAIL,
    make: (r, i) => JSON.stringify({ v: 1, who: [{ mail: email(r, i) }], c: word(r) }),
  },
  {
    table: "tickets",
    name: "options",
    type: "json",
    holds: null,
    make: (r) => JSON.stringify({ v: digits(r, 3), c: [word(r)] }),
  },
  // What looks alike by chance.
  { table: "shipments", name: "tracking", type: "varchar(40)", holds: null, make: (r) => digits(r, 16) },
  { table: "shipments", name: "reference", type: "varchar(40)", holds: null, make: (r) => `4${digits(r, 15)}` },
  { table: "shipments", name: "batch", type: "varchar(40)", holds: null, make: (r) => digits(r, 11) },
  { table: "shipments", name: "serial", type: "varchar(40)", holds: null, make: (r) => digits(r, 9) },
  {
    table: "shipments",
    name: "remark",
    type: "text",
    holds: null,
    make: (r) => `order ${digits(r, 16)} of ${word(r)}`,
  },
  { table: "shipments", name: "checksum", type: "varchar(40)", holds: null, make: (r) => hex(r, 32) },
  {
    table: "shipments",
    name: "version",
    type: "varchar(40)",
    holds: null,
    make: (r) => `${digits(r, 1)}.${digits(r, 2)}.${digits(r, 1)}`,
  },
  // Named as what they do not hold.
  {
    table: "mailings",
    name: "email",
    type: "varchar(40)",
    holds: null,
    make: (r) => (r() < 0.5 ? "yes" : "no") + word(r),
  },
  // Names with signs of their own.
  { table: "odd \"`ü' x", name: 'na"m`e ü', type: "text", holds: EMAIL, make: email },
];

/** `rows` in each table. */
export function plantedTables(rows: number): readonly PlantedTable[] {
  const random = generator(7);
  const names = [...new Set(COLUMNS.map(({ table }) => table))];
  return names.map((name) => {
    const columns = COLUMNS.filter(({ table }) => table === name);
    return {
      name,
      columns,
      rows: Array.from({ length: rows }, (_, index) => columns.map(({ make }) => make(random, index))),
    };
  });
}

/** Parts that stand in no output: long enough to stand nowhere by chance. */
export function plantedValues(tables: readonly PlantedTable[]): readonly string[] {
  return tables.flatMap(({ columns, rows }) =>
    columns.flatMap(({ holds }, at) =>
      holds === null
        ? []
        : rows.flatMap((row) => (row[at] ?? "").split(/[\s"]+/).filter((part) => part.length >= 11 && /\d/.test(part))),
    ),
  );
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function digits(random: () => number, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 10)).join("");
}

function hex(random: () => number, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
}

function word(random: () => number): string {
  return Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join("");
}

function some(share: number, make: Maker): Maker {
  return (random, index) => (random() < share ? make(random, index) : `${word(random)} ${word(random)}`);
}

function email(random: () => number, index: number): string {
  return `${word(random)}.${index}1@${word(random)}.de`;
}

function card(random: () => number): string {
  const body = `4${digits(random, 14)}`;
  return body + luhn(body);
}

function luhn(body: string): string {
  const sum = Array.from(body)
    .reverse()
    .reduce((total, digit, at) => {
      const twice = at % 2 === 0 ? Number(digit) * 2 : Number(digit);
      return total + (twice > 9 ? twice - 9 : twice);
    }, 0);
  return String((10 - (sum % 10)) % 10);
}

function iban(random: () => number): string {
  const account = digits(random, 18);
  const rest = Array.from(`${account}131400`).reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0);
  return `DE${String(98 - rest).padStart(2, "0")}${account}`;
}

function pesel(random: () => number): string {
  const month = 1 + Math.floor(random() * 12);
  const day = 1 + Math.floor(random() * 28);
  const body = `${50 + Math.floor(random() * 50)}${String(month).padStart(2, "0")}${String(day).padStart(2, "0")}${digits(random, 4)}`;
  const sum = Array.from(body).reduce((total, digit, at) => total + Number(digit) * [1, 3, 7, 9][at % 4]!, 0);
  return body + String((10 - (sum % 10)) % 10);
}

function ssn(random: () => number): string {
  return `${100 + Math.floor(random() * 560)}-${10 + Math.floor(random() * 89)}-${1000 + Math.floor(random() * 8999)}`;
}

function phone(random: () => number): string {
  return `+4917${1 + Math.floor(random() * 9)}${1000000 + Math.floor(random() * 8999999)}`;
}

function hash(random: () => number): string {
  return `pbkdf2_sha256$870000$${word(random)}$${hex(random, 43)}=`;
}

function token(random: () => number): string {
  return `ghp_${Array.from({ length: 36 }, () => "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"[Math.floor(random() * 56)]!).join("")}`;
}
