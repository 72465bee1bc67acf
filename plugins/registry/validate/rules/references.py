"""References between records, and choices from the network's lists."""

from __future__ import annotations

from collections.abc import Iterator

from registry.problem import Finding
from registry.schema.kinds import walk
from registry.validate.context import Context, kind_of


def references_resolve(context: Context) -> Iterator[Finding]:
    """Every reference (``x-ref``) names a record whose file exists, whatever its problems."""
    for document in context.corpus.documents:
        patterns = kind_of(context, document).references
        for place, pointer, value in document.references:
            target = patterns[place][1]
            if value not in context.by_kind[target] and not context.may_exist(value):
                kind = context.kinds[target]
                yield document.finding(
                    "R001",
                    pointer,
                    near=_meant(context, target, value),
                    value=value,
                    title=kind.schema["title"],
                    folder=f"{kind.folder}/",
                )


def _meant(context: Context, target: str, value: str) -> str | None:
    """The id of the record that was meant: a near id, or the record's name typed for its id."""
    records = context.by_kind[target]
    near = context.nearest(value, records)
    if near:
        return near
    names = {
        str(record.data.get(field)): id_
        for id_, record in records.items()
        for field in ("name", "acronym", "title")
        if field in record.data
    }
    by_name = context.nearest(value, names, cutoff=0.85)
    return names[by_name] if by_name else None


def published_refer_to_published(context: Context) -> Iterator[Finding]:
    """What is published refers to nothing that is an example or a draft."""
    hidden = {(document.kind, document.id) for document in context.corpus.documents if document.hidden}
    for document in context.corpus.documents if hidden else ():
        if document.hidden:
            continue
        patterns = kind_of(context, document).references
        for place, pointer, value in document.references:
            if (patterns[place][1], value) in hidden:
                yield document.finding("R015", pointer, value=value)


def vocabulary_is_known(context: Context) -> Iterator[Finding]:
    """Every choice from a list of ``network.yaml`` (``x-vocabulary``) is in that list."""
    for document in context.corpus.documents:
        for pattern, vocabulary in kind_of(context, document).vocabularies:
            known = context.vocabularies[vocabulary]
            if known is None:
                continue
            for pointer, value in walk(document.data, pattern):
                if isinstance(value, str) and value not in known:
                    names = {
                        str(item.get("name")): str(item["id"])
                        for item in context.network.get(vocabulary, [])
                        if isinstance(item, dict) and "id" in item
                    }
                    by_name = context.nearest(value, names, cutoff=0.8)
                    near = context.nearest(value, known) or (names[by_name] if by_name else None)
                    yield document.finding(
                        "S028",
                        pointer,
                        near=near,
                        value=value,
                        vocabulary=vocabulary,
                        known=", ".join(known) or "–",
                    )
