// What the scripts of this folder share: a server of ours or anvil in a process of its own.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const here = path.resolve(new URL('.', import.meta.url).pathname);
export const ANVIL = path.join(here, 'node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil');
/** What lies beside the project, where it does: $ROLLSCOPE_SHARED or ../shared. */
export const SHARED = process.env.ROLLSCOPE_SHARED ?? path.join(here, '../../shared');

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
export const nowMs = () => Number(process.hrtime.bigint()) / 1e6;
export const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

export function temporaryFolder() {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'rollscope-bench-'));
}

/** A port that is free now. */
export function freePort() {
  return new Promise((done, failed) => {
    const server = net.createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

export function rpc(port, method, params = []) {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  return new Promise((done, failed) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const request = http.request({ host: '127.0.0.1', port, method: 'POST', path: '/', headers, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (part) => (text += part));
      answer.on('end', () => {
        try { done(JSON.parse(text).result); } catch (error) { failed(error); }
      });
    });
    request.on('error', failed);
    request.end(body);
  });
}

/** Starts `program`; answers once it served a call, with the milliseconds that it took. */
export async function start(program, args, port) {
  const began = nowMs();
  const child = spawn(program, args, { stdio: 'ignore' });
  const gone = new Promise((done) => child.once('exit', done));
  while (nowMs() - began < 60_000 && child.exitCode === null) {
    const answered = await rpc(port, 'eth_chainId').catch(() => null);
    if (answered) {
      const startMs = nowMs() - began;
      const stop = async () => {
        child.kill('SIGTERM');
        await gone;
      };
      return { child, port, startMs, stop };
    }
    await sleep(1);
  }
  child.kill('SIGKILL');
  throw new Error(`${program} did not answer`);
}

/** rollscoped on `folder`; `more` are further arguments. */
export async function startOurs(program, folder, more = []) {
  const port = await freePort();
  const l1Port = await freePort();
  return start(program, ['--datadir', folder, '--rpc-port', port, '--l1-rpc-port', l1Port, ...more], port);
}

export async function startAnvil(more = []) {
  const port = await freePort();
  return start(ANVIL, ['--port', port, '--silent', ...more], port);
}
