// Keys, the as-of slider and copying of links. The pages are whole without this file.
"use strict";
(function () {
  const items = Array.from(document.querySelectorAll("[data-item]"));
  let item = -1;
  let reading = -1;

  function choose(list, index) {
    document.querySelectorAll(".chosen-item").forEach((e) => e.classList.remove("chosen-item"));
    const chosen = list[index];
    chosen.classList.add("chosen-item");
    chosen.scrollIntoView({ block: "nearest" });
    const link = chosen.querySelector("[data-open]");
    if (link) link.focus({ preventScroll: true });
    else chosen.focus({ preventScroll: true });
  }

  function move(step) {
    if (!items.length) return;
    item = Math.min(items.length - 1, Math.max(0, item + step));
    reading = -1;
    choose(items, item);
  }

  function across(step) {
    if (item < 0) move(1);
    const readings = item < 0 ? [] : Array.from(items[item].querySelectorAll("[data-reading]"));
    if (!readings.length) return;
    reading = Math.min(readings.length - 1, Math.max(0, reading + step));
    choose(readings, reading);
  }

  function chosen() {
    return document.querySelector(".chosen-item") || document;
  }

  function open() {
    const link = chosen().querySelector("a.evidence, a[data-open]");
    if (link) link.click();
  }

  function say(words) {
    const place = document.getElementById("said");
    place.textContent = words;
    setTimeout(() => { place.textContent = ""; }, 2500);
  }

  function copy() {
    const here = chosen();
    const link = here === document ? null : here.querySelector("a.evidence, a[data-open]");
    const address = new URL(here.id ? location.pathname + location.search + "#" + here.id
      : link ? link.href : location.href, location.href);
    const done = () => say(document.getElementById("said").dataset.copied + " " + address.href);
    if (navigator.clipboard) navigator.clipboard.writeText(address.href).then(done, done);
    else done();
  }

  function help() {
    const keys = document.getElementById("keys");
    if (keys.open) keys.close();
    else keys.showModal();
  }

  const keys = {
    j: () => move(1), k: () => move(-1), l: () => across(1), h: () => across(-1),
    o: open, c: copy, "?": help, "/": () => document.getElementById("q").focus(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select")) return;
    const action = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (!action) return;
    event.preventDefault();
    action();
  });
  document.querySelectorAll(".keys-hint").forEach((e) => { e.hidden = false; });
  document.querySelectorAll("[data-help]").forEach((e) => e.addEventListener("click", help));

  const slider = document.querySelector(".slider");
  if (slider) {
    const days = slider.dataset.days.split(" ");
    const range = slider.querySelector(".range");
    const field = slider.querySelector("[name=as_of]");
    const at = days.findIndex((day) => slider.dataset.day && day >= slider.dataset.day);
    const name = () => (Number(range.value) < days.length ? days[Number(range.value)] : slider.dataset.now);
    range.value = String(at < 0 ? days.length : at);
    range.hidden = false;
    range.setAttribute("aria-valuetext", name());
    range.addEventListener("input", () => {
      field.value = Number(range.value) < days.length ? days[Number(range.value)] : "";
      range.setAttribute("aria-valuetext", name());
    });
    range.addEventListener("change", () => { slider.requestSubmit(); });
    slider.addEventListener("submit", () => { field.disabled = !field.value; });
  }
})();
