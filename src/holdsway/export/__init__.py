"""Exports: the record in the files that other programs open, and never a row that may not leave."""

from holdsway.export.archive import Archived, archived
from holdsway.export.followthemoney import as_followthemoney, has_schema
from holdsway.export.geojson import as_geojson
from holdsway.export.hxl import TAGS, as_hxl
from holdsway.export.leaving import Leaving, frame_leaving, leaving
from holdsway.export.parquet import as_parquet
from holdsway.export.whereabouts import geometry_of, point_of

__all__ = [
    "TAGS",
    "Archived",
    "Leaving",
    "archived",
    "as_followthemoney",
    "as_geojson",
    "as_hxl",
    "as_parquet",
    "frame_leaving",
    "geometry_of",
    "has_schema",
    "leaving",
    "point_of",
]
