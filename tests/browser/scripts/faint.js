// Text that is hard to read on white paper (less than 4.5:1, WCAG 2.2, 1.4.3): printers leave backgrounds out.
() => {
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const faint = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || parent.closest(".sr, script, svg") || !parent.checkVisibility()) continue;
    const [red, green, blue] = getComputedStyle(parent).color.match(/[\d.]+/g).map(Number).map(linear);
    const contrast = 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
    if (contrast < 4.5) faint.add(`${parent.localName}.${parent.className}: ${walker.currentNode.data.trim().slice(0, 40)}`);
  }
  return [...faint];
}
