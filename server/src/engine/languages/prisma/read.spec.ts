import { describe, expect, it } from "vitest";
import { recogniseProtection } from "../../protection/recognise.ts";
import type { Entity, Field, FileSchema } from "../../schema/schema.ts";
import { readPrisma } from "./read.ts";

const SCHEMA = `// A shop.
generator client {
  provider = "prisma-client-js"
}

datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}

/// Whoever buys something.
model Customer {
  id        Int       @id @default(autoincrement())
  email     String    @unique @db.VarChar(254) // where receipts go
  /// As it stands in the passport.
  // not shown anywhere
  fullName  String?   @map("full_name")
  /* several
     lines */
  birthDate DateTime? @db.Date
  model     String
  gender    Gender
  tags      String[]
  home      Address
  orders    Order[]
  token     String    @default(cuid())
  place     Unsupported("circle")?
  createdAt DateTime  @default(now())
  updatedAt DateTime  @updatedAt

  @@index([fullName])
  @@index([email, gender])
  @@map("customers")
}

type Address {
  street String
}

enum Gender {
  FEMALE
  MALE @map("m")
}

model Order {
  id         String   @id @default(uuid()) @db.Uuid
  customer   Customer @relation(
    fields: [customerId],
    references: [id],
    onDelete: Cascade
  )
  customerId Int
  note       String   @default("a } b // c")
}

view Totals {
  total Decimal
}
`;

function read(text: string): FileSchema {
  return readPrisma("prisma/schema.prisma", text);
}

function entity(schema: FileSchema, name: string): Entity {
  return schema.entities.find((each) => each.name === name)!;
}

function field(text: string, path: string): Field {
  const [name, fieldName] = path.split(".");
  return entity(read(text), name!).fields.find((each) => each.name === fieldName)!;
}

describe("readPrisma", () => {
  it("reads models, composite types and views, and nothing else", () => {
    expect(read(SCHEMA).entities.map(({ name }) => name)).toEqual(["Customer", "Address", "Order", "Totals"]);
    expect(entity(read(SCHEMA), "Customer")).toMatchObject({
      documentation: "Whoever buys something.",
      table: "customers",
    });
    expect(read(SCHEMA).problems).toEqual([]);
  });

  it("reads each field with its type", () => {
    const shapes = entity(read(SCHEMA), "Customer").fields.map(({ name, type }) => `${name} ${type.shape}`);
    expect(shapes).toEqual([
      "id auto",
      "email string",
      "fullName string",
      "birthDate date",
      "model string",
      "gender string",
      "tags array",
      "home relation",
      "orders relation",
      "token string",
      "place unknown",
      "createdAt datetime",
      "updatedAt datetime",
    ]);
    expect(entity(read(SCHEMA), "Order").fields.map(({ name }) => name)).toEqual([
      "id",
      "customer",
      "customerId",
      "note",
    ]);
  });

  it("reads what is said of a field", () => {
    expect(field(SCHEMA, "Customer.email")).toMatchObject({
      maxLength: 254,
      unique: true,
      indexed: false,
      comment: "where receipts go",
    });
    expect(field(SCHEMA, "Customer.fullName")).toMatchObject({
      nullable: true,
      indexed: true,
      column: "full_name",
      comment: "As it stands in the passport.\nnot shown anywhere",
    });
    expect(field(SCHEMA, "Customer.birthDate").comment).toBe("several\nlines");
    expect(field(SCHEMA, "Customer.gender").choices).toEqual(["FEMALE", "MALE"]);
    expect(field(SCHEMA, "Order.note").arguments).toEqual([
      { name: "default", text: '"a } b // c"', value: "a } b // c" },
    ]);
  });

  it("says whose a record is by the side of the relation that holds the key", () => {
    expect(field(SCHEMA, "Order.customer").target).toBe("Customer");
    expect(field(SCHEMA, "Customer.orders").target).toBe(null);
  });

  it("takes a field for a part of its relation where it holds a mere key, not a copy of a value", () => {
    expect(field(SCHEMA, "Order.customerId").type.shape).toBe("relation");
    const copy =
      "model A {\n  user User @relation(fields: [userEmail], references: [email])\n  userEmail String\n}\nmodel User {\n  email String @unique\n}\n";
    expect(field(copy, "A.userEmail").type.shape).toBe("string");
  });

  it("asks other files what a type is that this one does not declare", () => {
    const text = "model A {\n  id Int @id\n  role Role\n  home Place\n}\n";
    const others = {
      isEntityName: () => false,
      meaningOf: ({ name }: { readonly name: string }) => (name === "Place" ? ({ kind: "model" } as const) : null),
    };
    const schema = readPrisma("a.prisma", text, others);
    expect(schema.entities[0]!.fields.map(({ type }) => type.shape)).toEqual(["integer", "unknown", "relation"]);
    expect(schema.asked).toEqual([
      { as: "model", name: "Role", answer: null },
      { as: "model", name: "Place", answer: { kind: "model" } },
    ]);
  });

  it("gives offsets in the text", () => {
    const { nameSpan, span } = field(SCHEMA, "Customer.email");
    expect(SCHEMA.slice(nameSpan.start, nameSpan.end)).toBe("email");
    expect(SCHEMA.slice(span.start, span.end)).toBe("email     String    @unique @db.VarChar(254)");
  });

  it("reads directives", () => {
    const text =
      "// fieldguard: ignore shop's own\nmodel A {\n  // fieldguard: category=user.name why\n  x String\n  y String // fieldguard: ignore[storage/plaintext-field] public\n  // fieldguard: nonsense\n}\n";
    const { directives, problems } = read(text);
    expect(directives.map(({ kind, entity: of, field: named, reason }) => [kind, of, named, reason])).toEqual([
      ["ignore", "A", null, "shop's own"],
      ["category", "A", "x", "why"],
      ["ignore", "A", "y", "public"],
    ]);
    expect(problems.map(({ offset }) => text.slice(offset, offset + 14))).toEqual(["// fieldguard:"]);
    expect(entity(read(text), "A").fields[0]!.comment).toBe("");
  });

  it("recognises what encrypting extensions are told, after three slashes alone", () => {
    const protectionOf = (declaration: string): string => {
      const { entities } = read(`model A {\n  ${declaration}\n}\n`);
      return recogniseProtection(entities[0]!.fields[0]!, entities[0]!).kind;
    };
    expect(protectionOf("ssn String /// @encrypted")).toBe("encrypted");
    expect(protectionOf("/// @encrypted?mode=strict\n  ssn String")).toBe("encrypted");
    expect(protectionOf("ssn String @encrypted")).toBe("encrypted");
    expect(protectionOf("lookup String? /// @encryption:hash(ssn)")).toBe("hashed");
    expect(protectionOf("secret String @password")).toBe("hashed");
    expect(protectionOf("code String @default(cuid())")).toBe("generated");
    expect(protectionOf("ssn String // @encrypted")).toBe("none");
    expect(protectionOf("ssn String /// was not@encrypted yet")).toBe("none");
  });
});

describe("readPrisma of what is half typed", () => {
  it.each([
    ["a field without its type", "model A {\n  id Int @id\n  em\n  name String\n}", "A.id A.name"],
    ["a parenthesis that is open", "model A {\n  id Int @default(auto\n  name String\n}", "A.id A.name"],
    ["a bracket that is open", "model A {\n  b B @relation(fields: [bId\n  name String\n}", "A.b A.name"],
    ["a quote that is open", 'model A {\n  x String @map("x\n  name String\n}', "A.x A.name"],
    ["a block that is open", "model A {\n  x String\n\nmodel B {\n  y String\n}", "A.x B.y"],
    ["a header without its brace", "model A\n  x String\n}\nmodel B {\n  y String\n}", "A.x B.y"],
    ["a brace too many", "model A {\n  x String\n}\n}\nmodel B {\n  y String\n}", "A.x B.y"],
    ["a stray sign", "model A {\n  x ) String\n  y String\n}", "A.y"],
    ["a comment that is open", "model A {\n  x String /* open\n  y String\n}", "A.x A.y"],
    ["the end of the text", "model A {\n  x String @", "A.x"],
    ["nothing", "", ""],
  ])("keeps the fields around %s", (_, text, expected) => {
    const fields = read(text).entities.flatMap(({ name, fields: all }) => all.map((each) => `${name}.${each.name}`));
    expect(fields.join(" ")).toBe(expected);
  });

  it.each(["model A {\n x String @a(", "\n", "/", '"', "model ", "@", "{", "/* "])("reads any number of %j", (unit) => {
    const text = `model A {\n  x String @default(${unit.repeat(200_000)}\n  y String\n}\n`;
    expect(read(text).entities.length).toBeGreaterThan(0);
  });

  it("keeps the fields of other lines wherever a sign is missing or a line is cut", () => {
    let untouched = 0;
    let kept = 0;
    const before = identities(SCHEMA);
    for (const { text, line } of mutantsOf(SCHEMA)) {
      const after = new Set(identities(text).map(({ id }) => id));
      for (const { id, lines } of before) {
        if (lines.includes(line)) continue;
        untouched++;
        if (after.has(id)) kept++;
      }
    }
    expect(untouched).toBeGreaterThan(1000);
    expect(kept / untouched).toBeGreaterThanOrEqual(0.99);
  });
});

/** Fields with the lines on which they are declared. */
function identities(text: string): readonly { readonly id: string; readonly lines: readonly number[] }[] {
  const lineOf = (offset: number): number => text.slice(0, offset).split("\n").length - 1;
  return read(text).entities.flatMap(({ name, nameSpan, fields }) =>
    fields.map((each) => {
      const [first, last] = [lineOf(each.span.start), lineOf(each.span.end)];
      const own = Array.from({ length: last - first + 1 }, (_, index) => first + index);
      return { id: `${name}.${each.name} ${each.type.name}`, lines: [...own, lineOf(nameSpan.start)] };
    }),
  );
}

/** Each bracket, brace and quote taken away by itself, and each line cut in its middle. */
function mutantsOf(text: string): readonly { readonly text: string; readonly line: number }[] {
  const signs = [...text.matchAll(/[()[\]{}"]/g)].map(({ index }) => ({
    text: text.slice(0, index) + text.slice(index + 1),
    line: text.slice(0, index).split("\n").length - 1,
  }));
  const all = text.split("\n");
  const cuts = all.map((line, index) => ({
    text: all.with(index, line.slice(0, line.length / 2)).join("\n"),
    line: index,
  }));
  return [...signs, ...cuts];
}
