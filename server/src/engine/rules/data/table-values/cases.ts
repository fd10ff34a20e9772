import type { RuleCases } from "../../cases.ts";
import { strictWithModels, withModels } from "../caseModels.ts";

const ID = "data/table-values";

export const cases: RuleCases = {
  positive: [
    {
      name: "rows of INSERT, by the table of the model",
      source: strictWithModels(`
//- db/backup.sql
INSERT INTO "shop_customer" ("id", "email", "iban") VALUES
                                    ^^^^^ ${ID} (information): 1 e-mail address that may be somebody's, in columns of \`Customer.email\`
                                             ^^^^ ${ID}: 1 number of a bank account
  (1, 'h.mueller@gmx.de', 'DE02120300000000202051');
`),
    },
    {
      name: "rows without columns, by the model",
      source: withModels(`
//- db/people.sql
INSERT INTO shop_customer VALUES (1, 'a@example.com', '', 'DE02120300000000202051', '', '');
            ^^^^^^^^^^^^^ ${ID}: 1 number of a bank account that may be somebody's, in columns of \`Customer.iban\`
`),
    },
    {
      name: "rows of COPY",
      source: withModels(`
//- dump.sql
COPY public.shop_customer (id, national_id) FROM stdin;
                               ^^^^^^^^^^^ ${ID}: 1 national or tax number
1	44051401359
\\.
`),
    },
    {
      name: "separated values with a column that is called like a field",
      source: strictWithModels(`
//- import/members.csv
Name;Card number;Email
     ^^^^^^^^^^^ ${ID}: 1 card number
                 ^^^^^ ${ID} (information): 1 e-mail address
x;4929 4205 7359 5709;h.mueller@gmx.de
`),
    },
    {
      name: "tables in what a notebook shows",
      source: withModels(`
//- analysis/customers.ipynb
{"cells": [
  {"cell_type": "markdown", "source": ["# Customers"]},
  {"cell_type": "code", "source": ["x = {\\"outputs\\": 1}"], "outputs": []},
  {"cell_type": "code", "source": ["df"], "outputs": [{"data": {"text/html": ["<table><tr><th></th><th>name</th>",
                                           ^^^^^^^ ${ID}: 1 number of a bank account
    "<th>iban</th></tr><tr><th>0</th><td>x</td><td>DE44500105175407324931</td></tr></table>"]}}]}
]}
`),
    },
  ],
  negative: [
    {
      name: "values that are reserved, and files that .gitignore names",
      source: withModels(`
//- .gitignore
backup.sql
//- backup.sql
INSERT INTO shop_customer (email) VALUES ('h.mueller@gmx.de');
//- example.sql
INSERT INTO shop_customer (email, phone) VALUES ('customer1@example.com', '+1 202 555 0143');
`),
    },
  ],
  trap: [
    {
      name: "tables of nobody, and columns of what is not sensitive",
      source: withModels(`
//- other.sql
INSERT INTO mirrors (email) VALUES ('h.mueller@gmx.de');
INSERT INTO shop_order (reference) VALUES ('h.mueller@gmx.de');
//- orders.csv
reference,maintainer
1,h.mueller@gmx.de
`),
    },
  ],
  suppressed: [
    {
      name: "by a comment above",
      source: strictWithModels(`
//- db/backup.sql
-- fieldguard: ignore[${ID}] our own addresses
INSERT INTO shop_customer (email) VALUES ('h.mueller@gmx.de');
                           ^^^^^ ${ID} (suppressed): 1 e-mail address
`),
    },
  ],
  fixed: [],
};
