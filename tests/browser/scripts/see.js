(() => {
  const left_alone = "code, pre, kbd, samp, time, script, style, svg, [data-verbatim], [lang]:not(html)";
  const language = document.documentElement.lang;
  const skipped = (node) => node.matches(left_alone) && node.getAttribute("lang") !== language;

  // One text for each block: inline elements belong to the block around them.
  const texts = [];
  let line = "";
  const flush = () => {
    const text = line.replace(/[ \t\n\r]+/g, " ").trim();
    if (text) texts.push(text);
    line = "";
  };
  const inline = (node) => getComputedStyle(node).display.startsWith("inline");
  const read = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) line += child.data;
      else if (child.nodeType !== Node.ELEMENT_NODE) continue;
      else if (child.localName === "br") flush();
      else if (skipped(child)) line += "\uFFFC";
      else if (inline(child)) read(child);
      else { flush(); read(child); flush(); }
    }
  };
  read(document.body);
  flush();

  // Text that a reader cannot reach: outside the window, or clipped by an element that does not scroll.
  const cut = [];
  const edge = document.documentElement.clientWidth + 1;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const scrolls = new Map();
  const scroller = (node) => {
    if (!node || node === document.body) return false;
    if (!scrolls.has(node)) scrolls.set(node, ["auto", "scroll"].includes(getComputedStyle(node).overflowX) || scroller(node.parentElement));
    return scrolls.get(node);
  };
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest(".sr, script, style, .skip") || !parent.checkVisibility() || scroller(parent)) continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width && (box.right > edge || box.left < -1)) cut.push(`${parent.localName}: ${node.data.trim().slice(0, 60)}`);
  }

  const root = document.documentElement;
  return {
    width: [root.scrollWidth, root.clientWidth],
    cut,
    needs: [...[...document.images].map((image) => image.src), ...[...document.querySelectorAll('link[rel="icon"]')].map((link) => link.href)],
    texts,
    times: [...document.querySelectorAll("time[datetime]")].map((time) => [time.getAttribute("datetime"), time.textContent]),
  };
})()
