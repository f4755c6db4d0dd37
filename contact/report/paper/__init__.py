"""A period report as data -> what people read: one page of HTML, and a workbook.

Knows the document (contact.report.document) and nothing of the log. See docs/running/reports.md.
"""

from contact.report.paper.writing import HTML, XLSX, write_paper

__all__ = ["HTML", "XLSX", "write_paper"]
