/** What can go wrong when a field is protected, and the cells that show it: generates the table in `docs/protection.md`. */
export interface Hazard {
  readonly hazard: string;
  /** What an edit without a look at the hazard does. */
  readonly naive: string;
  /** Part of the names of cells that show the naive edit fail. */
  readonly failing: string;
  /** Part of the names of cells that show that the fix, or what it generates, does not; or that it is not offered. */
  readonly holding: string;
}

export const hazards: readonly Hazard[] = [
  {
    hazard: "Rows from before the fix",
    naive: "`makemigrations` and `migrate` alone leave them in plain text",
    failing: "makemigrations and migrate alone leave rows",
    holding: "migrates; all values are equal, and none is plain",
  },
  {
    hazard: "Rows from before the fix, packages with binary columns",
    naive: "reading them raises",
    failing: "naive edit: wrapped in place",
    holding: "django-cryptography: CharRow: Rows written before the fix",
  },
  {
    hazard: "Zero, false and empty values",
    naive: "are stored as null",
    failing: "naive edit: IntegerRow with the next best package",
    holding: "IntegerRow: New rows read back equal",
  },
  {
    hazard: "A form that did not validate",
    naive: "every read gives ciphertext afterwards",
    failing: "naive edit: CharRow with the next best package does not pass “A value that passes full_clean",
    holding: "After a failed full_clean() every field still reads its values",
  },
  {
    hazard: "A wrong key",
    naive: "ciphertext is handed out, and a save encrypts it twice",
    failing: "naive edit: CharRow with the next best package does not pass “Under a wrong key",
    holding: "CharRow: Under a wrong key reading raises",
  },
  {
    hazard: "`bulk_update()`",
    naive: "the text of the SQL is stored",
    failing: "naive edit: bulk_update() stores",
    holding: "bulk_create, bulk_update and update() store encrypted, equal values",
  },
  {
    hazard: "`update()` with what the database computes",
    naive: "plain text is stored",
    failing: "naive edit: CharRow with the next best package does not pass “What the database would have to compute",
    holding: "What the database would have to compute is refused",
  },
  {
    hazard: "`db_default`",
    naive: "the name of an object is stored",
    failing: "naive edit: a default of the database",
    holding: "Defaulted: The default that the database filled in is now Django's",
  },
  {
    hazard: "Lookups, across relations and in conditions, too",
    naive: "raise FieldError or find nothing",
    failing: "naive edit: filter breaks",
    holding: "hazards: filter is not encrypted, and its place is named",
  },
  {
    hazard: "Sorting",
    naive: "the order is that of ciphertext",
    failing: "naive edit: sorted breaks",
    holding: "hazards: sorted is not encrypted, and its place is named",
  },
  {
    hazard: "`distinct()` and groups",
    naive: "each row is its own group",
    failing: "naive edit: grouped breaks",
    holding: "hazards: grouped is not encrypted, and its place is named",
  },
  {
    hazard: "`F()`, functions and subqueries",
    naive: "give or compare ciphertext",
    failing: "naive edit: copy breaks",
    holding: "hazards: copy is not encrypted, and its place is named",
  },
  {
    hazard: "Indexes and constraints that SQL has made",
    naive: "go with the plain column, and nobody says so",
    failing: "a unique index that SQL has made is gone",
    holding: "an index that no model knows stops it, and both stay",
  },
  {
    hazard: "Indexes that SQL has made, over several releases",
    naive: "go with the table that SQLite makes anew, later with the column",
    failing: "without a look at the database an index that SQL has made is gone",
    holding: "an index that SQL has made stops the first release and the switch",
  },
  {
    hazard: "A check that SQL has made, also beside the column's own",
    naive: "goes with the plain column, and nobody says so",
    failing: "a check that SQL has made is gone",
    holding: "a check that no model knows stops it, beside the column's own",
  },
  {
    hazard: "SQL in the code",
    naive: "finds nothing",
    failing: "naive edit: statement breaks",
    holding: "hazards: statement is not encrypted, and its place is named",
  },
  {
    hazard: "Natural keys",
    naive: "raise FieldError",
    failing: "naive edit: natural breaks",
    holding: "hazards: natural is not encrypted, and its place is named",
  },
  {
    hazard: "What somebody logs in with",
    naive: "`auth.E003`",
    failing: "naive edit: Person.badge fails",
    holding: "Person.badge: encrypt is not offered",
  },
  {
    hazard: "What a foreign key leads to",
    naive: "`fields.E311`",
    failing: "naive edit: Clinic.number fails",
    holding: "Clinic.number: encrypt is not offered",
  },
  {
    hazard: "Primary keys",
    naive: "the models cannot be imported",
    failing: "naive edit: Card.number fails",
    holding: "Card.number: encrypt is not offered",
  },
  {
    hazard: "Dates within which a value is unique",
    naive: "the models cannot be imported",
    failing: "naive edit: Dated: the models cannot be imported",
    holding: "refusals: Dated.code is not encrypted",
  },
  {
    hazard: "Order of a model",
    naive: "is that of ciphertext",
    failing: "naive edit: Sorted: Meta.ordering has the order of ciphertext",
    holding: "refusals: Sorted.code is not encrypted",
  },
  {
    hazard: "Constraints, also of several columns",
    naive: "the table cannot be made, or nothing is refused any more",
    failing: "naive edit: Checked: its table cannot be made",
    holding: "refusals: Checked.code is not encrypted",
  },
  {
    hazard: "Columns that the database computes",
    naive: "are made of ciphertext",
    failing: "naive edit: Computed: a column that the database computes is made of ciphertext",
    holding: "refusals: Computed.code is not encrypted",
  },
  {
    hazard: "Tables of another system",
    naive: "rows that it writes cannot be read",
    failing: "naive edit: Foreign: rows that another system writes cannot be read",
    holding: "refusals: Foreign.code is not encrypted",
  },
  {
    hazard: "What must not be stored at all",
    naive: "whoever has the key reads it",
    failing: "naive edit: Customer: whoever has the key reads what nobody",
    holding: "refusals: Customer.card_cvv is not encrypted",
  },
  {
    hazard: "Values that are as long as their column",
    naive: "ciphertext does not fit",
    failing: "what is encrypted before it is saved does not fit into its column",
    holding: "CharRow: New rows read back equal",
  },
  {
    hazard: "Fields of a base that models of several apps inherit",
    naive: "some of them have no migration",
    failing: "naive: of the model alone, heirs in other apps are left without a migration",
    holding: "of heirs in two apps and of children are all encrypted, and equal",
  },
  {
    hazard: "What Django itself looks up",
    naive: "nobody can reset a password",
    failing: "naive edit: Django's password reset breaks",
    holding: "hazards: the address of a user is not encrypted",
  },
  {
    hazard: "The admin's search, filters and order",
    naive: "raise FieldError",
    failing: "naive edit: searched breaks",
    holding: "hazards: the admin works without searched",
  },
  {
    hazard: "Filters of a REST API",
    naive: "the project does not start",
    failing: "naive references: filters of an API break",
    holding: "references: after the fix: The API filters, searches and sorts by other fields",
  },
  {
    hazard: "Uniqueness",
    naive: "the database takes equal values twice",
    failing: "without the index “The database refuses",
    holding: "after: The database refuses what is there already",
  },
  {
    hazard: "Forms that say what is taken",
    naive: "they do not",
    failing: "without the index “Forms, serializers",
    holding: "after: Forms, serializers and validate_unique() say what is taken",
  },
  {
    hazard: "`get_or_create()`",
    naive: "raises FieldError",
    failing: "without the index “get_or_create",
    holding: "after: get_or_create and update_or_create make no second row",
  },
  {
    hazard: "A blind index under `update()`, `bulk_update()` and `update_fields`",
    naive: "it is that of the value before",
    failing: "naive index: One that pre_save alone makes",
    holding: "The index follows save(update_fields=…)",
  },
  {
    hazard: "Uniqueness while processes of the release before write",
    naive: "a value is refused that no row has any more",
    failing: "unique from the first release on, it refuses",
    holding: "an index that an old process left behind refuses nothing",
  },
  {
    hazard: "Lookups of the release before, after the switch",
    naive: "read the whole table",
    failing: "with its uniqueness the plain column loses its index",
    holding: "the plain column keeps an index while the release before looks rows up in it",
  },
  {
    hazard: "A blind index that is read before every row has one",
    naive: "lookups find nothing",
    failing: "read before it is filled, it finds nothing",
    holding: "encrypt-contract: What the code looks up it finds",
  },
  {
    hazard: "Rows that a manager hides",
    naive: "lose their value",
    failing: "a row that the manager hides loses its value",
    holding: "rows behind managers, in many batches",
  },
  {
    hazard: "A second database",
    naive: "cannot be migrated",
    failing: "another database cannot be migrated",
    holding: "each database that the router lets have the table is migrated by itself",
  },
  {
    hazard: "A migration that is killed",
    naive: "cannot be run again",
    failing: "killed after its second change of the table, it cannot be run again",
    holding: "Forward, killed after each change of a table, and run again",
  },
  {
    hazard: "The same, release by release",
    naive: "cannot be run again",
    failing: "Django's own AddField cannot be run again",
    holding: "killed after each statement and run again, the migration loses nothing",
  },
  {
    hazard: "Processes of the release before",
    naive: "read ciphertext, and write plain text",
    failing: "a process of the release before reads ciphertext",
    holding: "under traffic: The switch: three releases write",
  },
  {
    hazard: "Writes during a backfill that is killed ten times",
    naive: "what another process writes meanwhile is lost",
    failing: "naive backfill",
    holding: "under traffic: The backfill, killed at ten random points",
  },
  {
    hazard: "A new key while processes write",
    naive: "nothing can be read any more",
    failing: "A naive rotation, the new key in place of the old one",
    holding: "A key is rotated while processes write",
  },
  {
    hazard: "A key that is written down in the settings",
    naive: "a new one in its place reads nothing",
    failing: "naive key: another one in its place reads nothing of what is stored",
    holding: "moved key: what was stored before is read with it",
  },
  {
    hazard: "A process with a wrong key beside others",
    naive: "hands out ciphertext, and encrypts it twice",
    failing: "naive edit: CharRow with the next best package does not pass “Under a wrong key",
    holding: "Under a wrong key reading, saving and reencrypt raise while others write",
  },
  {
    hazard: "A database that is restored under another key",
    naive: "ciphertext is handed out",
    failing: "naive edit: CharRow with the next best package does not pass “Under a wrong key",
    holding: "A database restored under another key raises",
  },
  {
    hazard: "A clone that lacks the new variable",
    naive: "`test`, `check` and `collectstatic` raise KeyError",
    failing: "naive settings: test breaks on a clone",
    holding: "test works on a clone where the variable is absent",
  },
  {
    hazard: "A package of which the settings have no key",
    naive: "nothing can be read or written",
    failing: "naive package: tests fail where the settings have no SECURED_FIELDS_KEY",
    holding: "django-secured-fields: without SECURED_FIELDS_KEY it is not offered",
  },
  {
    hazard: "Production that lacks it",
    naive: "an image cannot be built, or a key from the repository is used",
    failing: "naive settings: an image for production cannot be built",
    holding: "check --deploy says what production lacks",
  },
  {
    hazard: "Histories and logs of other packages",
    naive: "they keep the values",
    failing: "after the fix alone",
    holding: "after the remedy",
  },
  {
    hazard: "Tokens by `RandomCharField`",
    naive: "the value that it is given is thrown away",
    failing: "naive token: RandomCharField throws",
    holding: "random fields: what is stored then is found by its value",
  },
  {
    hazard: "Several fields at once",
    naive: "two migrations with one number",
    failing: "naive: the fixes of two fields",
    holding: "classes: all but what cannot be done, in one migration",
  },
  {
    hazard: "All fields of a class, written out",
    naive: "inherited fields, the key and relations are gone",
    failing: "naive classes: the fields that the model's class declares",
    holding: "classes: what rest shows is the same",
  },
  {
    hazard: "A field that clients set and must not read",
    naive: "taken off the list, it can be set no more",
    failing: "naive classes: a field that is taken off the list",
    holding: "classes: what clients only set is taken still",
  },
];
