#!/usr/bin/env deskjs
export async function* count() {
  try {
    yield 1;
  } finally {
    await null;
  }
}
export async function run() {
  for await (const n of count()) console.log(n);
}
