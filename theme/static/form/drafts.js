// What was typed, kept in this tab until it is closed. A browser that keeps nothing does not hinder the form.

const quietly = (task) => {
  try {
    return task() ?? null;
  } catch {
    return null;
  }
};

export const drafts = (key) => ({
  keep: (typed) => quietly(() => sessionStorage.setItem(key, JSON.stringify(typed))),
  kept: () => quietly(() => JSON.parse(sessionStorage.getItem(key))),
  drop: () => quietly(() => sessionStorage.removeItem(key)),
});
