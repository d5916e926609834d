"""What schemathesis must be told of our contract: our own formats, the rules between fields, and the statuses that are
HTTP's and so in no contract."""

import schemathesis
from hypothesis import strategies as st

schemathesis.openapi.format("year-month", st.dates().map(lambda day: day.isoformat()[:7]))
schemathesis.openapi.format("hour-minute", st.times().map(lambda time: time.isoformat()[:5]))

# Who calls is not known; the method, the body's type, the parameters or the body are not those of the operation.
OF_HTTP = {400, 401, 405, 413, 415}


@schemathesis.check
def status_is_the_contracts_or_https(ctx, response, case):
    declared = {int(status) for status in case.operation.definition.raw["responses"]}
    if response.status_code in declared | OF_HTTP:
        return
    raise AssertionError(f"{response.status_code} is neither declared nor HTTP's answer to a request that is none")


@schemathesis.check
def what_the_contract_admits_is_taken_in(ctx, response, case):
    """As schemathesis' own check, which does not know x-rules and would expect what only they forbid to be taken in."""
    if not case.meta.generation.mode.is_positive or forbidden_by_rules(case):
        return
    assert response.status_code == 200, f"{response.status_code} for what the contract admits: {response.text}"


def forbidden_by_rules(case):
    schemas = case.operation.schema.raw_schema["components"]["schemas"].values()
    ruled = [schema for schema in schemas if "x-rules" in schema]
    return any(broken(value, schema) for value in objects(case.body) for schema in ruled)


def objects(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from objects(item)


def broken(value, schema):
    if not set(schema["required"]) <= set(value) <= set(schema["properties"]):
        return False
    return any(not holds(value, kind, rule) for entry in schema["x-rules"] for kind, rule in entry.items())


def holds(value, kind, rule):
    if kind == "not-before":
        later, earlier = rule["fields"], rule["than"]
        pairs = [[value.get(name) for name in names] for names in (later, earlier)]
        whole = all(isinstance(text, str) for text in pairs[0] + pairs[1])
        # Dates and times as they are written here are in the order of their texts.
        return not whole or pairs[0] >= pairs[1]
    if rule["with"] not in value:
        return True
    there = [name in value for name in rule["fields"]]
    return all(there) if kind == "required-with" else not any(there)
