import { readFile } from "fs/promises";
import def from "./dep.js";
const text = await readFile(import.meta.filename, "utf8");
export const size = text.length;
const later = await import("./later.js");
const cjs = require("./x.cjs");
console.log(size, def, later, cjs, import.meta.url, import.meta.dirname);
