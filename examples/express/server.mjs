// npm start, then: curl 'localhost:3000/slots?service=lesson&resource=anna&from=2027-03-01T00:00:00Z&to=2027-03-08T00:00:00Z'

import { Engine } from "kalends";
import { app } from "./app.mjs";
import { world } from "./world.mjs";

const engine = Engine.open(process.env.STORE ?? "sqlite:lessons.db");
world(engine);
const server = app(engine).listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  console.log(`listening on port ${server.address().port}`);
});
