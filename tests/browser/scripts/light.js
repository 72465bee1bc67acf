// How light paper and ink are, from 0 to 255.
() => {
  const light = (colour) => {
    const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
    return 0.2 * red + 0.7 * green + 0.1 * blue;
  };
  const root = getComputedStyle(document.documentElement);
  return [light(root.backgroundColor), light(getComputedStyle(document.querySelector("h2")).color)];
}
