"use strict";
// Shows the messages that have all words of the field somewhere; case and accents do not count.
const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const messages = [...document.querySelectorAll("details")];
const texts = messages.map(() => null);
const field = document.querySelector("input");
const count = document.querySelector("output");
function search() {
  const words = fold(field.value).split(/\s+/).filter(word => word);
  let shown = 0;
  messages.forEach((message, i) => {
    const has = word => (texts[i] ??= fold(message.textContent)).includes(word);
    const found = words.every(has);
    message.hidden = !found;
    shown += found ? 1 : 0;
  });
  count.textContent = shown + " / " + messages.length;
}
let waiting = 0;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 150);
});
field.hidden = false;
search();
