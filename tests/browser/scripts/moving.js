// Elements that move or change slowly.
() => [...document.querySelectorAll("*")].filter((node) => {
  const style = getComputedStyle(node);
  const slow = style.transitionDuration.split(",").some((duration) => parseFloat(duration) > 0);
  return slow || style.scrollBehavior === "smooth" || style.animationName !== "none";
}).map((node) => node.outerHTML.slice(0, 100))
