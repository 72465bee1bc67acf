// Elements that move or change slowly. What appears at once, later (an animation of 0 s), does not move.
() => [...document.querySelectorAll("*")].filter((node) => {
  const style = getComputedStyle(node);
  const lasts = (durations) => durations.split(",").some((duration) => parseFloat(duration) > 0);
  return lasts(style.transitionDuration) || lasts(style.animationDuration) || style.scrollBehavior === "smooth";
}).map((node) => node.outerHTML.slice(0, 100))
