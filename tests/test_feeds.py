"""The feeds, read back as a feed reader reads them."""

import re
import time
from pathlib import Path
from xml.etree import ElementTree

import feedparser
from lxml import etree
from registry.build import Build
from registry.project import Project
from registry.render.atom import atom
from registry.render.feeds import feeds
from support.items import all_files
from support.views import build

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = {"name": "Tea & Fog", "language": "fr", "url": "https://example.org/tea", "data_licence": None}
ENTRY = {"id": "urn:x", "title": "T", "url": "/news/t/", "date": "2020", "words": "2020", "summary": None, "html": ""}
ENTRY |= {"published": None, "updated": None}
FEED = {"id": "urn:f", "title": "F", "type": "application/atom+xml", "url": "/news/atom.xml", "page": "/news/"}


def files(folder: Path, more: dict[str, str | bytes] | None = None, publish: bool = True) -> dict[str, bytes]:
    found = build(folder, more, publish=publish)
    return all_files(feeds(found.views, found.site))


def read(content: bytes) -> feedparser.FeedParserDict:
    found = feedparser.parse(content)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


def one(**entry: str | None) -> feedparser.FeedParserDict:
    return read(atom({**FEED, "entries": [{**ENTRY, **entry}]}, SITE)).entries[0]


def test_each_feed_has_what_atom_asks_for_and_ids_that_are_its_own(tmp_path: Path) -> None:
    made = files(tmp_path)
    names = ("news", "decisions", "journal", "journal/changes", "commissions/fog", "commissions/over")
    assert set(made) == {f"{name}/atom.xml" for name in names}
    for path, content in made.items():
        feed = read(content).feed
        assert feed.id == next(link.href for link in feed.links if link.rel == "self")
        assert feed.id == f"https://harbour.example.org/{path}"
        assert (feed.title, feed.updated, feed.author) and feed.author == "Harbour Table"
        entries = ElementTree.fromstring(content).findall(f"{ATOM}entry")
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(ids) == len(set(ids))
        for entry in entries:
            assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "content"))
            assert entry.find(f"{ATOM}link").attrib["href"].startswith("https://harbour.example.org/")  # type: ignore[union-attr]


def test_each_feed_is_valid_by_the_schema_of_the_standard(tmp_path: Path) -> None:
    schema = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas/atom.rng"))
    for path, content in files(tmp_path).items():
        feed = etree.fromstring(content)
        assert schema.validate(feed), f"{path}: {schema.error_log}"
        feed.remove(feed.find(f"{ATOM}updated"))
        assert not schema.validate(feed)


def test_feeds_have_news_decisions_and_what_happened_from_the_newest(tmp_path: Path) -> None:
    made = files(tmp_path, {"content/news/three.md": "---\ntitle: Three\ndate: 2020-05-01\ncommissions: [fog]\n---\n"})
    assert [entry.title for entry in read(made["news/atom.xml"]).entries] == ["Three", "Two", "One"]
    assert '<h2 id="tea">Tea</h2>\n<p>More.</p>' in read(made["news/atom.xml"]).entries[1].content[0].value
    assert [entry.title for entry in read(made["decisions/atom.xml"]).entries] == [
        "Rejected: Less fog.",
        "Adopted: Buy tea.",
    ]
    assert len(read(made["journal/atom.xml"]).entries) == 17
    fog = [entry.title for entry in read(made["commissions/fog/atom.xml"]).entries]
    assert fog[1:] == ["Rejected: Less fog.", "Three", "Adopted: Buy tea."]
    assert fog[0].startswith("Fog commission")


def test_a_date_known_to_the_month_or_year_is_told_as_such(tmp_path: Path) -> None:
    entry = one(date="2020-02", words="février 2020")
    assert entry.updated == "2020-02-01T12:00:00Z"
    assert "published" not in entry
    assert entry.content[0].value.startswith("<p>février 2020</p>")
    assert one(date="2020-02-03").published_parsed[:3] == time.strptime("2020-02-03", "%Y-%m-%d")[:3]


def test_links_and_images_lead_to_the_site_from_a_reader() -> None:
    html = (
        '<p><a href="/a/">a</a> <a href="#n">n</a> <img src="/images/x.png" alt=""> <a href="https://b.org/">b</a></p>'
    )
    value = one(html=html).content[0].value
    assert 'href="https://example.org/tea/a/"' in value
    assert 'href="https://example.org/tea/news/t/#n"' in value
    assert 'src="https://example.org/tea/images/x.png"' in value
    assert 'href="https://b.org/"' in value


def test_any_text_makes_well_formed_xml() -> None:
    wild = "a\x00\x0b\x7f\ufdd0\ufffe\U0001ffff & <b> \N{PARTY POPPER} ]]>"
    entry = one(title=wild, summary=wild)
    assert entry.title_detail.value == "a & <b> \N{PARTY POPPER} ]]>"


def test_ids_do_not_follow_the_preview_and_need_no_address(tmp_path: Path) -> None:
    published, preview = files(tmp_path / "a"), files(tmp_path / "b", publish=False)
    assert [entry.id for entry in read(published["news/atom.xml"]).entries] == [
        entry.id for entry in read(preview["news/atom.xml"]).entries
    ]
    network = (tmp_path / "b/data/network.yaml").read_text("utf-8")
    (tmp_path / "b/data/network.yaml").write_text(re.sub("(?m)^site_url:.*\n", "", network), "utf-8")
    homeless = Build(tmp_path / "b", Project())
    made = all_files(feeds(homeless.views, homeless.site))
    ids = [entry.id for entry in read(made["news/atom.xml"]).entries]
    assert len(set(ids)) == 2
    assert all(id_.startswith("urn:uuid:") for id_ in ids)


def test_examples_and_drafts_stand_in_the_preview_alone(tmp_path: Path) -> None:
    more: dict[str, str | bytes] = {
        "content/news/x.md": "---\ntitle: Zebra\ndate: 2022\ncommissions: [fog]\nexample: true\n---\n",
        "content/news/y.md": "---\ntitle: Yak\ndate: 2023\ndraft: true\n---\n",
    }
    published = b"".join(files(tmp_path / "a", more).values())
    assert b"Zebra" not in published
    assert b"Yak" not in published
    shown = [entry.title for entry in read(files(tmp_path / "b", more, False)["news/atom.xml"]).entries]
    assert shown[:2] == ["[Draft] Yak", "[Example] Zebra"]
