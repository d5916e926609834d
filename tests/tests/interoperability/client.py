"""The other side of our server: a client that zeep makes from the WSDL.

client.py WSDL BINDING OPERATION URL [CERTIFICATE AUTHORITY]: each line on standard input is a request as JSON, `{"document": ...,
"more": ...}`; each line on standard output says what came back.
"""

import datetime
import json
import sys

import requests
import zeep
from lxml import etree

wsdl, binding, operation, url = sys.argv[1:5]
session = requests.Session()
session.trust_env = False
if len(sys.argv) > 5:
    session.cert, session.verify = sys.argv[5:7]
client = zeep.Client(wsdl, transport=zeep.Transport(session=session))
service = client.create_service(binding, url)
day = datetime.date(2026, 11, 2)


def signature():
    return {"signature": b"signature", "ocspResponse": b"response", "datumForSignatur": day}


def request(order):
    document = order["document"].encode()
    if operation == "SkickaTidredovisning":
        fields = {"tidredovisning": document, "assistent-signatur": signature(), "anordnare-signatur": signature()}
    else:
        signed = {"signaturtyp": "ANORDNARE", "signatur": b"signature", "ocspresponse": b"response", "signaturdatum": day}
        fields = {"anmalanfranarbetsgivare": document, "underskrift": [signed]}
    if "more" in order:
        fields["_value_1"] = [etree.fromstring(order["more"])]
    return fields


def shown(element):
    """An element, whatever its prefixes are."""
    return {
        "name": element.tag,
        "attributes": dict(element.attrib),
        "text": element.text,
        "children": [shown(child) for child in element],
    }


for line in sys.stdin:
    try:
        answer = service[operation](**request(json.loads(line)))
        if isinstance(answer, str):  # zeep unwraps an answer that has one part
            told = {"tx_id": answer, "more": []}
        else:
            more = answer["_value_1"] or []
            told = {"tx_id": answer["tx-id"], "more": [shown(element) for element in more]}
    except zeep.exceptions.Fault as fault:
        told = {"code": fault.code, "text": fault.message, "detail": [], "message": None}
        for element in [] if fault.detail is None else fault.detail:
            told["detail"].append(element.tag)
            told["message"] = element[0].text
    print(json.dumps(told), flush=True)
