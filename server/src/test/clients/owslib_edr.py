"""Asks a service of OGC API - EDR with Debian's python3-owslib and prints what it was told: ADDRESS."""

import json
import sys

from owslib.ogcapi import Collections

service = Collections(sys.argv[1])
listed = service.collections()["collections"]
print(json.dumps({
    "links": [link["rel"] for link in service.links],
    "openapi": service.api()["openapi"],
    "conformsTo": service.conformance()["conformsTo"],
    "collections": [collection["id"] for collection in listed],
    "same": all(service.collection(collection["id"]) == collection for collection in listed),
    "coverage": service._request(
        "collections/observed/position",
        kwargs={"coords": "POINT(140.5 40)", "parameter_names": "rainfall_rate", "datetime": "2024-03-01T00:25:00Z/.."},
    ),
}))
