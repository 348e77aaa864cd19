"use strict";

// One build for `import` and `require`, so that there is one class of errors.
const { plug } = require("./lib/native.js");
plug(require("./addon.js"));
module.exports = require("./lib/index.js");
