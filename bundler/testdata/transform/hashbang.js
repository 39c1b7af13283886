#!/usr/bin/env node
console.log("π", /\p{L}/u, "x\u{1F600}");
