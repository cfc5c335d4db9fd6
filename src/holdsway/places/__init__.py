"""Places: populated places and administrative units, and how a name in a report finds one of them."""

from holdsway.places.files import read_boundaries, read_gazetteer
from holdsway.places.gazetteer import Gazetteer
from holdsway.places.place import UNPLACED, Place, Resolution, name_key

__all__ = ["UNPLACED", "Gazetteer", "Place", "Resolution", "name_key", "read_boundaries", "read_gazetteer"]
