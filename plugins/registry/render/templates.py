"""Jinja2 for templates whose values are plain dicts, and whose texts are known before any page is rendered.

A page asks for hundreds of values and texts, so a template costs what asking costs. Nothing here changes what a
template means, but for a key of a dict that is also the name of a method (`items`): the key is what is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from functools import partial
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, Template, nodes
from jinja2.bccache import Bucket
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]

from registry.workers import spread

__all__ = ["Compiled", "TemplateEnvironment", "compile_all"]


class TemplateEnvironment(Environment):
    """The environment of one site's templates."""

    constants: Mapping[str, Callable[..., str]] = {}
    """Functions that templates call: with constant arguments they say the same on every page."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}

    @internalcode
    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Template:
        """A template never changes under its environment: each is looked for once, and not at every import."""
        if globals:
            return super().get_template(name, parent, globals)
        if name not in self._found:
            self._found[name] = super().get_template(name, parent)
        return self._found[name]

    @internalcode
    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.attribute``: of a dict the value of this key."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dict for all templates; a chain of two, as Jinja2 makes, is searched slowly at each import."""
        return {**self.globals, **d} if d else self.globals

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        _Known(self.constants, source).visit(source)
        return super()._generate(source, *args, **kwargs)


class _Context(Context):
    @internalcode
    def call(self, obj: Any, /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **kwargs: Any) -> Any:
        """A macro whose arguments are plainly those that it names is called by the shortest way."""
        if type(obj) is Macro and not obj.catch_kwargs and not obj.catch_varargs:
            lacking = len(obj.arguments) - len(args)
            if not obj.caller and not kwargs and lacking >= 0:
                return Markup(obj._func(*args, *[missing] * lacking) if lacking else obj._func(*args))
            if obj.caller and not lacking and kwargs.keys() == {"caller"}:
                return Markup(obj._func(*args, kwargs["caller"]))
        return super().call(obj, *args, _loop_vars=_loop_vars, _block_vars=_block_vars, **kwargs)


class _Template(Template):
    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = _escape
        return template


def _escape(value: Any) -> str:
    """As markupsafe does, but what it returns is only joined to a page: no Markup is made of each value."""
    text: str = value
    kind = type(value)
    if kind is Markup:
        return text
    if kind is not str:
        if hasattr(value, "__html__"):
            return str(value.__html__())
        text = str(value)
    escaped: str = _escape_inner(text)
    return escaped


TemplateEnvironment.context_class = _Context
TemplateEnvironment.template_class = _Template


class _Known(NodeTransformer):
    """Puts in place of each call of a known function with constants what it returns."""

    def __init__(self, functions: Mapping[str, Callable[..., str]], template: nodes.Template) -> None:
        bound = _bound(template)
        self.functions = {name: function for name, function in functions.items() if name not in bound}

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:
        self.generic_visit(node)
        function = self.functions.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        arguments = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        if not function or len(arguments) < len(node.args) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        try:
            return nodes.Const(function(*arguments), lineno=node.lineno)
        except Exception:  # it is told when a page is rendered, with the line
            return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:
        """Jinja2 joins constants as if none of them was HTML."""
        return node


def _bound(template: nodes.Template) -> set[str]:
    """Names that a template gives a meaning of its own, if only somewhere in it."""
    names: set[str] = set()
    for node in template.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        match node:
            case nodes.FromImport():
                names.update(name if isinstance(name, str) else name[1] for name in node.names)
            case nodes.Import():
                names.add(node.target)
            case nodes.Macro() | nodes.Name(ctx="store" | "param"):
                names.add(node.name)
    return names


class Compiled(BytecodeCache):
    """Compiled templates, kept by what they were made from: ``codes`` may be kept, and given to any process.

    ``made_from`` names all but the source that they depend on.
    """

    def __init__(self, codes: MutableMapping[str, bytes], made_from: str) -> None:
        self.codes, self.made_from = codes, made_from

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja2 leaves a code alone that was made from another source, or by another Python or Jinja2."""
        code = self.codes.get(self._key(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[self._key(bucket)] = bucket.bytecode_to_string()

    def has(self, name: str, path: str | None) -> bool:
        """Whether a template was compiled; that it was from this source, Jinja2 finds out."""
        return self._name(self.get_cache_key(name, path)) in self.codes

    def _key(self, bucket: Bucket) -> str:
        return self._name(bucket.key)

    def _name(self, key: str) -> str:
        return f"{key} {self.made_from}"


def compile_all(env: Environment) -> None:
    """Have every template of an environment ready: those that were never compiled are, on all cores."""
    names, cache, loader = env.list_templates(), env.bytecode_cache, env.loader
    if isinstance(cache, Compiled) and loader:
        new = [name for name in names if not cache.has(name, loader.get_source(env, name)[1])]
        for _, codes in spread(partial(_compiled, env, cache.made_from), new):
            cache.codes.update(codes)
    for name in names:
        env.get_template(name)


def _compiled(env: Environment, made_from: str, name: str) -> dict[str, bytes]:
    codes: dict[str, bytes] = {}
    cache, env.bytecode_cache = env.bytecode_cache, Compiled(codes, made_from)
    try:
        env.get_template(name)
    finally:
        env.bytecode_cache = cache
    return codes
