// Where the keyboard is: what is focused, how that shows, and whether anything lies over it. null: nowhere.
() => {
  const node = document.activeElement;
  if (!node || node === document.body || node === document.documentElement) return null;
  const box = node.getBoundingClientRect();
  const style = getComputedStyle(node);
  const seen = [box, ...node.getClientRects()].map((part) =>
    document.elementFromPoint(part.x + part.width / 2, part.y + part.height / 2));
  const name = (node.getAttribute("aria-label") || node.textContent).trim().slice(0, 50);
  return {
    name: `${node.localName} « ${name} »`,
    where: node.closest("footer.bottom") ? "footer" : node.closest("main") ? "main" : "top",
    rank: [...document.querySelectorAll("*")].indexOf(node),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    look: [style.outline, style.outlineOffset, style.boxShadow].join(),
    inside: box.width > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
    covered: !seen.some((there) => there && (node.contains(there) || there.contains(node))),
  };
}
