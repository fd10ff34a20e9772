"""
Of the project of `singleFileMigration`: `write` writes rows; `read [DATABASE]` prints all of them, `raw` tells what the columns hold;
`mend` replaces a value that the encrypted field cannot keep; `view` makes a view of a column, and `unview` drops it; so do `index` and `unindex`, `check` and `uncheck`, with `across` of one over two columns; `alien` makes a column that no
model knows, and `unalien` drops it; `plain POSITION TEXT` stores plain text in an encrypted column. No statement names a column with its table as one
text: these scripts are in every project, whose fixes count them as its code.
"""

import sys
from decimal import Decimal

from harness import execute, expect

from archive.models import Former
from django.db import IntegrityError, OperationalError, connection, models
from vault.models import Employee, Note, Patient, Record

FIELDS = [(Patient, "passport_number"), (Former, "passport_number"), (Record, "iban"), (Employee, "salary"), (Note, "pulse")]


def write():
    # More than one batch, and fewer.
    for model, count in ((Patient, 1100), (Former, 3)):
        people = [model(passport_number="X%07d" % number, deleted=number % 2 == 0) for number in range(count)]
        models.QuerySet(model).bulk_create([*people, model(passport_number="", deleted=True)])
    models.QuerySet(Former, using="other").create(passport_number="Y0000001", deleted=True)
    patient = models.QuerySet(Patient).first()
    Record.objects.create(patient=patient, iban="GB29NWBK60161331926819", position=1)
    Record.objects.create(patient=patient, position=2)
    Employee.objects.create(patient=patient, position=3, salary=Decimal("-0.10"))
    Note.objects.create(allergies={"penicillin": True})
    # The null of JSON, which is not that of the database.
    Note.objects.create(allergies=models.Value(None, models.JSONField()))


def read(database="default"):
    for model, field in FIELDS if database == "default" else FIELDS[1:2]:
        rows = models.QuerySet(model, using=database).order_by("pk")
        print(model.__name__, len(rows), [getattr(row, field) for row in rows])
    if database == "default":
        print(list(Record.objects.values_list("iban_beside", flat=True)))


def raw():
    for model, field in FIELDS:
        table, column = (connection.ops.quote_name(name) for name in (model._meta.db_table, model._meta.get_field(field).column))
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s FROM %s" % (column, table))
            stored = [row[0] for row in cursor.fetchall()]
        print(model.__name__, "ciphertext" if all(str(item).startswith("gAAAA") for item in stored) else "plain text")


def view():
    execute('CREATE VIEW ibans AS SELECT "%s" FROM vault_record' % "ACCOUNT")


def unview():
    with connection.cursor() as cursor:
        cursor.execute('SELECT "ACCOUNT" FROM ibans ORDER BY 1')
        expect(cursor.fetchone(), ("GB29NWBK60161331926819",))
    execute("DROP VIEW ibans")


def index():
    execute("CREATE INDEX by_account ON vault_record (%s)" % connection.ops.quote_name("ACCOUNT"))


def unindex():
    on_table = " ON vault_record" if connection.vendor == "mysql" else ""
    execute("DROP INDEX by_account" + on_table)


# On SQLite the first has no name.
CHECKS = {"possible": 'CHECK ("pulse" < 300)', "across": 'CONSTRAINT across CHECK ("pulse" < 300 OR "allergies" IS NULL)'}


def check(name="possible"):
    text = CHECKS[name]
    if connection.vendor == "sqlite":
        in_schema("substr(sql, 1, length(sql) - 1) || %s", ", %s)" % text)
    else:
        test = text[text.index("CHECK") :].replace('"', "")
        execute("ALTER TABLE vault_note ADD CONSTRAINT %s %s" % (name, test))


def uncheck(name="possible"):
    try:
        execute("UPDATE vault_note SET %s = 300" % "pulse")
        raise SystemExit("the check is gone")
    except (IntegrityError, OperationalError):
        pass
    if connection.vendor == "sqlite":
        in_schema("replace(sql, %s, '')", ", %s" % CHECKS[name])
    else:
        execute("ALTER TABLE vault_note DROP CONSTRAINT %s" % name)


def in_schema(expression, text):
    """SQLite has no statement that adds a check."""
    execute("PRAGMA writable_schema = ON")
    execute("UPDATE sqlite_master SET sql = %s WHERE name = 'vault_note'" % expression, text)


def mend():
    execute("UPDATE vault_note SET %s = '{}' WHERE id > 1" % "allergies")


def alien():
    execute("ALTER TABLE vault_note ADD COLUMN allergies_beside text")
    execute("UPDATE vault_note SET allergies_beside = 'kept'")


def unalien():
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT allergies_beside FROM vault_note")
        expect(cursor.fetchall(), [("kept",)] if connection.vendor != "mysql" else (("kept",),))
    execute("ALTER TABLE vault_note DROP COLUMN allergies_beside")


def plain(position, text):
    execute("UPDATE vault_record SET %s = %%s WHERE position = %%s" % connection.ops.quote_name("ACCOUNT"), text, position)


globals()[sys.argv[1]](*sys.argv[2:])
