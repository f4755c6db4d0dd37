"""The contact form as one schema: it generates the HTML, the validation, the error words and the log's columns."""

from desk.form.action import form_action
from desk.form.fields import REQUEST_FORM, FormField
from desk.form.html import form_html

__all__ = ["REQUEST_FORM", "FormField", "form_action", "form_html"]
