// Put a word in the place of every text, but for words of the site itself and for numbers.
(word) => {
  const kept = "script, style, button, .badge, .result, .state, .sr, .skip, .band strong, .figure strong";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    if (/\p{L}{3}/u.test(node.data) && !node.parentElement.closest(kept)) node.data = word;
  }
}
