// Fills in forms as a person does, each in a frame of its own, and prepares the proposals:
// [{url, id, values, body, press, set, again}] → [{url, id, errors, path, text, again}].
// `press` lists what to click, `set` what to type, by selector; `again` is filled in for a second proposal.
async (jobs) => {
  const fields = (container) => [...container.querySelectorAll("[data-field]")]
    .filter((node) => node.parentElement.closest("[data-field], [data-item], form") === container);

  const type = (input, text) => {
    input.value = text;
    for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
  };

  const pick = (node, value) => {
    const box = [...node.querySelectorAll("input")].find((input) => input.value === String(value));
    if (!box) throw new Error(`${node.dataset.field}: no ${value} to choose`);
    box.click();
  };

  const fill = (node, value) => {
    const add = node.querySelector(":scope > p > [data-add]");
    const [select, input] = ["select", "input, textarea"].map((name) => node.querySelector(name));
    if (add) {
      for (const one of [value].flat()) {
        add.click();
        all(node.querySelector(":scope > [data-items]").lastElementChild, one);
      }
    } else if (Array.isArray(value)) {
      for (const one of value) pick(node, one);
    } else if (typeof value === "object") {
      all(node, value);
    } else if (select) {
      type(select, value);
      if (select.value !== value) throw new Error(`${node.dataset.field}: no ${value} to choose`);
    } else if (input.type === "radio") {
      pick(node, value);
    } else if (input.type === "checkbox") {
      if (value !== input.checked) input.click();
    } else if (value !== "") {
      type(input, value);
    }
  };

  const all = (container, values) => {
    const nodes = fields(container);
    for (const [name, value] of Object.entries(values ?? {})) {
      const node = nodes.find(({ dataset }) => dataset.field === name);
      if (!node) throw new Error(`there is no field ${name}`);
      fill(node, value);
    }
  };

  const ready = (frame) => new Promise((done) => {
    const look = setInterval(() => {
      const form = frame.contentDocument?.getElementById("form");
      if (form?.dataset.ready === undefined) return;
      clearInterval(look);
      done(form);
    }, 3);
  });

  const propose = (document, form) => {
    form.requestSubmit();
    const [errors, result] = ["errors", "result"].map((id) => document.getElementById(id));
    return {
      errors: errors.hidden ? [] : [...errors.querySelectorAll("a")].map((link) => link.textContent),
      path: result.querySelector("[data-path]").textContent,
      text: result.hidden ? null : result.querySelector("[data-text]").textContent,
    };
  };

  const run = async ({ url, id, values, body, press, set, again }) => {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.src = url;
    document.body.append(frame);
    const form = await ready(frame);
    const inside = frame.contentDocument;
    const idInput = inside.getElementById("f-id");
    for (const selector of press ?? []) form.querySelector(selector).click();
    for (const [selector, text] of Object.entries(set ?? {})) type(form.querySelector(selector), text);
    all(form, values);
    if (body) type(inside.getElementById("f-body"), body);
    if (id) type(idInput, id);
    const found = { url, id: idInput.value, ...propose(inside, form) };
    if (again) {
      all(form, again);
      found.again = propose(inside, form).text;
    }
    frame.contentWindow.sessionStorage.clear();
    frame.remove();
    return found;
  };

  const found = [];
  for (const job of jobs) found.push(await run(job));
  return found;
}
