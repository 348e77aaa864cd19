// Who there is: a tutor in Berlin, in the afternoons. Whoever cancels later than a day before pays half.

export const PRICE = { minor: 4500, currency: "EUR" };

export function world(engine) {
  engine.putResource(
    { id: "anna", zone: "Europe/Berlin" },
    { weekly: [{ id: "afternoons", days: ["MO", "TU", "WE", "TH", "FR"], from: "14:00", to: "18:00" }] },
  );
  engine.putPolicy({ id: "lessons", version: 1, cancel: { tiers: [{ notice: "P1D" }, { fee: { percent: 50 } }] } });
  engine.putService({ id: "lesson", durations: ["PT1H"], step: "PT1H", policy: { id: "lessons" } });
}
