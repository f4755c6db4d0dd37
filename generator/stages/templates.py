"""The acknowledgement templates of a project, read once and kept until one of their files changes."""

from collections.abc import Mapping

from desk.bundle import AckTemplate
from desk.data import Data, to_json
from desk.finding import Finding
from desk.settings import Settings
from generator.rules.acknowledgements import read_ack_templates
from generator.rules.prose import settled_in_templates
from generator.stages.texts import contents_of
from generator.stages.workshop import Workshop
from generator.starter import ack_folders

Templates = Mapping[str, Mapping[str, AckTemplate]]


class _ReadTemplates(Data, frozen=True, array_like=True):
    templates: dict[str, dict[str, AckTemplate]]
    findings: tuple[Finding, ...]


def read_all_templates(shop: Workshop, settings: Settings, findings: list[Finding]) -> Templates:
    def read() -> _ReadTemplates:
        found: list[Finding] = []
        templates = read_ack_templates(folders, settings.languages.offered, found)
        return _ReadTemplates({language: dict(by_kind) for language, by_kind in templates.items()}, tuple(found))

    folders = ack_folders(shop.project)
    texts = [*contents_of(folders)]
    about = [to_json(settings.languages), *texts]
    made = shop.kept("acknowledgements", about, _ReadTemplates, read, of_product=not folders[0].exists())
    findings += made.findings
    findings += shop.kept(
        "settled in acknowledgements",
        [to_json(settings), *texts],
        tuple[Finding, ...],
        lambda: tuple(settled_in_templates(settings, made.templates)),
    )
    return made.templates
