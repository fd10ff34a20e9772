"""What the database has on a column, compared with what the models know of."""

import re


def require_known(connection, model, field):
    """
    An index or a constraint is lost with its column, and on SQLite with the table, which is made anew: one that no model
    knows would not be made again.
    """
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    options, column = model._meta, field.column
    named = {each.name for each in [*options.indexes, *options.constraints]}
    together = [*options.unique_together, *getattr(options, "index_together", ())]
    groups = [[options.get_field(name).column for name in names] for names in together]
    fields = {each.column: each for each in options.local_concrete_fields}
    checks = {}
    for name, item in found.items():
        # A check names one as often as it mentions it.
        columns = list(dict.fromkeys(each for each in item["columns"] or () if each))
        # Of an expression there are no columns, but its source.
        is_lost = column in columns or re.search(r"\b%s\b" % re.escape(column), item.get("definition") or "")
        own = fields.get(columns[0]) if len(columns) == 1 else None
        is_own = own is not None and not (
            (item["unique"] and not own.unique)
            or (item["index"] and not (own.unique or own.db_index))
            or (item["check"] and not has_check(connection, own))
        )
        if is_own and item["check"] and name not in named:
            # A column has one check of its own.
            checks.setdefault(columns[0], []).append(name)
            is_own = len(checks[columns[0]]) == 1
        is_known = name in named or item["primary_key"] or columns in groups or is_own
        if not is_known and (is_lost or connection.vendor == "sqlite" and (item["index"] or item["check"])):
            names = checks.get(columns[0]) if item["check"] and len(columns) == 1 else None
            raise ValueError(
                "%s has %s on %s, which no model knows, and nothing was changed: it would be lost. Drop it first, in a "
                "migration." % (options.db_table, " beside ".join(names or [name]), ", ".join(columns) or "an expression")
            )


def has_check(connection, field):
    # MariaDB has a check in place of a type for JSON.
    is_json = getattr(connection, "mysql_is_mariadb", False) and field.db_type(connection) == "json"
    return is_json or field.db_check(connection) is not None
