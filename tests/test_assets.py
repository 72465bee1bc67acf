import gzip
import re
from pathlib import Path

import pytest
import tinycss2
from registry.render.assets import Assets, assets, tight
from support.sites import ROOT

THEME = ROOT / "theme" / "static"


def theme(folder: Path, **files: str) -> Assets:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return assets(folder)


def test_a_stylesheet_names_its_fonts_as_they_are_published(tmp_path: Path) -> None:
    found = theme(tmp_path, site_css='@font-face { src: url("a.woff2") format("woff2"); }', a_woff2="x")
    style = found.files[found.urls["site.css"].lstrip("/")].decode()
    assert found.urls["a.woff2"] == "/theme/" + re.findall(r'url\("\./(.+?)"\)', style)[0]
    changed = theme(tmp_path, a_woff2="y")
    assert changed.urls["site.css"] != found.urls["site.css"], "a cached stylesheet would lead to the old font"


def test_what_a_stylesheet_names_is_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"site\.css → b\.woff2"):
        theme(tmp_path, site_css='src: url("b.woff2")')


@pytest.mark.parametrize("path", sorted(THEME.glob("*.css")), ids=lambda path: path.name)
def test_a_stylesheet_is_published_tighter_and_says_the_same(path: Path) -> None:
    style = path.read_text(encoding="utf-8")

    def tokens(text: str) -> list[str]:
        read = tinycss2.parse_component_value_list(text, skip_comments=True)
        return re.sub(r"\s+(?=[{};,])|(?<=[{};,:])\s+|;(?=\s*})", "", tinycss2.serialize(read)).split()

    published = tight(style)
    assert tokens(published) == tokens(style)
    assert len(published) < 0.9 * len(style)
    assert tight('a::before { content: "; }  /"; }  /* b */\n  c :hover , d { e : calc(1px + 2px) }\n') == (
        'a::before{content:"; }  /"}c :hover,d{e :calc(1px + 2px)}'
    )


def test_a_script_is_published_without_what_is_for_who_reads_the_source(tmp_path: Path) -> None:
    script = '// A note.\n/** More\n  of it. */\nconst a = () => {\n  // why\n  return "/* // */"; // said\n};\n'
    found = theme(tmp_path, a_js=script)
    published = found.files[found.urls["a.js"].lstrip("/")].decode()
    assert published == 'const a = () => {\nreturn "/* // */"; // said\n};\n'


def test_no_script_has_a_text_over_several_lines_whose_indentation_counts() -> None:
    for path in THEME.rglob("*.js"):
        for line in path.read_text("utf-8").splitlines():
            code = re.sub(r"\\.|/\[[^/]*\]/", "", line.split("// ")[0])
            assert code.count("`") % 2 == 0, f"{path.name}: {line}"


def test_the_theme_stays_small() -> None:
    """Bytes as a server sends them: 12 KB of styles for all pages, 6 KB of scripts, two fonts."""
    published = assets(THEME)
    sent = {name: len(gzip.compress(published.files[url.lstrip("/")], 9)) for name, url in published.urls.items()}
    assert sent["site.css"] + sent["fonts.css"] <= 12_000
    assert sent["site.js"] <= 6_000
    fonts = [path.stat().st_size for path in THEME.glob("*.woff2")]
    assert len(fonts) == 2
    assert sum(fonts) <= 40_000
