// Pages of a folder in headless Chromium.

import { createReadStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";

const { CONFORMANCE, CHROMIUM, TOOLS } = process.env;
const TYPES = { ".html": "text/html", ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm" };
const ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const tools = createRequire(`${TOOLS}/`);

/** Serves a folder on the loopback, and `conformance/` beside it. */
async function served(folder) {
  const server = createServer(({ url }, response) => {
    const path = normalize(new URL(url, "http://page").pathname);
    const file = path.startsWith("/conformance/") ? join(CONFORMANCE, path.slice(13)) : join(folder, path);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  return server;
}

/** What a page leaves in `window.result`; with a second file, also a picture of it. */
export async function page(folder, name, picture) {
  const server = await served(folder);
  const profile = mkdtempSync(join(tmpdir(), "chromium-"));
  const { chromium } = tools("playwright-core");
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: [...ARGUMENTS, ...QUIET],
    viewport: { width: 900, height: 640 },
  });
  try {
    const tab = await browser.newPage();
    tab.on("pageerror", (error) => console.error(error));
    await tab.goto(`http://127.0.0.1:${server.address().port}/${name}`);
    await tab.waitForFunction(() => window.result !== undefined, null, { timeout: 120_000 });
    if (picture !== undefined) await tab.screenshot({ path: picture });
    return await tab.evaluate(() => window.result);
  } finally {
    await browser.close();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
