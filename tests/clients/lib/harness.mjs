// Counts what held and what did not; the last line is "N passed, N failed".
import assert from 'node:assert/strict';

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
export const results = { passed: 0, failed: 0, skipped: 0 };
const only = process.env.ONLY && new RegExp(process.env.ONLY);

/** Runs one named check; a failure is shown and does not stop the others. Gives what `fn` gives. */
export async function test(name, fn, timeout = 120_000) {
  if (only && !only.test(name)) return undefined;
  const start = Date.now();
  let timer;
  try {
    const late = new Promise((_, no) => { timer = setTimeout(() => no(new Error(`not done in ${timeout} ms`)), timeout); });
    const value = await Promise.race([fn(), late]);
    results.passed++;
    console.log(`ok    ${name} (${Date.now() - start} ms)`);
    return value;
  } catch (e) {
    results.failed++;
    console.log(`FAIL  ${name}\n      ${String(e?.stack ?? e).split('\n').slice(0, 12).join('\n      ')}`);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

export function skip(name, why) {
  results.skipped++;
  console.log(`skip  ${name}: ${why}`);
}

/** Asks again until `fn` gives something true. */
export async function until(fn, what, timeout = 30_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await fn();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited ${timeout} ms for ${what}`);
    await sleep(50);
  }
}

/** The error of a promise that must fail. */
export async function rejects(promise, what) {
  let value;
  try {
    value = await promise;
  } catch (e) {
    return e;
  }
  throw new Error(`${what} should have failed, but gave ${JSON.stringify(value, (_, x) => (typeof x === 'bigint' ? String(x) : x))}`);
}

export function report() {
  const skipped = results.skipped ? `, ${results.skipped} skipped` : '';
  console.log(`${results.passed} passed, ${results.failed} failed${skipped}`);
  return results.failed ? 1 : 0;
}

export const { equal, deepEqual, ok, match, notEqual } = assert;
