import type { Shape } from "../schema/schema.ts";

/**
 * What values of a column look like, by the type that its database declares: the names of
 * https://www.postgresql.org/docs/current/datatype.html, https://dev.mysql.com/doc/refman/8.4/en/data-types.html and, since SQLite takes any,
 * those that Django gives (https://docs.djangoproject.com/en/5.2/ref/databases/).
 */
export function columnShape(type: string): Shape {
  const plain = type.toLowerCase();
  if (plain.endsWith("[]")) return "array";
  if (plain === "tinyint(1)" || plain === "bit(1)") return "boolean";
  const name = plain
    .replace(/\(.*?\)/g, "")
    .replace(/\s+(?:unsigned|zerofill|character set|collate|generated|constraint)\b.*$/, "")
    .trim();
  return SHAPES.find(([pattern]) => pattern.test(name))?.[1] ?? "unknown";
}

const SHAPES: readonly (readonly [RegExp, Shape])[] = [
  [/^(?:character varying|character|varchar|char|bpchar|nvarchar|nchar|enum|set|name)\b/, "string"],
  [/^(?:(?:tiny|medium|long)?text|citext|clob|tsvector|xml)$/, "text"],
  [/^(?:boolean|bool)$/, "boolean"],
  [/^(?:big|small|medium|tiny)?(?:int|integer|serial)\d?(?: unsigned)?$/, "integer"],
  [/^(?:numeric|decimal|number)$/, "decimal"],
  [/^(?:money)$/, "money"],
  [/^(?:real|float|float4|float8|double|double precision)$/, "float"],
  [/^date$/, "date"],
  [/^(?:timestamp|timestamptz|datetime)\b/, "datetime"],
  [/^time\b/, "time"],
  [/^interval$/, "duration"],
  [/^jsonb?$/, "json"],
  [/^(?:bytea|(?:tiny|medium|long)?blob|binary|varbinary)$/, "binary"],
  [/^uuid$/, "uuid"],
  [/^(?:inet|cidr|inet4|inet6)$/, "ip"],
  [/^(?:point|geometry|geography|polygon|linestring)\b/, "geo"],
];
