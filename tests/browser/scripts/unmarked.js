// Links to records of these ids with no badge that can be seen in the sentence, item or row around them.
([ids, word]) => {
  const badges = (node) => [...node.querySelectorAll(".badge-example")];
  const shown = (node) => badges(node).some((badge) => badge.checkVisibility() && badge.innerText === word);
  const marked = (node) => node && (shown(node) || marked(node.parentElement.closest("main li, main tr")));
  return [...document.querySelectorAll("main a[href]")]
    .filter((link) => ids.includes(link.pathname.split("/").at(-2)) && !marked(link.closest("p, li, tr")))
    .map((link) => link.outerHTML);
}
