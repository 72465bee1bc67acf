"""Every page of both sites as a document: valid, well built, its links whole. No browser is needed here."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from support.nu import Message

from browser.reading import Element, Output, Page
from browser.served import Site
from browser.told import told

# What a link must not say, in either language: a list of links read aloud would tell nothing.
BARE = {
    *(
        "ici",
        "cliquez ici",
        "lien",
        "ce lien",
        "lire",
        "lire la suite",
        "suite",
        "en savoir plus",
        "plus",
        "voir",
        "page",
    ),
    *("here", "click here", "link", "this link", "read", "read more", "more", "learn more", "see", "this"),
}
# The validator reads files, to which 'self' is no host; test_visits shows that no browser blocks any of these.
OF_A_FILE = re.compile(
    r"Resource violates Content Security Policy \(meta tag\): "
    r"(external (stylesheet|script)|image) “/(theme|images)/[^”]+” blocked by “(style|script|img)-src” directive\."
)
# It takes JSON for a script. It is data that nobody runs; test_nothing_is_inline shows that there is no other.
OF_DATA = "Inline script violates Content Security Policy (meta tag): blocked by “script-src” directive"


def is_ours(message: Message) -> bool:
    return not OF_A_FILE.fullmatch(message["message"]) and not message["message"].startswith(OF_DATA)


def test_the_validator_has_nothing_to_say(
    utopia: Site, skerrymoor: Site, nu: Callable[[Path | Sequence[Path]], list[Message]]
) -> None:
    folders = [utopia.output.folder, skerrymoor.output.folder]
    problems = [
        f"{message['path']}:{message['line']}: {message['type']}: {message['message']}"
        for message in nu(folders)
        if is_ours(message)
    ]
    assert not problems, told(problems)


def test_nothing_is_inline(site: Site) -> None:
    problems = []
    for page in site.output.pages:
        for element in page.elements:
            names = [name for name in element.attributes if name == "style" or name.startswith("on")]
            if names or element.tag == "style":
                problems.append(f"{page.url}: <{element.tag}> {names}")
            data = element.attributes.get("type") in ("application/ld+json", "application/json")
            if element.tag == "script" and "src" not in element.attributes and not data:
                problems.append(f"{page.url}: a script without src")
    assert not problems, told(problems)


def test_a_page_has_one_h1_and_skips_no_level(site: Site) -> None:
    problems = []
    for page in site.output.pages:
        levels = [level for level, _ in page.headings]
        if levels.count(1) != 1 or levels[0] != 1:
            problems.append(f"{page.url}: levels {levels}")
        problems += [
            f"{page.url}: h{before} is followed by h{level} « {text} »"
            for before, (level, text) in zip(levels, page.headings[1:], strict=False)
            if level > before + 1
        ]
        problems += [f"{page.url}: an empty h{level}" for level, text in page.headings if not text]
    assert not problems, told(problems)


def test_a_title_names_one_page(site: Site) -> None:
    titles: dict[str, list[str]] = {}
    for page in site.output.own:
        titles.setdefault(page.title.strip(), []).append(page.url)
    assert "" not in titles, titles[""]
    problems = [f"{title}: {urls}" for title, urls in titles.items() if len(urls) > 1]
    assert not problems, told(problems)


def test_a_page_says_its_language_and_its_landmarks(site: Site) -> None:
    problems = []
    for page in site.output.own:
        if page.elements[0].tag != "html" or page.elements[0].attributes.get("lang") != site.build.site["language"]:
            problems.append(f"{page.url}: lang of <html>")
        tops = Counter(e.tag for e in page.elements if e.inside == ["body", "html"])
        if (tops["header"], tops["main"], tops["footer"]) != (1, 1, 1) or len(page.all("main")) != 1:
            problems.append(f"{page.url}: landmarks {dict(tops)}")
        for tag in ("nav", "aside"):
            named = ("aria-label", "aria-labelledby")
            names = ["".join(element.attributes.get(name, "") for name in named) for element in page.all(tag)]
            if "" in names or len(names) != len(set(names)):
                problems.append(f"{page.url}: names of <{tag}> {names}")
    assert not problems, told(problems)


def test_an_id_is_there_once(site: Site) -> None:
    problems = []
    for page in site.output.pages:
        problems += [f"{page.url}: {id_}" for id_, count in Counter(page.ids).items() if count > 1 or not id_.strip()]
        for element in page.elements:
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget"):
                for id_ in element.attributes.get(name, "").split():
                    if id_ not in page.ids:
                        problems.append(f"{page.url}: {name}={id_} of <{element.tag}> is nowhere")
    assert not problems, told(problems)


def addresses(element: Element) -> list[str]:
    """Every address that an element leads to or loads."""
    found = [element.attributes[name] for name in ("href", "src", "action") if name in element.attributes]
    if element.attributes.get("http-equiv", "").lower() == "refresh":
        found.append(element.attributes["content"].partition("url=")[2])
    return found


def dead_links(output: Output) -> list[str]:
    return [
        f"{page.url}: <{element.tag}> {address}: {why}"
        for page in output.pages
        for element in page.elements
        for address in addresses(element)
        if (why := output.dead(page, address))
    ]


def test_every_internal_link_and_anchor_leads_somewhere(site: Site) -> None:
    problems = dead_links(site.output)
    assert not problems, told(problems)


def test_every_page_can_be_reached_from_home(site: Site) -> None:
    output = site.output
    by_file = {page.path: page for page in output.pages}
    reached, waiting = {"/"}, ["/"]
    while waiting:
        for link in output.page(waiting.pop()).all("a"):
            file = output.file(link.attributes.get("href", "").partition("#")[0])
            if file in by_file and by_file[file].url not in reached:
                reached.add(by_file[file].url)
                waiting.append(by_file[file].url)
    # A kind without a record keeps its address, but no menu offers an empty page.
    empty = {page["url"] for page in site.build.pages if page.get("records") == []}
    assert {page.url for page in output.own} - reached == {"/404.html"} | (empty - reached)


def test_a_link_tells_where_it_leads(site: Site) -> None:
    problems = []
    for page in site.output.pages:
        for link in page.all("a"):
            words = " ".join(re.findall(r"\w+", link.name.casefold()))
            if not words or words in BARE:
                problems.append(f"{page.url}: « {link.name} » → {link.attributes.get('href')}")
    assert not problems, told(problems)


def test_an_image_has_a_text_and_a_size(site: Site) -> None:
    images = [(page, image) for page in site.output.pages for image in page.all("img")]
    problems = [f"{page.url}: {image.attributes}" for page, image in images if not well_described(image)]
    assert not problems, told(problems)
    assert site.name != "skerrymoor" or len(images) >= 5


def well_described(image: Element) -> bool:
    size = (image.attributes.get("width", ""), image.attributes.get("height", ""))
    return "alt" in image.attributes and all(number.isdigit() and int(number) for number in size)


def test_a_table_has_a_name_and_scopes(site: Site) -> None:
    problems, tables = [], 0
    for page in site.output.pages:
        named = {caption.around and id(caption.around) for caption in page.all("caption") if caption.name}
        for table in page.all("table"):
            tables += 1
            # Markdown has no captions: there the region that scrolls sideways has the name.
            region = table.around.attributes if table.around else {}
            if id(table) not in named and not (region.get("role") == "region" and region.get("aria-label")):
                problems.append(f"{page.url}: a table without a name")
        problems += [f"{page.url}: <th> {th.name}" for th in page.all("th") if "scope" not in th.attributes]
    assert not problems, told(problems)
    assert tables


def test_every_page_leads_to_the_accessibility_statement(site: Site) -> None:
    url = site.build.site["urls"]["accessibility"]

    def leads(page: Page) -> bool:
        return any(link.attributes.get("href") == url and "footer" in link.inside for link in page.all("a"))

    assert [page.url for page in site.output.own if not leads(page)] == []
