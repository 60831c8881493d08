"""A case as the files that the crate reads."""
from periods import last_day, period


def toml(value):
    """A value as TOML writes it inline."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {toml(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return str(value) if isinstance(value, int) else f'"{value}"'


def plan_text(plan):
    """A plan as its file."""
    lines = [f"{name} = {toml(value)}" for name, value in plan.items() if name not in ("indicators", "goals")]
    for kind in ("indicators", "goals"):
        for table in plan[kind]:
            lines.append(f"[[{kind}]]")
            lines.extend(f"{name} = {toml(value)}" for name, value in table.items())
    return "\n".join(lines) + "\n"


COLUMNS = ("indicator", "series", "period", "value", "unit", "flags", "published", "definition", "population")


def data_text(rows):
    """Rows as their file."""
    columns = COLUMNS + tuple(name for name in ("rejected", "province") if any(name in row for row in rows))
    return "\n".join([",".join(columns), *(",".join(row.get(name, "") for name in columns) for row in rows)]) + "\n"


def without_doubles(rows):
    """One row for a series, period and day of publication."""
    seen = {}
    for row in rows:
        seen.setdefault((row["indicator"], row["series"], period(row["period"]), last_day(row["published"]), row.get("province")), row)
    return list(seen.values())
