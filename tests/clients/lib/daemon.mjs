// Starts and stops rollscoped, and speaks raw JSON-RPC to it.
import { spawn } from 'node:child_process';
import net from 'node:net';
import { sleep } from './harness.mjs';

/** A port that nothing listens on. */
export function freePort() {
  return new Promise((done, no) => {
    const server = net.createServer();
    server.once('error', no);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** The answer object, error or not. */
export async function raw(url, method, params = []) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  return answer.json();
}

export async function rpc(url, method, ...params) {
  const { result, error } = await raw(url, method, params);
  if (error) throw Object.assign(new Error(`${method}: ${error.message}`), { code: error.code, data: error.data });
  return result;
}

/** Runs the program to its end; for starts that must fail. */
export function runToEnd(program, args, timeout = 20_000) {
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (d) => (output += d));
    child.stderr.on('data', (d) => (output += d));
    const timer = setTimeout(() => child.kill('SIGKILL'), timeout);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      done({ code, signal, output });
    });
  });
}

/** One rollscoped on its own ports; start() may be called again after stop() or kill(). */
export class Daemon {
  constructor(program, datadir, extra = []) {
    Object.assign(this, { program, datadir, extra, log: '' });
  }

  async start() {
    this.port ??= await freePort();
    this.l1Port ??= await freePort();
    this.url = `http://127.0.0.1:${this.port}`;
    this.l1Url = `http://127.0.0.1:${this.l1Port}`;
    this.ws = `ws://127.0.0.1:${this.port}`;
    const args = ['--datadir', this.datadir, '--l1', 'devnet', '--roles', 'sequencer,batcher,proposer,verifier',
      '--rpc-port', String(this.port), '--l1-rpc-port', String(this.l1Port), ...this.extra];
    const child = spawn(this.program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    child.stdout.on('data', (d) => (this.log += d));
    child.stderr.on('data', (d) => (this.log += d));
    this.ended = new Promise((done) => child.on('exit', (code, signal) => {
      child.over = { code, signal };
      done(child.over);
    }));
    for (let i = 0; i < 400; i++) {
      if (child.over) throw new Error(`rollscoped ended at start: ${JSON.stringify(child.over)}\n${this.log.slice(-2000)}`);
      try {
        await rpc(this.url, 'eth_blockNumber');
        await rpc(this.l1Url, 'eth_blockNumber');
        return this;
      } catch {
        await sleep(50);
      }
    }
    throw new Error(`rollscoped does not answer\n${this.log.slice(-2000)}`);
  }

  /** SIGTERM; how it ended. */
  async stop() {
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
    const end = await this.ended;
    clearTimeout(timer);
    return end;
  }

  /** kill -9. */
  async kill() {
    this.child.kill('SIGKILL');
    return this.ended;
  }

  l2(method, ...params) {
    return rpc(this.url, method, ...params);
  }

  l1(method, ...params) {
    return rpc(this.l1Url, method, ...params);
  }
}
