"""Workbooks made for the tests: XLSX by the library that reports are written with, ODS by hand."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

Rows = Sequence[Sequence[Any]]

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def xlsx(*rows: Sequence[Any], sheets: Mapping[str, Rows] | None = None, merged: Sequence[str] = ()) -> bytes:
    content = io.BytesIO()
    with Workbook(content, {"default_date_format": "dd/mm/yyyy"}) as workbook:
        for name, lines in (sheets or {"Feuil1": rows}).items():
            sheet = workbook.add_worksheet(name)
            for number, line in enumerate(lines):
                for column, value in enumerate(line):
                    if isinstance(value, time):
                        sheet.write_datetime(number, column, value, workbook.add_format({"num_format": "hh:mm"}))
                    else:
                        sheet.write(number, column, value)
            for area in merged:
                first = area.partition(":")[0]
                sheet.merge_range(area, lines[int(first[1:]) - 1][ord(first[0]) - ord("A")])
    return content.getvalue()


def ods(*rows: Sequence[Any]) -> bytes:
    lines = "".join(f"<table:table-row>{''.join(map(_cell, line))}</table:table-row>" for line in rows)
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} office:version="1.3">'
        f'<office:body><office:spreadsheet><table:table table:name="Feuille1">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/></manifest:manifest>'
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", ODS_TYPE)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", document, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _cell(value: Any) -> str:
    match value:
        case "" | None:
            return "<table:table-cell/>"
        case datetime() | date():
            said = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        case int() | float():
            said = f'office:value-type="float" office:value="{value}"'
        case _:
            said = 'office:value-type="string"'
    return f"<table:table-cell {said}><text:p>{escape(str(value))}</text:p></table:table-cell>"
