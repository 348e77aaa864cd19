// A month of slots, found in the page, told by the clocks of two zones.

import { init, slots } from "kalends-wasm";

await init();

const question = {
  resources: [
    {
      resource: { id: "anna", zone: "Europe/Berlin" },
      schedule: {
        weekly: [
          { id: "afternoons", days: ["MO", "TU", "WE", "TH", "FR"], from: "14:00", to: "18:00" },
          { id: "sundays", days: ["SU"], from: "01:00", to: "03:00" },
        ],
      },
    },
  ],
  service: { id: "piano", durations: ["PT1H"], step: "PT1H" },
  range: { start: "2027-09-30T22:00:00Z", end: "2027-10-31T23:00:00Z" },
  context: { now: "2027-09-01T00:00:00Z" },
};

/** The same slots with the labels of a zone. */
const told = (zone) => slots.find({ ...question, zone }).slots;

const [berlin, york] = [told("Europe/Berlin"), told("America/New_York")];
const month = document.querySelector("#month");
const FIRST_COLUMN = 5; // the first of October 2027 is a Friday

for (let day = 1; day <= 31; day++) {
  const date = `2027-10-${String(day).padStart(2, "0")}`;
  const cell = month.appendChild(document.createElement("li"));
  if (day === 1) cell.style.gridColumnStart = FIRST_COLUMN;
  cell.classList.toggle("change", day === 31);
  cell.appendChild(document.createElement("b")).textContent = day;
  berlin.forEach(({ start, local }, at) => {
    if (!local.start.startsWith(date)) return;
    const line = cell.appendChild(document.createElement("time"));
    line.dateTime = start.toISOString();
    line.append(local.label, " ");
    line.appendChild(document.createElement("i")).textContent = york[at].local.label;
  });
}

window.result = { days: month.children.length, slots: berlin.length };
