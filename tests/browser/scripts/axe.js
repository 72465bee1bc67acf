// What axe-core, which is there already, has against the page, by some of its rules: one line for each element.
async (rules) => {
  const options = { runOnly: rules, resultTypes: ["violations"] };
  const { violations } = await axe.run(document, options);
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)}`));
}
