"""Places: populated places and administrative units, and how a name in a report finds one of them."""

from holdsway.places.crosswalk import Crosswalk, read_crosswalk
from holdsway.places.files import read_boundaries, read_gazetteer
from holdsway.places.gazetteer import Gazetteer
from holdsway.places.place import UNPLACED, Place, Resolution, name_key

__all__ = ["UNPLACED", "Crosswalk", "Gazetteer", "Place", "Resolution", "name_key"]
__all__ += ["read_boundaries", "read_crosswalk", "read_gazetteer"]
