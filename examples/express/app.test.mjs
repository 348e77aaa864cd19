import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Engine } from "kalends";
import { app } from "./app.mjs";
import { world } from "./world.mjs";

// The Monday after the clocks went forward: 14:00 in Berlin is 12:00Z.
const NOW = "2027-03-22T08:00:00Z";
const MONDAY = { from: "2027-03-28T22:00:00Z", to: "2027-03-29T22:00:00Z" };
const engine = Engine.open("sqlite::memory:", { clock: () => NOW });
let server;
let at;

before(async () => {
  world(engine);
  server = app(engine).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  at = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.close();
  engine.close();
});

async function http(method, path, body) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(at + path, { method, headers, body: body && JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

const slots = async () => (await http("GET", `/slots?service=lesson&resource=anna&from=${MONDAY.from}&to=${MONDAY.to}`)).body;
const lesson = (start) => ({ service: "lesson", resource: "anna", start });

test("free time is what is open on the wall in Berlin", async () => {
  const starts = (await slots()).map(({ start }) => start);
  assert.deepEqual(starts, [12, 13, 14, 15].map((hour) => `2027-03-29T${hour}:00:00.000Z`));
});

test("what is free can be booked, and is free no more", async () => {
  const booked = await http("PUT", "/bookings/b1", lesson("2027-03-29T12:00:00Z"));
  assert.equal(booked.status, 201);
  assert.equal(booked.body.id, "b1");
  assert.equal((await slots()).length, 3);
  const again = await http("PUT", "/bookings/b1", lesson("2027-03-29T12:00:00Z"));
  assert.equal(again.status, 201, "who has lost the answer may ask again");
});

test("a second buyer hears why not", async () => {
  const refused = await http("PUT", "/bookings/b2", lesson("2027-03-29T12:00:00Z"));
  assert.equal(refused.status, 409);
  assert.deepEqual(Object.keys(refused.body.reasons[0]), ["busy"]);
  const why = await http("GET", "/why?service=lesson&resource=anna&start=2027-03-29T18:00:00Z");
  assert.deepEqual(why.body.map((reason) => Object.keys(reason)[0]), ["hours"]);
});

test("of ten buyers at once one gets the hour", async () => {
  const buyers = Array.from({ length: 10 }, (_, n) => http("PUT", `/bookings/c${n}`, lesson("2027-03-29T14:00:00Z")));
  const statuses = (await Promise.all(buyers)).map(({ status }) => status).sort();
  assert.deepEqual(statuses, [201, ...Array(9).fill(409)]);
});

test("what is cancelled is free again", async () => {
  assert.equal((await http("DELETE", "/bookings/b1")).status, 200);
  assert.equal((await slots())[0].start, "2027-03-29T12:00:00.000Z");
});

test("a bad request is told by code and path", async () => {
  const bad = await http("GET", "/slots?service=lesson&resource=anna&from=noon&to=2027-03-29T22:00:00Z");
  assert.equal(bad.status, 400);
  assert.deepEqual([bad.body.code, bad.body.path], ["time.instant", "range.start"]);
  assert.equal((await http("GET", "/bookings/b9")).status, 404);
});
