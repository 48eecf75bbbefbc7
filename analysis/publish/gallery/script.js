"use strict";
// The page is whole without this: it adds copying, and keeps one's place in the other language.
const languages = [...document.querySelectorAll(".language")];
const said = document.getElementById("said");

function target() {
  return document.getElementById(decodeURIComponent(location.hash.slice(1)));
}

function shown() {
  return languages.find((part) => part.contains(target())) || languages[0];
}

function nameLanguage() {
  const part = shown();
  document.documentElement.lang = part.lang;
  document.title = part.dataset.title;
}

function openTarget() {
  const wanted = target();
  for (let part = wanted; part; part = part.parentElement) {
    if (part.tagName === "DETAILS") part.open = true;
  }
  if (wanted && wanted.closest("details")) wanted.scrollIntoView();
  nameLanguage();
}

function chartInView() {
  const charts = [...shown().querySelectorAll(".chart")];
  const passed = charts.filter((chart) => chart.getBoundingClientRect().top < innerHeight / 2);
  return passed.length && scrollY > 0 ? passed[passed.length - 1] : null;
}

function parts(chart) {
  return [...chart.querySelectorAll(".part, .cell")];
}

function nameChart() {
  const chart = chartInView();
  for (const link of shown().querySelectorAll(".contents a")) {
    if (chart && link.hash === "#" + chart.id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function across(event) {
  const lang = event.currentTarget.hreflang;
  const chart = chartInView();
  if (!chart || lang === shown().lang) return;
  event.preventDefault();
  const open = parts(chart).map((part) => part.open);
  const key = chart.id.replace(/^ja-/, "");
  location.hash = lang === "ja" ? "ja-" + key : key;
  const other = document.getElementById(location.hash.slice(1));
  parts(other).forEach((part, n) => { part.open = open[n]; });
}

async function copy(event) {
  const button = event.currentTarget;
  const source = document.getElementById(button.dataset.copy);
  const name = button.textContent;
  let done = false;
  try {
    await navigator.clipboard.writeText(source.textContent);
    done = true;
  } catch {
    for (let part = source; part; part = part.parentElement) if ("open" in part) part.open = true;
    getSelection().selectAllChildren(source);
    done = document.execCommand("copy");
  }
  const words = done ? button.dataset.done : button.dataset.failed;
  said.textContent = words;
  if (done) {
    button.textContent = words;
    setTimeout(() => { button.textContent = name; said.textContent = ""; }, 2000);
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", copy);
}
for (const link of document.querySelectorAll(".switch a")) link.addEventListener("click", across);
let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; nameChart(); });
}, { passive: true });
addEventListener("hashchange", openTarget);
if (!location.hash && (navigator.language || "").toLowerCase().startsWith("ja")) {
  location.replace("#ja");
}
openTarget();
