import fs, { readFileSync as read } from "node:fs";
import type { Stats } from "node:fs";
import * as all from "./other.ts";

export interface Note { id: number }
export enum Kind { A, B }
export default async function (n: Note): Promise<Stats> {
  const { lazy } = await import("./lazy");
  return fs.statSync(read(n.id, lazy));
}
export { all };
