"""Documents: their text and metadata, and the statements a reader draws from them, each with its exact words."""

from holdsway.reading.documents import Loaded, NotRead, load_documents
from holdsway.reading.read import DocumentReading, framed, read
from holdsway.reading.reader import Dropped, Reader, Reading, reader_named, readers

__all__ = ["DocumentReading", "Dropped", "Loaded", "NotRead", "Reader", "Reading", "framed", "load_documents", "read"]
__all__ += ["reader_named", "readers"]
