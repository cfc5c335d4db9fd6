"""Documents: their text and metadata, and the statements a reader draws from them, each with its exact words."""

from holdsway.reading.documents import Loaded, NotRead, load_documents
from holdsway.reading.read import DocumentReading, read
from holdsway.reading.reader import Reader, readers

__all__ = ["DocumentReading", "Loaded", "NotRead", "Reader", "load_documents", "read", "readers"]
