import { expect, it } from "vitest";
import { columnShape } from "./columnShape.ts";

it.each([
  ["character varying(80)", "string"],
  ["char(11) CHARACTER SET latin1", "string"],
  ["enum('a','b')", "string"],
  ["TEXT", "text"],
  ["longtext", "text"],
  ["text[]", "array"],
  ["bigint unsigned", "integer"],
  ["int(11)", "integer"],
  ["integer unsigned", "integer"],
  ["int8", "integer"],
  ["tinyint(1)", "boolean"],
  ["bool", "boolean"],
  ["numeric(9,2)", "decimal"],
  ["double precision", "float"],
  ["date", "date"],
  ["timestamp with time zone", "datetime"],
  ["datetime(6)", "datetime"],
  ["time without time zone", "time"],
  ["jsonb", "json"],
  ["bytea", "binary"],
  ["varbinary(90)", "binary"],
  ["inet", "ip"],
  ["uuid", "uuid"],
  ["geometry(Point,4326)", "geo"],
  ["point", "geo"],
  ["", "unknown"],
  ["shop_mood", "unknown"],
  ["interval", "duration"],
  ["integral_thing", "unknown"],
] as const)("%s → %s", (type, shape) => {
  expect(columnShape(type)).toBe(shape);
});
