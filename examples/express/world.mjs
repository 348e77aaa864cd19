// Who there is: a tutor in Berlin, in the afternoons.

export function world(engine) {
  engine.putResource(
    { id: "anna", zone: "Europe/Berlin" },
    { weekly: [{ id: "afternoons", days: ["MO", "TU", "WE", "TH", "FR"], from: "14:00", to: "18:00" }] },
  );
  engine.putService({ id: "lesson", durations: ["PT1H"], step: "PT1H" });
}
