"""An answer in Markdown -> its HTML: dialect, allow-list, alerts, desk tags, links.

Knows one answer and the paths of all; nothing of layouts, themes or the file system.
"""

from generator.markdown.answer import Answer, Renderer

__all__ = ["Answer", "Renderer"]
