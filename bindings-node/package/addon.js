"use strict";

// The addon of this platform, which is built for each by itself.
const { arch, platform } = process;
try {
  module.exports = require(`./kalends.${platform}-${arch}.node`);
} catch (cause) {
  throw new Error(`kalends has no addon for ${platform}-${arch}`, { cause });
}
