"""A folder as an aid worker would have it: two spreadsheets, a PDF, six reports and a UCDP file. All of it invented."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

__all__ = ["fill"]

INCIDENTS = """\
Ref|Date of incident|District|Location|Type of incident|Perpetrator|Target|# killed|# injured|Reported by|Date reported|Comments
CD-001|2021-03-24|Palma|Palma sede|Armed attack|Al-Shabaab (ASG)|FDS|14|9|Partner A|2021-03-26|Town entered from three sides
CD-002|2021-03-27|Palma|Afungi|Ambush|Al-Shabaab (ASG)|Civilians|7||Partner B|2021-03-29|
CD-003|2021-03-30|Nangade||Armed attack|Al-Shabaab (ASG)|FDS||3|FDS|2021-04-01|figures not confirmed
CD-004|2021-04-02|Mueda|Mueda sede|Road closed|FDS||0|0|Partner A|2021-04-02|convoys stopped
CD-005|2021-04-04|Palma|Palma sede|Armed attack|FDS|Al-Shabaab (ASG)|36||FDS|2021-04-05|army says it is back
CD-006|10/4/21|Macomia|Mucojo|Looting|unknown|Civilians|0|1|Partner B|2021-04-12|
Total|||||||57|13|||
"""  # noqa: E501
TRACKER = """\
Week ending|District|Who controls|Remarks
2021-03-21|Palma|Government|roads open
2021-03-21|Nangade|Government|
2021-03-21|Mueda|Government|
2021-03-21|Mocimboa da Praia|ASG|since August
2021-03-28|Palma|ASG|town lost, see incident list
2021-03-28|Nangade|Contested|
2021-03-28|Mueda|Government|
2021-03-28|Mocimboa da Praia|ASG|
2021-04-04|Palma|Contested|army announces it is back
2021-04-04|Nangade|Government|
2021-04-04|Mueda|Government|
2021-04-04|Mocimboa da Praia|ASG|
2021-04-11|Palma|Government|
2021-04-11|Nangade|No info|
2021-04-11|Mueda|Government|
2021-04-11|Mocimboa da Praia|ASG|
"""
REPORTS = {
    "2021-03-25 palma first word.txt": (
        "Al-Shabaab fighters attacked Palma on Wednesday afternoon, residents said. Gunfire was heard near the bank.\n"
    ),
    "2021-03-28 palma.md": (
        "---\ntitle: Palma falls\npublisher: Coast Radio\npublished: 2021-03-28\n---\n"
        "Al-Shabaab captured Palma on Saturday, a police officer said. At least 20 people were killed.\n"
    ),
    "2021-03-30 nangade.md": (
        "---\npublisher: Coast Radio\npublished: 2021-03-30\n---\n"
        "FDS repelled an attack on Nangade, the district administrator said.\n"
    ),
    "2021-04-05 army statement.txt": (
        "The defence ministry said on Sunday that FDS had retaken Palma. Thirty-six insurgents were killed, it said.\n"
    ),
    "2021-04-06 radio.html": (
        "<html><head><title>Palma quiet</title><meta name='publisher' content='Coast Radio'>"
        "<meta property='article:published_time' content='2021-04-06'></head><body><article>"
        "<p>FDS control Palma, but no traders have come back, a resident told Coast Radio on Tuesday. He said the "
        "market was empty and the clinic was closed.</p></article></body></html>\n"
    ),
    "2021-04-12 weekly note.txt": (
        "The road from Mueda to Nangade may be attacked again in the coming weeks. "
        "Mocimboa da Praia is still held by Al-Shabaab.\n"
    ),
}
NOTE = (
    "Access note 14. The road from Mueda to Nangade is closed.\n"
    "Al-Shabaab hold Mocimboa da Praia.\nWe could not reach Palma this week."
)
UCDP = """\
id|side_b|where_prec|where_coordinates|adm_2|latitude|longitude|date_prec|date_start|date_end|deaths_a|deaths_b|deaths_civilians|low|best|high
990001|IS|1|Palma town|Palma district|-10.77|40.47|2|2021-03-24|2021-03-27|5|10|20|20|35|60
990002|IS|3|Nangade district|Nangade district|-11.08|39.68|1|2021-03-30|2021-03-30|0|2|0|2|2|4
990003|IS|4|Cabo Delgado province||-12.0|39.5|4|2021-04-01|2021-04-30|4|0|5|5|9|9
"""
HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
EVERYWHERE = {
    "type_of_violence": "1",
    "side_a": "Government of Mozambique",
    "country": "Mozambique",
    "adm_1": "Cabo Delgado province",
    "deaths_unknown": "0",
}


def fill(folder: Path, pdf: bytes) -> Path:
    """The folder, filled; `pdf` is the note as a PDF."""
    folder.mkdir(parents=True)
    book = Workbook()
    sheet = book.active
    sheet.title = "Incidents"
    sheet.append(["Cabo Delgado: security incidents 2021"])
    sheet["A1"].font = Font(bold=True)
    sheet.append([])
    for row in INCIDENTS.splitlines():
        sheet.append([_typed(cell) for cell in row.split("|")])
    book.create_sheet("Read me").append(["Please add new incidents at the bottom. Do not change the columns!"])
    book.save(folder / "Incidents Cabo Delgado.xlsx")
    book = Workbook()
    for row in TRACKER.splitlines():
        book.active.append([_typed(cell) for cell in row.split("|")])
    book.save(folder / "access tracker.xlsx")
    (folder / "access note 14.pdf").write_bytes(pdf)
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    header, *rows = (line.split("|") for line in UCDP.splitlines())
    with (folder / "GEDEvent_v22_1.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER.split(","), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(EVERYWHERE | dict(zip(header, row, strict=True)) for row in rows)
    return folder


def _typed(cell: str) -> Any:
    """A cell as a spreadsheet would hold it: a true date, a number, or text."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return int(cell) if cell.isdecimal() else cell or None
