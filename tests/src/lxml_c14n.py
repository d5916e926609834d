"""Writes beside every *.xml of a folder its Canonical XML 1.0 without comments, as *.c14n."""

import pathlib
import sys

from lxml import etree

parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xml")):
    tree = etree.parse(str(path), parser)
    tree.write(str(path.with_suffix(".c14n")), method="c14n", with_comments=False)
