import { readFileSync } from "node:fs";
import prismasOwn from "@prisma/prisma-schema-wasm";
import { describe, expect, it } from "vitest";
import type { OtherNames } from "../otherNames.ts";
import { readPrisma } from "./read.ts";

const FOLDER = new URL("../../../../../test/fixtures/prisma/clinic/", import.meta.url);
const FILES = ["main.prisma", "visits.prisma"].map((name) => [name, readFileSync(new URL(name, FOLDER), "utf8")]);

interface OwnModel {
  readonly name: string;
  readonly dbName: string | null;
  readonly fields: readonly {
    readonly name: string;
    readonly dbName?: string;
    readonly type: string;
    readonly kind: string;
    readonly isList: boolean;
    readonly isRequired: boolean;
    readonly isId: boolean;
    readonly isUnique: boolean;
  }[];
}

describe("readPrisma beside the parser of Prisma itself", () => {
  const { datamodel } = JSON.parse(prismasOwn.get_dmmf(JSON.stringify({ prismaSchema: FILES }))) as {
    readonly datamodel: { readonly models: readonly OwnModel[]; readonly types: readonly OwnModel[] };
  };
  const models = [...datamodel.models, ...datamodel.types];
  const others: OtherNames = {
    isEntityName: () => false,
    meaningOf: ({ name }) => (models.some((model) => model.name === name) ? { kind: "model" } : null),
  };
  const entities = FILES.flatMap(([path, text]) => readPrisma(path!, text!, others).entities);

  it("sees the same models and fields", () => {
    const theirs = models.flatMap(({ name, dbName, fields }) =>
      fields.map((field) => ({
        model: `${name} ${dbName}`,
        name: field.name,
        type: field.type,
        column: field.dbName ?? null,
        isRelation: field.kind === "object",
        isList: field.isList,
        nullable: !field.isRequired,
        primaryKey: field.isId,
        unique: field.isUnique,
      })),
    );
    const ours = entities.flatMap(({ name, table, fields }) =>
      fields.map(({ type, ...field }) => ({
        model: `${name} ${table}`,
        name: field.name,
        type: type.name,
        column: field.column,
        isRelation: type.shape === "relation" && models.some((model) => model.name === type.name),
        isList: type.text.endsWith("[]"),
        nullable: field.nullable,
        primaryKey: field.primaryKey,
        unique: field.unique,
      })),
    );
    // What Prisma has no type for is no field of its client.
    expect(ours.filter(({ type }) => type !== "Unsupported")).toEqual(theirs);
  });
});
