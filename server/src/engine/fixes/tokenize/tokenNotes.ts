import type { LinkedUse } from "../../project/uses/linkUses.ts";
import { listed, notesOnFixtures } from "../encrypt/hazards/againstQueries.ts";
import { referencesOf } from "../encrypt/hazards/references.ts";
import type { RowsPlan } from "../encrypt/migration/rowsPlan.ts";
import type { FixContext } from "../model.ts";
import { queriesOf } from "./reasonAgainstTokens.ts";

/** What a person must know and do where a field becomes one of tokens, in order; complete sentences. */
export function notesOnTokens(context: FixContext, { migrations }: RowsPlan, isRandom: boolean): readonly string[] {
  const { subject } = context;
  const all = context.uses?.uses ?? [];
  const dropped = [...referencesOf(context).dropped];
  const queries = queriesOf(context).filter((use) => use.certainty !== "by name" && !dropped.includes(use));
  // Who reads the field gets the token from now on.
  const readers = all.filter((use) => READS.has(use.use.kind) && use.certainty !== "by name");
  const isCard = subject.classification.treatment === "tokenize";
  return [
    ...(isCard ? [...FOR_CARDS, ...withPlaces("Places that have to do with the number", all)] : []),
    "The column holds a token, which says nothing by itself; the value is encrypted in the table `Token` of the generated app, and `.reveal()` of what the field reads gives it.",
    ...withPlaces("Call `.reveal()` where the value itself is needed; these places get the token from now on", readers),
    "`filter()` finds the rows of a value by `exact` and `in`, and the field can be unique, since equal values have equal tokens; all other lookups raise FieldError.",
    ...withPlaces("It can no longer be searched, filtered or sorted by, and was taken out of", dropped),
    ...withPlaces("Look at what seems to query it in other ways", queries),
    ...notesOnFixtures(context),
    ...(isRandom ? FOR_RANDOM_FIELDS : []),
    ...(migrations.length > 0
      ? ON_ROWS
      : [
          "Run `manage.py makemigrations` and `manage.py migrate`: the table of tokens is made with that of the model.",
        ]),
  ];
}

const FOR_CARDS = [
  "Better than a token of your own: let the payment processor keep the card, and store the token that it gives you with the last four digits (`card_last_four`). Only that takes the number, and this system, out of the scope of PCI DSS (v4.0.1, requirement 3: keep as little as needed); a table of tokens, its keys and whoever can reveal them stay in it.",
];

const FOR_RANDOM_FIELDS = [
  "The values that rows have now are random characters that the field put in the place of what it was given. They cannot be turned back: they get tokens as well, so that nothing that refers to them is lost, and `.reveal()` gives these characters. Ask for what should have been stored once more.",
  "From now on the field stores what it is given: it is no longer filled by itself, and forms ask for it.",
];

const ON_ROWS = [
  "The migration puts tokens in the place of the values that exist: for a small table, in a maintenance window. Stop what uses the table, make a backup, run `manage.py migrate` (of several databases first the one that has the table `Token`, which is `default` unless a router says otherwise, then with `--database` each further one), then start the new release: the one before would show tokens, and store plain values.",
  "There is no way over several releases, as there is to encrypt: processes of the release before would take a token for the value.",
  "To take it back, migrate to the migration before: that puts the values back, as long as the key and the table of tokens are there.",
  "Older backups, replicas and exports keep the plain values, as do pages that the database has not cleared yet (PostgreSQL: `VACUUM FULL`).",
];

const READS: ReadonlySet<string> = new Set(["read", "template", "serializer", "admin", "form"]);

function withPlaces(sentence: string, uses: readonly LinkedUse[]): readonly string[] {
  return uses.length === 0 ? [] : [`${sentence}: ${listed(uses)}.`];
}
