"""A made-up quarter, and what is drawn from it: the page, the workbook and the bundle for examiners."""
