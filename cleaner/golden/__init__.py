"""Golden cases: what a careful archivist says of a document, held against what the program says."""

from cleaner.golden.case import Case, CaseError, find_cases, load_case
from cleaner.golden.compare import Comparison, Report, compare

__all__ = ["Case", "CaseError", "Comparison", "Report", "compare", "find_cases", "load_case"]
