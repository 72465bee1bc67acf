// How each element's edge looks while nothing has the focus, in the order of the page.
() => [...document.querySelectorAll("*")].map((node) => {
  const style = getComputedStyle(node);
  return [style.outline, style.outlineOffset, style.boxShadow].join();
})
