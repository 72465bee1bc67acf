// How many places the keyboard should stop at.
() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((node) =>
  node.checkVisibility({ visibilityProperty: true }) && !node.disabled && node.type !== "hidden").length
