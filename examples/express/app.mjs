// A small backend: free time, bookings, refusals with their reasons, cancellations. The engine decides, HTTP reports.

import express from "express";
import { KalendsError } from "kalends";

/** HTTP's words for the categories of errors. */
const STATUS = { input: 400, limit: 413, conflict: 409, port: 503, internal: 500 };

/** The routes over an engine. */
export function app(engine) {
  const routes = express().use(express.json());

  // Free time: GET /slots?service=lesson&resource=anna&from=…&to=…
  routes.get("/slots", async ({ query: { service, resource, from, to } }, response) => {
    const { slots } = await engine.slotsAsync({ service, resource, range: { start: from, end: to } });
    response.json(slots.map(({ start, end }) => ({ start, end })));
  });

  // Why not: GET /why?service=lesson&resource=anna&start=…
  routes.get("/why", ({ query: { service, resource, start } }, response) => {
    response.json(engine.explain({ service, resource, start }).reasons);
  });

  // Book: 201 with the booking, or 409 with every reason. The caller's id makes a repeated request the same booking.
  routes.put("/bookings/:id", async ({ params: { id }, body: { service, resource, start } }, response) => {
    decided(await engine.executeAsync({ book: { booking: id, service, resource, start } }), response, 201);
  });

  routes.get("/bookings/:id", ({ params: { id } }, response) => {
    const booking = engine.booking(id);
    response.status(booking === undefined ? 404 : 200).json(booking ?? { code: "booking.unknown" });
  });

  // Cancel: 200 with the booking as it is now.
  routes.delete("/bookings/:id", async ({ params: { id } }, response) => {
    decided(await engine.executeAsync({ cancel: { booking: id } }), response, 200);
  });

  routes.use((error, _request, response, next) => {
    if (!(error instanceof KalendsError)) return next(error);
    const { code, message, path } = error;
    response.status(STATUS[error.category]).json({ code, message, path });
  });
  return routes;
}

function decided(verdict, response, status) {
  if ("refuse" in verdict) {
    response.status(409).json({ reasons: verdict.refuse.reasons });
  } else {
    response.status(status).json(verdict.accept.bookings[0]);
  }
}
