"""Judges OpenAPI documents and JSON by them. A question on standard input, the answer on standard output, both JSON:

{"documents": [path, ...], "cases": [{"document": path, "schema": name, "texts": [text, ...]}, ...]}
{"documents": [null or what is wrong, ...], "cases": [[null or what is wrong, ...], ...]}
"""

import decimal
import functools
import json
import pathlib
import sys
import urllib.parse
import urllib.request

from openapi_schema_validator import OAS30Validator, oas30_format_checker
from openapi_spec_validator import validate
from openapi_spec_validator.readers import read_from_filename
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4


@functools.cache
def load(uri):
    path = urllib.request.url2pathname(urllib.parse.urlparse(uri).path)
    contents, _ = read_from_filename(path)
    # Numbers exactly as they stand: 345.6 is a multiple of 0.01 in decimals, not in binary.
    exact = json.loads(json.dumps(contents, default=str), parse_float=decimal.Decimal)
    return Resource(contents=exact, specification=DRAFT4)


def judge(look):
    try:
        look()
    except Exception as error:
        said = getattr(error, "message", None) or str(error)
        return " ".join(said.split())[:300] or type(error).__name__
    return None


def document(path):
    contents, base_uri = read_from_filename(path)
    return judge(lambda: validate(contents, base_uri=base_uri))


def texts(case):
    uri = pathlib.Path(case["document"]).as_uri() + "#/components/schemas/" + case["schema"]
    validator = OAS30Validator(
        {"$ref": uri}, registry=Registry(retrieve=load), format_checker=oas30_format_checker
    )

    def look(text):
        value = json.loads(text, parse_float=decimal.Decimal, parse_constant=refuse)
        # The first error will do; `validate` looks for the best one.
        for error in validator.iter_errors(value):
            raise error

    return [judge(lambda text=text: look(text)) for text in case["texts"]]


def refuse(constant):
    raise ValueError(constant + " is not JSON")


question = json.load(sys.stdin)
answer = {
    "documents": [document(path) for path in question["documents"]],
    "cases": [texts(case) for case in question["cases"]],
}
json.dump(answer, sys.stdout)
