import { expect, it } from "vitest";
import { appOf } from "./app.ts";

it.each([
  ["shop/models.py", "shop"],
  ["src/shop/models/customer.py", "shop"],
  ["models.py", ""],
  ["models/customer.py", ""],
])("finds the app of %s", (path, app) => {
  expect(appOf(path)).toBe(app);
});
